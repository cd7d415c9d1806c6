"""The pulse of one server process: how long its event loop stalls, and memory given back that nobody uses any more."""

import asyncio
import ctypes
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import run_sync

BEAT_SECONDS = 0.05
"""Between two looks at the loop."""
TIDY_SECONDS = 30.0
"""Between two times that memory is given back."""
_MOST_ARENAS = -8
"""Number of glibc's option M_ARENA_MAX."""
FEW_ARENAS = 2


def _libc() -> ctypes.CDLL | None:
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if library.malloc_trim and library.mallopt:
            return library
    return None


LIBC = _libc()
"""The C library where it is glibc; others give memory back by themselves."""


def use_few_arenas() -> None:
    """Let all threads take their memory from few places, so that what one gives back another can use.

    glibc otherwise makes up to eight such places per processor, and each keeps its own gaps. Called before the first threads start.
    """
    if LIBC:
        LIBC.mallopt(_MOST_ARENAS, FEW_ARENAS)


def give_back() -> None:
    """Hand free memory in the middle of the heap back to the machine; glibc by itself only does so at its end."""
    if LIBC:
        LIBC.malloc_trim(0)


@asynccontextmanager
async def beating(note: Callable[[float], object], tidy_seconds: float = TIDY_SECONDS) -> AsyncIterator[None]:
    """Until the block ends, tell `note` again and again by how many seconds the loop was late, and tidy now and then."""
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
