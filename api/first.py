"""The page that is there before Streamlit's: put into its HTML, and the next map for a press that is under way."""

import gzip
import re
from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.layers import FOR_EVER
from data_loaders.store import DataProblem, current

Params = dict[str, list[str]]
BEFORE = b'<div id="root">'
"""Where Streamlit's page begins."""
PARTS = re.compile(
    rb'<link rel="(?:modulepreload|stylesheet)"[^>]*>|<link rel="preload" as="fetch"[^>]*>'
    rb'|<script type="module"[^>]*></script>'
)
"""What Streamlit's page is made of: scripts, styles and shapes. Some megabytes, before which a browser paints nothing."""
# Two frames: the first page is painted before the browser gives its time to Streamlit's parts. A page in the background has no
# frames; it starts after a second.
LATER = """<template id="straks">PARTS</template><script>{
  const begin = () => {
    const parts = document.getElementById('straks')
    if (!parts) return
    parts.remove()
    document.head.append(parts.content)
  }
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(begin)))
  setTimeout(begin, 1000)
}</script>"""


class First(Protocol):
    """Makes the HTML; `pages.kaart.first` does, and hands itself in, since nothing here may know of it."""

    def page(self, params: Params, *, embedded: bool) -> str:
        """The map page as plain HTML; empty where there is none."""

    def script(self) -> str:
        """Style and script that every page carries."""

    def ahead(self, params: Params) -> bytes:
        """The next sentence and bubbles (JSON); empty where the map is drawn in another way."""

    def ground(self, params: Params) -> bytes:
        """What lies under them (SVG)."""


def first_routes(first: First) -> Sequence[Route]:
    """Addresses of what a press on a theme shows next; with the data version in them, so that a browser may keep the answers."""
    return [
        Route("/vooruit/{version}/bollen", _answering(first.ahead, "application/json")),
        Route("/vooruit/{version}/grond", _answering(first.ground, "image/svg+xml")),
    ]


def _answering(make: Callable[[Params], bytes], media_type: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        made = make(fields(request.query_params.multi_items()))
        if not made or request.path_params["version"] != _version():
            return Response(status_code=204, headers={"Cache-Control": "no-store"})
        packed = gzip.compress(made, 6, mtime=0)
        headers = {"Cache-Control": FOR_EVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            packed = made
            del headers["Content-Encoding"]
        return Response(packed, media_type=media_type, headers=headers)

    return answer


def fields(items: Sequence[tuple[str, str]]) -> Params:
    """The parameters of an address, with every value of each."""
    params: Params = {}
    for name, value in items:
        params.setdefault(name, []).append(value)
    return params


def _version() -> str:
    try:
        return current().version
    except DataProblem:
        return ""


def with_first(html: bytes, page: str, script: str) -> bytes:
    """Streamlit's page with the first page before its own part, and the script at the end."""
    if BEFORE not in html:
        return html
    told = f'<meta name="gegevens" content="{_version()}">'.encode()
    shown = html.replace(b"</head>", told + b"</head>", 1).replace(b"</body>", script.encode() + b"</body>", 1)
    if not page:
        return shown
    later = LATER.replace("PARTS", b"".join(PARTS.findall(shown)).decode())
    # It says that nothing works without scripts, which is no longer true.
    shown = re.sub(rb"<noscript>.*?</noscript>", b"", shown, count=1, flags=re.DOTALL)
    return PARTS.sub(b"", shown).replace(BEFORE, (page + later).encode() + BEFORE, 1)
