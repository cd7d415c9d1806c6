import math
from collections.abc import Sequence
from functools import cache
from statistics import mean, stdev

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.store import current
from measures.region.likeness import FIGURES, USUAL, compared, distances, figures_wide


def wide(**values: Sequence[float | None]) -> pl.DataFrame:
    codes = [f"GM{n:04}" for n in range(1, 1 + len(next(iter(values.values()))))]
    every = {name: values.get(name, [None] * len(codes)) for name in FIGURES}
    return pl.DataFrame({"code": codes} | every, schema={"code": pl.String} | dict.fromkeys(FIGURES, pl.Float64))


def test_distance_of_three_by_hand() -> None:
    people, elderly = [10_000.0, 20_000.0, 80_000.0], [10.0, 20.0, 15.0]
    found = distances(wide(inwoners=people, aandeel_65_plus=elderly), "GM0001", ("inwoners", "aandeel_65_plus"))

    logs = [math.log(each) for each in people]
    expected = [
        math.sqrt(mean([((logs[n] - logs[0]) / stdev(logs)) ** 2, ((elderly[n] - elderly[0]) / stdev(elderly)) ** 2]))
        for n in range(3)
    ]
    assert found["distance"].to_list() == pytest.approx(expected)


def test_the_reader_decides_what_counts() -> None:
    table = wide(inwoners=[10.0, 20.0, 10.0], aandeel_65_plus=[10.0, 10.0, 30.0])

    assert distances(table, "GM0001", ("inwoners",))["distance"].arg_max() == 1
    assert distances(table, "GM0001", ("aandeel_65_plus",))["distance"].arg_max() == 2


def test_a_municipality_with_an_unknown_figure_has_no_distance() -> None:
    table = wide(inwoners=[10.0, 20.0, 30.0], wmo_clienten=[40.0, None, 60.0])

    assert distances(table, "GM0001", ("inwoners", "wmo_clienten"))["distance"].is_null().to_list() == [
        False,
        True,
        False,
    ]


def test_a_figure_unknown_for_the_municipality_itself_does_not_count() -> None:
    table = wide(inwoners=[10.0, 20.0, 30.0], wmo_clienten=[None, 50.0, 60.0])

    both = distances(table, "GM0001", ("inwoners", "wmo_clienten"))
    assert both.equals(distances(table, "GM0001", ("inwoners",)))
    assert distances(table, "GM0001", ("wmo_clienten",))["distance"].to_list() == [None] * 3


@pytest.mark.parametrize(
    ("name", "own", "other", "expected"),
    [
        ("inwoners", 100.0, 112.0, 1),
        ("inwoners", 100.0, 105.0, 0),
        ("inwoners", 100.0, 94.0, -1),
        ("aandeel_65_plus", 20.0, 21.0, 0),
        ("aandeel_65_plus", 20.0, 22.0, 1),
        ("afstand_supermarkt", 1.0, 0.9, -1),
    ],
)
def test_within_five_per_cent_or_one_point_is_the_same(name: str, own: float, other: float, expected: int) -> None:
    assert compared(name, own, other) == expected


@cache
def real() -> pl.DataFrame:
    return figures_wide(current().table("regions"), current().table("context_values"))


codes = st.deferred(lambda: st.sampled_from(sorted(real()["code"])))


def test_every_figure_is_in_the_release() -> None:
    assert real().height == 342
    assert real().select(pl.all().is_null().all()).row(0) == (False,) * real().width


@settings(max_examples=15, deadline=None)
@given(codes, codes, st.sets(st.sampled_from(list(FIGURES)), min_size=1).map(sorted))
def test_a_distance_is_the_same_both_ways_and_nothing_to_itself(one: str, other: str, figures: list[str]) -> None:
    def between(a: str, b: str) -> float | None:
        known = [name for name in figures if real().filter(code=a)[name][0] is not None]
        far: float | None = distances(real(), a, known).filter(code=b)["distance"].item()
        return far

    assert between(one, one) in {None, 0.0}
    there, back = between(one, other), between(other, one)
    if there is not None and back is not None:
        assert there == pytest.approx(back)
        assert there >= 0


@given(codes)
@settings(max_examples=5, deadline=None)
def test_the_order_of_figures_does_not_matter(code: str) -> None:
    there, turned = (distances(real(), code, figures)["distance"] for figures in (USUAL, USUAL[::-1]))

    assert there.to_list() == pytest.approx(turned.to_list(), nan_ok=True)
