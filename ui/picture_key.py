"""The legend inside a picture of a map, placed in pixels from top to bottom."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

from data_loaders.schema import Language
from geo.layers import radius_px
from ui.legend import LegendRow
from ui.numbers import number
from ui.palette import BORDER, INK, Ground

Spec = dict[str, Any]
"""A part of a Vega-Lite specification."""

WIDTH_PX = 220
ROW_PX = 24
PATCH_PX = 17
WORDS_PX = 13
TITLE_LETTERS = 30

AS_IS = {"scale": None}
"""The value is the colour, size or pixel itself, not a figure to be scaled."""


class Key:
    """Rows of a legend; each method adds below what is there."""

    def __init__(self, language: Language, ground: Ground) -> None:
        """An empty legend that writes numbers as `language` does."""
        self._language, self._ground = language, ground
        self._marks: list[Spec] = []
        self._words: list[Spec] = []
        self._y = 0.0

    def classes(self, title: str, unit: str, rows: Sequence[LegendRow]) -> None:
        """A patch, its meaning and its number of regions per class, under the word for those regions."""
        self._heading(title)
        self._write(WIDTH_PX, unit, align="right")
        self._y += ROW_PX
        for row in rows:
            self._mark(PATCH_PX / 2, PATCH_PX**2, "square", row.colour)
            self._write(PATCH_PX + 10, row.label)
            self._write(WIDTH_PX, number(row.count, self._language), align="right")
            self._y += ROW_PX

    def circles(self, title: str, largest: int, colour: str) -> None:
        """A few circles with the number that each stands for."""
        self._heading(title)
        widest = radius_px(largest, largest)
        for count in _round_counts(largest):
            half = max(radius_px(count, largest), ROW_PX / 2) - ROW_PX / 2
            self._y += half
            self._mark(widest, area_px(count, largest), "circle", colour)
            self._write(2 * widest + 12, number(count, self._language))
            self._y += half + ROW_PX

    def chart(self) -> Spec:
        """The legend as a chart of its own."""
        outline = {"filled": True, "opacity": 1, "stroke": BORDER[self._ground], "strokeWidth": 0.6, "aria": False}
        as_is = {"size": "area", "shape": "shape", "fill": "colour"}
        looks = {channel: {"field": name, "type": "nominal", **AS_IS} for channel, name in as_is.items()}
        marks = {
            "data": {"values": self._marks},
            "mark": {"type": "point", **outline},
            "encoding": {**_at_pixels(), **looks},
        }
        words = [self._text("left", "normal"), self._text("right", "normal"), self._text("left", "bold")]
        return {"width": WIDTH_PX, "height": max(1.0, self._y), "layer": [marks, *words]}

    def _text(self, align: str, weight: str) -> Spec:
        look = {"align": align, "fontWeight": weight, "fontSize": WORDS_PX, "color": INK[self._ground]}
        return {
            "data": {"values": [word for word in self._words if (word["align"], word["weight"]) == (align, weight)]},
            "mark": {"type": "text", "baseline": "middle", **look},
            "encoding": {**_at_pixels(), "text": {"field": "words", "type": "nominal"}},
        }

    def _heading(self, words: str) -> None:
        self._y += ROW_PX if self._y else 0
        for line in textwrap.wrap(plain(words), TITLE_LETTERS):
            self._write(0, line, weight="bold")
            self._y += ROW_PX * 0.8

    def _write(self, x: float, words: str, *, align: str = "left", weight: str = "normal") -> None:
        self._words.append({"x": x, "y": self._y + ROW_PX / 2, "words": plain(words), "align": align, "weight": weight})

    def _mark(self, x: float, area: float, shape: str, colour: str) -> None:
        self._marks.append({"x": x, "y": self._y + ROW_PX / 2, "area": area, "shape": shape, "colour": colour})


def plain(words: str) -> str:
    """`words` without the signs that no file of text can hold; they may come from an address."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def area_px(count: int, largest: int) -> float:
    """Area in square pixels of the circle for `count`, in the proportions of the map on the page."""
    return round(math.pi * radius_px(count, largest) ** 2, 1)


def _at_pixels() -> Spec:
    return {name: {"field": name, "type": "quantitative", "axis": None, **AS_IS} for name in ("x", "y")}


def _round_counts(largest: int) -> list[int]:
    """One and at most two more round numbers up to `largest`, well apart."""
    rounds = [digit * 10**power for power in range(len(str(largest))) for digit in (1, 2, 5)]
    return sorted({1, *[count for count in rounds if count <= largest][::-2][:2]})
