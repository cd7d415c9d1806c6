"""The age of what we know: when an initiative was last seen, and how old the facts behind a figure are."""

from dataclasses import dataclass

import polars as pl

RECENT, EARLIER = 2, 6
"""Number of years before the data version at which the newest period and the one before it begin."""


@dataclass(frozen=True)
class Period:
    """A range of years, both ends included. An end that is None is open; with both None, it means that no year is known."""

    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        """The ends, for use in keys; readers see `ui.seen.period_words`."""
        return f"{self.first or ''}-{self.last or ''}"

    def holds(self, year: pl.Expr) -> pl.Expr:
        """Whether `year` (null when unknown) lies in this period."""
        if self == Period():
            return year.is_null()
        return year.is_between(self.first or 0, self.last or 9999).fill_null(False)


def periods(year: int) -> tuple[Period, ...]:
    """The periods that a reader can choose, newest first and the unknown last; every initiative is in exactly one.

    Args:
        year: the year of the data version, from which the limits of the periods are counted.
    """
    recent, earlier = year - RECENT, year - EARLIER
    return (Period(recent, None), Period(earlier, recent - 1), Period(None, earlier - 1), Period())


@dataclass(frozen=True)
class Ages:
    """The age of the facts behind one figure."""

    count: int
    """Number of rows behind the figure, with or without a year."""
    undated: int
    """Number of rows without a known year."""
    first: int | None
    last: int | None
    median: int | None
    """Median year: at least half of the dated rows are of this year or earlier. All three years are None if no row has one."""


def ages(years: pl.Series) -> Ages:
    """The ages of rows with these years (null when unknown)."""
    known = years.drop_nulls().sort()
    if known.is_empty():
        return Ages(years.len(), years.len(), None, None, None)
    middle = (known.len() - 1) // 2
    return Ages(years.len(), years.null_count(), int(known[0]), int(known[-1]), int(known[middle]))
