"""What the classes of a map mean, in words and colours; the same on the page and in the picture."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from data_loaders.schema import Language
from geo.breaks import ClassKind
from ui.numbers import number
from ui.palette import Ground, class_colours
from ui.texts import text


@dataclass(frozen=True)
class LegendRow:
    """One class of a map."""

    label: str
    colour: str
    """`#rrggbb`."""
    count: int
    """Regions of this class."""


def legend(breaks: pl.DataFrame, language: Language, ground: Ground) -> list[LegendRow]:
    """A row for each class of `geo.breaks.class_breaks`, in its order.

    Counts are written as whole ranges that do not overlap (2–4), rates with the words for "up to but
    not including", since a rate can lie anywhere between two borders.
    """
    colours = class_colours(breaks["kind"].to_list(), ground)
    last = max((row for row, kind in enumerate(breaks["kind"]) if kind == ClassKind.VALUE), default=-1)
    return [
        LegendRow(_label(row, language, is_last=place == last), colour, row["count"])
        for place, (row, colour) in enumerate(zip(breaks.iter_rows(named=True), colours, strict=True))
    ]


def _label(row: dict[str, Any], language: Language, *, is_last: bool) -> str:
    if row["kind"] != ClassKind.VALUE:
        return text(language, f"legend.{row['kind']}")
    lower, upper = row["lower"], row["upper"]
    if row["is_whole"]:
        # The class from -4 to 0 holds no zero, and the one from 0 to 3 begins at 1.
        first, until = lower or 1, upper if is_last else upper - 1
        shown = [number(value, language) for value in dict.fromkeys((first, until))]
        return ("–" if lower >= 0 else " – ").join(shown)
    form = "last_range" if is_last else "range"
    if lower == upper:
        return number(lower, language)
    return text(language, f"legend.{form}", lower=number(lower, language), upper=number(upper, language))
