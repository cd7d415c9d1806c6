from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Direction, Growth, ProgressStatus, Qualifier
from data_loaders.schema.goal_enums import Trend, VerdictReason
from measures.goals.case import Case, Method, SeriesPoint, Target, change_per_year
from measures.goals.kinds import NeededFrom
from measures.goals.pace import Pace, judge, judge_readings

TODAY = date(2026, 7, 1)
BY_2030 = Target(100, 2030, date(2030, 12, 31))
STANDARD = Method()
LOWER = Method(direction=Direction.LOWER)


def case(values: dict[int, float], target: Target | None = BY_2030, method: Method = STANDARD) -> Case:
    points = tuple(SeriesPoint(year, value) for year, value in values.items())
    return Case(points, target, method, TODAY)


def by(year: int, value: float) -> Target:
    return Target(value, year, date(year, 12, 31))


@pytest.mark.parametrize(
    ("latest", "ratio", "status"),
    [
        (50, 1.0, ProgressStatus.ON_COURSE),  # seen (50 - 0) / 5 = 10 a year; needed (100 - 0) / 10 = 10
        (47.5, 0.95, ProgressStatus.ON_COURSE),
        (47, 0.94, ProgressStatus.BEHIND),
        (30, 0.6, ProgressStatus.BEHIND),
        (29, 0.58, ProgressStatus.TOO_SLOW),
        (0, 0.0, ProgressStatus.TOO_SLOW),
        (-5, -0.1, ProgressStatus.WRONG_WAY),
    ],
)
def test_share_of_the_needed_pace_gives_the_status(latest: float, ratio: float, status: ProgressStatus) -> None:
    verdict = judge(case({2020: 0, 2023: 3, 2025: latest}))

    assert verdict.pace is not None
    assert verdict.pace.change_needed == 10
    assert verdict.pace.ratio == pytest.approx(ratio)
    assert (verdict.status, verdict.reasons) == (status, ())


def test_lower_is_better() -> None:
    # Needed: (20 - 80) / 10 = -6 a year. Seen: (60 - 80) / 5 = -4 a year. -4 / -6 = 0.67: behind.
    verdict = judge(case({2020: 80, 2022: 75, 2025: 60}, by(2030, 20), LOWER))

    assert verdict.pace is not None
    assert verdict.pace.ratio == pytest.approx(2 / 3)
    assert verdict.status is ProgressStatus.BEHIND


def test_lower_is_better_and_it_rises() -> None:
    assert judge(case({2020: 80, 2022: 85, 2025: 90}, by(2030, 20), LOWER)).status is ProgressStatus.WRONG_WAY


def test_equal_percentage_each_year() -> None:
    # 100 to 200 in two years is 41.4 % a year; 100 to 400 in four years is 41.4 % a year as well.
    verdict = judge(case({2022: 100, 2023: 150, 2024: 200}, by(2026, 400), Method(growth=Growth.COMPOUND)))

    assert verdict.pace is not None
    assert verdict.pace.change_seen == pytest.approx(0.41421356)
    assert verdict.status is ProgressStatus.ON_COURSE


@pytest.mark.parametrize("values", [{2020: 0, 2022: 5, 2025: 10}, {2020: 10, 2022: 5, 2025: 0}])
def test_percentage_from_or_to_zero_does_not_exist(values: dict[int, float]) -> None:
    verdict = judge(case(values, method=Method(growth=Growth.COMPOUND)))

    assert (verdict.status, verdict.reasons) == (ProgressStatus.UNKNOWN, (VerdictReason.GROWTH_UNDEFINED,))


def test_pace_needed_from_the_latest_figure() -> None:
    # From 30 in 2025 to 100 in 2030 is 14 a year; seen was 6 a year; 6 / 14 = 0.43.
    verdict = judge(case({2020: 0, 2022: 8, 2025: 30}, method=Method(needed_from=NeededFrom.LATEST)))

    assert verdict.pace is not None
    assert verdict.pace.ratio == pytest.approx(6 / 14)
    assert verdict.status is ProgressStatus.TOO_SLOW


