"""The legend of a map with classes: their words, colours and counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_loaders.schema import Language
from data_loaders.schema.rows import rows_of
from geo.breaks import ClassKind, ClassRow, is_round
from ui.numbers import number
from ui.palette import class_tokens
from ui.texts import text


@dataclass(frozen=True)
class LegendRow:
    """One class of a map."""

    label: str
    colour: str
    """Name of its colour in the style sheet."""
    count: int
    """Number of regions in this class."""


def legend(breaks: pl.DataFrame, language: Language, sign: str = "") -> list[LegendRow]:
    """A row for each class of `geo.breaks.class_breaks`, in the same order; `sign` (such as `%`) follows the numbers.

    Classes of counts are written as whole numbers that do not overlap ("2–4"). Classes of rates are written as "2 to under 4",
    because a rate can lie anywhere in between. The lowest class is written as "less than …" and the highest as "… or more" if
    their outer bound is not a round number.
    """
    colours = class_tokens(breaks["kind"].to_list())
    places = [row for row, kind in enumerate(breaks["kind"]) if kind == ClassKind.VALUE]
    return [
        LegendRow(_label(row, language, sign, _ends(place, places)), colour, row["count"])
        for place, (row, colour) in enumerate(zip(rows_of(breaks, ClassRow), colours, strict=True))
    ]


@dataclass(frozen=True)
class _Ends:
    """Whether a class of values is the lowest, and whether it is the highest."""

    is_first: bool
    is_last: bool


def _ends(place: int, places: Sequence[int]) -> _Ends:
    return _Ends(place == min(places, default=-1), place == max(places, default=-1))


def _label(row: ClassRow, language: Language, sign: str, ends: _Ends) -> str:
    if row["kind"] == ClassKind.ZERO:
        return text(language, "legend.zero") + sign
    if row["kind"] != ClassKind.VALUE:
        return text(language, f"legend.{row['kind']}")
    lower, upper = row["lower"] or 0.0, row["upper"] or 0.0
    return (
        _whole(lower, upper, language, ends) + sign if row["is_whole"] else _range(lower, upper, language, sign, ends)
    )


def _whole(lower: float, upper: float, language: Language, ends: _Ends) -> str:
    # Zero is a class of its own: the class from 0 to 3 begins at 1.
    first, until = lower or 1, upper if ends.is_last else upper - 1
    shown = [number(value, language) for value in dict.fromkeys((first, until))]
    return ("–" if lower >= 0 else " – ").join(shown)


def _range(lower: float, upper: float, language: Language, sign: str, ends: _Ends) -> str:
    if lower == upper:
        return number(lower, language) + sign
    form = "last_range" if ends.is_last else "range"
    if ends.is_first != ends.is_last:
        if ends.is_first and not is_round(lower):
            form = "less"
        elif ends.is_last and not is_round(upper):
            form = "more"
    return text(language, f"legend.{form}", lower=number(lower, language), upper=number(upper, language), sign=sign)
