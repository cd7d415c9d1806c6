"""A waiting line for heavy work: a few at a time. The others wait in order of arrival, and know how many are before them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition

LOOK_SECONDS = 0.5


class Line:
    """Lets at most `at_once` callers work at the same time; the others wait in line."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._numbers = count()
        self._waiting: list[int] = []
        self._inside = 0
        self._changed = Condition()

    @contextmanager
    def turn(self, waits: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn, and keep it until the block ends.

        Args:
            waits: called regularly while waiting, with the number of callers before this one (those at work included). If it
                raises, this caller leaves the line, so that a visitor who went away does not delay the others.
        """
        self._stand_in_line(waits)
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def _stand_in_line(self, waits: Callable[[int], None]) -> None:
        with self._changed:
            number = next(self._numbers)
            self._waiting.append(number)
        try:
            while not self._may_enter(number):
                waits(self._before(number))
                with self._changed:
                    self._changed.wait(LOOK_SECONDS)
        except BaseException:
            with self._changed:
                if number in self._waiting:
                    self._waiting.remove(number)
                else:
                    self._inside -= 1
                self._changed.notify_all()
            raise

    def _may_enter(self, number: int) -> bool:
        with self._changed:
            if self._inside >= self._at_once or self._waiting[0] != number:
                return False
            self._waiting.pop(0)
            self._inside += 1
            return True

    def _before(self, number: int) -> int:
        with self._changed:
            return self._waiting.index(number) + self._inside
