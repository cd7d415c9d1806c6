"""Where each indicator stands, with the figures behind it, and what other choices would have given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from data_loaders.schema import Direction, Growth, ProgressStatus, Qualifier, TargetScope
from data_loaders.schema.goal_figures import Choice, Evidence, Progress, Reason, Sensitivity
from measures.goals.answers import answers
from measures.goals.kinds import Answer, NeededFrom
from measures.goals.pace import Case, Method, Point, Target, Verdict, judge
from measures.goals.programme import Programme
from measures.goals.series import observations

Row = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """An indicator in the region for which it is judged."""

    declared: Row
    """Its row of `Programme.declared`."""
    region_code: str | None
    """None when it is measured per municipality or province and no single one was asked for."""
    years: tuple[int, ...]
    """Year of each observation, ascending; of all regions when `region_code` is None."""
    case: Case


def progress(programme: Programme, today: date, region_code: str | None = None) -> pl.DataFrame:
    """Where every indicator stands on `today`.

    Args:
        programme: the tables.
        today: the day of judgement.
        region_code: judge the figures of this region instead; a target counts only where it holds.

    Returns:
        `Progress`: one row per indicator, in the order of `indicators`. Without `region_code`, each indicator is
        judged for its own region; one that is measured per municipality or province has no region of its own and is
        `reached` only when every municipality has it.
    """
    rows = [_row(subject, programme, today) for subject in subjects(programme, today, region_code)]
    return pl.DataFrame(rows, schema=Progress.create_empty().schema)


def sensitivity(programme: Programme, today: date, region_code: str | None = None) -> pl.DataFrame:
    """The same judgement under each other reasonable choice that gives a verdict or trend to compare.

    Returns:
        `Sensitivity`: per indicator one row per other choice. `growth`: linear against compound. `needed_from`: pace
        needed from the base against from the latest figure. `base`: our first figure against the declared base year
        and the first figure of a single year (`used` and `other` are years then).
    """
    rows = [row for subject in subjects(programme, today, region_code) for row in _alternatives(subject)]
    return pl.DataFrame(rows, schema=Sensitivity.create_empty().schema)


def subjects(programme: Programme, today: date, region_code: str | None = None) -> Iterator[Subject]:
    """Each indicator with its observations, target and method, ready to be judged."""
    observed = observations(programme)
    points, years = _points(observed), _years(observed)
    for declared in programme.declared.iter_rows(named=True):
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
    found = observed.group_by("indicator_id").agg(pl.col("year").sort())
    return {indicator: tuple(years) for indicator, years in found.iter_rows()}


def _points(observed: pl.DataFrame) -> dict[tuple[str, str], tuple[Point, ...]]:
    found = observed.group_by("indicator_id", "region_code", maintain_order=True)
    return {
        (str(indicator), str(region)): tuple(
            Point(row["year"], row["value"], row["run"], tuple(map(Qualifier, row["qualifiers"])))
            for row in rows.iter_rows(named=True)
        )
        for (indicator, region), rows in found
    }


def _target(declared: Row) -> Target | None:
    if declared["target_value"] is None:
        return None
    year = declared["target_year"]
    last_day = declared["target_last_day"] or (date(year, 12, 31) if year else None)
    return Target(declared["target_value"], year, last_day)


def _holds_for(declared: Row, region_code: str) -> bool:
    match declared["scope"]:
        case TargetScope.EACH_MUNICIPALITY:
            return region_code.startswith("GM")
        case TargetScope.EACH_PROVINCE:
            return region_code.startswith("PV")
        case _:
            return bool(declared["region_code"] == region_code)


def _method(declared: Row) -> Method:
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


def _row(subject: Subject, programme: Programme, today: date) -> Row:
    declared, case = subject.declared, subject.case
    verdict = judge(case) if subject.region_code else _over_regions(subject, programme)
    is_old = subject.years[-1] < today.year - declared["fresh_years"] if subject.years else None
    carried = (
        "indicator_id",
        "goal_id",
        "decides_goal",
        "direction",
        "growth",
        "on_course_from",
        "behind_from",
        "minimum_points",
    )
    return {
        **{name: declared[name] for name in carried},
        "region_code": subject.region_code,
        "is_judged": is_judged(verdict),
        "observations": len(subject.years),
        "newest_year": max(subject.years, default=None),
        "is_old": is_old,
        "evidence": _evidence(verdict, is_old, declared["minimum_points"]),
        **_target_columns(case.target),
        **_verdict_columns(verdict),
        **_pace_columns(verdict),
        **_drift_columns(verdict, case.method.direction),
        "trend_evidence": _trend_evidence(verdict, today.year - declared["fresh_years"], declared["minimum_points"]),
    }


def is_judged(verdict: Verdict) -> bool:
    """Whether figures show how the target is doing; a passed deadline without a figure from then is no judgement."""
    return verdict.status is not ProgressStatus.UNKNOWN and not verdict.reasons


def _over_regions(subject: Subject, programme: Programme) -> Verdict:
    """One verdict over all regions: reached with a yes from every municipality, missed with a no from after the end."""
    verdict = replace(judge(subject.case), drift_reason=Reason.ONLY_REGIONS)
    target = subject.case.target
    if not subject.years:
        return replace(verdict, drift_reason=Reason.NO_OBSERVATION)
    if target and subject.declared["scope"] == TargetScope.EACH_MUNICIPALITY:
        found = answers(programme, subject.declared["indicator_id"])
        if (found["answer"] == Answer.YES).all() and not found.is_empty():
            return replace(verdict, status=ProgressStatus.REACHED, reasons=())
        late_no = found.filter(pl.col("answer") == Answer.NO, pl.col("year") >= target.year)
        if verdict.status is ProgressStatus.DEADLINE_PASSED and not late_no.is_empty():
            return replace(verdict, reasons=())
    known = (reason for reason in verdict.reasons if reason is not Reason.NO_OBSERVATION)
    return replace(verdict, reasons=(*known, Reason.ONLY_REGIONS))


def _evidence(verdict: Verdict, is_old: bool | None, minimum_points: int) -> Evidence:
    if is_old is None:
        return Evidence.NONE
    return Evidence.FULL if not is_old and verdict.points >= minimum_points else Evidence.THIN


def _trend_evidence(verdict: Verdict, fresh_from: int, minimum_points: int) -> Evidence:
    if (drift := verdict.drift) is None:
        return Evidence.NONE
    is_current = drift.last == verdict.latest and drift.last.year >= fresh_from
    return Evidence.FULL if is_current and drift.points >= minimum_points else Evidence.THIN


def _target_columns(target: Target | None) -> Row:
    if target is None:
        return {}
    return {"target_year": target.year, "target_value": target.value, "target_last_day": target.last_day}


def _verdict_columns(verdict: Verdict) -> Row:
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


def _pace_columns(verdict: Verdict) -> Row:
    if (pace := verdict.pace) is None:
        return {}
    return {
        "years_seen": pace.years_seen,
        "change_seen": pace.change_seen,
        "years_needed": pace.years_needed,
        "change_needed": pace.change_needed,
        "ratio": pace.ratio,
    }


def _drift_columns(verdict: Verdict, direction: Direction) -> Row:
    if (drift := verdict.drift) is None:
        return {"trend_reason": verdict.drift_reason, "trend_points": 0}
    return {
        "trend": drift.trend,
        "is_improving": drift.is_improving(direction),
        "trend_from_year": drift.first.year,
        "trend_from_value": drift.first.value,
        "trend_to_year": drift.last.year,
        "trend_to_value": drift.last.value,
        "trend_per_year": drift.per_year,
        "trend_points": drift.points,
    }


def _alternatives(subject: Subject) -> Iterator[Row]:
    case, ours = subject.case, judge(subject.case)
    for choice, used, other, method in _other_methods(subject, ours):
        theirs = judge(replace(case, method=method))
        trends = ours.drift and ours.drift.trend, theirs.drift and theirs.drift.trend
        if _says_nothing_new(case, ours, theirs):
            continue
        yield {
            "indicator_id": subject.declared["indicator_id"],
            "choice": choice,
            "used": used,
            "other": other,
            "status": ours.status,
            "other_status": theirs.status,
            "other_reasons": list(theirs.reasons),
            "ratio": ours.pace and ours.pace.ratio,
            "other_ratio": theirs.pace and theirs.pace.ratio,
            "trend": trends[0],
            "other_trend": trends[1],
            "differs": ours.status is not theirs.status or trends[0] is not trends[1],
        }


def _says_nothing_new(case: Case, ours: Verdict, theirs: Verdict) -> bool:
    """Without a path to a target, only another trend is something to compare."""
    if case.target is None:
        return theirs.drift is None or theirs.drift == ours.drift
    return ours.pace is None


def _other_methods(subject: Subject, ours: Verdict) -> Iterator[tuple[Choice, str, str, Method]]:
    method = subject.case.method
    growth = Growth.COMPOUND if method.growth is Growth.LINEAR else Growth.LINEAR
    yield Choice.GROWTH, method.growth, growth, replace(method, growth=growth)
    yield Choice.NEEDED_FROM, NeededFrom.BASE, NeededFrom.LATEST, replace(method, needed_from=NeededFrom.LATEST)
    single_years = (point.year for point in subject.case.points if Qualifier.PERIOD_AVERAGE not in point.qualifiers)
    bases = {subject.declared["baseline_year"], next(single_years, None)}
    first = ours.drift.first if ours.drift and not subject.case.target else ours.base
    for base_year in sorted(bases - {None, first and first.year}):
        yield Choice.BASE, str(first and first.year), str(base_year), replace(method, base_year=base_year)
