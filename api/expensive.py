"""A short queue for answers that cost much, so that the first pages never wait behind them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from starlette.responses import PlainTextResponse

from data_loaders.memory import Key, Memory

Made = TypeVar("Made")

RETRY_SECONDS = 10
BUSY = "Er wordt veel gevraagd. Probeer het over tien tellen opnieuw. / Many files are asked for. Try again in ten seconds."


class BusyError(Exception):
    """The queue is full."""


class Queue:
    """At most `at_once` callers inside, at most `waiting` in front of the door.

    Args:
        at_once: how many are made side by side; one per processor leaves time for the pages.
        waiting: how many callers may wait; each holds a thread of the server.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._door = BoundedSemaphore(at_once)
        self._places = at_once + waiting
        self._taken = 0
        self._lock = Lock()

    @property
    def length(self) -> int:
        """Callers inside and in front of the door."""
        return self._taken

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a turn, and give it back.

        Raises:
            BusyError: every place in the queue is taken.
        """
        with self._lock:
            if self._taken >= self._places:
                raise BusyError
            self._taken += 1
        try:
            with self._door:
                yield
        finally:
            with self._lock:
                self._taken -= 1


def busy_answer() -> PlainTextResponse:
    """503, with the time after which it is worth trying again."""
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    return PlainTextResponse(BUSY, status_code=503, headers=headers)


class Files:
    """Files about one data version, made one at a time in a queue, and remembered until a file of another version is asked for."""

    def __init__(self, queue: Queue) -> None:
        self._queue, self._lock = queue, Lock()
        self._version, self._memory = "", Memory()

    def _of(self, version: str) -> Memory:
        with self._lock:
            if version != self._version:
                self._version, self._memory = version, Memory()
            return self._memory

    def file(self, version: str, key: Key, make: Callable[[], Made]) -> Made:
        """The file that `key` asks for: as it is remembered, or made when its turn comes.

        Raises:
            BusyError: too many files are being made.
        """
        memory = self._of(version)

        def in_turn() -> Made:
            with self._queue.place():
                # Others may have waited for the same file: it is made once.
                return memory.recall(key, make)

        return memory.recall(key, in_turn)
