"""Judges the direction of a series: demonstrably better or worse, seemingly so, the same, or unknown.

The rule, for the newest stretch of figures that were counted in the same way (see `pace.stretch_of`):

1. The change must be larger than rounding and contradicting sources can explain, and the newest step must not go the
   other way by more than that.
2. The direction is *demonstrable* if there are at least three exact figures, the newest is no older than declared, and
   the source does not say that differences between years mean little. Otherwise it only *seems* so.
3. If rule 1 does not hold, the series stayed the same when rule 2 holds and the change per year is below the declared
   margin. In all other cases the direction is unknown.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from data_loaders.schema import Direction, Qualifier
from data_loaders.schema.goal_enums import Movement, Trend, VerdictReason
from measures.goals.case import Case, SeriesPoint
from measures.goals.pace import Drift, drift_of, stretch_of

EXACT = {Qualifier.EXACT, Qualifier.REVISED}


@dataclass(frozen=True)
class Moved:
    """The direction of a series, and the reasons why it is not more certain."""

    movement: Movement
    reasons: tuple[VerdictReason, ...] = ()
    exact_points: int = 0


def movement_of(case: Case, *, fresh_from: int, is_indicative: bool) -> Moved:
    """The movement of one series.

    Args:
        case: its figures, oldest first, and the declared method.
        fresh_from: the earliest year for which the newest figure is not old.
        is_indicative: whether the source says that differences between years mean little.
    """
    drift, missing = drift_of(case)
    if missing is VerdictReason.NO_OBSERVATION:
        return Moved(Movement.NO_FIGURE, (missing,))
    if drift is None:
        return Moved(Movement.UNKNOWN, (missing,) if missing else ())
    if drift.last != case.points[-1]:
        return Moved(Movement.UNKNOWN, (VerdictReason.NEWEST_NOT_COMPARABLE,))
    stretch = stretch_of(case)
    exact = sum(is_exact(point) for point in stretch)
    doubts = {
        VerdictReason.TOO_FEW_EXACT: exact < case.method.minimum_points,
        VerdictReason.NEWEST_IS_OLD: drift.last.year < fresh_from,
        VerdictReason.DIFFERENCES_MEAN_LITTLE: is_indicative,
    }
    reasons = tuple(reason for reason, holds in doubts.items() if holds)
    return Moved(*_judged(drift, stretch, case.method.direction, reasons), exact)


def _judged(
    drift: Drift, stretch: tuple[SeriesPoint, ...], direction: Direction, doubts: tuple[VerdictReason, ...]
) -> tuple[Movement, tuple[VerdictReason, ...]]:
    if drift.trend is Trend.STEADY:
        return (Movement.UNKNOWN, doubts) if doubts else (Movement.SAME, ())
    sign = _step(drift.first, drift.last)
    if sign == 0:
        return Movement.UNKNOWN, (VerdictReason.WITHIN_UNCERTAINTY, *doubts)
    if _step(stretch[-2], stretch[-1]) == -sign:
        return Movement.UNKNOWN, (VerdictReason.TURNED, *doubts)
    is_better = (sign > 0) == (direction is Direction.HIGHER)
    if doubts:
        return (Movement.SEEMS_BETTER if is_better else Movement.SEEMS_WORSE), doubts
    return (Movement.BETTER if is_better else Movement.WORSE), ()


def _step(first: SeriesPoint, last: SeriesPoint) -> int:
    """1 if the second figure is above the first in spite of rounding, -1 if it is below, else 0."""
    (low_before, high_before), (low_after, high_after) = span(first), span(last)
    return int(low_after > high_before) - int(high_after < low_before)


def span(point: SeriesPoint) -> tuple[float, float]:
    """Lowest and highest true value that a figure allows, given its rounding and the values of other sources."""
    half = rounding(point) / 2
    values = (point.value, *point.others)
    return min(values) - half, max(values) + half


def rounding(point: SeriesPoint) -> float:
    """The unit to which a figure is rounded: that of its last digit.

    With "about" the zeros at its end count as rounded too, up to a tenth of the figure.
    """
    last_digit = int(Decimal(repr(point.value)).normalize().as_tuple().exponent)
    if Qualifier.ABOUT not in point.qualifiers or abs(point.value) < 10:
        return float(10.0 ** min(last_digit, 0))
    return float(10.0 ** min(last_digit, floor(log10(abs(point.value) / 10))))


def is_exact(point: SeriesPoint) -> bool:
    """Whether the figure is exact: not "about", not an average over years, and not contradicted by another source."""
    return set(point.qualifiers) <= EXACT
