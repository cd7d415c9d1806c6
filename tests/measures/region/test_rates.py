import polars as pl
import pytest
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.enums import CountSize, Reason
from measures.region.rates import RegionRates, RegionThemeRates, poisson_interval, with_rates, with_theme_rates

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


@pytest.mark.parametrize(("count", "low", "high"), PUBLISHED)
def test_interval_equals_published_tables(count: int, low: float, high: float) -> None:
    interval = poisson_interval(pl.Series([count])).row(0)

    assert interval == pytest.approx((low, high), abs=0.006)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_interval_equals_reference_implementations(confidence: float) -> None:
    counts = pl.Series(range(1, 400))

    interval = poisson_interval(counts, confidence=confidence)

    low, high = confint_poisson(counts.to_numpy(), 1, method="exact-c", alpha=1 - confidence)
    tail = (1 - confidence) / 2
    assert interval["low"].to_list() == pytest.approx(low.tolist())
    assert interval["high"].to_list() == pytest.approx(high.tolist())
    assert interval["low"].to_list() == pytest.approx((stats.chi2.ppf(tail, 2 * counts.to_numpy()) / 2).tolist())


def test_rate_interval_and_size_by_hand(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    rates = with_rates(known_per_region(initiatives, regions))

    RegionRates.validate(rates)
    two = rates.row(by_predicate=pl.col("code") == "GM0001", named=True)
    assert (two["per_10k"], two["size"], two["reason"]) == (2.0, CountSize.SMALL, None)
    assert (two["per_10k_low"], two["per_10k_high"]) == pytest.approx((0.24221, 7.22469), abs=1e-5)
    country = rates.row(by_predicate=pl.col("code") == "NL", named=True)
    assert country["per_10k"] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (pl.col("code") == "GM0005", Reason.NO_POPULATION),
        (pl.col("code").is_null() & (pl.col("level") == "province"), Reason.UNPLACED),
    ],
)
def test_rate_without_inhabitants_is_empty_with_a_reason(
    regions: pl.DataFrame, initiatives: pl.DataFrame, row: pl.Expr, reason: Reason
) -> None:
    rates = with_rates(known_per_region(initiatives, regions))

    found = rates.row(by_predicate=row, named=True)
    assert [found[name] for name in ("per_10k", "per_10k_low", "per_10k_high", "reason")] == [None, None, None, reason]


@pytest.mark.parametrize(
    ("count", "size"),
    [(0, CountSize.NOTHING_KNOWN), (1, CountSize.SMALL), (19, CountSize.SMALL), (20, CountSize.ENOUGH)],
)
def test_small_number_rule(regions: pl.DataFrame, initiatives: pl.DataFrame, count: int, size: CountSize) -> None:
    known = known_per_region(initiatives, regions).with_columns(known=pl.lit(count, pl.UInt32))

    assert set(with_rates(known)["size"]) == {size}


def test_nothing_known_still_has_an_upper_bound(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    rates = with_theme_rates(known_per_region_and_theme(initiatives, regions))

    RegionThemeRates.validate(rates)
    zero = rates.row(by_predicate=(pl.col("code") == "GM0001") & (pl.col("theme") == "mobiliteit"), named=True)
    assert (zero["per_10k"], zero["per_10k_low"], zero["size"]) == (0.0, 0.0, CountSize.NOTHING_KNOWN)
    assert zero["per_10k_high"] == pytest.approx(3.68888, abs=1e-5)
