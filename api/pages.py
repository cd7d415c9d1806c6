"""Puts our HTML of a page into Streamlit's empty page, so that the first answer is whole and has the right status.

Streamlit's own scripts and styles start after our page is painted.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import PROGRAMS
from api.assets import STATIC
from api.headers import has_it
from api.metrics import METRICS
from api.room import ROOM
from data_loaders.memory import SHARED, Key
from data_loaders.store import one_release
from data_loaders.topics import Topic
from ui.address import Params
from ui.plain.page import Page
from ui.plain.site import Site

UNLIKE_OURS = (b"if-none-match", b"if-modified-since", b"range", b"if-range")
"""Headers that Streamlit would answer about its own page, which is not what we send."""
INDEX = STATIC / "index.html"
STREAMLIT, STREAMLIT_TAG = INDEX.read_bytes(), FileResponse(INDEX, stat_result=INDEX.stat()).headers["etag"]
"""Streamlit's page, and the tag by which its answers are told from those of our own addresses."""
BEFORE = b'<div id="root">'
"""Where what Streamlit shows begins."""
PARTS = re.compile(
    rb'<link rel="(?:modulepreload|stylesheet)"[^>]*>|<link rel="preload" as="fetch"[^>]*>'
    rb'|<script type="module"[^>]*></script>'
)
"""The elements that load Streamlit's scripts, styles and data: some megabytes. A browser would paint nothing before them."""
# The script waits two frames, so that the page is painted before Streamlit's parts load. A tab in the background has no
# frames; there it waits a second. It tells Streamlit where its server is (otherwise Streamlit tries each part of the address)
# and to show no error dialogs. A reader whose connection failed in the last five minutes (`ui/plain/reach.js`) keeps the
# plain page, and so does a browser that cannot unpack the live one (`ui/live/show.py`).
LATER = """<template id="straks"HELD>PARTS</template><script>{
  let lately = 0
  try { lately = +sessionStorage.getItem('samenkaart-zonder') } catch { lately = 0 }
  if (!self.DecompressionStream || Date.now() - lately < 300000) document.documentElement.dataset.zonder = ''
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
PACKING = 4
"""The level of gzip. It takes a third of the time of level 6 and gives a twentieth more bytes."""
WITHIN = re.compile(r"<script>(.*?)</script>", re.DOTALL)
OWN = "/_stcore/"
"""Streamlit's page looks for its server below this path; these answers are not pages."""


@dataclass(frozen=True)
class Made:
    """The answer in place of Streamlit's page."""

    write: Callable[[], bytes]
    """Makes its HTML."""
    status: int = 200
    forward: str = ""
    """The address to redirect to; empty: none."""
    mark: str = ""
    """A key of the HTML, so that it is made once; empty: none is known."""


def in_streamlit(page: Page, site: Site, hold: str = "") -> bytes:
    """Streamlit's HTML with our page in it: our language, title and body. Streamlit's parts load after ours is painted."""
    made_from = f'<meta name="gegevens" content="{page.version}">'
    head = f"{page.head}{made_from}{site.style(page.body)}".encode()
    shown = re.sub(rb'<html lang="[^"]*"', f'<html lang="{page.language}"'.encode(), STREAMLIT, count=1)
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
    pieces = (STREAMLIT.decode(), _later(site, ""), *(site.script(language) for language in ("nl", "en")))
    return [script for piece in pieces for script in WITHIN.findall(piece)]


class WholePage:
    """Sends the page that was asked for in place of Streamlit's, which is the same empty one for every address."""

    def __init__(self, app: ASGIApp, site: Site | None = None) -> None:
        """Wrap `app`; `site` makes the pages."""
        self.app, self.site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer where Streamlit would with its page; everything else passes untouched."""
        if (
            scope["type"] != "http"
            or scope["method"] not in {"GET", "HEAD"}
            or self.site is None
            or OWN in scope["path"]
            or scope["path"].startswith(PROGRAMS)
        ):
            await self.app(scope, receive, send)
            return
        request, is_page = Headers(scope=scope), False
        if "text/html" in request.get("accept", ""):
            # Our page changes with the data, so whether a browser has it is for us to say.
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] not in UNLIKE_OURS]}

        async def all_but_the_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = message["status"] == 200 and Headers(scope=message).get("etag") == STREAMLIT_TAG
            if not is_page:
                await send(message)

        await self.app(scope, receive, all_but_the_page)
        if is_page:
            query = scope.get("query_string", b"").decode("latin-1")
            answer = await run_sync(_answer, self.site, scope["path"], parse_qs(query), request)
            await answer(scope, receive, send)


def _answer(site: Site, path: str, params: Params, request: Headers) -> Response:
    """The page, packed if the browser can read that; nothing to a browser that has it."""
    made, packs = _made(site, path, params), "gzip" in request.get("accept-encoding", "")

    def sent() -> tuple[str, bytes]:
        page = made.write()
        return f'W/"{sha256(page).hexdigest()[:20]}"', gzip.compress(page, PACKING, mtime=0) if packs else page

    mark = made.mark or sha256(made.write()).hexdigest()
    tag, page = SHARED.recall(Key(Topic.PACKED_PAGE, (mark, packs)), sent)
    headers = {"ETag": tag, "Vary": "Accept-Encoding", "Cache-Control": "no-cache"}
    if made.status == 200 and has_it(request, tag):
        return Response(status_code=304, headers=headers)
    if made.forward:
        headers["Location"] = made.forward
    if packs:
        headers["Content-Encoding"] = "gzip"
    return HTMLResponse(page, made.status, headers)


@one_release()
def _made(site: Site, path: str, params: Params) -> Made:
    page = site.page(path, params)
    if page is None:
        return Made(lambda: STREAMLIT)
    if page.forward or page.document:
        return Made(page.document.encode, page.status, page.forward)
    hold = "" if ROOM.has_place() else HOLD
    if hold:
        METRICS.held.inc()
    return Made(partial(in_streamlit, page, site, hold), page.status, mark=f"{page.mark}{hold}" if page.mark else "")
