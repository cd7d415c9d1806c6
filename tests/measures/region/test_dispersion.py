import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from data_loaders.schema import RegionLevel
from data_loaders.store import current
from measures.region.chance import chance
from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.dispersion import count_interval, expected_range, with_dispersion
from measures.region.enums import Verdict

CONFIDENCE, TAIL = 0.95, 0.025
FACTORS = st.floats(1.01, 60)
PUBLISHED = [
    (0, 0.00, 3.69),
    (1, 0.0253, 5.57),
    (2, 0.242, 7.22),
    (3, 0.619, 8.77),
    (5, 1.62, 11.67),
    (10, 4.80, 18.39),
    (20, 12.22, 30.89),
    (50, 37.11, 65.92),
    (100, 81.36, 121.63),
]
"""95% limits as printed in tables of the exact Poisson interval, to their printed precision."""


def interval(count: int, factor: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    low, high = count_interval(pl.Series([count]), pl.Series([factor]), confidence=confidence).row(0)
    return low, high


@pytest.fixture(scope="module")
def municipalities() -> pl.DataFrame:
    """The real counts of municipalities, with the dispersion factor."""
    known = known_per_region(current().table("initiatives"), current().table("regions"))
    return with_dispersion(known).filter(pl.col("level") == RegionLevel.MUNICIPALITY, pl.col("code").is_not_null())


@pytest.mark.parametrize(("count", "low", "high"), PUBLISHED)
def test_without_clumps_the_margin_equals_published_tables(count: int, low: float, high: float) -> None:
    assert interval(count, 1) == pytest.approx((low, high), abs=0.006)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_without_clumps_the_margin_equals_statsmodels(confidence: float) -> None:
    counts = pl.Series(range(1, 400))

    found = count_interval(counts, pl.repeat(1.0, 399, eager=True), confidence=confidence)

    low, high = confint_poisson(counts.to_numpy(), 1, method="exact-c", alpha=1 - confidence)
    assert found["low"].to_list() == pytest.approx(low.tolist())
    assert found["high"].to_list() == pytest.approx(high.tolist())


@given(count=st.integers(0, 2_000), factor=FACTORS)
def test_the_count_is_just_no_outlier_at_either_end_of_its_margin(count: int, factor: float) -> None:
    low, high = interval(count, factor)

    assert low <= count <= high
    assert stats.nbinom.cdf(count, high / (factor - 1), 1 / factor) == pytest.approx(TAIL, rel=1e-4)
    if count and low < count:
        assert stats.nbinom.sf(count - 1, low / (factor - 1), 1 / factor) == pytest.approx(TAIL, rel=1e-4)


@given(total=st.integers(1, 3_000), share=st.floats(1e-4, 0.99), factor=st.one_of(st.just(1.0), FACTORS))
def test_the_range_to_expect_equals_the_beta_binomial(total: int, share: float, factor: float) -> None:
    weight = total / (factor - 1) if factor > 1 else None
    told = stats.betabinom(total, share * weight, (1 - share) * weight) if weight else stats.binom(total, share)

    low, high = expected_range(total, share, factor, confidence=CONFIDENCE)

    # Chances that equal the bound but for the last digit may fall on either side of it.
    assert told.cdf(low - 1) < TAIL + 1e-9
    assert told.cdf(low) > TAIL - 1e-9
    assert told.sf(high) < TAIL + 1e-9
    assert told.sf(high - 1) > TAIL - 1e-9


def test_a_million_initiatives_have_a_range_too() -> None:
    low, high = expected_range(1_000_000, 0.2, 33, confidence=CONFIDENCE)

    assert (low, high) == pytest.approx((200_000 - 1.96 * 2298, 200_000 + 1.96 * 2298), rel=1e-3)


def test_the_factor_equals_the_quasi_poisson_scale_of_statsmodels(municipalities: pl.DataFrame) -> None:
    counts, people = (municipalities[name].to_numpy().astype(float) for name in ("known", "population"))

    model = sm.GLM(counts, np.ones((len(counts), 1)), family=sm.families.Poisson(), offset=np.log(people))

    assert municipalities["dispersion"][0] == pytest.approx(model.fit(scale="X2").scale)


def test_counts_of_municipalities_lie_further_apart_than_in_a_lottery(municipalities: pl.DataFrame) -> None:
    assert municipalities["dispersion"].n_unique() == 1
    assert municipalities["dispersion"][0] > 1.5


def test_at_most_seven_percent_of_municipalities_fall_outside_what_is_expected(municipalities: pl.DataFrame) -> None:
    known, people = int(municipalities["known"].sum()), int(municipalities["population"].sum())

    def outside(factor: float) -> float:
        verdicts = [
            chance(own, inhabitants, known - own, people - inhabitants, factor).verdict
            for own, inhabitants in municipalities.select("known", "population").iter_rows()
        ]
        return 1 - verdicts.count(Verdict.USUAL) / len(verdicts)

    assert outside(municipalities["dispersion"][0]) <= 0.07
    assert outside(municipalities["dispersion"][0]) < outside(1)


def test_each_theme_has_a_factor_of_its_own_and_one_that_nobody_has_is_no_division_by_zero(
    regions: pl.DataFrame, initiatives: pl.DataFrame
) -> None:
    found = with_dispersion(known_per_region_and_theme(initiatives, regions), "theme")

    per_theme = found.group_by("theme").agg(pl.col("dispersion").unique())
    assert per_theme["dispersion"].list.len().to_list() == [1] * 8
    assert found.filter(theme="mobiliteit")["dispersion"][0] == 1


@pytest.mark.parametrize("counts", [[30, 0, 10, 0], [0, 0, 0, 0], [1, 3, 2, 4]])
def test_the_factor_by_hand(regions: pl.DataFrame, initiatives: pl.DataFrame, counts: list[int]) -> None:
    # Ten, thirty, twenty and forty thousand inhabitants.
    own = dict(zip(["GM0001", "GM0002", "GM0003", "GM0004"], counts, strict=True))
    known = known_per_region(initiatives, regions).with_columns(
        known=pl.col("code").replace_strict(own, default=7, return_dtype=pl.UInt32)
    )
    expected = [sum(counts) * share for share in (0.1, 0.3, 0.2, 0.4)]
    squares = sum((count - mean) ** 2 / mean for count, mean in zip(counts, expected, strict=True) if mean)

    assert set(with_dispersion(known)["dispersion"]) == {max(1, squares / 3)}
