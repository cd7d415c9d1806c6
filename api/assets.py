"""Streamlit's own scripts and styles, compressed once for all visitors."""

import gzip
import re
from functools import partial
from pathlib import Path

import streamlit
from anyio import sleep_forever
from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = Path(streamlit.__file__).parent / "static"
PACKED = re.compile(r"/static/(js|css)/[\w.-]+\.(js|css)")
"""Scripts and styles. Their names contain a checksum, so a file never changes under its name."""


class PackedAssets:
    """Sends scripts and styles compressed with gzip.

    Streamlit sends them uncompressed, because compressing them for each visitor costs too much. Here each is compressed once.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._packed: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file if the browser accepts gzip; pass every other request on."""
        path = scope.get("path", "")
        if not _takes_packed(scope) or (path not in self._packed and not _is_file(path)):
            await self.app(scope, receive, send)
            return
        if path not in self._packed:
            start, body = await _answer(self.app, scope)
            if start["status"] != 200:
                await _send(send, start, body)
                return
            self._packed[path] = _packed_start(start), await run_sync(partial(gzip.compress, body, mtime=0))
        await _send(send, *self._packed[path])


def _takes_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not PACKED.fullmatch(scope["path"]):
        return False
    headers = Headers(scope=scope)
    if "range" in headers or "if-none-match" in headers or "if-modified-since" in headers:
        return False
    return "gzip" in headers.get("accept-encoding", "")


def _is_file(path: str) -> bool:
    """Whether Streamlit has this file. For other names it sends its page, and made-up names would fill our memory."""
    return (STATIC / path.lstrip("/")).is_file()


async def _answer(app: ASGIApp, scope: Scope) -> tuple[Message, bytes]:
    """The whole answer of `app`: its start and its body.

    The answer is kept for all visitors. So `app` is not told when the first visitor disconnects: it would stop halfway,
    and everybody would get half a script.
    """
    messages: list[Message] = []
    is_sent = False

    async def receive() -> Message:
        nonlocal is_sent
        if is_sent:
            await sleep_forever()
        is_sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    start = next(message for message in messages if message["type"] == "http.response.start")
    return start, b"".join(message.get("body", b"") for message in messages)


def _packed_start(start: Message) -> Message:
    packed = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=packed)
    headers["content-encoding"] = "gzip"
    headers.add_vary_header("Accept-Encoding")
    # These two describe the uncompressed file.
    del headers["etag"]
    del headers["content-length"]
    return packed


async def _send(send: Send, start: Message, body: bytes) -> None:
    whole = {**start, "headers": list(start["headers"])}
    MutableHeaders(scope=whole)["content-length"] = str(len(body))
    await send(whole)
    await send({"type": "http.response.body", "body": body})
