"""The status of each goal, derived from its indicators by one written rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

import polars as pl

from data_loaders.schema import ProgressStatus
from data_loaders.schema.goal_enums import Evidence, GoalReason, Movement
from data_loaders.schema.goal_figures import GoalProgress
from data_loaders.schema.rows import GoalRow, rows_of
from measures.goals.kinds import MilestoneState, Period
from measures.goals.programme import Programme
from measures.goals.timeline import counted_milestones, timeline

LEAST_JUDGED = 2
"""Judged indicators that a goal without a deciding indicator needs; one figure alone cannot represent a goal."""

WELL_EVIDENCED_SHARE = 2 / 3
"""Least share of indicators with an up-to-date, exact series for `full` evidence."""

WEAKEST_FIRST = (
    ProgressStatus.NOT_REACHED,
    ProgressStatus.WRONG_WAY,
    ProgressStatus.TOO_SLOW,
    ProgressStatus.BEHIND,
    ProgressStatus.ON_COURSE,
    ProgressStatus.REACHED,
)

AFTER_DEADLINE = {ProgressStatus.REACHED, ProgressStatus.NOT_REACHED, ProgressStatus.UNKNOWN}
"""Possible statuses of a goal after its deadline."""

CERTAIN_FIRST = (
    Movement.WORSE,
    Movement.BETTER,
    Movement.SAME,
    Movement.SEEMS_WORSE,
    Movement.SEEMS_BETTER,
    Movement.UNKNOWN,
)


class Counted(TypedDict):
    """The columns of `Progress` that the rule uses."""

    indicator_id: str
    status: str
    target_value: float | None
    decides_goal: bool
    counts_for_goal: bool


@dataclass(frozen=True)
class Standing:
    """Status of a goal, the reasons why it is uncertain, and the indicators that decided it."""

    status: ProgressStatus
    reasons: tuple[GoalReason, ...]
    decided_by: tuple[str, ...]


def goal_progress(programme: Programme, progress: pl.DataFrame, today: date) -> pl.DataFrame:
    """Status, evidence and time left of every goal.

    The rule, in this order:

    1. An indicator counts if it has a verdict on a figure that is not old (`counts_for_goal`).
    2. Indicators whose number is part of the goal itself decide alone. If one of them does not count, the goal is
       unknown.
    3. Otherwise at least two indicators must count, and at least half of those with a target.
    4. The weakest indicator that counts gives the status. `reached` also requires that every target counts. If a target
       was missed but the goal's own deadline has not passed, the goal is `too_slow`.
    5. After its deadline a goal is reached, not reached, or unknown. A status such as on course, which is about a later
       target, then becomes unknown. The passed deadline is a separate column (`is_past_deadline`).

    Evidence is `none` without any up-to-date figure; `full` when there is a target, every target counts and two thirds of the
    indicators have an up-to-date, exact series; else `thin`.

    Args:
        programme: the tables.
        progress: rows of `measures.goals.progress.progress` for the same day.
        today: the day of judgement.

    Returns:
        `GoalProgress`: one row per goal, in the order of `goals`.
    """
    counted = counted_milestones(timeline(programme, today))
    rows = [
        _row(goal, progress.filter(goal_id=goal["goal_id"]), counted.filter(goal_id=goal["goal_id"]), today)
        for goal in rows_of(programme.goals, GoalRow)
    ]
    return pl.DataFrame(rows, schema=GoalProgress.create_empty().schema)


def stand(indicators: Sequence[Counted], deadline: date, today: date) -> Standing:
    """The rule of `goal_progress` for the indicators of one goal."""
    standing = _from_indicators(indicators)
    if today <= deadline:
        # A missed target of an indicator is not yet a missed goal, as long as the goal's deadline has not passed.
        is_missed = standing.status is ProgressStatus.NOT_REACHED
        return replace(standing, status=ProgressStatus.TOO_SLOW) if is_missed else standing
    if standing.status in AFTER_DEADLINE:
        return standing
    return Standing(ProgressStatus.UNKNOWN, (GoalReason.NOT_MEASURED_AT_DEADLINE,), ())


def _from_indicators(indicators: Sequence[Counted]) -> Standing:
    with_target = [row for row in indicators if row["target_value"] is not None]
    deciding = [row for row in with_target if row["decides_goal"]]
    counted = deciding or with_target
    judged = [row for row in counted if row["counts_for_goal"]]
    if reason := _obstacle(counted, judged, is_deciding=bool(deciding)):
        return Standing(ProgressStatus.UNKNOWN, (reason,), ())
    weakest = min((ProgressStatus(row["status"]) for row in judged), key=WEAKEST_FIRST.index)
    decided_by = tuple(row["indicator_id"] for row in judged if row["status"] == weakest)
    if weakest is ProgressStatus.REACHED and len(judged) < len(counted):
        return Standing(ProgressStatus.UNKNOWN, (GoalReason.NOT_ALL_JUDGED,), ())
    return Standing(weakest, (), decided_by)


def _obstacle(counted: Sequence[Counted], judged: Sequence[Counted], *, is_deciding: bool) -> GoalReason | None:
    if not counted:
        return GoalReason.NO_TARGETS
    if is_deciding:
        return GoalReason.DECIDING_MISSING if len(judged) < len(counted) else None
    return GoalReason.TOO_FEW_JUDGED if len(judged) < max(LEAST_JUDGED, len(counted) / 2) else None


def _row(goal: GoalRow, indicators: pl.DataFrame, milestones: pl.DataFrame, today: date) -> dict[str, object]:
    deadline = date(goal["deadline_year"], 12, 31)
    standing = stand(rows_of(indicators, Counted), deadline, today)
    has_target, counts = pl.col("target_value").is_not_null(), pl.col("counts_for_goal")
    return {
        "goal_id": goal["goal_id"],
        "status": standing.status,
        "reasons": list(standing.reasons),
        "decided_by": list(standing.decided_by),
        "judged": _ids(indicators, has_target & counts),
        "outdated": _ids(indicators, has_target & pl.col("is_judged") & ~counts),
        "missing": _ids(indicators, has_target & ~pl.col("is_judged")),
        "without_target": _ids(indicators, ~has_target),
        "deadline": deadline,
        "days_left": (deadline - today).days,
        "is_past_deadline": today > deadline,
        "indicators": indicators.height,
        **movement_counts(indicators),
        "telling": _telling(indicators),
        **_evidence_counts(indicators),
        **_milestone_columns(milestones),
    }


def _ids(indicators: pl.DataFrame, chosen: pl.Expr) -> list[str]:
    return indicators.filter(chosen)["indicator_id"].to_list()


def movement_counts(progress: pl.DataFrame) -> dict[str, int]:
    """Number of indicators of `progress` per value of `Movement`."""
    return {movement.value: progress.filter(movement=movement).height for movement in Movement}


def _telling(indicators: pl.DataFrame) -> str | None:
    """Id of the indicator with the most certain direction, then the newest figure, then the longest series."""
    moving = indicators.filter(pl.col("trend_points") > 1, pl.col("movement") != Movement.NO_FIGURE)
    certain = pl.col("movement").cast(pl.Enum([movement.value for movement in CERTAIN_FIRST]))
    order = [certain, pl.col("latest_year"), pl.col("trend_points")]
    ranked = moving.sort(order, descending=[False, True, True], maintain_order=True)
    return next(iter(ranked["indicator_id"]), None)


def _milestone_columns(counted: pl.DataFrame) -> dict[str, object]:
    done = counted.filter(state=MilestoneState.DONE)
    return {
        "last_milestone": done["written"].drop_nulls().max(),
        "milestones_done": done.filter(period=Period.SINCE).height,
        "milestones_done_before": done.filter(period=Period.BEFORE).height,
        "milestones_overdue": counted.filter(state=MilestoneState.OVERDUE).height,
        "setbacks": counted.filter(state=MilestoneState.SETBACK).height,
    }


def _evidence_counts(indicators: pl.DataFrame) -> dict[str, object]:
    fresh = indicators.filter(~pl.col("is_old")).height
    well_evidenced = indicators.filter(evidence=Evidence.FULL).height
    with_target = indicators.drop_nulls("target_value")
    all_judged = not with_target.is_empty() and with_target["counts_for_goal"].all()
    if fresh == 0:
        evidence = Evidence.NONE
    elif all_judged and well_evidenced >= WELL_EVIDENCED_SHARE * indicators.height:
        evidence = Evidence.FULL
    else:
        evidence = Evidence.THIN
    return {
        "observed": indicators["is_old"].count(),
        "fresh": fresh,
        "well_evidenced": well_evidenced,
        "evidence": evidence,
        "last_observation_year": indicators["newest_year"].max(),
    }


def with_judgements(rows: pl.DataFrame, judgements: pl.DataFrame, subject: str) -> pl.DataFrame:
    """The judgements of organisations, shown beside our computed status and never instead of it.

    Args:
        rows: rows with a column `subject`.
        judgements: the table `goal_judgements`.
        subject: the column that holds the slug of a goal or the id of an indicator.

    Returns:
        `rows` with `judgements`: a list of structs (`organisation`, `date`, `status`, `why_nl`, `why_en`,
        `source_url`), newest first; empty where nobody judged.
    """
    fields_shown = ["organisation", "date", "status", "why_nl", "why_en", "source_url"]
    newest_first = judgements.sort("date", "organisation", descending=[True, False])
    per_subject = newest_first.group_by("subject", maintain_order=True).agg(judgements=pl.struct(fields_shown))
    joined = rows.join(per_subject, left_on=subject, right_on="subject", how="left", maintain_order="left")
    return joined.with_columns(pl.col("judgements").fill_null([]))
