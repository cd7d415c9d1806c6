"""Orders initiatives by how urgently they need a check: those with the oldest or least certain facts come first."""

from collections.abc import Mapping
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import Status
from measures.seen import RECENT


class Doubt(StrEnum):
    """Why our facts about an initiative may be out of date or wrong."""

    UNDATED = auto()
    """No source has a year."""
    OLD = auto()
    """Its newest source is older than the newest period of `measures.seen`."""
    DIFFERING = auto()
    """Readings give different statuses."""
    ONE_SOURCE = auto()
    """Only one page mentions it. That is common, so it is not pressing by itself."""


PRESSING = (Doubt.UNDATED, Doubt.OLD, Doubt.DIFFERING)
"""Doubts that make a check pressing."""


def to_check(initiatives: pl.DataFrame, year: int) -> pl.DataFrame:
    """`initiatives` in the order in which they should be checked.

    Initiatives that are known to have stopped come last. The others are sorted by the newest year of any source, oldest
    first, and those without a year before these. Within a year, those with differing readings come first, then those with
    one source, then by name.

    Args:
        initiatives: rows of the declared table.
        year: the year of the data version.

    Returns:
        The same rows with `doubts` (list of `Doubt`, in its order) and `is_pressing` (not stopped, with one of `PRESSING`).
    """
    doubts = _doubts(year)
    is_stopped = pl.col("status") == Status.ENDED.value
    marked = initiatives.with_columns(
        doubts=pl.concat_list(
            pl.when(holds).then(pl.lit(doubt.value)) for doubt, holds in doubts.items()
        ).list.drop_nulls(),
        is_pressing=~is_stopped & pl.any_horizontal(doubts[doubt] for doubt in PRESSING),
    )
    first = [~doubts[Doubt.DIFFERING], ~doubts[Doubt.ONE_SOURCE], pl.col("name"), pl.col("id")]
    return marked.sort(is_stopped, "seen_year", *first)


def _doubts(year: int) -> Mapping[Doubt, pl.Expr]:
    seen = pl.col("seen_year")
    return {
        Doubt.UNDATED: seen.is_null(),
        Doubt.OLD: seen < year - RECENT,
        Doubt.DIFFERING: pl.col("status_readings").list.len() > 0,
        Doubt.ONE_SOURCE: pl.col("sources").list.len() == 1,
    }
