import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data_loaders.schema import ContextValues, Theme
from data_loaders.store import current
from measures.region.enums import Verdict
from measures.region.need import FEWEST, PAIRS, Association, Corner, association, need_beside, two_figures


def rates(**known: tuple[int, int | None]) -> pl.DataFrame:
    """Care initiatives and inhabitants per municipality, with a dispersion factor of 1."""
    rows = [
        {
            "code": code,
            "name": code,
            "level": "municipality",
            "theme": "zorg",
            "known": count,
            "population": people,
            "per_10k": 10_000 * count / people if people else None,
            "per_10k_low": None,
            "per_10k_high": None,
            "dispersion": 1.0,
        }
        for code, (count, people) in known.items()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def context(theme: Theme = Theme.CARE, **values: float | None) -> pl.DataFrame:
    rows: list[dict[str, object]] = [
        {
            "indicator_id": PAIRS[theme],
            "municipality_code": code,
            "year": 2024,
            "value": value,
            "computed_from": [] if code != "GM0004" else ["GM0009"],
            "unknown_because": "niet_gepubliceerd" if value is None else None,
        }
        for code, value in values.items()
    ]
    return pl.DataFrame(rows, schema=ContextValues.create_empty().schema)


FOUR = rates(GM0001=(0, 10_000), GM0002=(4, 10_000), GM0003=(0, 10_000), GM0004=(4, 10_000), GM0005=(9, 10_000))
ELDERLY = context(GM0001=30.0, GM0002=28.0, GM0003=12.0, GM0004=10.0, GM0005=20.0)


def test_four_municipalities_stand_in_four_corners() -> None:
    picture = need_beside(FOUR, ELDERLY, Theme.CARE, ["GM0001", "GM0002", "GM0003", "GM0004"])

    # Between 12 and 28 lies 20; 8 initiatives among 40,000 people are 2 per 10,000.
    assert (picture.middle, picture.rate) == (20.0, 2.0)
    assert dict(picture.rows.select("code", "corner").iter_rows()) == {
        "GM0001": Corner.HIGH_LITTLE,
        "GM0002": Corner.HIGH_MUCH,
        "GM0003": Corner.LOW_LITTLE,
        "GM0004": Corner.LOW_MUCH,
    }
    assert picture.in_corner(Corner.HIGH_LITTLE)["code"].to_list() == ["GM0001"]
    assert picture.rows.filter("is_computed")["code"].to_list() == ["GM0004"]
    # 0 of 8 in a quarter of the people: 0.75^8 = 10%, so chance explains it.
    assert picture.rows["verdict"].to_list() == [Verdict.USUAL] * 4


def test_a_count_beyond_chance_gets_the_verdict_more() -> None:
    picture = need_beside(
        rates(GM0001=(0, 10_000), GM0002=(20, 30_000)),
        context(GM0001=30.0, GM0002=20.0),
        Theme.CARE,
        ["GM0001", "GM0002"],
    )

    # 0.75^20 = 0.3%.
    assert picture.rows["verdict"].to_list() == [Verdict.FEWER, Verdict.MORE]


def test_without_figure_or_inhabitants_a_municipality_is_in_no_corner() -> None:
    picture = need_beside(
        rates(GM0001=(1, 10_000), GM0002=(1, None), GM0003=(0, 10_000)),
        context(GM0001=None, GM0002=20.0),
        Theme.CARE,
        ["GM0001", "GM0002", "GM0003"],
    )

    assert picture.rows["corner"].to_list() == [None, None, None]
    assert picture.rows["verdict"][1] == Verdict.NOT_TESTABLE


def test_every_theme_has_a_figure_that_the_release_holds() -> None:
    assert list(PAIRS) == list(Theme)
    assert set(PAIRS.values()) <= set(current().table("context_indicators")["indicator_id"])


def test_rank_correlation_of_ten_by_hand() -> None:
    one = pl.Series([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    # Two neighbours changed places: 1 - 6 * 2 / (10 * 99).
    other = pl.Series([2.0, 1, 3, 4, 5, 6, 7, 8, 9, 10])

    found = association(one, other)

    rho = 1 - 12 / 990
    z, error = math.atanh(rho), 1.959964 * math.sqrt((1 + rho**2 / 2) / 7)
    assert found.count == 10
    expected = [rho, math.tanh(z - error), math.tanh(z + error)]
    assert [found.rho, found.low, found.high] == pytest.approx(expected)
    assert found.is_seen


@pytest.mark.parametrize("other", [pl.Series([1.0] * 12), pl.Series([None] * 12, dtype=pl.Float64)])
def test_a_constant_figure_has_no_correlation(other: pl.Series) -> None:
    found = association(pl.Series(range(12)), other)

    assert (found.rho, found.is_seen) == (None, False)


def test_too_few_municipalities_have_no_correlation() -> None:
    assert association(pl.Series(range(FEWEST - 1)), pl.Series(range(FEWEST - 1))) == Association(FEWEST - 1, None)


figures = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=FEWEST, max_size=40)


@given(figures)
def test_correlation_is_that_of_scipy_and_has_no_order(pairs: list[tuple[int, int]]) -> None:
    one, other = (pl.Series([pair[place] for pair in pairs], dtype=pl.Float64) for place in (0, 1))
    found, turned = association(one, other), association(other.reverse(), one.reverse())

    if found.rho is None:
        assert one.n_unique() == 1 or other.n_unique() == 1
        return
    assert found.rho == pytest.approx(stats.spearmanr(one, other).statistic)
    assert turned.rho == pytest.approx(found.rho)
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low <= found.rho + 1e-9
    assert found.rho - 1e-9 <= found.high <= 1
    assert found.is_seen == (found.low > 0 or found.high < 0)


def test_nine_classes_by_hand() -> None:
    classes = two_figures(
        pl.Series([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, None]), pl.Series([0.0, 1.0, 2.0, 3.0, 0.0, 4.0, float("nan")])
    )

    assert classes.need_borders == (2.0, 4.0)
    assert classes.need.to_list() == [0, 0, 1, 1, 2, 2, None]
    assert classes.known_border == 2.5
    assert classes.known.to_list() == [0, 1, 1, 2, 0, 2, None]


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 30)), st.integers(0, 8)), min_size=1, max_size=60))
def test_equal_values_are_in_one_class_and_more_is_never_lower(pairs: list[tuple[int | None, int]]) -> None:
    need = pl.Series([pair[0] for pair in pairs], dtype=pl.Float64)
    known = pl.Series([pair[1] for pair in pairs], dtype=pl.Float64)
    classes = two_figures(need, known)

    for figures_, in_class in ((need, classes.need), (known, classes.known)):
        told = pl.DataFrame({"f": figures_, "c": in_class}).drop_nulls("f").sort("f")
        assert told["c"].to_list() == sorted(told["c"].to_list())
        assert told.group_by("f").agg(pl.col("c").n_unique())["c"].to_list() == [1] * told["f"].n_unique()
    assert ((classes.known == 0) == (known == 0)).all()
    assert (classes.need.is_null() == need.is_null()).all()
