"""A line for what is heavy: a few at a time, the others wait in the order in which they came and know how many are before them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition

LOOK_SECONDS = 0.5


class Line:
    """At most `at_once` are inside; the rest stand in line."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._numbers = count()
        self._waiting: list[int] = []
        self._inside = 0
        self._changed = Condition()

    @contextmanager
    def turn(self, waits: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn and have it until the block ends.

        Args:
            waits: told again and again, while this one waits, how many are before it (those inside included). What it raises
                leaves the line: a visitor who goes away no longer holds up the others.
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
