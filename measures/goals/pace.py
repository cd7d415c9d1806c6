"""Judges the figures of one indicator in one region against its target, in arithmetic that a reader can redo.

The rule divides the change per year that was seen by the change per year that is needed. From 95 per cent the status is
on course, from 60 per cent behind, below that too slow, and below zero the wrong way. `measures.goals.open_sdg` has the
same limits with another calculation; its outcome is shown beside ours.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from data_loaders.schema import Direction, ProgressStatus, Qualifier
from data_loaders.schema.goal_enums import Trend, VerdictReason
from measures.goals.case import Case, Method, SeriesPoint, Target, change_per_year
from measures.goals.kinds import NeededFrom

_Outcome = tuple[ProgressStatus, tuple[VerdictReason, ...]]

DECIMALS = 9
"""Decimals to which ratios are rounded before comparison, so that the choice of unit cannot change an outcome."""


@dataclass(frozen=True)
class Pace:
    """Change per year seen and needed: in units when linear, as a fraction when compound."""

    years_seen: int
    change_seen: float | None
    years_needed: int
    change_needed: float | None
    """None also when the start had reached the target already, so that no change was needed."""

    @property
    def ratio(self) -> float | None:
        """Change seen divided by change needed: 1 is exactly on the path; below 0 moves away from the target."""
        if self.change_seen is None or not self.change_needed:
            return None
        return round(self.change_seen / self.change_needed, DECIMALS)


@dataclass(frozen=True)
class Drift:
    """The change between two comparable observations."""

    trend: Trend
    first: SeriesPoint
    last: SeriesPoint
    points: int
    """Number of observations from the first to the last, both included."""

    @property
    def per_year(self) -> float:
        """Average change per year, in units."""
        return (self.last.value - self.first.value) / (self.last.year - self.first.year)


@dataclass(frozen=True)
class Verdict:
    """A status with all figures from which it was computed."""

    status: ProgressStatus
    reasons: tuple[VerdictReason, ...]
    is_past_deadline: bool
    """Whether the target's last day has passed; this says nothing about the outcome."""
    base: SeriesPoint | None
    latest: SeriesPoint | None
    points: int
    """Number of comparable observations, including the base and the latest."""
    pace: Pace | None
    drift: Drift | None
    drift_reason: VerdictReason | None
    first_reached_year: int | None


def judge(case: Case) -> Verdict:
    """The verdict on the day of the case. The status is unknown if it depends on which of several sources is right."""
    verdicts = [verdict for _, verdict in judge_readings(case)]
    if len({verdict.status for verdict in verdicts}) == 1:
        return verdicts[0]
    return replace(verdicts[0], status=ProgressStatus.UNKNOWN, reasons=(VerdictReason.SOURCES_DISAGREE,))


def judge_readings(case: Case) -> list[tuple[Case, Verdict]]:
    """The case and its verdict, for each combination of values that sources give for its first and last year.

    The combination that we use elsewhere comes first. If no sources contradict each other, it is the only one.
    """
    ends = dict.fromkeys([*case.series[:1], *case.series[-1:]])
    readings = product(*([replace(end, value=value) for value in (end.value, *end.others)] for end in ends))
    cases = [_with(case, dict(zip(ends, chosen, strict=True))) for chosen in readings]
    return [(variant, _judge(variant)) for variant in cases]


def _with(case: Case, chosen: dict[SeriesPoint, SeriesPoint]) -> Case:
    return replace(case, points=tuple(chosen.get(point, point) for point in case.points))


def _judge(case: Case) -> Verdict:
    pace = pace_of(case)
    status, reasons = _status(case, pace)
    drift, drift_reason = drift_of(case)
    return Verdict(
        status=status,
        reasons=reasons,
        is_past_deadline=_is_past(case.target, case.today),
        base=next(iter(case.series), None),
        latest=case.latest,
        points=len(case.series),
        pace=pace,
        drift=drift,
        drift_reason=drift_reason,
        first_reached_year=min((point.year for point in case.series if _meets_target(point, case)), default=None),
    )


def pace_of(case: Case) -> Pace | None:
    """Pace seen and needed; None without a dated target, without two comparable figures, or with no years left."""
    if case.target is None or case.target.year is None or len(case.series) < 2:
        return None
    base, latest = case.series[0], case.series[-1]
    start = base if case.method.needed_from is NeededFrom.BASE else latest
    years_seen, years_needed = latest.year - base.year, case.target.year - start.year
    if years_needed <= 0:
        return None
    growth = case.method.growth
    needed = change_per_year(start.value, case.target.value, years_needed, growth)
    return Pace(
        years_seen=years_seen,
        change_seen=change_per_year(base.value, latest.value, years_seen, growth),
        years_needed=years_needed,
        change_needed=None if _meets_target(start, case) else needed,
    )


