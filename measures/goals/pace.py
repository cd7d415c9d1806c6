"""One indicator in one region: its figures against its target, in arithmetic that a reader can redo.

Compares the change per year that was seen with the change per year that is needed, with the limits of Open SDG (95 and
60 per cent; it follows Statistics Canada). Other than there, our standard path is a straight line, a zero is never
replaced by a small number, and a passed deadline is a status of its own.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from data_loaders.schema import Direction, Growth, ProgressStatus, Qualifier
from data_loaders.schema.goal_figures import Reason, Trend
from measures.goals.kinds import NeededFrom

_Outcome = tuple[ProgressStatus, tuple[Reason, ...]]

DECIMALS = 9
"""Shares are compared after rounding, so that another unit cannot tip a tie."""


@dataclass(frozen=True)
class Point:
    """One observation; points of the same `run` were counted in the same way."""

    year: int
    value: float
    run: int = 0
    qualifiers: tuple[Qualifier, ...] = ()


@dataclass(frozen=True)
class Target:
    """What a source says must be true by when; `last_day` is empty when no year is stated."""

    value: float
    year: int | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Method:
    """The declared choices; see `IndicatorMethods`."""

    direction: Direction = Direction.HIGHER
    growth: Growth = Growth.LINEAR
    needed_from: NeededFrom = NeededFrom.BASE
    base_year: int | None = None
    minimum_points: int = 3
    on_course_from: float = 0.95
    behind_from: float = 0.6
    steady_margin: float = 0.005
    is_cumulative: bool = False

    def meets(self, value: float, target: float) -> bool:
        """Whether `value` is at the target or beyond it in the desired direction."""
        return value >= target if self.direction is Direction.HIGHER else value <= target


@dataclass(frozen=True)
class Pace:
    """Change per year seen and needed: in units when linear, as a fraction when compound."""

    years_seen: int
    change_seen: float | None
    years_needed: int
    change_needed: float | None
    """None as well when the start was at the target already: nothing was needed."""

    @property
    def ratio(self) -> float | None:
        """Seen divided by needed: 1 is exactly on the path, below 0 is away from the target."""
        if self.change_seen is None or not self.change_needed:
            return None
        return round(self.change_seen / self.change_needed, DECIMALS)


@dataclass(frozen=True)
class Drift:
    """What the figures did between two comparable observations."""

    trend: Trend
    first: Point
    last: Point
    points: int
    """Observations from the first to the last, both included."""

    @property
    def per_year(self) -> float:
        """Even change per year, in units."""
        return (self.last.value - self.first.value) / (self.last.year - self.first.year)

    def is_improving(self, direction: Direction) -> bool | None:
        """None when steady."""
        if self.trend is Trend.STEADY:
            return None
        return (self.trend is Trend.RISING) == (direction is Direction.HIGHER)


@dataclass(frozen=True)
class Case:
    """What is judged: observations of one region (oldest first, one per year), target, method and day."""

    points: tuple[Point, ...]
    target: Target | None
    method: Method
    today: date

    @cached_property
    def since_base(self) -> tuple[Point, ...]:
        """Observations of a single year from the base year on; only a declared base may be a period average."""
        base_year = self.method.base_year
        return tuple(
            point
            for point in self.points
            if (base_year is None or point.year >= base_year)
            and (Qualifier.PERIOD_AVERAGE not in point.qualifiers or point.year == base_year)
        )

    @cached_property
    def series(self) -> tuple[Point, ...]:
        """The observations that can be compared with the newest one, itself included."""
        return tuple(point for point in self.since_base if point.run == self.since_base[-1].run)

    @property
    def latest(self) -> Point | None:
        """The newest observation that can be judged, else the newest of any kind."""
        return next(reversed(self.series or self.points), None)


@dataclass(frozen=True)
class Verdict:
    """A status with everything it was computed from."""

    status: ProgressStatus
    reasons: tuple[Reason, ...]
    base: Point | None
    latest: Point | None
    points: int
    """Comparable observations, the base and the latest included."""
    pace: Pace | None
    drift: Drift | None
    drift_reason: Reason | None
    first_reached_year: int | None


def change_per_year(first: float, last: float, years: int, growth: Growth) -> float | None:
    """Even change per year from `first` to `last`; None where a percentage does not exist."""
    if growth is Growth.LINEAR:
        return (last - first) / years
    if first <= 0 or last <= 0:
        return None
    return float((last / first) ** (1 / years) - 1)


def judge(case: Case) -> Verdict:
    """Where an indicator stands on the day of the case; after the target's last day the deadline has passed."""
    pace = pace_of(case)
    status, reasons = _status(case, pace)
    drift, drift_reason = drift_of(case)
    return Verdict(
        status=status,
        reasons=reasons,
        base=next(iter(case.series), None),
        latest=case.latest,
        points=len(case.series),
        pace=pace,
        drift=drift,
        drift_reason=drift_reason,
        first_reached_year=min((point.year for point in case.series if _meets_target(point, case)), default=None),
    )


