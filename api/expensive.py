"""A short queue for answers that cost much, so that the first pages never wait behind them."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import TypeVar, cast

from starlette.responses import PlainTextResponse

from measures.memory import Memory

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


class FileMemory:
    """Files about one data version, made one at a time in a queue.

    Args:
        room: bytes of each kind that are kept: what readers ask for again is the same few.
        queue: where those wait that are not kept.
    """

    def __init__(self, room: Mapping[str, int], queue: Queue) -> None:
        self._room, self._queue, self._lock = room, queue, Lock()
        self._version = ""
        self._files: dict[str, Memory] = {}

    def _of(self, version: str, kind: str) -> Memory:
        with self._lock:
            if version != self._version:
                self._version, self._files = version, {each: Memory(room) for each, room in self._room.items()}
            return self._files[kind]

    def file(self, version: str, kind: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was `key` for, made when it is not kept.

        Raises:
            BusyError: too many files are being made.
        """
        memory = self._of(version, kind)

        def in_turn() -> object:
            with self._queue.place():
                # Others may have waited for the same file: it is made once.
                return memory.recall(key, make)

        return cast("Made", memory.recall(key, in_turn))
