from dataclasses import asdict

import polars as pl
import pytest

from measures.region.chance import Chance, chance, references, theme_references
from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.dispersion import count_interval
from measures.region.enums import FigureReason, ReferenceKind, Verdict
from measures.region.rates import with_rates, with_theme_rates


def test_two_of_four_in_a_sixth_of_the_people_is_usual() -> None:
    found = chance(2, 10_000, 2, 50_000)

    assert found.verdict == Verdict.USUAL
    assert (found.low, found.high) == (0, 2)
    assert found.expected == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    ("known", "verdict"),
    [(0, Verdict.FEWER), (2, Verdict.USUAL), (8, Verdict.USUAL), (9, Verdict.MORE), (10, Verdict.MORE)],
)
def test_verdict_for_ten_initiatives_over_two_equal_halves(known: int, verdict: Verdict) -> None:
    assert chance(known, 1_000, 10 - known, 1_000).verdict == verdict


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((3, None, 4, 1_000), FigureReason.NO_POPULATION),
        ((3, 0, 4, 1_000), FigureReason.NO_POPULATION),
        ((3, 1_000, 0, None), FigureReason.NO_REST),
        ((0, 1_000, 0, 1_000), FigureReason.NOTHING_KNOWN),
    ],
)
def test_an_untestable_count_has_a_reason(
    arguments: tuple[int, int | None, int, int | None], reason: FigureReason
) -> None:
    assert chance(*arguments) == Chance(Verdict.NOT_TESTABLE, reason)


def test_clumps_widen_the_expected_range() -> None:
    verdicts = [chance(9, 1_000, 1, 1_000, factor).verdict for factor in (1, 3.2)]

    assert verdicts == [Verdict.MORE, Verdict.USUAL]


def test_references_of_a_municipality(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    known = with_rates(known_per_region(initiatives, regions))
    beside = references(known, regions, "GM0001", ["GM0003", "GM0004"])

    assert beside.select("kind", "code", "municipalities", "known", "population").rows() == [
        (ReferenceKind.SIMILAR, None, 2, 2, 60_000),
        (ReferenceKind.COROP, "CR01", 2, 3, 40_000),
        (ReferenceKind.PROVINCE, "PV20", 3, 4, 60_000),
        (ReferenceKind.COUNTRY, "NL", 4, 5, 100_000),
    ]
    factor = known["dispersion"][0]
    low, high = count_interval(pl.Series([4]), pl.Series([factor]), confidence=0.95).row(0)
    rate = {"per_10k": 4 / 6, "per_10k_low": low / 6, "per_10k_high": high / 6}
    whole = {"kind": "province", "code": "PV20", "name": "Noord", "municipalities": 3, "known": 4, "population": 60_000}
    tested = asdict(chance(2, 10_000, 2, 50_000, factor))
    assert beside.row(2, named=True) == whole | tested | {name: pytest.approx(value) for name, value in rate.items()}
    assert (tested["verdict"], tested["expected"]) == (Verdict.USUAL, pytest.approx(4 / 6))


def test_references_of_one_theme(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    care = with_theme_rates(known_per_region_and_theme(initiatives, regions)).filter(pl.col("theme") == "zorg")

    beside = references(care, regions, "PV20", [])

    assert beside.select("kind", "known").rows() == [(ReferenceKind.COUNTRY, 3)]


def test_every_theme_is_compared_with_group_province_and_country(
    regions: pl.DataFrame, initiatives: pl.DataFrame
) -> None:
    rates = with_theme_rates(known_per_region_and_theme(initiatives, regions))

    beside = theme_references(rates, regions, "GM0001", ["GM0003"])

    assert beside.group_by("kind").len().sort("kind").rows() == [(kind, 8) for kind in ReferenceKind]
    care = beside.filter(theme="zorg", kind=ReferenceKind.SIMILAR).row(0, named=True)
    assert (care["known"], care["per_10k"]) == (1, 0.5)
    assert care["per_10k_low"] < 0.5 < care["per_10k_high"]


def test_the_same_comparison_is_shown_once(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    known = with_rates(known_per_region(initiatives, regions))

    assert references(known, regions, "GM0004", [])["kind"].to_list() == [ReferenceKind.PROVINCE, ReferenceKind.COUNTRY]
    assert references(known, regions, "PV20", ["PV21"])["kind"].to_list() == [ReferenceKind.COUNTRY]


def test_region_without_inhabitants_is_not_testable(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    beside = references(with_rates(known_per_region(initiatives, regions)), regions, "GM0005", ["GM0004"])

    assert set(beside["verdict"]) == {Verdict.NOT_TESTABLE}
    assert set(beside["reason"]) == {FigureReason.NO_POPULATION}
    assert beside["per_10k"].to_list() == pytest.approx([0.25, 0.5])


@pytest.mark.parametrize("code", ["NL", "GM1234"])
def test_nothing_above_the_country_or_an_unknown_code(
    regions: pl.DataFrame, initiatives: pl.DataFrame, code: str
) -> None:
    assert references(with_rates(known_per_region(initiatives, regions)), regions, code, []).is_empty()
