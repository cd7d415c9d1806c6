"""Puts our HTML of a page into Streamlit's empty page, so that the first answer is whole and has the right status.

Streamlit's own scripts and styles start after our page is painted.
"""

import gzip
import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import PROGRAMS
from api.assets import STATIC
from api.metrics import METRICS
from api.room import ROOM
from api.site import Page, Params, Site
from data_loaders.memory import SHARED, Key
from data_loaders.store import one_release
from data_loaders.topics import Topic

UNLIKE_OURS = (b"if-none-match", b"if-modified-since", b"range", b"if-range")
"""Conditions on Streamlit's own HTML file. We send another page, so Streamlit must not answer them."""
BEFORE = b'<div id="root">'
"""The element in which Streamlit draws."""
PARTS = re.compile(
    rb'<link rel="(?:modulepreload|stylesheet)"[^>]*>|<link rel="preload" as="fetch"[^>]*>'
    rb'|<script type="module"[^>]*></script>'
)
"""The elements that load Streamlit's scripts, styles and data: some megabytes. A browser would paint nothing before them."""
# The script waits two frames, so that the page is painted before Streamlit's parts load. A tab in the background has no
# frames; there it waits a second. It tells Streamlit where its server is (otherwise Streamlit tries each part of the address)
# and to show no error dialogs. A reader whose connection failed in the last five minutes (`ui/plain/reach.js`) keeps the
# plain page.
LATER = """<template id="straks"HELD>PARTS</template><script>{
  let lately = 0
  try { lately = +sessionStorage.getItem('samenkaart-zonder') } catch { lately = 0 }
  if (Date.now() - lately < 300000) document.documentElement.dataset.zonder = ''
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin + 'BASE/',
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, blockErrorDialogs: true }
  }
  const begin = () => {
    const parts = document.getElementById('straks')
    if (!parts || 'zonder' in document.documentElement.dataset) return
    parts.remove()
    document.head.append(parts.content)
  }
  const wait = async (seconds) => {
    await new Promise(done => setTimeout(done, 1000 * seconds * (1 + Math.random())))
    try {
      const answer = await fetch('readyz')
      if (answer.ok && (await answer.json()).room) return begin()
    } catch { }
    if (seconds < 300) wait(2 * seconds)
  }
  if (document.getElementById('straks').dataset.wacht) wait(10)
  else {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(begin)))
    setTimeout(begin, 1000)
  }
}</script>"""
HOLD = ' data-wacht="1"'
"""Attribute that makes the script wait until there is room for one more live reader. It asks less and less often."""
WITHIN = re.compile(r"<script>(.*?)</script>", re.DOTALL)
OWN = "/_stcore/"
"""Streamlit's page looks for its server below this path; these answers are not pages."""
Made = tuple[int, str, bytes]
"""HTTP status, forwarding address (empty: none), HTML."""


def in_streamlit(html: bytes, page: Page, site: Site, hold: str = "") -> bytes:
    """Streamlit's HTML with our page in it: our language, title and body. Streamlit's parts load after ours is painted."""
    made_from = f'<meta name="gegevens" content="{page.version}">'
    head = f"{page.head}{made_from}{site.style(page.body)}".encode()
    shown = re.sub(rb'<html lang="[^"]*"', f'<html lang="{page.language}"'.encode(), html, count=1)
    shown = re.sub(rb"<title>[^<]*</title>|<link rel=\"shortcut icon\"[^>]*>", b"", shown)
    # Streamlit's text says that the page needs scripts. Ours does not.
    shown = re.sub(rb"<noscript>.*?</noscript>", b"", shown, count=1, flags=re.DOTALL)
    shown = shown.replace(b"</head>", head + b"</head>", 1)
    later = _later(site, hold).replace("PARTS", b"".join(PARTS.findall(shown)).decode())
    shown = PARTS.sub(b"", shown).replace(BEFORE, (page.body + later).encode() + BEFORE, 1)
    return shown.replace(b"</body>", (page.footer + site.script(page.language)).encode() + b"</body>", 1)


