"""Places names on a drawn map: beside their mark, never over another name, and over as few marks as possible."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
Circle = tuple[float, float, float]
NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[]- "), frozenset("mwMW@%")
GAP_PX = 2.5
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.75, -0.75), (-0.75, -0.75), (0.75, 0.75), (-0.75, 0.75))
"""Directions from a mark in which its name may stand (right, down), the best first."""


COUNTED, COUNTED_PX = 3, 8
"""Weight of hiding a circle with a number in it, and the radius in pixels above which circles have one."""


def width_px(words: str, size: float) -> float:
    """Estimated width of `words` in our typeface, semi-bold."""
    return size * sum(map(_width_em, words))


def _width_em(character: str) -> float:
    if character in NARROW:
        return 0.3
    if character in WIDE:
        return 0.86
    return 0.62 if character.isupper() else 0.53


@dataclass
class Room:
    """The occupied space of one map: its marks, and the names placed so far."""

    box: Box
    circles: Sequence[Circle] = ()
    taken: list[Box] = field(default_factory=list)

    def place(self, words: str, mark: Circle, size: float, most_hidden: float) -> tuple[float, float] | None:
        """Place `words` beside `mark`; returns their middle and baseline, or None if there is no room.

        Args:
            words: the name.
            mark: centre and radius of the mark.
            size: font size in pixels.
            most_hidden: how far the name may reach into other circles, in pixels; infinite for a name that must appear.
        """
        best = min(self._free(words, mark, size), default=None)
        if best is None or best[0] > most_hidden:
            return None
        left, top, right, bottom = best[1]
        self.taken.append((left, top, right, bottom))
        return (left + right) / 2, bottom - 0.06 * size

    def _free(self, words: str, mark: Circle, size: float) -> Iterable[tuple[float, Box]]:
        x, y, radius = mark
        half, high = width_px(words, size) / 2, size * 0.39
        for place, (right, down) in enumerate(SIDES):
            middle = x + right * (radius + GAP_PX) + math.copysign(half, right) * (right != 0)
            level = y + down * (radius + GAP_PX + high)
            box = (middle - half, level - high, middle + half, level + high)
            if self._is_inside(box) and not any(_meet(box, other) for other in self.taken):
                yield self._hidden(box, (x, y)) + 0.15 * place, box

    def _hidden(self, box: Box, own: tuple[float, float]) -> float:
        """How far `box` reaches into circles, in weighted pixels, without the circle at `own`."""
        x, y, radius, worth = self._columns
        left, top, right, bottom = box
        beside, above = np.maximum(left - x, x - right), np.maximum(top - y, y - bottom)
        reach = np.maximum(radius - np.hypot(np.maximum(beside, 0), np.maximum(above, 0)), 0)
        return float((reach * worth)[(x != own[0]) | (y != own[1])].sum())

    @cached_property
    def _columns(self) -> np.ndarray:
        """All circles as arrays: x, y, radius, and the weight of hiding each."""
        x, y, radius = np.array(self.circles, dtype=float).reshape(-1, 3).T
        return np.array([x, y, radius, np.where(radius > COUNTED_PX, COUNTED, 1)])

    def _is_inside(self, box: Box) -> bool:
        left, top, right, bottom = self.box
        return box[0] > left + 3 and box[1] > top + 3 and box[2] < right - 3 and box[3] < bottom - 3


def _meet(one: Box, other: Box, apart: float = 2) -> bool:
    beside = one[0] - apart < other[2] and one[2] + apart > other[0]
    return beside and one[1] - apart < other[3] and one[3] + apart > other[1]
