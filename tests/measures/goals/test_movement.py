from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Direction, Qualifier
from data_loaders.schema.goal_enums import Movement, VerdictReason
from measures.goals.case import Case, Method, SeriesPoint
from measures.goals.movement import Moved, movement_of, rounding

ABOUT, AT_LEAST, AVERAGE = (Qualifier.ABOUT,), (Qualifier.AT_LEAST,), (Qualifier.PERIOD_AVERAGE,)


def moved(
    *points: SeriesPoint, fresh_from: int = 2023, is_indicative: bool = False, method: Method | None = None
) -> Moved:
    case = Case(points, None, method or Method(), date(2026, 7, 1))
    return movement_of(case, fresh_from=fresh_from, is_indicative=is_indicative)


RISING = (SeriesPoint(2021, 10), SeriesPoint(2022, 15), SeriesPoint(2024, 20))


def test_three_exact_fresh_figures_that_rise_are_demonstrably_better() -> None:
    assert moved(*RISING) == Moved(Movement.BETTER, (), 3)


def test_rising_is_worse_where_lower_is_better() -> None:
    assert moved(*RISING, method=Method(direction=Direction.LOWER)).movement is Movement.WORSE


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (moved(*RISING[1:]), (VerdictReason.TOO_FEW_EXACT,)),
        (moved(*RISING, fresh_from=2025), (VerdictReason.NEWEST_IS_OLD,)),
        (moved(*RISING, is_indicative=True), (VerdictReason.DIFFERENCES_MEAN_LITTLE,)),
        (moved(*RISING[:2], SeriesPoint(2024, 20, qualifiers=ABOUT)), (VerdictReason.TOO_FEW_EXACT,)),
    ],
    ids=["two figures", "old", "the source doubts it", "the newest is about"],
)
def test_with_less_evidence_it_only_seems_better_and_says_why(found: Moved, reasons: tuple[VerdictReason, ...]) -> None:
    assert (found.movement, found.reasons) == (Movement.SEEMS_BETTER, reasons)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ((), None),
        ((SeriesPoint(2024, 1),), VerdictReason.ONE_POINT),
        ((*RISING, SeriesPoint(2025, 40, run=1)), VerdictReason.NEWEST_NOT_COMPARABLE),
        ((*RISING, SeriesPoint(2025, 18, qualifiers=AT_LEAST)), VerdictReason.NEWEST_NOT_COMPARABLE),
        ((*RISING, SeriesPoint(2025, 30, qualifiers=AVERAGE)), VerdictReason.NEWEST_NOT_COMPARABLE),
        ((*RISING, SeriesPoint(2025, 18)), VerdictReason.TURNED),
        (
            (SeriesPoint(2021, 10), SeriesPoint(2022, 10), SeriesPoint(2023, 11), SeriesPoint(2024, 11)),
            VerdictReason.WITHIN_UNCERTAINTY,
        ),
        (
            (SeriesPoint(2021, 20, others=(22,)), SeriesPoint(2022, 21), SeriesPoint(2023, 21), SeriesPoint(2024, 22)),
            VerdictReason.WITHIN_UNCERTAINTY,
        ),
    ],
    ids=["none", "one", "counted differently", "lower bound", "average", "turned", "rounding", "sources differ"],
)
def test_an_uncertain_direction_is_unknown(points: tuple[SeriesPoint, ...], reason: VerdictReason | None) -> None:
    found = moved(*points)

    assert found.movement is (Movement.UNKNOWN if reason else Movement.NO_FIGURE)
    assert (reason or VerdictReason.NO_OBSERVATION) in found.reasons


def test_a_small_step_back_within_the_rounding_does_not_turn_it() -> None:
    falling = (SeriesPoint(2012, 66), SeriesPoint(2018, 58), SeriesPoint(2020, 55), SeriesPoint(2024, 56))

    assert moved(*falling).movement is Movement.WORSE


def test_steady_is_the_same_only_with_the_same_evidence() -> None:
    steady = (SeriesPoint(2016, 49), SeriesPoint(2020, 44), SeriesPoint(2022, 41), SeriesPoint(2024, 49))

    assert moved(*steady).movement is Movement.SAME
    assert moved(*steady, fresh_from=2025).movement is Movement.UNKNOWN


@pytest.mark.parametrize(
    ("value", "about", "step"),
    [
        (66.7, False, 0.1),
        (66.0, False, 1.0),
        (700.0, False, 1.0),
        (700.0, True, 10.0),
        (131000.0, True, 1000.0),
        (50.0, True, 1.0),
        (89.0, True, 1.0),
        (7.1, True, 0.1),
    ],
)
def test_a_figure_is_rounded_to_its_last_digit_and_about_to_its_zeros(value: float, about: bool, step: float) -> None:
    assert rounding(SeriesPoint(2020, value, qualifiers=ABOUT if about else ())) == pytest.approx(step)


@given(
    st.dictionaries(st.integers(2010, 2026), st.integers(1, 1000), min_size=1, max_size=6),
    st.integers(2020, 2027),
    st.booleans(),
)
def test_less_evidence_never_makes_a_direction_more_certain(
    values: dict[int, int], fresh_from: int, is_indicative: bool
) -> None:
    points = tuple(SeriesPoint(year, float(value)) for year, value in sorted(values.items()))
    certain = {Movement.BETTER, Movement.SAME, Movement.WORSE}

    ours = moved(*points, fresh_from=2000)
    weaker = moved(*points, fresh_from=fresh_from, is_indicative=is_indicative)

    if weaker.movement in certain:
        assert weaker == ours
    if ours.movement is Movement.UNKNOWN:
        assert weaker.movement is Movement.UNKNOWN
