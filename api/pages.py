"""The HTML of every page: what Streamlit's own leaves out, and the page that is there before its scripts have run."""

import gzip
import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import cast
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.assets import MAP_PAGES, early
from api.first import First, Params, with_first
from measures.memory import Memory

DESCRIPTIONS = {
    "nl": "Bewonersinitiatieven in Nederland op de kaart, met bron bij elk gegeven: wonen, zorg, energie en meer.",
    "en": "Residents' initiatives in the Netherlands on the map, with a source for every fact.",
}
CONDITIONS = (b"if-none-match", b"if-modified-since")


def page_in_language(html: bytes, language: str, early_html: str = "") -> bytes:
    """Streamlit's page with the right `lang`, a description and `early_html` in its head; a page of our own has all it needs."""
    if b'<meta name="description"' in html:
        return html
    described = f'<meta name="description" content="{DESCRIPTIONS[language]}" />'.encode()
    spoken = re.sub(rb'<html lang="[^"]*"', f'<html lang="{language}"'.encode(), html, count=1)
    # Until its scripts run, and for who reads without them, the page would be called after its tool.
    spoken = re.sub(rb"<title>[^<]*</title>", b"<title>Samenkaart</title>", spoken, count=1)
    return spoken.replace(b"</head>", described + early_html.encode() + b"</head>", 1)


class WholePage:
    """Rewrites Streamlit's HTML, which always says `lang="en"`, has no description and shows nothing before its scripts have run."""

    def __init__(self, app: ASGIApp, first: First | None = None) -> None:
        """Around `app`; `first` makes the page that is there before Streamlit's."""
        self.app, self.first = app, first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML answers; everything else passes untouched."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        known = ""
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # What we make of Streamlit's page changes with the data, so whether a browser has it is for us to say.
            known = Headers(scope=scope).get("if-none-match", "")
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] not in CONDITIONS]}
        rewrite = partial(self._rewritten, scope["path"], scope.get("query_string", b"").decode("latin-1"))
        await self.app(scope, receive, _Rewriter(send, rewrite, known).send)

    def _rewritten(self, path: str, query: str, html: bytes) -> bytes:
        asked = parse_qs(query)
        page = page_in_language(html, "en" if asked.get("taal", [])[-1:] == ["en"] else "nl", early(path))
        if self.first is None or page == html:
            return page
        return with_first(page, self._first_page(self.first, path, asked), self.first.script())

    @staticmethod
    def _first_page(first: First, path: str, asked: Params) -> str:
        embedded = asked.pop("embed", None) == ["1"]
        return first.page(asked, embedded=embedded) if path.rstrip("/") in MAP_PAGES | {""} else ""


class _Rewriter:
    """Holds back an HTML answer until it is whole, rewrites it and sends it on; not to a browser that has it (`known`)."""

    def __init__(self, send: Send, rewrite: Callable[[bytes], bytes], known: str) -> None:
        self._send, self._rewrite, self._known = send, rewrite, known
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._flush(self._start)
            return
        await self._send(message)

    async def _flush(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        packed = headers.get("content-encoding") == "gzip"
        tag, body = await run_sync(_whole, self._body, self._rewrite, packed)
        del headers["last-modified"]
        headers["etag"] = tag
        if start["status"] == 200 and tag in self._known:
            start["status"], body = 304, b""
            del headers["content-length"], headers["content-encoding"]
        else:
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


ROOM = 20_000_000
"""Bytes of packed pages that are kept: what readers open is the same few addresses."""
_kept = Memory(ROOM)


def _whole(body: bytes, rewrite: Callable[[bytes], bytes], packed: bool) -> tuple[str, bytes]:
    """The tag of the rewritten page, and its bytes; one that reaches us packed goes out packed again."""
    page = rewrite(gzip.decompress(body) if packed else body)
    tag = f'W/"{sha256(page).hexdigest()[:20]}"'
    return tag, cast("bytes", _kept.recall(tag, lambda: gzip.compress(page, 6, mtime=0))) if packed else page
