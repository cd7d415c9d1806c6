"""The status of each indicator, with the figures behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import polars as pl

from data_loaders.schema import Direction, Growth, ProgressStatus, Qualifier, TargetScope
from data_loaders.schema.goal_enums import Evidence, Movement, VerdictReason
from data_loaders.schema.goal_figures import Progress
from data_loaders.schema.rows import DeclaredIndicatorRow, rows_of
from measures.goals.answers import answers
from measures.goals.case import Case, Method, SeriesPoint, Target
from measures.goals.kinds import Answer
from measures.goals.movement import Moved, movement_of
from measures.goals.open_sdg import SAME_AS, open_sdg
from measures.goals.pace import Verdict, judge
from measures.goals.programme import Programme
from measures.goals.series import observations

Columns: TypeAlias = dict[str, object]
"""Column to value: a part of one row of `Progress`."""


@dataclass(frozen=True)
class Subject:
    """An indicator with the region for which it is judged."""

    declared: DeclaredIndicatorRow
    region_code: str | None
    """None for an indicator that is measured per municipality or province, when no single region was asked for."""
    years: tuple[int, ...]
    """Years with an observation, ascending; of all regions if `region_code` is None."""
    case: Case


def progress(programme: Programme, today: date, region_code: str | None = None) -> pl.DataFrame:
    """The status of every indicator on `today`.

    Args:
        programme: the tables.
        today: the day of judgement.
        region_code: if given, judge the figures of this region; a target counts only if it holds there.

    Returns:
        `Progress`: one row per indicator, in the order of `indicators`. Without `region_code`, each indicator is judged
        for its own region. An indicator that is measured per municipality or province has no own region; it is
        `reached` only if every municipality reached it.
    """
    rows = [_row(subject, programme, today) for subject in subjects(programme, today, region_code)]
    return pl.DataFrame(rows, schema=Progress.create_empty().schema)


def subjects(programme: Programme, today: date, region_code: str | None = None) -> Iterator[Subject]:
    """Each indicator with its observations, target and method, ready to be judged."""
    observed = observations(programme)
    points, years = _points(observed), _years(observed)
    for declared in rows_of(programme.declared, DeclaredIndicatorRow):
        region = region_code or declared["region_code"]
        own = points.get((declared["indicator_id"], region), ())
        own_years = tuple(point.year for point in own)
        case = Case(
            points=own,
            target=_target(declared) if region_code is None or _holds_for(declared, region_code) else None,
            method=_method(declared),
            today=today,
        )
        yield Subject(declared, region, own_years if region else years.get(declared["indicator_id"], ()), case)


def _years(observed: pl.DataFrame) -> dict[str, tuple[int, ...]]:
    years_of = observed.group_by("indicator_id").agg(pl.col("year").sort())
    return {indicator: tuple(years) for indicator, years in years_of.iter_rows()}


def _points(observed: pl.DataFrame) -> dict[tuple[str, str | None], tuple[SeriesPoint, ...]]:
    per_region = observed.group_by("indicator_id", "region_code", maintain_order=True)
    return {
        (str(indicator), str(region)): tuple(
            SeriesPoint(
                row["year"], row["value"], row["run"], tuple(map(Qualifier, row["qualifiers"])), tuple(row["others"])
            )
            for row in rows.iter_rows(named=True)
        )
        for (indicator, region), rows in per_region
    }


def _target(declared: DeclaredIndicatorRow) -> Target | None:
    if declared["target_value"] is None:
        return None
    year = declared["target_year"]
    last_day = declared["target_last_day"] or (date(year, 12, 31) if year else None)
    return Target(declared["target_value"], year, last_day)


def _holds_for(declared: DeclaredIndicatorRow, region_code: str) -> bool:
    match declared["scope"]:
        case TargetScope.EACH_MUNICIPALITY:
            return region_code.startswith("GM")
        case TargetScope.EACH_PROVINCE:
            return region_code.startswith("PV")
        case _:
            return declared["region_code"] == region_code


def _method(declared: DeclaredIndicatorRow) -> Method:
    return Method(
        direction=Direction(declared["direction"]),
        growth=Growth(declared["growth"]),
        base_year=declared["base_year"],
        minimum_points=declared["minimum_points"],
        on_course_from=declared["on_course_from"],
        behind_from=declared["behind_from"],
        steady_margin=declared["steady_margin"],
        is_cumulative=declared["is_cumulative"],
    )


def _row(subject: Subject, programme: Programme, today: date) -> Columns:
    declared, case = subject.declared, subject.case
    verdict = judge(case) if subject.region_code else _over_regions(subject, programme)
    fresh_from = today.year - declared["fresh_years"]
    is_old = subject.years[-1] < fresh_from if subject.years else None
    judged_year = verdict.latest.year if verdict.latest else max(subject.years, default=0)
    calculated, moved = open_sdg(case), _moved(subject, fresh_from)
    return {
        "indicator_id": declared["indicator_id"],
        "goal_id": declared["goal_id"],
        "decides_goal": declared["decides_goal"],
        "direction": declared["direction"],
        "growth": declared["growth"],
        "on_course_from": declared["on_course_from"],
        "behind_from": declared["behind_from"],
        "minimum_points": declared["minimum_points"],
        "region_code": subject.region_code,
        "is_judged": is_judged(verdict),
        "counts_for_goal": is_judged(verdict) and judged_year >= fresh_from,
        "is_past_deadline": verdict.is_past_deadline,
        "observations": len(subject.years),
        "newest_year": max(subject.years, default=None),
        "is_old": is_old,
        "evidence": _evidence(moved),
        **_target_columns(case.target),
        **_verdict_columns(verdict),
        **_pace_columns(verdict),
        **_drift_columns(verdict),
        **_movement_columns(moved),
        "open_sdg": calculated.outcome,
        "open_sdg_value": calculated.value,
        "open_sdg_differs": SAME_AS[calculated.outcome] is not verdict.status,
    }


def is_judged(verdict: Verdict) -> bool:
    """Whether a verdict rests on figures."""
    return verdict.status is not ProgressStatus.UNKNOWN


def _moved(subject: Subject, fresh_from: int) -> Moved:
    if subject.region_code is None:
        return (
            Moved(Movement.UNKNOWN, (VerdictReason.ONLY_REGIONS,))
            if subject.years
            else Moved(Movement.NO_FIGURE, (VerdictReason.NO_OBSERVATION,))
        )
    return movement_of(subject.case, fresh_from=fresh_from, is_indicative=subject.declared["is_indicative"])


def _over_regions(subject: Subject, programme: Programme) -> Verdict:
    """One verdict for all regions: reached if every municipality has a yes, missed if one has a no after the deadline."""
    verdict, target = judge(subject.case), subject.case.target
    if not subject.years:
        return verdict
    if target and subject.declared["scope"] == TargetScope.EACH_MUNICIPALITY:
        answered = answers(programme, subject.declared["indicator_id"])
        if (answered["answer"] == Answer.YES).all() and not answered.is_empty():
            return replace(verdict, status=ProgressStatus.REACHED, reasons=())
        if verdict.is_past_deadline and target.last_day:
            late_no = answered.filter(pl.col("answer") == Answer.NO, pl.col("year") >= target.last_day.year)
            if not late_no.is_empty():
                return replace(verdict, status=ProgressStatus.NOT_REACHED, reasons=())
    known = (reason for reason in verdict.reasons if reason is not VerdictReason.NO_OBSERVATION)
    return replace(verdict, reasons=(*known, VerdictReason.ONLY_REGIONS))


def _evidence(moved: Moved) -> Evidence:
    """The evidence; `full` with three exact, comparable and recent figures, whatever their direction."""
    if moved.movement is Movement.NO_FIGURE:
        return Evidence.NONE
    only_about_the_change = {VerdictReason.TURNED, VerdictReason.WITHIN_UNCERTAINTY}
    return Evidence.FULL if set(moved.reasons) <= only_about_the_change else Evidence.THIN


def _target_columns(target: Target | None) -> Columns:
    if target is None:
        return {}
    return {"target_year": target.year, "target_value": target.value, "target_last_day": target.last_day}


def _verdict_columns(verdict: Verdict) -> Columns:
    ends = [point for point in (verdict.base, verdict.latest) if point]
    return {
        "status": verdict.status,
        "reasons": list(verdict.reasons),
        "points": verdict.points,
        "base_year": verdict.base and verdict.base.year,
        "base_value": verdict.base and verdict.base.value,
        "latest_year": verdict.latest and verdict.latest.year,
        "latest_value": verdict.latest and verdict.latest.value,
        "first_reached_year": verdict.first_reached_year,
        "input_qualifiers": sorted({kind for point in ends for kind in point.qualifiers} - {Qualifier.EXACT}),
    }


def _pace_columns(verdict: Verdict) -> Columns:
    if (pace := verdict.pace) is None:
        return {}
    return {
        "years_seen": pace.years_seen,
        "change_seen": pace.change_seen,
        "years_needed": pace.years_needed,
        "change_needed": pace.change_needed,
        "ratio": pace.ratio,
    }


def _movement_columns(moved: Moved) -> Columns:
    return {
        "movement": moved.movement,
        "movement_reasons": list(moved.reasons),
        "exact_points": moved.exact_points,
    }


def _drift_columns(verdict: Verdict) -> Columns:
    if (drift := verdict.drift) is None:
        return {"trend_points": 0}
    return {
        "trend": drift.trend,
        "trend_from_year": drift.first.year,
        "trend_from_value": drift.first.value,
        "trend_to_year": drift.last.year,
        "trend_to_value": drift.last.value,
        "trend_per_year": drift.per_year,
        "trend_points": drift.points,
    }
