"""Stops a process without losing readers: first the proxy is told, then live readers move to another process, then it ends."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

from api.room import ROOM, Room

SETTING = "SAMENKAART_DRAIN"
"""Environment variable: seconds between SIGTERM and the end; without it the server ends at once."""


def drain_seconds() -> float:
    """The value of the setting; 0 without it."""
    return float(os.environ.get(SETTING) or 0)


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
