"""Room for live readers: how many one process carries, and how it lets them go when it stops.

A live page costs a session, and a run for each press. When `most` readers are live, a new reader keeps the plain page, whose
links work, and becomes live when there is room. A reader who was live in a process that stopped goes before new readers.
"""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from threading import BoundedSemaphore
from types import FrameType

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SETTING = "SAMENKAART_LIVE"
"""Environment variable: how many live readers one process takes."""
MOST = 100
"""Used without the setting. At one press per ten seconds and 69 ms of processor time per view (docs/performance.md), a hundred
readers take 0.7 of a core."""
RUNS_AT_ONCE = 3
"""Runs of a page at the same time. More would not finish sooner, and each that waits for the interpreter delays the event loop."""
LEAVE = 1012
"""Close code of a websocket: the service restarts."""
RUNS = BoundedSemaphore(RUNS_AT_ONCE)
"""Held by each run of the page while it computes."""

Leave = Callable[[], Awaitable[None]]


class Room:
    """Places for live readers in one process.

    Args:
        most: places for new readers. Readers who come back may take up to half as many more.
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
        """End all visits one by one, spread over `seconds`, so that the next process does not get all readers at once."""
        leaving = list(self._live)
        for leave in leaving:
            await leave()
            await asyncio.sleep(seconds / len(leaving))


ROOM = Room()
"""The places of this process."""


def comes_back(scope: Scope) -> bool:
    """Whether a reader had a session before. Streamlit sends the old session as the third of the websocket's protocols."""
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


DRAIN_SETTING = "SAMENKAART_DRAIN"
"""Environment variable: seconds between SIGTERM and the end; without it the server ends at once."""


def drain_seconds() -> float:
    """The value of the setting; 0 without it."""
    return float(os.environ.get(DRAIN_SETTING) or 0)


async def drain(room: Room, seconds: float) -> None:
    """Spend `seconds` on stopping: during the first half `/readyz` answers 503, so that the proxy sends nobody any more.

    Then live readers are let go one by one.
    """
    room.is_stopping = True
    await asyncio.sleep(seconds / 2)
    await room.empty(seconds / 3)
    await asyncio.sleep(seconds / 6)


@asynccontextmanager
async def stopping_gently(room: Room = ROOM) -> AsyncIterator[None]:
    """On SIGTERM, drain this process before the web server gets the signal. A second SIGTERM ends it at once.

    The web server closes all websockets when it gets SIGTERM. Enter this block after the server has set its own handler.
    """
    seconds, tasks = drain_seconds(), set[asyncio.Task[None]]()
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return
    before, loop = signal.getsignal(signal.SIGTERM), asyncio.get_running_loop()

    async def drain_and_end(number: int) -> None:
        await drain(room, seconds)
        end(number)

    def end(number: int, frame: FrameType | None = None) -> None:
        if callable(before):
            before(number, frame)

    def begin(number: int, frame: FrameType | None) -> None:
        if tasks or room.is_stopping:
            end(number, frame)
        else:
            room.is_stopping = True
            loop.call_soon_threadsafe(lambda: tasks.add(loop.create_task(drain_and_end(number))))

    signal.signal(signal.SIGTERM, begin)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
