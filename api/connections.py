"""Limits on a connection: the size and time of its headers and bodies, and the size of a message of a live page.

The proxy sets such limits too (`deploy/haproxy.cfg`), but a site must be safe without a proxy.
"""

import asyncio
import gzip
import socket
from asyncio import TimerHandle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol
from websockets.typing import ExtensionParameter

LONGEST_HEAD = 65_536
"""Bytes of the request line and all headers together. httptools sets no limit. Browsers send some 2,000."""
HEAD_SECONDS = 10.0
"""Within this time all headers of a request must have arrived."""
BODY_SECONDS = 30.0
"""Longest pause while a request's body arrives."""
WHOLE_BODY_SECONDS = 150.0
"""For the whole body: a little longer than a partner's list may take (`api.uploads`). A byte now and then is no pause."""
LONGEST_MESSAGE = 250_000
"""Bytes of one message from a live page, unpacked. A press takes some hundred, a corrected table some ten thousand."""
MOST_WAITING = 256
"""Connections whose headers are not complete yet. Normally that lasts some milliseconds."""
IS_PACKED = gzip.compress(b"", mtime=0)[:8]
"""The first bytes of a packed piece of a page (`ui.live.show`). To pack its message again takes time and saves nothing."""
TOO_LONG = b"De headers zijn langer dan 64 kB. / The headers are longer than 64 kB.\n"


@dataclass
class Bounds:
    """The limits of one server; tests set their own."""

    longest_head: int = LONGEST_HEAD
    head_seconds: float = HEAD_SECONDS
    body_seconds: float = BODY_SECONDS
    whole_body_seconds: float = WHOLE_BODY_SECONDS
    most_waiting: int = MOST_WAITING


class BoundedHttp(HttpToolsProtocol):
    """uvicorn's HTTP protocol, with a limit on headers in bytes and in time.

    When too many connections have incomplete headers, the oldest of them is closed. An attacker who opens connections and
    sends nothing loses them, and a new reader is let in.
    """

    bounds: ClassVar[Bounds] = Bounds()
    waiting: ClassVar[dict["BoundedHttp", None]] = {}
    """Connections whose headers are not complete, oldest first."""

    _head_bytes: int = 0
    _deadline: TimerHandle | None = None
    _body_began: float = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection was opened: its first request must arrive in time."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection was closed."""
        self._head_is_complete()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request begins; it may be a later one on the same connection."""
        super().on_message_begin()
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Count the bytes of headers, or wait for the next piece of a body."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self in self.waiting:
            self._head_bytes += len(data)
            if self._head_bytes > self.bounds.longest_head:
                self._refuse_long_head()
        elif self.cycle is not None and self.cycle.more_body:
            left = self._body_began + self.bounds.whole_body_seconds - self.loop.time()
            self._close_after(max(0.0, min(self.bounds.body_seconds, left)))

    def on_headers_complete(self) -> None:
        """The headers are complete. Their length is checked again: too long ones may have arrived in one piece."""
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > self.bounds.longest_head:
            self._refuse_long_head()
            return
        self._head_is_complete()
        self._body_began = self.loop.time()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is complete; from here on there is no time limit."""
        self._forget_deadline()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """The connection becomes a websocket; `api.sockets` limits those."""
        self._head_is_complete()
        super().handle_websocket_upgrade()

    def _wait_for_head(self) -> None:
        self._head_bytes = 0
        self.waiting.pop(self, None)
        self.waiting[self] = None
        self._close_after(self.bounds.head_seconds)
        while len(self.waiting) > self.bounds.most_waiting:
            longest = next(iter(self.waiting))
            longest._head_is_complete()
            longest.transport.close()

    def _head_is_complete(self) -> None:
        self.waiting.pop(self, None)
        self._forget_deadline()

    def _close_after(self, seconds: float) -> None:
        self._forget_deadline()
        self._deadline = self.loop.call_later(seconds, self.transport.close)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse_long_head(self) -> None:
        self._head_is_complete()
        if not self.transport.is_closing():
            head = f"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: {len(TOO_LONG)}\r\n"
            self.transport.write(f"{head}connection: close\r\n\r\n".encode() + TOO_LONG)
            self.transport.close()


class PackedOnce(ServerPerMessageDeflateFactory):
    """Packs messages, but not those whose largest part is packed already."""

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        """Agree with a browser how messages are packed."""
        agreed, packing = super().process_request_params(params, accepted_extensions)
        encode = packing.encode
        packing.encode = lambda frame: frame if IS_PACKED in bytes(frame.data) else encode(frame)  # type: ignore[method-assign]
        return agreed, packing


class BoundedSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket with a limit of its own on what comes in. Streamlit has one limit for both ways, as large as a page needs."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        packing = PackedOnce(
            server_max_window_bits=12, client_max_window_bits=12, compress_settings={"memLevel": 5, "level": 1}
        )
        extensions = [packing] if config.ws_per_message_deflate else []
        self.conn = ServerProtocol(extensions=extensions, max_size=LONGEST_MESSAGE, logger=self.logger)


_startup = uvicorn.Server.startup


async def _bounded_startup(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
    server.config.http_protocol_class = BoundedHttp
    if server.config.ws_protocol_class:
        server.config.ws_protocol_class = BoundedSocket
    await _startup(server, sockets)


def bound_connections(bounds: Bounds | None = None) -> None:
    """Make the server that is about to start use `BoundedHttp` and `BoundedSocket`.

    Streamlit starts uvicorn itself and has no setting for this. uvicorn chooses its classes before it imports the site, so we
    replace them when it opens its door.
    """
    BoundedHttp.bounds = bounds or Bounds()
    uvicorn.Server.startup = _bounded_startup  # type: ignore[assignment, method-assign]  # a function in place of one
