import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.breaks import MOST_CLASSES, ClassKind, class_breaks, class_of, is_round

SKEWED: list[float | None] = [0, 0, *[1] * 60, *[2] * 25, *[3] * 12, *range(4, 20), 40, 75, 120]
NARROW_RATES: list[float | None] = [46 + 6 * step / 200 for step in range(200)]
ANY_NUMBER = (
    st.none()
    | st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda n: n == 0 or abs(n) > 1e-6)
    | st.just(math.nan)
)


def bounds(values: list[float | None]) -> list[tuple[float, float]]:
    whole = all(isinstance(value, int) for value in values)
    rows = class_breaks(pl.Series(values, dtype=pl.Int64 if whole else pl.Float64)).filter(pl.col("kind") == "value")
    return list(rows.select("lower", "upper").iter_rows())


def significant_digits(number: float) -> int:
    return len(f"{abs(number):.10g}".replace(".", "").strip("0"))


def test_skewed_counts_keep_the_many_small_apart_and_the_few_large_apart() -> None:
    lowers = [lower for lower, _ in bounds(SKEWED)]

    assert lowers[:2] == [1, 2]
    assert any(20 <= lower <= 120 for lower in lowers)


def test_rates_close_together_still_spread_over_several_classes() -> None:
    classes = class_breaks(pl.Series(NARROW_RATES))

    assert classes.height >= 4
    assert max(classes["count"].to_list()) < len(NARROW_RATES) / 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3] * 10, [(3, 3)]),
        ([3.0] * 10, [(3, 3)]),
        ([0.5, 1.0, 3.0], [(0.5, 2), (2, 3)]),
        ([7.25], [(7.2, 7.3)]),
        ([1, 1, 2, 3, 3, 3], [(1, 2), (2, 3), (3, 3)]),
        ([-4, -4, 9], [(-4, 0), (0, 9)]),
        ([], []),
        ([0, 0], []),
    ],
    ids=["all equal", "all equal rates", "rates", "one rate", "few values", "both directions", "nothing", "only zero"],
)
def test_bounds_of_small_cases(values: list[float | None], expected: list[tuple[float, float]]) -> None:
    assert bounds(values) == expected


def test_counts_among_which_one_cannot_be_computed_have_whole_borders() -> None:
    breaks = class_breaks(pl.Series([1.0, 2.0, 3.0, 3.0, 7.0, math.nan]), whole=True)

    assert breaks["is_whole"].all()
    assert all(bound.is_integer() for bound in breaks["lower"].drop_nulls())


def test_zero_unknown_and_no_data_are_classes_of_their_own() -> None:
    classes = class_breaks(pl.Series([0, None, None, math.nan, 5, 0, 0], dtype=pl.Float64))

    assert dict(classes.select("kind", "count").iter_rows()) == {"zero": 3, "value": 1, "unknown": 2, "no_data": 1}


def test_borders_between_classes_are_round_numbers() -> None:
    borders = [lower for values in (SKEWED, NARROW_RATES) for lower, _ in bounds(values)[1:]]

    assert all(significant_digits(border) <= 3 for border in borders)
    assert all(border * 2 == round(border * 2) for border in borders)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.0, True), (0.4, True), (150.0, True), (2.5, True), (-7.0, True), (0.086, False), (7.6, False), (12.0, False)],
)
def test_round_numbers_are_those_that_somebody_would_choose(number: float, expected: bool) -> None:
    assert is_round(number) is expected


def test_order_of_the_values_does_not_matter() -> None:
    values = pl.Series(SKEWED, dtype=pl.Float64)

    assert class_breaks(values).equals(class_breaks(values.reverse()))


def test_another_map_on_the_same_legend_keeps_to_its_classes() -> None:
    legend = class_breaks(pl.Series([1, 1, 2, 3, 3, 3]))

    assert class_of(pl.Series([0, 2, 99, None]), legend).to_list() == [None, 1, 2, None]


@given(st.lists(ANY_NUMBER, max_size=80))
def test_every_value_lies_in_the_class_that_counts_it(values: list[float | None]) -> None:
    numbers = pl.Series("value", values, dtype=pl.Float64)
    classes = class_breaks(numbers)

    placed = numbers.to_frame().with_columns(row=class_of(numbers, classes))
    counted = placed.group_by("row").len().sort("row")

    assert classes.filter(pl.col("kind") == ClassKind.VALUE).height <= MOST_CLASSES
    assert classes["count"].sum() == len(values)
    assert counted["row"].to_list() == list(range(classes.height))
    assert counted["len"].to_list() == classes["count"].to_list()
    within = placed.join(classes.with_row_index("row").cast({"row": pl.UInt8}), on="row").filter(
        pl.col("kind") == ClassKind.VALUE
    )
    noise = pl.col("value").abs() * 1e-8
    assert within.filter(~pl.col("value").is_between(pl.col("lower") - noise, pl.col("upper") + noise)).is_empty()
