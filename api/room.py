"""Room for live readers: how many one process carries, and how it lets them go when it stops.

A live page costs a session and a run for each press. Beyond `most` a new reader keeps the plain page, whose links work, and becomes
live when there is room. Who was live and lost the connection, since another process stopped, comes before new readers.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import BoundedSemaphore

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SETTING = "SAMENKAART_LIVE"
"""Environment variable: live readers of one process."""
MOST = 100
"""Without the setting. A press each ten seconds, at the 69 ms of processor time that a view takes (docs/performance.md), is 0.7 of a core."""
RUNS_AT_ONCE = 3
"""Runs of the page side by side. More take no less time together, and each that waits for the interpreter holds up the event loop."""
LEAVE = 1012
"""Code of a websocket that is closed because the service restarts."""
RUNS = BoundedSemaphore(RUNS_AT_ONCE)
"""Held by each run of the page while it computes."""

Leave = Callable[[], Awaitable[None]]


class Room:
    """Places for live readers in one process.

    Args:
        most: new readers find a place below this number; who comes back, up to half as many more.
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = int(os.environ.get(SETTING) or MOST) if most is None else most
        self.is_stopping = False
        self._live: list[Leave] = []

    @property
    def live(self) -> int:
        """Live readers now."""
        return len(self._live)

    def has_place(self, *, comes_back: bool = False) -> bool:
        """Whether one more reader can become live."""
        return not self.is_stopping and self.live < self.most + (self.most // 2 if comes_back else 0)

    def enter(self, leave: Leave) -> None:
        """Take a place; `leave` ends the visit from our side."""
        self._live.append(leave)

    def go(self, leave: Leave) -> None:
        """Give the place back."""
        self._live.remove(leave)

    async def empty(self, seconds: float) -> None:
        """Let all readers go one after the other, so that they do not all come at once to who takes them over."""
        leaving = list(self._live)
        for leave in leaving:
            await leave()
            await asyncio.sleep(seconds / len(leaving))


ROOM = Room()
"""That of this process."""


def comes_back(scope: Scope) -> bool:
    """Whether a websocket is that of a reader who had a session before: Streamlit names it as third of the protocols."""
    given = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
    return len(given) > 2 and bool(given[2].strip())


class LivePlaces:
    """Gives each websocket a place, or answers 503 when there is none."""

    def __init__(self, app: ASGIApp, room: Room = ROOM) -> None:
        self.app, self.room = app, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on, or refuse it."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif self.room.has_place(comes_back=comes_back(scope)):
            await self._live(scope, receive, send)
        else:
            await _refuse(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_closed = False

        async def leave() -> None:
            nonlocal is_closed
            if not is_closed:
                is_closed = True
                with suppress(OSError, RuntimeError):
                    await send({"type": "websocket.close", "code": LEAVE})

        async def send_while_open(message: Message) -> None:
            nonlocal is_closed
            if is_closed:
                return
            is_closed = message["type"] == "websocket.close"
            await send(message)

        self.room.enter(leave)
        try:
            await self.app(scope, receive, send_while_open)
        finally:
            self.room.go(leave)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})
        return
    headers = [(b"retry-after", b"10"), (b"cache-control", b"no-store")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
