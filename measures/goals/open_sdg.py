"""The automatic progress calculation of Open SDG, for the same figures.

It follows `sdg/ProgressMeasure.py` of open-sdg/sdg-build (commit 139fede74ba534d2ed8b9eee4cd878b41f54cb67), including
its limits. With a target, it divides the compound growth seen by the compound growth needed and compares the ratio with
0.95, 0.6 and 0. Without a target, it compares the compound growth itself with 0.015, 0.005 and 0. A zero is replaced by
0.001, two figures are enough, and the age of the newest figure does not matter. The first year is a setting in Open SDG
(2015 by default). We use our own first year, so that outcomes differ only by the calculation.
"""

from dataclasses import dataclass

from data_loaders.schema import Direction, ProgressStatus
from data_loaders.schema.goal_enums import OpenSdg
from measures.goals.case import Case

WITH_TARGET = (0.95, 0.6, 0.0)
WITHOUT_TARGET = (0.015, 0.005, 0.0)
ALMOST_ZERO = 0.001
TARGET_YEAR = 2030
"""Year that is used for a target without a year."""

SAME_AS = {
    OpenSdg.ACHIEVED: ProgressStatus.REACHED,
    OpenSdg.SUBSTANTIAL: ProgressStatus.ON_COURSE,
    OpenSdg.MODERATE: ProgressStatus.BEHIND,
    OpenSdg.LIMITED: ProgressStatus.TOO_SLOW,
    OpenSdg.DETERIORATION: ProgressStatus.WRONG_WAY,
    OpenSdg.NOT_AVAILABLE: ProgressStatus.UNKNOWN,
}
"""Outcome of Open SDG to our status with the same limits."""


@dataclass(frozen=True)
class Calculated:
    """Outcome and its number: a ratio if there is a target, otherwise a growth per year (0.01 is 1 %)."""

    outcome: OpenSdg
    value: float | None = None


def open_sdg(case: Case) -> Calculated:
    """The outcome for the comparable figures of one series."""
    if not case.series:
        return Calculated(OpenSdg.NOT_AVAILABLE)
    base, latest = case.series[0], case.series[-1]
    if case.target and case.method.meets(latest.value, case.target.value):
        return Calculated(OpenSdg.ACHIEVED)
    start = base.value or ALMOST_ZERO
    target = None if case.target is None else case.target.value or ALMOST_ZERO
    if base is latest or start * latest.value < 0 or (target and start * target < 0):
        return Calculated(OpenSdg.NOT_AVAILABLE)
    sign = (1 if start > 0 else -1) * (1 if case.method.direction is Direction.HIGHER else -1)
    seen = _growth(start, latest.value, latest.year - base.year)
    if case.target is None or target is None:
        return Calculated(_named(sign * seen, WITHOUT_TARGET), sign * seen)
    years = (case.target.year or TARGET_YEAR) - base.year
    needed = _growth(start, target, years) if years > 0 else 0.0
    if not needed:
        return Calculated(OpenSdg.NOT_AVAILABLE)
    ratio = sign * seen / abs(needed)
    return Calculated(_named(ratio, WITH_TARGET), ratio)


def _growth(first: float, last: float, years: int) -> float:
    return float((last / first) ** (1 / years) - 1)


def _named(value: float, limits: tuple[float, float, float]) -> OpenSdg:
    outcomes = (OpenSdg.SUBSTANTIAL, OpenSdg.MODERATE, OpenSdg.LIMITED)
    return next((name for name, limit in zip(outcomes, limits, strict=True) if value >= limit), OpenSdg.DETERIORATION)
