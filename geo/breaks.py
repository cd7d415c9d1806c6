"""Classes of a choropleth: their bounds follow the data and are round numbers.

Fixed bounds would give different regions the same colour as soon as the data change.
"""

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import polars as pl

MOST_CLASSES = 6
"""Most classes with values; readers cannot distinguish more shades on a map."""

FloatArray = npt.NDArray[np.float64]

_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_STEPS = (1.0, 2.0, 2.5, 5.0)
_MOST_STEPS = 20


class ClassKind(StrEnum):
    """Kind of a class; each kind has its own look on every map."""

    ZERO = "zero"
    VALUE = "value"
    UNKNOWN = "unknown"
    NO_DATA = "no_data"


class ClassRow(TypedDict):
    """One row of `class_breaks`."""

    kind: str
    lower: float | None
    upper: float | None
    count: int
    is_whole: bool


def class_breaks(values: pl.Series, *, most: int = MOST_CLASSES, whole: bool | None = None) -> pl.DataFrame:
    """The classes of `values`, in the order of a legend.

    The bounds are round numbers (one digit, or a multiple of a round step), chosen so that the values within each class
    differ as little as possible. The number of classes is at most the base-2 logarithm of the number of values. The
    same values always give the same classes.

    Args:
        values: one number per region. 0 is a class of its own, null means none known, and NaN means that the figure
            cannot be computed (no data).
        most: upper bound on the number of classes of kind `value`.
        whole: whether the values are counts; by default whether they are integers, which a column with NaN never holds.

    Returns:
        One row per class with a region: `kind` (ClassKind), `lower` and `upper` (Float64, null for `unknown` and
        `no_data`), `count` (UInt32, regions; adds up to all of them) and `is_whole` (Boolean: the values are counts and
        the bounds whole numbers). A class of values has lower <= value < upper, the last one also value = upper; 0 is
        never in it.
    """
    numbers = values.cast(pl.Float64)
    known = numbers.filter(numbers.is_finite() & (numbers != 0)).sort().to_numpy()
    whole = values.dtype.is_integer() if whole is None else whole
    bounds = _bounds(known, most, whole=whole) if len(known) else []
    rows = [
        (ClassKind.ZERO, 0.0, 0.0, int((numbers == 0).sum())),
        *_value_rows(known, bounds),
        (ClassKind.UNKNOWN, None, None, numbers.null_count()),
        (ClassKind.NO_DATA, None, None, int(numbers.is_nan().sum())),
    ]
    schema = pl.Schema({"kind": pl.Enum(ClassKind), "lower": pl.Float64(), "upper": pl.Float64(), "count": pl.UInt32()})
    return (
        pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("count") > 0).with_columns(is_whole=pl.lit(whole))
    )


def class_of(values: pl.Series, breaks: pl.DataFrame) -> pl.Series:
    """The position in `breaks` of the class of each value (UInt8).

    Args:
        values: numbers as for `class_breaks`; they may be those of other regions on the same legend.
        breaks: the result of `class_breaks`.

    Returns:
        One position per value; null where `breaks` has no class of that kind. A number outside all bounds gets the
        nearest class.
    """
    kinds = breaks["kind"].cast(pl.String).to_list()
    row = {kind: index for index, kind in reversed(list(enumerate(kinds)))}
    borders = breaks.filter(pl.col("kind") == ClassKind.VALUE)["lower"].to_numpy()[1:]
    numbers = values.cast(pl.Float64)
    place = pl.Series(np.searchsorted(borders, numbers.fill_null(math.nan).to_numpy(), side="right"))
    first = row.get(ClassKind.VALUE)
    return pl.select(
        pl.when(numbers.is_null())
        .then(row.get(ClassKind.UNKNOWN))
        .when(numbers.is_nan())
        .then(row.get(ClassKind.NO_DATA))
        .when(numbers == 0)
        .then(row.get(ClassKind.ZERO))
        .otherwise(None if first is None else place + first)
        .cast(pl.UInt8)
        .alias("class")
    ).to_series()


def is_round(number: float) -> bool:
    """Whether `number` is round: one significant digit, or 15 or 25 followed by zeros."""
    if number == 0 or _digits(number) == 1:
        return True
    return _exact(abs(number) / float(f"1e{_power(number)}")) in _ROUND


def _value_rows(known: FloatArray, bounds: Sequence[float]) -> list[tuple[ClassKind, float, float, int]]:
    counts = np.bincount(np.searchsorted(bounds[1:-1], known, side="right"), minlength=max(0, len(bounds) - 1))
    return [
        (ClassKind.VALUE, lower, upper, int(count))
        for lower, upper, count in zip(bounds[:-1], bounds[1:], counts, strict=True)
    ]