@pytest.mark.parametrize(
    ("values", "target", "method"),
    [
        ({2025: 100}, BY_2030, Method()),
        ({2020: 0, 2025: 140}, BY_2030, Method()),
        ({2024: 100}, by(2025, 100), Method()),
        ({2025: 100}, Target(100), Method()),
        ({2025: 3}, by(2030, 3), LOWER),
    ],
    ids=["one point", "overshoot", "deadline passed since", "undated", "lower is better"],
)
def test_reached(values: dict[int, float], target: Target, method: Method) -> None:
    verdict = judge(case(values, target, method))

    assert (verdict.status, verdict.reasons) == (ProgressStatus.REACHED, ())
    assert verdict.first_reached_year == max(values)


def test_at_least_does_not_prove_that_a_maximum_was_kept() -> None:
    points = (SeriesPoint(2025, 3, qualifiers=(Qualifier.AT_LEAST,)),)
    verdict = judge(Case(points, by(2030, 3), LOWER, TODAY))

    assert (verdict.status, verdict.reasons) == (ProgressStatus.UNKNOWN, (VerdictReason.ONLY_LOWER_BOUND,))


@pytest.mark.parametrize("base", [100, 110])
def test_reached_once_and_lost_again_is_the_wrong_way(base: float) -> None:
    verdict = judge(case({2020: base, 2022: 99, 2025: 98}))

    assert verdict.pace is not None
    assert (verdict.status, verdict.pace.ratio) == (ProgressStatus.WRONG_WAY, None)
    assert verdict.first_reached_year == 2020


@pytest.mark.parametrize(
    ("values", "target", "reasons"),
    [
        ({}, BY_2030, (VerdictReason.NO_OBSERVATION,)),
        ({2025: 50}, BY_2030, (VerdictReason.ONE_POINT,)),
        ({2024: 40, 2025: 50}, BY_2030, (VerdictReason.TOO_FEW_POINTS,)),
        ({2020: 1, 2022: 2, 2025: 3}, None, (VerdictReason.NO_TARGET,)),
        ({}, None, (VerdictReason.NO_TARGET, VerdictReason.NO_OBSERVATION)),
        ({2020: 1, 2022: 2, 2025: 3}, Target(100), (VerdictReason.TARGET_UNDATED,)),
        ({}, Target(100), (VerdictReason.TARGET_UNDATED, VerdictReason.NO_OBSERVATION)),
        ({2030: 1, 2031: 2, 2032: 3}, BY_2030, (VerdictReason.TARGET_NOT_AFTER_BASE,)),
    ],
)
def test_unknown_says_why(values: dict[int, float], target: Target | None, reasons: tuple[VerdictReason, ...]) -> None:
    verdict = judge(case(values, target))

    assert (verdict.status, verdict.reasons) == (ProgressStatus.UNKNOWN, reasons)


@pytest.mark.parametrize(
    ("values", "status", "reasons"),
    [
        ({2020: 10, 2025: 90}, ProgressStatus.NOT_REACHED, ()),
        ({2020: 10, 2025: 100}, ProgressStatus.REACHED, ()),
        ({2020: 10, 2024: 99}, ProgressStatus.UNKNOWN, (VerdictReason.NOT_MEASURED_AT_DEADLINE,)),
        ({}, ProgressStatus.UNKNOWN, (VerdictReason.NO_OBSERVATION,)),
    ],
    ids=["measured and missed", "measured and reached", "not measured since", "never measured"],
)
def test_after_the_deadline_only_a_figure_from_then_counts(
    values: dict[int, float], status: ProgressStatus, reasons: tuple[VerdictReason, ...]
) -> None:
    verdict = judge(case(values, by(2025, 100)))

    assert (verdict.status, verdict.reasons, verdict.is_past_deadline) == (status, reasons, True)


def test_at_least_does_not_prove_that_a_target_was_missed() -> None:
    verdict = judge(Case((SeriesPoint(2025, 90, qualifiers=(Qualifier.AT_LEAST,)),), by(2025, 100), STANDARD, TODAY))

    assert (verdict.status, verdict.reasons) == (ProgressStatus.UNKNOWN, (VerdictReason.ONLY_LOWER_BOUND,))