def pace_of(case: Case) -> Pace | None:
    """Pace seen and needed; None without a dated target, two comparable figures or a year left to get there."""
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


def drift_of(case: Case) -> tuple[Drift | None, Reason | None]:
    """First to last figure of the newest comparable stretch of two or more, or why there is none."""
    if not case.points:
        return None, Reason.NO_OBSERVATION
    if case.method.is_cumulative:
        return None, Reason.CUMULATIVE
    runs = [tuple(run) for _, run in groupby(case.since_base, key=lambda point: point.run)]
    long_enough = [run for run in reversed(runs) if len(run) > 1]
    if not long_enough:
        return None, Reason.NOT_COMPARABLE if len(case.points) > 1 else Reason.ONE_POINT
    newest = long_enough[0]
    return Drift(_trend(newest[0], newest[-1], case.method.steady_margin), newest[0], newest[-1], len(newest)), None


def _trend(first: Point, last: Point, margin: float) -> Trend:
    per_year = (last.value - first.value) / (last.year - first.year)
    is_small = round(abs(per_year) / abs(first.value), DECIMALS) < margin if first.value else per_year == 0
    if is_small:
        return Trend.STEADY
    return Trend.RISING if per_year > 0 else Trend.FALLING


def _meets_target(point: Point, case: Case) -> bool:
    return case.target is not None and case.method.meets(point.value, case.target.value)


def _status(case: Case, pace: Pace | None) -> _Outcome:
    target, latest = case.target, case.series[-1] if case.series else None
    if target is None:
        return ProgressStatus.UNKNOWN, (Reason.NO_TARGET, *(() if case.points else (Reason.NO_OBSERVATION,)))
    if latest and _meets_target(latest, case):
        return _reached(latest, case.method)
    if target.last_day is None:
        return ProgressStatus.UNKNOWN, (Reason.TARGET_UNDATED, *_shortage(case))
    if case.today > target.last_day:
        return ProgressStatus.DEADLINE_PASSED, _left_open(latest, target)
    if shortage := _shortage(case):
        return ProgressStatus.UNKNOWN, shortage
    return _by_pace(case, target, pace)


def _reached(latest: Point, method: Method) -> _Outcome:
    if method.direction is Direction.LOWER and Qualifier.AT_LEAST in latest.qualifiers:
        return ProgressStatus.UNKNOWN, (Reason.ONLY_LOWER_BOUND,)
    return ProgressStatus.REACHED, ()


def _left_open(latest: Point | None, target: Target) -> tuple[Reason, ...]:
    if latest is None:
        return (Reason.NO_OBSERVATION,)
    return (Reason.NOT_MEASURED_AT_DEADLINE,) if target.year and latest.year < target.year else ()


def _shortage(case: Case) -> tuple[Reason, ...]:
    enough, comparable = case.method.minimum_points, len(case.series)
    if not case.points:
        return (Reason.NO_OBSERVATION,)
    if comparable >= enough:
        return ()
    if comparable == 0 or len(case.since_base) >= enough:
        return (Reason.NOT_COMPARABLE,)
    return (Reason.ONE_POINT if comparable == 1 else Reason.TOO_FEW_POINTS,)


def _by_pace(case: Case, target: Target, pace: Pace | None) -> _Outcome:
    start = case.series[0] if case.method.needed_from is NeededFrom.BASE else case.series[-1]
    if pace is None:
        return ProgressStatus.UNKNOWN, (Reason.TARGET_NOT_AFTER_BASE,)
    if case.method.meets(start.value, target.value):
        return ProgressStatus.OFF_COURSE, ()
    if pace.ratio is None:
        return ProgressStatus.UNKNOWN, (Reason.GROWTH_UNDEFINED,)
    if pace.ratio >= case.method.on_course_from:
        return ProgressStatus.ON_COURSE, ()
    return (ProgressStatus.BEHIND if pace.ratio >= case.method.behind_from else ProgressStatus.OFF_COURSE), ()