def _later(site: Site, hold: str) -> str:
    return LATER.replace("HELD", hold).replace("BASE/", f"{site.base}/")


def scripts_within(site: Site) -> list[str]:
    """All inline scripts of a page: ours and Streamlit's. The Content-Security-Policy allows only these."""
    streamlit = (STATIC / "index.html").read_text("utf-8")
    pieces = (streamlit, _later(site, ""), *(site.script(language) for language in ("nl", "en")))
    return [script for piece in pieces for script in WITHIN.findall(piece)]


class WholePage:
    """Turns Streamlit's HTML, which is the same empty page at every address, into the page that was asked for."""

    def __init__(self, app: ASGIApp, site: Site | None = None) -> None:
        """Wrap `app`; `site` makes the pages."""
        self.app, self.site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML answers of Streamlit; pass everything else on."""
        if (
            scope["type"] != "http"
            or scope["method"] not in {"GET", "HEAD"}
            or self.site is None
            or OWN in scope["path"]
            or scope["path"].startswith(PROGRAMS)
        ):
            await self.app(scope, receive, send)
            return
        is_head, known = scope["method"] == "HEAD", ""
        packs = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # Our page changes with the data, so we compare the entity tag ourselves.
            known = Headers(scope=scope).get("if-none-match", "")
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] not in UNLIKE_OURS]}
        query = scope.get("query_string", b"").decode("latin-1")
        rewrite = partial(self._made, self.site, scope["path"], parse_qs(query))
        await self.app({**scope, "method": "GET"}, receive, _Rewriter(send, rewrite, known, is_head, packs).send)

    @staticmethod
    @one_release()
    def _made(site: Site, path: str, params: Params, html: bytes) -> Made:
        if BEFORE not in html:
            return 200, "", html
        page = site.page(path, params)
        if page is None:
            return 200, "", html
        if page.forward or page.document:
            return page.status, page.forward, page.document.encode()
        hold = "" if ROOM.has_place() else HOLD
        if hold:
            METRICS.held.inc()
        return page.status, "", in_streamlit(html, page, site, hold)


class _Rewriter:
    """Collects an HTML answer until it is complete, rewrites it and sends it. A browser that has it (`known`) gets 304."""

    def __init__(self, send: Send, rewrite: Callable[[bytes], Made], known: str, is_head: bool, packs: bool) -> None:
        self._send, self._rewrite, self._known, self._is_head, self._packs = send, rewrite, known, is_head, packs
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            content = Headers(scope=message).get("content-type", "")
            if content.startswith("text/html") and message["status"] == 200:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._flush(self._start)
            return
        elif self._is_head:
            message = {**message, "body": b""}
        await self._send(message)

    async def _flush(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        came_packed = headers.get("content-encoding") == "gzip"
        status, forward, tag, body = await run_sync(_whole, self._body, self._rewrite, came_packed, self._packs)
        del headers["content-encoding"]
        if self._packs:
            # Streamlit does not compress its page of some kilobytes. Ours is ten times as long.
            headers["content-encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
        del headers["last-modified"], headers["accept-ranges"]
        headers["etag"] = tag
        start["status"] = status
        if forward:
            headers["location"] = forward
        if status == 200 and tag in self._known:
            start["status"], body = 304, b""
            del headers["content-length"], headers["content-encoding"]
        else:
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})


def _whole(
    body: bytes, rewrite: Callable[[bytes], Made], came_packed: bool, packs: bool
) -> tuple[int, str, str, bytes]:
    """HTTP status, forwarding address, entity tag and bytes of the rewritten page; with gzip if the browser accepts that."""
    status, forward, page = rewrite(gzip.decompress(body) if came_packed else body)
    tag = f'W/"{sha256(page).hexdigest()[:20]}"'
    if packs:
        page = SHARED.recall(Key(Topic.PACKED_PAGE, tag), partial(gzip.compress, page, 6, mtime=0))
    return status, forward, tag, page
