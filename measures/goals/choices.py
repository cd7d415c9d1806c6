"""Outcomes under other reasonable choices: another calculation, another first year, or another source."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from data_loaders.schema import Growth, Qualifier
from data_loaders.schema.goal_enums import MethodChoice, VerdictReason
from data_loaders.schema.goal_figures import Readings, Sensitivity
from measures.goals.case import Case, Method
from measures.goals.kinds import NeededFrom
from measures.goals.pace import Verdict, judge, judge_readings
from measures.goals.programme import Programme
from measures.goals.progress import Subject, subjects


def sensitivity(programme: Programme, today: date, region_code: str | None = None) -> pl.DataFrame:
    """The judgement under each other reasonable choice that gives a verdict or trend to compare.

    Returns:
        `Sensitivity`: one row per indicator and choice. The choices are `growth` (linear or compound), `needed_from`
        (the needed pace counts from the base or from the latest figure), and `base` (our first figure, the declared
        base year, or the first figure that is not an average; `used` and `other` are then years).
    """
    rows = [row for subject in subjects(programme, today, region_code) for row in _alternatives(subject)]
    return pl.DataFrame(rows, schema=Sensitivity.create_empty().schema)


def readings(programme: Programme, today: date, region_code: str | None = None) -> pl.DataFrame:
    """The status for each figure that sources give for the first and last year of an indicator with a target.

    Returns:
        `Readings`, only for indicators whose sources contradict each other about these two years. The first row of an
        indicator has the figures that are used everywhere else.
    """
    rows = [
        {
            "indicator_id": subject.declared["indicator_id"],
            "number": number,
            "base_year": verdict.base and verdict.base.year,
            "base_value": verdict.base and verdict.base.value,
            "latest_year": verdict.latest and verdict.latest.year,
            "latest_value": verdict.latest and verdict.latest.value,
            "status": verdict.status,
            "ratio": verdict.pace and verdict.pace.ratio,
        }
        for subject in subjects(programme, today, region_code)
        if subject.case.target and len(judged := judge_readings(subject.case)) > 1
        for number, (_, verdict) in enumerate(judged, start=1)
    ]
    return pl.DataFrame(rows, schema=Readings.create_empty().schema)


def _alternatives(subject: Subject) -> Iterator[dict[str, object]]:
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
    """Whether an alternative adds nothing: sources disagree (see `readings`), or there is no other trend or pace to show."""
    if VerdictReason.SOURCES_DISAGREE in ours.reasons:
        return True
    if case.target is None:
        return theirs.drift is None or theirs.drift == ours.drift
    return ours.pace is None


def _other_methods(subject: Subject, ours: Verdict) -> Iterator[tuple[MethodChoice, str, str, Method]]:
    method = subject.case.method
    growth = Growth.COMPOUND if method.growth is Growth.LINEAR else Growth.LINEAR
    yield MethodChoice.GROWTH, method.growth, growth, replace(method, growth=growth)
    yield MethodChoice.NEEDED_FROM, NeededFrom.BASE, NeededFrom.LATEST, replace(method, needed_from=NeededFrom.LATEST)
    single_years = (point.year for point in subject.case.points if Qualifier.PERIOD_AVERAGE not in point.qualifiers)
    bases = {subject.declared["baseline_year"], next(single_years, None)}
    first = ours.drift.first if ours.drift and not subject.case.target else ours.base
    # A base year must lie before the newest figure, or nothing is left to compare.
    newest = ours.latest.year if ours.latest else 0
    for base_year in sorted(year for year in bases - {first and first.year} if year is not None and year < newest):
        yield MethodChoice.BASE, str(first and first.year), str(base_year), replace(method, base_year=base_year)
