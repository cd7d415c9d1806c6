"""How old what we know is: when something was last seen, and how old the facts behind a figure are."""

from dataclasses import dataclass

import polars as pl

RECENT, EARLIER = 2, 6
"""Years before the year of the data version in which the newest period, and the one before it, begin."""


@dataclass(frozen=True)
class Period:
    """Years, both ends included; an end that is None is open. Without ends: no year is known."""

    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        """The ends, for keys; readers see `ui.seen.period_words`."""
        return f"{self.first or ''}-{self.last or ''}"

    def holds(self, year: pl.Expr) -> pl.Expr:
        """Whether `year` (null when unknown) lies in this period."""
        if self == Period():
            return year.is_null()
        return year.is_between(self.first or 0, self.last or 9999).fill_null(False)


def periods(year: int) -> tuple[Period, ...]:
    """The periods that a reader can choose from, newest first and the unknown last; together they hold every initiative once.

    Args:
        year: of the data version; the borders move along with it.
    """
    recent, earlier = year - RECENT, year - EARLIER
    return (Period(recent, None), Period(earlier, recent - 1), Period(None, earlier - 1), Period())


@dataclass(frozen=True)
class Ages:
    """How old the facts behind one figure are."""

    count: int
    """Rows behind the figure, with a year or without."""
    undated: int
    """Rows of which no year is known."""
    first: int | None
    last: int | None
    median: int | None
    """At least half of the dated rows are of this year or earlier. Like the other two: None when no row has a year."""


def ages(years: pl.Series) -> Ages:
    """The ages of rows with these years (null when unknown)."""
    known = years.drop_nulls().sort()
    if known.is_empty():
        return Ages(years.len(), years.len(), None, None, None)
    middle = (known.len() - 1) // 2
    return Ages(years.len(), years.null_count(), int(known[0]), int(known[-1]), int(known[middle]))