def drift_of(case: Case) -> tuple[Drift | None, VerdictReason | None]:
    """The change over the newest comparable stretch of two or more figures, or the reason why there is none.

    A lower bound ("at least 2,100") does not give the true figure, so it is not part of a stretch.
    """
    if not case.points:
        return None, VerdictReason.NO_OBSERVATION
    if case.method.is_cumulative:
        return None, VerdictReason.CUMULATIVE
    stretch = stretch_of(case)
    if not stretch:
        return None, VerdictReason.NOT_COMPARABLE if len(case.points) > 1 else VerdictReason.ONE_POINT
    first, last = stretch[0], stretch[-1]
    return Drift(_trend(first, last, case.method.steady_margin), first, last, len(stretch)), None


def stretch_of(case: Case) -> tuple[SeriesPoint, ...]:
    """The newest two or more figures that were counted in the same way, without lower bounds; empty if there are none."""
    located = [point for point in case.since_base if Qualifier.AT_LEAST not in point.qualifiers]
    newest_first = dict.fromkeys(point.run for point in reversed(located))
    runs = (tuple(point for point in located if point.run == run) for run in newest_first)
    return next((run for run in runs if len(run) > 1), ())


def _trend(first: SeriesPoint, last: SeriesPoint, margin: float) -> Trend:
    per_year = (last.value - first.value) / (last.year - first.year)
    is_small = round(abs(per_year) / abs(first.value), DECIMALS) < margin if first.value else per_year == 0
    if is_small:
        return Trend.STEADY
    return Trend.RISING if per_year > 0 else Trend.FALLING


def _meets_target(point: SeriesPoint, case: Case) -> bool:
    return case.target is not None and case.method.meets(point.value, case.target.value)


def _status(case: Case, pace: Pace | None) -> _Outcome:
    target, latest = case.target, case.series[-1] if case.series else None
    if target is None:
        return ProgressStatus.UNKNOWN, (
            VerdictReason.NO_TARGET,
            *(() if case.points else (VerdictReason.NO_OBSERVATION,)),
        )
    if latest and _meets_target(latest, case):
        return _reached(latest, case.method)
    if target.last_day is None:
        return ProgressStatus.UNKNOWN, (VerdictReason.TARGET_UNDATED, *_shortage(case))
    if _is_past(target, case.today):
        return _after_deadline(latest, target.last_day, case.method)
    if shortage := _shortage(case):
        return ProgressStatus.UNKNOWN, shortage
    return _by_pace(case, target, pace)


def _reached(latest: SeriesPoint, method: Method) -> _Outcome:
    if method.direction is Direction.LOWER and Qualifier.AT_LEAST in latest.qualifiers:
        return ProgressStatus.UNKNOWN, (VerdictReason.ONLY_LOWER_BOUND,)
    return ProgressStatus.REACHED, ()


def _is_past(target: Target | None, today: date) -> bool:
    return target is not None and target.last_day is not None and today > target.last_day


def _after_deadline(latest: SeriesPoint | None, last_day: date, method: Method) -> _Outcome:
    """Not reached if a figure of the last day's year or later does not meet the target; otherwise unknown."""
    if latest is None:
        return ProgressStatus.UNKNOWN, (VerdictReason.NO_OBSERVATION,)
    if latest.year < last_day.year:
        return ProgressStatus.UNKNOWN, (VerdictReason.NOT_MEASURED_AT_DEADLINE,)
    if method.direction is Direction.HIGHER and Qualifier.AT_LEAST in latest.qualifiers:
        return ProgressStatus.UNKNOWN, (VerdictReason.ONLY_LOWER_BOUND,)
    return ProgressStatus.NOT_REACHED, ()


def _shortage(case: Case) -> tuple[VerdictReason, ...]:
    enough, comparable = case.method.minimum_points, len(case.series)
    if not case.points:
        return (VerdictReason.NO_OBSERVATION,)
    if comparable >= enough:
        return ()
    if comparable == 0 or len(case.since_base) >= enough:
        return (VerdictReason.NOT_COMPARABLE,)
    return (VerdictReason.ONE_POINT if comparable == 1 else VerdictReason.TOO_FEW_POINTS,)


def _by_pace(case: Case, target: Target, pace: Pace | None) -> _Outcome:
    start = case.series[0] if case.method.needed_from is NeededFrom.BASE else case.series[-1]
    if pace is None:
        return ProgressStatus.UNKNOWN, (VerdictReason.TARGET_NOT_AFTER_BASE,)
    if case.method.meets(start.value, target.value):
        return ProgressStatus.WRONG_WAY, ()
    if pace.ratio is None:
        return ProgressStatus.UNKNOWN, (VerdictReason.GROWTH_UNDEFINED,)
    return _by_ratio(pace.ratio, case.method), ()


def _by_ratio(ratio: float, method: Method) -> ProgressStatus:
    if ratio >= method.on_course_from:
        return ProgressStatus.ON_COURSE
    if ratio >= method.behind_from:
        return ProgressStatus.BEHIND
    return ProgressStatus.TOO_SLOW if ratio >= 0 else ProgressStatus.WRONG_WAY