BEFORE_2027 = Target(1, 2027, date(2026, 12, 31))
"""As of the participation by-law: the target year is 2027, the last day is that of 2026."""


@pytest.mark.parametrize(("today", "is_past"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_last_day_itself_is_in_time(today: date, is_past: bool) -> None:
    verdict = judge(Case((), BEFORE_2027, STANDARD, today))

    assert (verdict.status, verdict.is_past_deadline) == (ProgressStatus.UNKNOWN, is_past)


@pytest.mark.parametrize(("value", "status"), [(1, ProgressStatus.REACHED), (0, ProgressStatus.NOT_REACHED)])
def test_a_figure_of_the_last_days_year_is_a_measurement(value: float, status: ProgressStatus) -> None:
    verdict = judge(Case((SeriesPoint(2026, value),), BEFORE_2027, STANDARD, date(2027, 1, 1)))

    assert (verdict.status, verdict.reasons) == (status, ())


@pytest.mark.parametrize(
    ("others", "status", "reasons"),
    [
        ((29.0,), ProgressStatus.TOO_SLOW, ()),
        ((35.0,), ProgressStatus.UNKNOWN, (VerdictReason.SOURCES_DISAGREE,)),
    ],
    ids=["the same either way", "depends on the source"],
)
def test_a_verdict_that_depends_on_which_source_is_right_is_unknown(
    others: tuple[float, ...], status: ProgressStatus, reasons: tuple[VerdictReason, ...]
) -> None:
    points = (SeriesPoint(2020, 0), SeriesPoint(2023, 10, others=(50.0,)), SeriesPoint(2025, 28, others=others))

    verdict = judge(Case(points, BY_2030, STANDARD, TODAY))

    assert (verdict.status, verdict.reasons) == (status, reasons)
    assert len(judge_readings(Case(points, BY_2030, STANDARD, TODAY))) == 2


def test_figures_from_before_a_break_do_not_count() -> None:
    points = (SeriesPoint(2020, 0), SeriesPoint(2021, 10), SeriesPoint(2022, 20), SeriesPoint(2023, 80, run=1))
    verdict = judge(Case(points, BY_2030, Method(), TODAY))

    assert (verdict.reasons, verdict.points) == ((VerdictReason.NOT_COMPARABLE,), 1)
    assert verdict.drift is not None
    assert (verdict.drift.first.year, verdict.drift.last.year) == (2020, 2022)


def test_average_over_years_is_no_observation_of_a_year() -> None:
    average = SeriesPoint(2020, 10, qualifiers=(Qualifier.PERIOD_AVERAGE,))
    verdict = judge(Case((average, SeriesPoint(2023, 30), SeriesPoint(2024, 40)), BY_2030, Method(), TODAY))

    assert (verdict.points, verdict.reasons) == (2, (VerdictReason.TOO_FEW_POINTS,))
    assert verdict.pace == Pace(1, 10, 7, 10)


def test_average_over_years_can_be_the_declared_base() -> None:
    average = SeriesPoint(2020, 10, qualifiers=(Qualifier.PERIOD_AVERAGE,))
    points = (average, SeriesPoint(2023, 30), SeriesPoint(2024, 46))
    verdict = judge(Case(points, BY_2030, Method(base_year=2020), TODAY))

    # Needed (100 - 10) / 10 = 9; seen (46 - 10) / 4 = 9.
    assert (verdict.base, verdict.status) == (average, ProgressStatus.ON_COURSE)


def test_latest_shown_is_an_average_when_there_is_nothing_else() -> None:
    average = SeriesPoint(2013, 58, qualifiers=(Qualifier.PERIOD_AVERAGE,))
    verdict = judge(Case((average,), None, Method(), TODAY))

    assert (verdict.base, verdict.latest, verdict.points) == (None, average, 0)
    assert verdict.drift_reason is VerdictReason.ONE_POINT


def test_first_figure_since_the_base_year_is_the_base() -> None:
    verdict = judge(case({2010: 90, 2019: 10, 2021: 20, 2025: 60}, method=Method(base_year=2018)))

    assert verdict.base == SeriesPoint(2019, 10)


@pytest.mark.parametrize(
    ("values", "trend"),
    [
        ({2020: 100, 2024: 103}, Trend.RISING),
        ({2020: 100, 2024: 101}, Trend.STEADY),  # 0.25 a year is less than 0.5 per cent of 100
        ({2020: 100, 2024: 102}, Trend.RISING),  # 0.5 a year is the limit itself
        ({2020: 100, 2024: 90}, Trend.FALLING),
        ({2020: 0, 2024: 1}, Trend.RISING),
        ({2020: 0, 2024: 0}, Trend.STEADY),
        ({2020: -10, 2024: -8}, Trend.RISING),
    ],
)
def test_trend(values: dict[int, float], trend: Trend) -> None:
    drift = judge(case(values, None)).drift

    assert drift is not None
    assert drift.trend is trend


def test_figures_counted_alike_are_one_stretch_though_another_count_lies_between() -> None:
    drift = judge(
        Case((SeriesPoint(2010, 1), SeriesPoint(2014, 20, run=1), SeriesPoint(2022, 28)), None, STANDARD, TODAY)
    ).drift

    assert drift is not None
    assert (drift.first.year, drift.last.year, drift.points) == (2010, 2022, 2)


@pytest.mark.parametrize(
    ("points", "method", "reason"),
    [
        ((), Method(), VerdictReason.NO_OBSERVATION),
        ((SeriesPoint(2020, 1),), Method(), VerdictReason.ONE_POINT),
        ((SeriesPoint(2020, 1), SeriesPoint(2021, 2, run=1)), Method(), VerdictReason.NOT_COMPARABLE),
        ((SeriesPoint(2020, 1), SeriesPoint(2021, 2)), Method(is_cumulative=True), VerdictReason.CUMULATIVE),
    ],
)
def test_no_trend_says_why(points: tuple[SeriesPoint, ...], method: Method, reason: VerdictReason) -> None:
    verdict = judge(Case(points, None, method, TODAY))

    assert (verdict.drift, verdict.drift_reason) == (None, reason)


def test_even_step_and_even_percentage() -> None:
    assert change_per_year(10, 40, 2, Growth.LINEAR) == 15
    assert change_per_year(10, 40, 2, Growth.COMPOUND) == pytest.approx(1.0)
    assert change_per_year(0, 40, 2, Growth.COMPOUND) is None


VALUES = st.integers(-1000, 1000).map(lambda tenths: tenths / 10)
SERIES = st.dictionaries(st.integers(2010, 2026), VALUES, max_size=6).map(lambda found: dict(sorted(found.items())))
METHODS = st.builds(
    Method,
    direction=st.sampled_from(Direction),
    growth=st.sampled_from(Growth),
    needed_from=st.sampled_from(NeededFrom),
    minimum_points=st.integers(2, 3),
)
TARGETS = st.none() | st.builds(by, st.integers(2024, 2030), VALUES) | st.builds(Target, VALUES)


@given(SERIES, TARGETS, METHODS, st.sampled_from([0.001, 0.01, 0.5, 3, 60, 1000]))
def test_another_unit_does_not_change_the_status(
    values: dict[int, float], target: Target | None, method: Method, factor: float
) -> None:
    scaled_target = target and replace(target, value=target.value * factor)
    ours = judge(case(values, target, method))
    scaled = judge(case({year: value * factor for year, value in values.items()}, scaled_target, method))

    assert (scaled.status, scaled.reasons) == (ours.status, ours.reasons)
    assert (scaled.drift and scaled.drift.trend) == (ours.drift and ours.drift.trend)


@given(SERIES.filter(bool), TARGETS, METHODS, st.dictionaries(st.integers(2000, 2009), VALUES, max_size=3))
def test_figures_from_before_the_declared_base_do_not_change_the_status(
    values: dict[int, float], target: Target | None, method: Method, older: dict[int, float]
) -> None:
    based = replace(method, base_year=2010)
    ours = judge(case(values, target, based))
    longer = judge(case(dict(sorted(older.items())) | values, target, based))

    assert (longer.status, longer.reasons) == (ours.status, ours.reasons)
