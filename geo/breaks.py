"""Classes of a choropleth: borders that follow the data and are round numbers.

Typed-in borders make unlike regions look alike as soon as the data change, so none are typed in.
"""

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import polars as pl

MOST_CLASSES = 6
"""More shades than this cannot be told apart on a map."""

FloatArray = npt.NDArray[np.float64]

_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_STEPS = (1.0, 2.0, 2.5, 5.0)
_MOST_STEPS = 20


class ClassKind(StrEnum):
    """What a class of regions stands for; each kind looks different on every map."""

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

    Borders are the round numbers (one digit, or multiples of a round step) that leave the values of
    a class most alike. Few values get few classes (at most the logarithm of their number, base 2).
    The same values always give the same classes.

    Args:
        values: one number per region. 0 is a class of its own, null means that nothing is known,
            NaN that the figure cannot be computed (no data).
        most: upper bound on the number of classes of kind `value`.
        whole: whether the values are counts; by default whether they are integers, which a column with NaN never holds.

    Returns:
        One row per class that holds a region: `kind` (ClassKind), `lower` and `upper` (Float64, null
        for `unknown` and `no_data`), `count` (UInt32, regions; adds up to all of them), `is_whole`.
        A class of values holds lower <= value < upper, the last one also its upper bound, and never 0.
        `is_whole` (Boolean) tells counts, with whole bounds, from rates.
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
    """For each value the row of its class in `breaks` (UInt8).

    Args:
        values: numbers as given to `class_breaks`; also another region's numbers on the same legend.
        breaks: the result of `class_breaks`.

    Returns:
        As many numbers as `values`; null where `breaks` has no class of that kind. A number below
        the first or above the last bound falls in the nearest class.
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
    """Whether a reader takes `number` for a border that somebody would choose: one digit, or 15 or 25 with noughts."""
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
    """Outer bounds and borders between, ascending; `known` is sorted, not empty and without 0."""
    negative, positive = known[known < 0], known[known > 0]
    if len(negative) and len(positive):
        # A class that runs from -2 to 3 says nothing about the direction of a change.
        below, above = (_bounds(side, most // 2, whole=whole) for side in (negative, positive))
        return [*below[:-1], 0.0, *above[1:]]
    pool = _pool(known, whole=whole)
    wanted = min(most, math.ceil(math.log2(len(known) + 1)), len(pool) + 1)
    borders = [pool[position] for position in _best_cuts(known, sorted(pool), wanted)]
    outer = (known[0], known[-1]) if whole else (_round_out(known[0], down=True), _round_out(known[-1], down=False))
    return [float(outer[0]), *borders, float(outer[1])]


def _pool(known: FloatArray, *, whole: bool) -> dict[int, float]:
    """Round numbers that could be a border, by the number of values below them.

    Of the numbers between two neighbouring values only the roundest, then the smallest, is kept.
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
    """The `classes` - 1 of `positions` that leave the least spread inside the classes.

    Dynamic programming after W. D. Fisher, On grouping for maximum homogeneity (1958). Spread is
    counted in values and in ranks alike: in values alone one outlier takes all classes, in ranks
    alone the highest class runs from 9 to 900.
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
    """For each pair of cuts i < j the sum of squares of the values between them; all values together give 1."""
    centred = (scale - scale.mean()) / scale.std()
    sums = np.concatenate([[0.0], centred.cumsum()])[cuts]
    squares = np.concatenate([[0.0], (centred**2).cumsum()])[cuts]
    start, end = np.array(cuts)[:, None], np.array(cuts)[None, :]
    size = np.where(end > start, end - start, 1)
    spread = squares[None, :] - squares[:, None] - (sums[None, :] - sums[:, None]) ** 2 / size
    return np.where(end > start, spread / len(scale), np.inf)


def _round_steps(spread: float) -> Iterator[float]:
    """Ever larger round steps, from far too small; the last one is as large as `spread`."""
    power = _power(spread) if spread else 0
    yield from (float(f"{digit}e{size}") for size in (power - 2, power - 1, power, power + 1) for digit in _STEPS)


def _power(number: float) -> int:
    return math.floor(math.log10(abs(number)))


def _digits(number: float) -> int:
    """Digits that carry meaning: 1 for 300, 2 for 2.5."""
    return len(f"{abs(number):.12g}".replace(".", "").strip("0"))


def _round_out(number: float, *, down: bool) -> float:
    """The nearest two-digit number on the outer side."""
    step = float(f"1e{_power(number) - 1}")
    return _exact((math.floor if down else math.ceil)(round(number / step, 9)) * step)


def _exact(number: float) -> float:
    """Without the noise of binary fractions (0.30000000000000004)."""
    return float(f"{number:.12g}")
