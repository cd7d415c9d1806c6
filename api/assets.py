"""Streamlit's own scripts and styles, compressed once for all visitors."""

import gzip
import re
from mimetypes import guess_type
from pathlib import Path

import streamlit
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.headers import YEAR

STATIC = Path(streamlit.__file__).parent / "static"
PACKED = re.compile(r"/static/(js|css)/[\w.-]+\.(js|css)")
"""Scripts and styles. Their names contain a checksum, so a file never changes under its name."""
HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": f"public, immutable, max-age={YEAR}",
}


class PackedAssets:
    """Sends scripts and styles compressed with gzip.

    Streamlit sends them uncompressed, because compressing them for each visitor costs too much. Here each is compressed once.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._packed: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file if the browser accepts gzip; pass every other request on."""
        path = scope.get("path", "")
        if not _takes_packed(scope) or (path not in self._packed and not _file(path).is_file()):
            await self.app(scope, receive, send)
            return
        if path not in self._packed:
            self._packed[path] = await run_sync(_pack, _file(path))
        await self._packed[path](scope, receive, send)


def _takes_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not PACKED.fullmatch(scope["path"]):
        return False
    headers = Headers(scope=scope)
    if "range" in headers or "if-none-match" in headers or "if-modified-since" in headers:
        return False
    return "gzip" in headers.get("accept-encoding", "")


def _file(path: str) -> Path:
    return STATIC / path.lstrip("/")


def _pack(file: Path) -> Response:
    return Response(gzip.compress(file.read_bytes(), mtime=0), headers=HEADERS, media_type=guess_type(file.name)[0])
