"""Bounds on a connection before it is a request: how long its headers may be, and how long they may take.

The proxy in front has such bounds as well (see `SECURITY.md`); a site without one must not depend on it.
"""

import asyncio
from asyncio import TimerHandle
from dataclasses import dataclass
from typing import ClassVar

import uvicorn.protocols.http.auto as uvicorn_http
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 65_536
"""Bytes of the first line and all headers together; httptools has no limit of its own. Browsers send some 2,000."""
HEAD_SECONDS = 10.0
"""Time for a request to arrive up to the end of its headers."""
BODY_SECONDS = 30.0
"""Longest silence in the middle of a request's body."""
MOST_WAITING = 256
"""Connections whose headers are not complete yet. Ordinary ones are in this state for some milliseconds."""
TOO_LONG = b"De headers zijn langer dan 64 kB. / The headers are longer than 64 kB.\n"


@dataclass
class Bounds:
    """The bounds of one server; a test sets its own."""

    longest_head: int = LONGEST_HEAD
    head_seconds: float = HEAD_SECONDS
    body_seconds: float = BODY_SECONDS
    most_waiting: int = MOST_WAITING


class BoundedHttp(HttpToolsProtocol):
    """uvicorn's HTTP, with a limit on headers in bytes and in time.

    When too many connections wait for the rest of their headers, the one that waits longest is closed. So who opens
    connections and says nothing loses them, and a reader who comes in gets a place.
    """

    bounds: ClassVar[Bounds] = Bounds()
    waiting: ClassVar[dict["BoundedHttp", None]] = {}
    """Connections whose headers are not complete, oldest first."""

    _head_bytes: int = 0
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection is open, and its first request is waited for."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._head_is_complete()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """The first byte of a request, maybe not the first one of this connection."""
        super().on_message_begin()
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """A piece of a request."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self in self.waiting:
            self._head_bytes += len(data)
            if self._head_bytes > self.bounds.longest_head:
                self._refuse_long_head()
        elif self.cycle is not None and self.cycle.more_body:
            self._close_after(self.bounds.body_seconds)

    def on_headers_complete(self) -> None:
        """The headers are whole; some that are too long can have arrived in one piece."""
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > self.bounds.longest_head:
            self._refuse_long_head()
            return
        self._head_is_complete()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; its answer may take its time."""
        self._forget_deadline()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """From here on the connection is a websocket, which `api.sockets` bounds."""
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


def bound_connections(bounds: Bounds | None = None) -> None:
    """Let the server that is about to start use `BoundedHttp`.

    Streamlit starts uvicorn itself and has no setting for this, so the class that uvicorn chooses is replaced.
    """
    BoundedHttp.bounds = bounds or Bounds()
    uvicorn_http.AutoHTTPProtocol = BoundedHttp
