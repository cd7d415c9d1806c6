"""The input of a judgement: the figures of one indicator in one region, its target, and its declared method."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_loaders.schema import Direction, Growth, Qualifier
from measures.goals.kinds import NeededFrom


@dataclass(frozen=True)
class SeriesPoint:
    """One observation; points with the same `run` were counted in the same way."""

    year: int
    value: float
    run: int = 0
    qualifiers: tuple[Qualifier, ...] = ()
    others: tuple[float, ...] = ()
    """Values that other sources give for the same year."""


@dataclass(frozen=True)
class Target:
    """A target that a source states; `last_day` is empty if the source states no year."""

    value: float
    year: int | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Method:
    """The declared method; see `IndicatorMethods`."""

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
        """Whether `value` equals the target or is beyond it in the desired direction."""
        return value >= target if self.direction is Direction.HIGHER else value <= target


@dataclass(frozen=True)
class Case:
    """The observations of one region (oldest first, one per year), with the target, the method and the day."""

    points: tuple[SeriesPoint, ...]
    target: Target | None
    method: Method
    today: date

    @cached_property
    def since_base(self) -> tuple[SeriesPoint, ...]:
        """Observations from the base year on, without averages over a period; only a declared base may be such an average."""
        base_year = self.method.base_year
        return tuple(
            point
            for point in self.points
            if (base_year is None or point.year >= base_year)
            and (Qualifier.PERIOD_AVERAGE not in point.qualifiers or point.year == base_year)
        )

    @cached_property
    def series(self) -> tuple[SeriesPoint, ...]:
        """The observations that are comparable with the newest one, including itself."""
        return tuple(point for point in self.since_base if point.run == self.since_base[-1].run)

    @property
    def latest(self) -> SeriesPoint | None:
        """The newest observation that can be judged; if there is none, the newest of any kind."""
        return next(reversed(self.series or self.points), None)


def change_per_year(first: float, last: float, years: int, growth: Growth) -> float | None:
    """The constant change per year from `first` to `last`; None if a percentage cannot be computed."""
    if growth is Growth.LINEAR:
        return (last - first) / years
    if first <= 0 or last <= 0:
        return None
    return float((last / first) ** (1 / years) - 1)
