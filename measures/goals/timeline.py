"""Milestones in chronological order, dated as precisely as their source, and counts of milestones."""

from collections.abc import Callable
from datetime import date

import polars as pl

from data_loaders.schema import DatePrecision, MilestoneKind, MilestoneStatus
from measures.goals.kinds import MilestoneState, Period
from measures.goals.programme import Programme

LAUNCH = date(2024, 4, 13)
"""The day on which the action programme was presented; it is also a milestone."""

_LENGTH = {DatePrecision.YEAR: "1y", DatePrecision.MONTH: "1mo", DatePrecision.DAY: "1d"}
_WRITTEN = {DatePrecision.YEAR: "%Y", DatePrecision.MONTH: "%Y-%m", DatePrecision.DAY: "%Y-%m-%d"}
_STATES = pl.Enum(MilestoneState)
_PERIODS = pl.Enum(Period)


def timeline(programme: Programme, today: date) -> pl.DataFrame:
    """Every milestone, oldest first within its goal; undated ones come last.

    Returns:
        The columns of `milestones`, and
        - `first_day`, `last_day` (Date): the first and last day of the year, month or day in the date; null when undated
        - `written` (String): the date as precise as its source: 2025, 2025-02 or 2025-02-11
        - `is_overdue` (Boolean): still planned although its last day has passed
        - `state` (MilestoneState): the status, except that setbacks and overdue milestones have states of their own
        - `period` (Period): whether its last day lies before the launch of the programme; undated ones count as since then.
    """
    by_precision = programme.milestones.with_columns(
        first_day=pl.col("date"), last_day=_per_precision(_last_day), written=_per_precision(_date_text)
    )
    is_late = (pl.col("status") == MilestoneStatus.PLANNED) & (pl.col("last_day") < today)
    dated = by_precision.with_columns(is_overdue=is_late.fill_null(value=False))
    return dated.with_columns(state=_state(), period=_period()).sort(
        "goal_id", "first_day", "last_day", "title_nl", nulls_last=True
    )


def in_steps(dated: pl.DataFrame) -> pl.DataFrame:
    """Rows of `timeline` with `unit` (String): the steps of one law have the same unit, every other milestone its own.

    A law is a group with a milestone of the kind "wet", without its setbacks; all its steps get that kind.
    """
    is_setback = pl.col("kind") == MilestoneKind.SETBACK
    is_law = (pl.col("kind") == MilestoneKind.LAW).any().over("goal_id", "group") & ~is_setback
    unit = pl.when(is_law).then(pl.format("wet {}", "group")).otherwise(pl.format("rij {}", pl.int_range(pl.len())))
    law = pl.lit(MilestoneKind.LAW.value, pl.Enum(MilestoneKind))
    return dated.with_columns(unit=unit, kind=pl.when(is_law).then(law).otherwise("kind"))


def counted_milestones(dated: pl.DataFrame) -> pl.DataFrame:
    """Milestones as they are counted: each law once, and every other milestone once.

    A law has the state of its last step: done if that step is done, and in progress if it is planned and earlier steps
    are done. Setbacks of a law count separately.

    Args:
        dated: rows of `timeline`, in its order.

    Returns:
        `goal_id`, `unit` (of `in_steps`), `group`, `title_nl`, `title_en`, `kind`, `state`, `period`, `written`,
        `date_precision`, `first_day`, `last_day`, `steps` (UInt32, number of milestones in it). Title, state and dates
        are those of the last step.
    """
    names = (
        "group",
        "title_nl",
        "title_en",
        "kind",
        "state",
        "period",
        "written",
        "date_precision",
        "first_day",
        "last_day",
    )
    has_begun = (pl.col("state") == MilestoneState.DONE).any().alias("has_begun")
    counted = (
        in_steps(dated)
        .group_by("goal_id", "unit", maintain_order=True)
        .agg(*(pl.col(name).last() for name in names), has_begun, steps=pl.len().cast(pl.UInt32))
    )
    is_under_way = pl.col("has_begun") & (pl.col("state") == MilestoneState.PLANNED)
    under_way = pl.lit(MilestoneState.IN_PROGRESS.value, _STATES)
    return counted.with_columns(state=pl.when(is_under_way).then(under_way).otherwise("state")).drop("has_begun")


def milestone_counts(counted: pl.DataFrame) -> pl.DataFrame:
    """Number of milestones per state, before and since the launch.

    Args:
        counted: rows of `counted_milestones`.

    Returns:
        One row per goal and period with milestones: `goal_id`, `period` (Period), a column (UInt32) for each
        `MilestoneState`, and `total`, their sum.
    """
    states = [(pl.col("state") == state).sum().cast(pl.UInt32).alias(state.value) for state in MilestoneState]
    return counted.group_by("goal_id", "period").agg(*states, total=pl.len().cast(pl.UInt32)).sort("goal_id", "period")


def year_position(day: date) -> float:
    """A day as a position on an axis of years: 2025-07-02 is 2025.5. It is a number, so no time zone can shift it."""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year + (day - date(day.year, 1, 1)).days / length


def _state() -> pl.Expr:
    overdue, setback = pl.lit(MilestoneState.OVERDUE.value), pl.lit(MilestoneState.SETBACK.value)
    named = pl.when(pl.col("kind") == MilestoneKind.SETBACK).then(setback).when("is_overdue").then(overdue)
    return named.otherwise(pl.col("status").cast(pl.String)).cast(_STATES)


def _period() -> pl.Expr:
    before, since = pl.lit(Period.BEFORE.value), pl.lit(Period.SINCE.value)
    return pl.when(pl.col("last_day") < LAUNCH).then(before).otherwise(since).cast(_PERIODS)


def _per_precision(make: Callable[[DatePrecision], pl.Expr]) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col("date_precision") == kind).then(make(kind)) for kind in DatePrecision)


def _last_day(precision: DatePrecision) -> pl.Expr:
    return pl.col("date").dt.truncate(_LENGTH[precision]).dt.offset_by(_LENGTH[precision]).dt.offset_by("-1d")


def _date_text(precision: DatePrecision) -> pl.Expr:
    return pl.col("date").dt.strftime(_WRITTEN[precision])
