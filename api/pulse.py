"""Watches one server process: measures how late its event loop is, and gives unused memory back to the machine."""

import asyncio
import ctypes
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import run_sync

BEAT_SECONDS = 0.05
"""Time between two measurements of the event loop."""
TIDY_SECONDS = 30.0
"""Time between two moments of giving memory back."""
_MOST_ARENAS = -8
"""The option M_ARENA_MAX of glibc's mallopt."""
FEW_ARENAS = 2


def _libc() -> ctypes.CDLL | None:
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if library.malloc_trim and library.mallopt:
            return library
    return None


LIBC = _libc()
"""The C library if it is glibc. Others give memory back by themselves."""


def use_few_arenas() -> None:
    """Make all threads share two memory arenas, so that one thread can use what another has freed.

    By default glibc makes up to eight arenas per processor, each with gaps of its own. Call this before threads start.
    """
    if LIBC:
        LIBC.mallopt(_MOST_ARENAS, FEW_ARENAS)


def give_back() -> None:
    """Give free memory inside the heap back to the machine; by itself glibc does so only at the end of the heap."""
    if LIBC:
        LIBC.malloc_trim(0)


@asynccontextmanager
async def beating(note: Callable[[float], object], tidy_seconds: float = TIDY_SECONDS) -> AsyncIterator[None]:
    """Until the block ends: call `note` with the seconds that the event loop was late, twenty times a second.

    Every `tidy_seconds` it also gives unused memory back.
    """
    tasks = [asyncio.create_task(_watch(note)), asyncio.create_task(_tidy(tidy_seconds))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _watch(note: Callable[[float], object]) -> None:
    while True:
        due = time.monotonic() + BEAT_SECONDS
        await asyncio.sleep(BEAT_SECONDS)
        note(max(0.0, time.monotonic() - due))


async def _tidy(seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        await run_sync(give_back)
