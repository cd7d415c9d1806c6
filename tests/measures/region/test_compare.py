from collections.abc import Callable

import polars as pl
import pytest

from measures.region.compare import Comparison, compare
from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.enums import FigureReason
from measures.region.own import CODE, with_own
from measures.region.rates import with_rates, with_theme_rates

Beside = Callable[..., Comparison]
Pairs = tuple[tuple[str, str], ...]


@pytest.fixture
def beside(regions: pl.DataFrame, initiatives: pl.DataFrame) -> Beside:
    rates = with_rates(known_per_region(initiatives, regions))
    themes = with_theme_rates(known_per_region_and_theme(initiatives, regions))
    return lambda *codes: compare(rates, themes, regions, list(codes))


def test_order_is_as_asked_and_scales_are_shared(beside: Beside) -> None:
    found = beside("GM0003", "GM0001")

    assert found.table.select("code", "known", "per_10k").rows() == [("GM0003", 1, 0.5), ("GM0001", 2, 2.0)]
    assert found.themes["code"].unique(maintain_order=True).to_list() == ["GM0003", "GM0001"]
    tops = {"per_10k": found.table["per_10k_high"].max(), "theme_per_10k": found.themes["per_10k_high"].max()}
    assert found.scales == {"known": 2, "theme_known": 1} | tops
    assert (found.left_out, found.overlaps, found.reason) == ((), (), None)


def test_unusable_codes_are_left_out_and_reported(beside: Beside) -> None:
    found = beside("GM0001", "GM1234", "GM0001", "GM0002", "GM0003", "GM0004", "GM0005", "PV20")

    assert found.table["code"].to_list() == ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005"]
    assert found.left_out == (
        ("GM1234", FigureReason.UNKNOWN_CODE),
        ("GM0001", FigureReason.DUPLICATE),
        ("PV20", FigureReason.TOO_MANY),
    )


@pytest.mark.parametrize("codes", [[], ["GM0001"], ["GM1234", "GM0001"]])
def test_fewer_than_two_regions_give_a_reason_and_no_error(beside: Beside, codes: list[str]) -> None:
    found = beside(*codes)

    assert found.reason == FigureReason.TOO_FEW
    assert found.table["code"].to_list() == [code for code in codes if code == "GM0001"]


def test_nothing_to_draw_has_an_empty_scale(beside: Beside) -> None:
    assert beside("GM0005").scales == {"known": 0.0, "per_10k": 0.0, "theme_known": 0.0, "theme_per_10k": 0.0}


@pytest.mark.parametrize(
    ("codes", "shared", "same"),
    [(["GM0002", "GM0003"], ((CODE, "CR01"),), ()), (["GM0001", "GM0002"], (), ((CODE, "CR01"),))],
)
def test_regions_that_have_some_or_all_municipalities_in_common_are_named(
    regions: pl.DataFrame, initiatives: pl.DataFrame, codes: list[str], shared: Pairs, same: Pairs
) -> None:
    among = with_own(regions, "Samen", codes, is_beside=True)
    themes = with_theme_rates(known_per_region_and_theme(initiatives, among))

    found = compare(with_rates(known_per_region(initiatives, among)), themes, among, [CODE, "CR01", "CR03"])

    assert (found.overlaps, found.shared, found.same) == ((), shared, same)


def test_regions_inside_each_other_are_named(beside: Beside) -> None:
    assert beside("PV20", "GM0001", "GM0004", "CR01").overlaps == (
        ("GM0001", "PV20"),
        ("GM0001", "CR01"),
        ("CR01", "PV20"),
    )
