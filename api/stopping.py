"""A stop that loses no reader: first say so to the proxy, then let live readers go to another process, then end."""

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
    """The seconds of the setting."""
    return float(os.environ.get(SETTING) or 0)


async def drain(room: Room, seconds: float) -> None:
    """Half of the time `/readyz` tells the proxy, so that it sends nobody any more; then readers go, a little time apart."""
    room.is_stopping = True
    await asyncio.sleep(seconds / 2)
    await room.empty(seconds / 3)
    await asyncio.sleep(seconds / 6)


@asynccontextmanager
async def stopping_gently(room: Room = ROOM) -> AsyncIterator[None]:
    """Let SIGTERM drain this process before the web server hears of it; a second one ends it at once.

    The web server closes its door and all websockets when it hears SIGTERM. Entered after it has set its own handler.
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
