"""A short queue for answers that cost much, so that the first pages never wait behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from starlette.responses import PlainTextResponse

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
