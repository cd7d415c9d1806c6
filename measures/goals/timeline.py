"""Milestones in the order of time, as exactly dated as their source is."""

from collections.abc import Callable
from datetime import date

import polars as pl

from data_loaders.schema import DatePrecision, MilestoneStatus
from measures.goals.programme import Programme

_LENGTH = {DatePrecision.YEAR: "1y", DatePrecision.MONTH: "1mo", DatePrecision.DAY: "1d"}
_WRITTEN = {DatePrecision.YEAR: "%Y", DatePrecision.MONTH: "%Y-%m", DatePrecision.DAY: "%Y-%m-%d"}


def timeline(programme: Programme, today: date) -> pl.DataFrame:
    """Every milestone, oldest first within its goal, undated ones last.

    Returns:
        The columns of `milestones`, and
        - `first_day`, `last_day` (Date): the year, month or day that the date stands for; null when undated
        - `written` (String): the date no more exact than its source: 2025, 2025-02 or 2025-02-11
        - `is_overdue` (Boolean): still planned although its last day has passed.
    """
    by_precision = programme.milestones.with_columns(
        first_day=pl.col("date"), last_day=_per_precision(_last_day), written=_per_precision(_date_text)
    )
    is_late = (pl.col("status") == MilestoneStatus.PLANNED) & (pl.col("last_day") < today)
    return by_precision.with_columns(is_overdue=is_late.fill_null(value=False)).sort(
        "goal_id", "first_day", "last_day", "title_nl", nulls_last=True
    )


def _per_precision(make: Callable[[DatePrecision], pl.Expr]) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col("date_precision") == kind).then(make(kind)) for kind in DatePrecision)


def _last_day(precision: DatePrecision) -> pl.Expr:
    return pl.col("date").dt.truncate(_LENGTH[precision]).dt.offset_by(_LENGTH[precision]).dt.offset_by("-1d")


def _date_text(precision: DatePrecision) -> pl.Expr:
    return pl.col("date").dt.strftime(_WRITTEN[precision])
