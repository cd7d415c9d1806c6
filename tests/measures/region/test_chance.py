import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from measures.region.chance import Chance, References, chance, clopper_pearson, references
from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.enums import Reason, ReferenceKind, Verdict


def test_two_of_four_in_a_sixth_of_the_people_is_within_chance() -> None:
    found = chance(2, 10_000, 2, 50_000)

    assert found.verdict == Verdict.WITHIN_CHANCE
    assert (found.low, found.high) == (0, 2)
    assert found.expected == pytest.approx(4 / 6)
    assert found.p_value == pytest.approx(2 * (1 - (5 / 6) ** 4 - 4 * (1 / 6) * (5 / 6) ** 3))
    assert found.ratio == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("known", "verdict"),
    [(0, Verdict.FEWER), (2, Verdict.WITHIN_CHANCE), (8, Verdict.WITHIN_CHANCE), (9, Verdict.MORE), (10, Verdict.MORE)],
)
def test_verdict_for_ten_initiatives_over_two_equal_halves(known: int, verdict: Verdict) -> None:
    assert chance(known, 1_000, 10 - known, 1_000).verdict == verdict


@settings(deadline=None)
@given(
    known=st.integers(0, 60),
    rest=st.integers(0, 900),
    people=st.integers(1, 900_000),
    others=st.integers(1, 18_000_000),
)
def test_equals_the_binomial_reference(known: int, rest: int, people: int, others: int) -> None:
    total, share = known + rest, people / (people + others)

    found = chance(known, people, rest, others)

    if total == 0:
        assert found == Chance(Verdict.NOT_TESTABLE, Reason.NOTHING_KNOWN)
        return
    one_sided = [stats.binomtest(known, total, share, alternative=side).pvalue for side in ("less", "greater")]
    assert found.p_value == pytest.approx(min(1.0, 2 * min(one_sided)), rel=1e-6, abs=1e-12)
    assert found.low == stats.binom.ppf(0.025, total, share)
    assert found.high == total - stats.binom.ppf(0.025, total, 1 - share)
    assert found.low is not None
    assert found.high is not None
    assert (found.verdict == Verdict.WITHIN_CHANCE) == (found.low <= known <= found.high)


@settings(deadline=None)
@given(rest=st.integers(0, 200), known=st.integers(1, 200))
def test_verdict_agrees_with_p_value_and_ratio_interval(known: int, rest: int) -> None:
    found = chance(known, 40_000, rest, 60_000)

    outside = (found.ratio_low or 0) > 1 or (found.ratio_high is not None and found.ratio_high < 1)
    assert found.p_value is not None
    assert outside == (found.p_value < 0.05) == (found.verdict != Verdict.WITHIN_CHANCE)


@pytest.mark.parametrize(("successes", "trials"), [(0, 5), (1, 5), (3, 10), (5, 5), (40, 700)])
def test_clopper_pearson_equals_reference(successes: int, trials: int) -> None:
    assert clopper_pearson(successes, trials) == pytest.approx(proportion_confint(successes, trials, method="beta"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((3, None, 4, 1_000), Reason.NO_POPULATION),
        ((3, 0, 4, 1_000), Reason.NO_POPULATION),
        ((3, 1_000, 0, None), Reason.NO_REST),
        ((0, 1_000, 0, 1_000), Reason.NOTHING_KNOWN),
    ],
)
def test_what_cannot_be_tested_says_why(arguments: tuple[int, int | None, int, int | None], reason: Reason) -> None:
    assert chance(*arguments) == Chance(Verdict.NOT_TESTABLE, reason)


def test_everything_here_and_nothing_elsewhere_has_no_ratio_but_a_lower_bound() -> None:
    found = chance(6, 1_000, 0, 1_000)

    assert (found.ratio, found.ratio_high, found.verdict) == (None, None, Verdict.MORE)
    assert found.ratio_low is not None
    assert found.ratio_low > 1


def test_references_of_a_municipality(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    beside = references(known_per_region(initiatives, regions), regions, "GM0001", ["GM0003", "GM0004"])

    References.validate(beside)
    assert beside.select("kind", "code", "municipalities", "known", "population").rows() == [
        (ReferenceKind.SIMILAR, None, 2, 2, 60_000),
        (ReferenceKind.COROP, "CR01", 2, 3, 40_000),
        (ReferenceKind.PROVINCE, "PV20", 3, 4, 60_000),
        (ReferenceKind.COUNTRY, "NL", 4, 5, 100_000),
    ]
    province = beside.row(2, named=True)
    assert province["per_10k"] == pytest.approx(4 / 6)
    assert province["expected"] == pytest.approx(4 / 6)
    assert province["verdict"] == Verdict.WITHIN_CHANCE


def test_references_of_one_theme(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    care = known_per_region_and_theme(initiatives, regions).filter(pl.col("theme") == "zorg")

    beside = references(care, regions, "PV20", [])

    assert beside.select("kind", "known").rows() == [(ReferenceKind.COUNTRY, 3)]


def test_the_same_comparison_is_shown_once(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    known = known_per_region(initiatives, regions)

    assert references(known, regions, "GM0004", [])["kind"].to_list() == [ReferenceKind.PROVINCE, ReferenceKind.COUNTRY]
    assert references(known, regions, "PV20", ["PV21"])["kind"].to_list() == [ReferenceKind.COUNTRY]


def test_region_without_inhabitants_is_not_testable(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    beside = references(known_per_region(initiatives, regions), regions, "GM0005", ["GM0004"])

    assert set(beside["verdict"]) == {Verdict.NOT_TESTABLE}
    assert set(beside["reason"]) == {Reason.NO_POPULATION}
    assert beside["per_10k"].to_list() == pytest.approx([0.25, 0.5])


@pytest.mark.parametrize("code", ["NL", "GM1234"])
def test_nothing_above_the_country_or_an_unknown_code(
    regions: pl.DataFrame, initiatives: pl.DataFrame, code: str
) -> None:
    assert references(known_per_region(initiatives, regions), regions, code, []).is_empty()
