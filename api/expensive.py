"""A short queue for costly answers, so that pages never wait behind them."""

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
    """Lets at most `at_once` callers work at the same time, and at most `waiting` others wait.

    Args:
        at_once: callers that work at the same time.
        waiting: callers that may wait; each holds a thread of the server.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._door = BoundedSemaphore(at_once)
        self._places = at_once + waiting
        self._taken = 0
        self._lock = Lock()

    @property
    def length(self) -> int:
        """Callers that work or wait."""
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
    """Status 503, with the number of seconds after which to try again."""
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    return PlainTextResponse(BUSY, status_code=503, headers=headers)


class Files:
    """Makes files in a queue and remembers them, until somebody asks for a file of another data version."""

    def __init__(self, queue: Queue) -> None:
        self._queue, self._lock = queue, Lock()
        self._version, self._memory = "", Memory()

    def _of(self, version: str) -> Memory:
        with self._lock:
            if version != self._version:
                self._version, self._memory = version, Memory()
            return self._memory

    def file(self, version: str, key: Key, make: Callable[[], Made]) -> Made:
        """The file for `key`: the remembered one, or the result of `make` when its turn comes.

        Raises:
            BusyError: too many files are being made.
        """
        memory = self._of(version)

        def in_turn() -> Made:
            with self._queue.place():
                # Several callers may have waited for the same file; only the first makes it.
                return memory.recall(key, make)

        return memory.recall(key, in_turn)
