import polars as pl
import pytest

from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.enums import CountSize, FigureReason
from measures.region.rates import with_rates, with_theme_rates


def test_rate_margin_and_size_by_hand(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    rates = with_rates(known_per_region(initiatives, regions))

    two = rates.row(by_predicate=pl.col("code") == "GM0001", named=True)
    assert (two["per_10k"], two["size"], two["reason"]) == (2.0, CountSize.SMALL, None)
    # 2, 1, 1 and 1 known where 0.5, 1.5, 1 and 2 were to be expected.
    assert two["dispersion"] == pytest.approx((1.5**2 / 0.5 + 0.5**2 / 1.5 + 1 / 2) / 3)
    assert (two["per_10k_low"], two["per_10k_high"]) == pytest.approx((0.13112, 8.92679), abs=1e-5)
    country = rates.row(by_predicate=pl.col("code") == "NL", named=True)
    assert country["per_10k"] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (pl.col("code") == "GM0005", FigureReason.NO_POPULATION),
        (pl.col("code").is_null() & (pl.col("level") == "province"), FigureReason.UNPLACED),
    ],
)
def test_rate_without_inhabitants_is_empty_with_a_reason(
    regions: pl.DataFrame, initiatives: pl.DataFrame, row: pl.Expr, reason: FigureReason
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

    zero = rates.row(by_predicate=(pl.col("code") == "GM0001") & (pl.col("theme") == "mobiliteit"), named=True)
    assert (zero["per_10k"], zero["per_10k_low"], zero["size"]) == (0.0, 0.0, CountSize.NOTHING_KNOWN)
    assert zero["per_10k_high"] == pytest.approx(3.68888, abs=1e-5)