def _bounds(known: FloatArray, most: int, *, whole: bool) -> list[float]:
    """All bounds of the classes, ascending; `known` is sorted, not empty and without 0."""
    negative, positive = known[known < 0], known[known > 0]
    if len(negative) and len(positive):
        # No class may contain both signs: a class from -2 to 3 would hide the direction of a change.
        below, above = (_bounds(side, most // 2, whole=whole) for side in (negative, positive))
        return [*below[:-1], 0.0, *above[1:]]
    pool = _pool(known, whole=whole)
    wanted = min(most, math.ceil(math.log2(len(known) + 1)), len(pool) + 1)
    borders = [pool[position] for position in _best_cuts(known, sorted(pool), wanted)]
    outer = (known[0], known[-1]) if whole else (_round_out(known[0], down=True), _round_out(known[-1], down=False))
    return [float(outer[0]), *borders, float(outer[1])]


def _pool(known: FloatArray, *, whole: bool) -> dict[int, float]:
    """Round numbers that could be a bound, by the number of values below them.

    Between two neighbouring values only the roundest number counts; if several are as round, the smallest.
    """
    lowest, highest = known[0], known[-1]
    powers = range(_power(min(abs(known))), _power(max(abs(known))) + 1)
    numbers = {math.copysign(float(f"{digit}e{power}"), highest) for digit in _ROUND for power in powers}
    step = next(step for step in _round_steps(highest - lowest) if (highest - lowest) / step <= _MOST_STEPS)
    numbers |= {_exact(step * times) for times in range(math.ceil(lowest / step), math.floor(highest / step) + 1)}
    pool: dict[int, float] = {}
    for number in sorted(numbers, key=lambda n: (_digits(n), abs(n))):
        if lowest < number <= highest and not (whole and number % 1):
            pool.setdefault(int(np.searchsorted(known, number, side="left")), number)
    return pool


def _best_cuts(known: FloatArray, positions: list[int], classes: int) -> list[int]:
    """The `classes` - 1 of `positions` that give the least spread within the classes.

    Dynamic programming after W. D. Fisher, On grouping for maximum homogeneity (1958). The spread is the sum of that of
    the values and that of their ranks. With values alone, one outlier would take most classes; with ranks alone, the
    highest class would run from 9 to 900.
    """
    cuts = [0, *positions, len(known)]
    scales = [scale for scale in (known, np.arange(len(known), dtype=float)) if np.ptp(scale) > 0]
    within = sum(_spread_inside(scale, cuts) for scale in scales)
    if not isinstance(within, np.ndarray):
        return []
    best, paths = within[0], []
    for _ in range(classes - 1):
        through = best[:, None] + within
        paths.append(through.argmin(axis=0))
        best = through.min(axis=0)
    chosen, end = [], len(cuts) - 1
    for path in reversed(paths):
        end = int(path[end])
        chosen.append(cuts[end])
    return sorted(chosen)


def _spread_inside(scale: FloatArray, cuts: list[int]) -> FloatArray:
    """For each pair of cuts i < j the sum of squares of the values between them, scaled so that all values give 1."""
    centred = (scale - scale.mean()) / scale.std()
    sums = np.concatenate([[0.0], centred.cumsum()])[cuts]
    squares = np.concatenate([[0.0], (centred**2).cumsum()])[cuts]
    start, end = np.array(cuts)[:, None], np.array(cuts)[None, :]
    size = np.where(end > start, end - start, 1)
    spread = squares[None, :] - squares[:, None] - (sums[None, :] - sums[:, None]) ** 2 / size
    return np.where(end > start, spread / len(scale), np.inf)


def _round_steps(spread: float) -> Iterator[float]:
    """Round steps in ascending order, from far too small for `spread` to large enough."""
    power = _power(spread) if spread else 0
    yield from (float(f"{digit}e{size}") for size in (power - 2, power - 1, power, power + 1) for digit in _STEPS)


def _power(number: float) -> int:
    return math.floor(math.log10(abs(number)))


def _digits(number: float) -> int:
    """Number of significant digits: 1 for 300, 2 for 2.5."""
    return len(f"{abs(number):.12g}".replace(".", "").strip("0"))


def _round_out(number: float, *, down: bool) -> float:
    """The nearest number with two significant digits that is lower (`down`) or higher."""
    step = float(f"1e{_power(number) - 1}")
    return _exact((math.floor if down else math.ceil)(round(number / step, 9)) * step)


def _exact(number: float) -> float:
    """`number` without floating-point noise such as 0.30000000000000004."""
    return float(f"{number:.12g}")
