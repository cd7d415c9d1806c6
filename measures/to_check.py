"""Which initiatives should be looked at first, because what we know of them is the oldest or the least sure."""

from collections.abc import Mapping
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import Status
from measures.seen import RECENT


class Doubt(StrEnum):
    """Why what we know of an initiative may no longer hold."""

    UNDATED = auto()
    """No source has a year."""
    OLD = auto()
    """Its newest source is older than the newest period of `measures.seen`."""
    DIFFERING = auto()
    """Readings say different things of its status."""
    ONE_SOURCE = auto()
    """One page tells of it. Most are such; alone it is no reason to begin here."""


PRESSING = (Doubt.UNDATED, Doubt.OLD, Doubt.DIFFERING)
"""Doubts that put an initiative among those to check."""


def to_check(initiatives: pl.DataFrame, year: int) -> pl.DataFrame:
    """`initiatives` with what to look at first on top.

    Before all, those not known to have stopped: of the others nothing is expected any more. Then without a year, then by the
    newest year of any source, the oldest first. Within a year: differing readings, then one source, then by name.

    Args:
        initiatives: rows of the declared table.
        year: of the data version.

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
