from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Direction, Growth, ProgressStatus, Qualifier, TargetScope
from data_loaders.schema.goal_enums import Evidence, Movement, VerdictReason
from data_loaders.schema.goal_figures import Progress, Readings, Sensitivity
from data_loaders.schema.rows import ProgressRow, only_row
from measures.goals.case import Method
from measures.goals.choices import readings, sensitivity
from measures.goals.programme import Programme
from measures.goals.progress import progress, subjects
from tests.measures.goals.world import Row, programme, yearly

TODAY = date(2026, 7, 1)
TO_100_IN_2030 = {"target_value": 100.0, "target_year": 2030}
BY_LAW: dict[str, list[Row]] = {
    "indicators": [{"target_value": 1.0, "target_year": 2027}],
    "indicator_methods": [
        {"scope": TargetScope.EACH_MUNICIPALITY, "region_code": None, "target_last_day": date(2026, 12, 31)}
    ],
}


def only(frame: pl.DataFrame) -> ProgressRow:
    return only_row(frame, ProgressRow)


def judged(world: Programme, today: date = TODAY, region_code: str | None = None) -> ProgressRow:
    return only(Progress.validate(progress(world, today, region_code)))


def test_every_figure_of_the_sum_is_there() -> None:
    world = programme(indicators=[TO_100_IN_2030], indicator_values=yearly({2020: 10.0, 2023: 30.0, 2025: 40.0}))

    row = judged(world)

    # Seen (40 - 10) / 5 = 6 a year; needed (100 - 10) / 10 = 9 a year; 6 / 9 = 0.67 lies between 0.60 and 0.95.
    # Open SDG: 4 ^ (1/5) - 1 = 0.3195; 10 ^ (1/10) - 1 = 0.2589; 0.3195 / 0.2589 = 1.234 is more than 0.95.
    declared = {"indicator_id": "telling", "goal_id": 1, "region_code": "NL", "decides_goal": False, "growth": "linear"}
    rule = {"direction": "higher_is_better", "on_course_from": 0.95, "behind_from": 0.6, "minimum_points": 3}
    target = {"target_year": 2030, "target_value": 100, "target_last_day": date(2030, 12, 31)}
    first, last = {"year": 2020, "value": 10}, {"year": 2025, "value": 40}
    ends = {"base": first, "latest": last, "trend_from": first, "trend_to": last}
    pace = {"years_seen": 5, "change_seen": 6, "years_needed": 10, "change_needed": 9, "ratio": pytest.approx(2 / 3)}
    verdict = {"status": "behind", "reasons": [], "is_judged": True, "counts_for_goal": True, "points": 3}
    figures = {"observations": 3, "newest_year": 2025, "is_old": False, "input_qualifiers": [], "evidence": "full"}
    trend = {"trend": "rising", "trend_per_year": 6, "trend_points": 3}
    movement = {"movement": "better", "movement_reasons": [], "exact_points": 3}
    theirs = {"open_sdg": "substantial_progress", "open_sdg_value": pytest.approx(1.234, abs=5e-4)}
    assert row == declared | rule | target | pace | verdict | figures | trend | movement | theirs | {
        "is_past_deadline": False,
        "first_reached_year": None,
        "open_sdg_differs": True,
        **{f"{end}_{part}": value for end, point in ends.items() for part, value in point.items()},
    }


def test_every_declared_choice_is_used() -> None:
    choices: dict[str, Any] = {"growth": Growth.COMPOUND, "base_year": 2021, "minimum_points": 4, "on_course_from": 0.9}
    choices |= {"behind_from": 0.5, "steady_margin": 0.01, "is_cumulative": True}
    world = programme(indicators=[{"direction": Direction.LOWER}], indicator_methods=[choices])

    (subject,) = subjects(world, TODAY)

    assert subject.case.method == Method(direction=Direction.LOWER, **choices)


def test_undeclared_method_is_the_standard_for_the_whole_country() -> None:
    world = programme(indicator_methods=[], indicator_values=yearly({2024: 5.0}))

    assert (judged(world)["region_code"], judged(world)["latest_value"]) == ("NL", 5)


def test_zero_base_needs_no_repair() -> None:
    world = programme(indicators=[TO_100_IN_2030], indicator_values=yearly({2020: 0.0, 2022: 20.0, 2025: 50.0}))

    assert (judged(world)["ratio"], judged(world)["status"]) == (1, ProgressStatus.ON_COURSE)


def test_target_of_one_region_is_judged_there_and_nowhere_else() -> None:
    world = programme(
        indicators=[TO_100_IN_2030],
        indicator_methods=[{"region_code": "GM0001"}],
        indicator_values=yearly({2025: 100.0}, region_code="GM0001") + yearly({2025: 100.0}, region_code="GM0002"),
    )

    assert judged(world)["status"] == ProgressStatus.REACHED
    assert judged(world, region_code="GM0002")["reasons"] == [VerdictReason.NO_TARGET]


@pytest.mark.parametrize(
    ("found", "today", "status", "reasons"),
    [
        ({"GM0001": 1.0}, date(2026, 12, 31), ProgressStatus.UNKNOWN, [VerdictReason.ONLY_REGIONS]),
        ({"GM0001": 1.0}, date(2027, 1, 1), ProgressStatus.UNKNOWN, [VerdictReason.ONLY_REGIONS]),
        ({"GM0001": 1.0, "GM0002": 0.0}, date(2026, 12, 31), ProgressStatus.UNKNOWN, [VerdictReason.ONLY_REGIONS]),
        ({"GM0001": 1.0, "GM0002": 0.0}, date(2027, 1, 1), ProgressStatus.NOT_REACHED, []),
        ({"GM0001": 1.0, "GM0002": 1.0, "GM0003": 1.0}, date(2026, 12, 31), ProgressStatus.REACHED, []),
        ({}, date(2026, 12, 31), ProgressStatus.UNKNOWN, [VerdictReason.NO_OBSERVATION]),
    ],
    ids=[
        "before the end",
        "after the end",
        "a no before the end",
        "a no of the last year",
        "all have it",
        "none found",
    ],
)
def test_duty_of_each_municipality(
    found: dict[str, float], today: date, status: ProgressStatus, reasons: list[VerdictReason]
) -> None:
    values = [{"year": 2026, "value": value, "region_code": code} for code, value in found.items()]

    row = judged(programme(**BY_LAW, indicator_values=values), today)

    assert (row["status"], row["reasons"], row["region_code"]) == (status, reasons, None)
    assert row["is_past_deadline"] is (today > date(2026, 12, 31))


def test_a_no_from_long_before_the_deadline_gives_no_verdict() -> None:
    world = programme(**BY_LAW, indicator_values=yearly({2025: 0.0}, region_code="GM0002"))

    row = judged(world, date(2027, 6, 1))

    assert (row["status"], row["reasons"]) == (ProgressStatus.UNKNOWN, [VerdictReason.ONLY_REGIONS])


@pytest.mark.parametrize(
    ("scope", "region_code", "status"),
    [
        (TargetScope.EACH_MUNICIPALITY, "GM0001", ProgressStatus.REACHED),
        (TargetScope.EACH_MUNICIPALITY, "GM0002", ProgressStatus.NOT_REACHED),
        (TargetScope.EACH_MUNICIPALITY, "GM0003", ProgressStatus.UNKNOWN),
        (TargetScope.EACH_MUNICIPALITY, "PV20", ProgressStatus.UNKNOWN),
        (TargetScope.EACH_PROVINCE, "PV20", ProgressStatus.REACHED),
        (TargetScope.EACH_PROVINCE, "PV21", ProgressStatus.NOT_REACHED),
        (TargetScope.EACH_PROVINCE, "GM0001", ProgressStatus.UNKNOWN),
    ],
)
def test_duty_of_one_region(scope: TargetScope, region_code: str, status: ProgressStatus) -> None:
    by_law = BY_LAW | {"indicator_methods": [{**BY_LAW["indicator_methods"][0], "scope": scope}]}
    values = [
        {"year": 2026, "value": value, "region_code": code}
        for code, value in {"GM0001": 1.0, "GM0002": 0.0, "PV20": 1.0, "PV21": 0.0}.items()
    ]

    row = judged(programme(**by_law, indicator_values=values), date(2027, 1, 1), region_code)

    assert row["status"] == status


def test_an_indicator_without_figures_stays_unknown_after_its_deadline() -> None:
    world = programme(indicators=[{"target_value": 7000.0, "target_year": 2025}])

    row = judged(world)

    assert (row["status"], row["is_past_deadline"], row["is_judged"]) == (ProgressStatus.UNKNOWN, True, False)
    assert (row["movement"], row["evidence"]) == (Movement.NO_FIGURE, Evidence.NONE)


@pytest.mark.parametrize(("newest", "counts"), [(2023, True), (2022, False)])
def test_a_verdict_on_an_old_figure_does_not_count_for_the_goal(newest: int, counts: bool) -> None:
    values = yearly({newest - 2: 10.0, newest - 1: 11.0, newest: 12.0})

    row = judged(programme(indicators=[TO_100_IN_2030], indicator_values=values))

    assert (row["status"], row["is_judged"], row["counts_for_goal"]) == (ProgressStatus.TOO_SLOW, True, counts)


def test_a_newer_figure_that_cannot_be_judged_does_not_make_the_verdict_count() -> None:
    average = yearly({2025: 13.0}, qualifiers=[Qualifier.PERIOD_AVERAGE])
    values = [*yearly({2018: 10.0, 2020: 11.0, 2022: 12.0}), *average]

    row = judged(programme(indicators=[TO_100_IN_2030], indicator_values=values))

    assert (row["latest_year"], row["newest_year"], row["is_old"]) == (2022, 2025, False)
    assert (row["is_judged"], row["counts_for_goal"]) == (True, False)


@pytest.mark.parametrize(
    ("years", "evidence", "movement"),
    [
        ((2021, 2022, 2023), Evidence.FULL, Movement.BETTER),
        ((2020, 2021, 2022), Evidence.THIN, Movement.SEEMS_BETTER),
        ((2022, 2024), Evidence.THIN, Movement.SEEMS_BETTER),
    ],
    ids=["three up to date", "old", "two figures"],
)
def test_evidence_for_a_direction(years: tuple[int, ...], evidence: Evidence, movement: Movement) -> None:
    values = yearly({year: float(year - 2000) for year in years})

    row = judged(programme(indicator_methods=[{"fresh_years": 3}], indicator_values=values))

    assert (row["movement"], row["evidence"]) == (movement, evidence)


def test_a_stretch_that_the_newest_figure_does_not_belong_to_tells_no_direction() -> None:
    values = yearly({2021: 1.0, 2022: 3.0, 2023: 5.0, 2024: 1.0})

    row = judged(programme(indicator_methods=[{"breaks": [2024], "fresh_years": 5}], indicator_values=values))

    assert (row["trend"], row["trend_to_year"], row["movement"]) == ("rising", 2023, Movement.UNKNOWN)
    assert row["movement_reasons"] == [VerdictReason.NEWEST_NOT_COMPARABLE]


def disputed(year: int, *values: float) -> list[Row]:
    return [{"year": year, "value": value, "reading": reading} for reading, value in enumerate(values, start=1)]


def test_every_reading_of_the_first_and_last_year_has_its_verdict() -> None:
    values = [*disputed(2020, 10.0, 12.0), *yearly({2022: 30.0}), *disputed(2025, 40.0, 64.0)]
    world = programme(indicators=[TO_100_IN_2030], indicator_values=values)

    rows = Readings.validate(readings(world, TODAY))

    # Needed 9 or 8.8 a year; seen 6, 10.8, 5.6 or 10.4.
    assert rows.select("base_value", "latest_value", "status").rows() == [
        (10, 40, "behind"),
        (10, 64, "on_course"),
        (12, 40, "behind"),
        (12, 64, "on_course"),
    ]
    assert (judged(world)["status"], judged(world)["reasons"]) == ("unknown", [VerdictReason.SOURCES_DISAGREE])
    assert sensitivity(world, TODAY).is_empty()


def test_without_contradicting_sources_there_are_no_readings() -> None:
    world = programme(indicators=[TO_100_IN_2030], indicator_values=yearly({2020: 10.0, 2022: 30.0, 2025: 40.0}))

    assert readings(world, TODAY).is_empty()


def test_how_to_read_the_first_and_last_figure() -> None:
    values = [
        {"year": 2020, "value": 1.0, "qualifiers": [Qualifier.AT_LEAST]},
        {"year": 2022, "value": 2.0, "qualifiers": [Qualifier.REVISED]},
        {"year": 2025, "value": 3.0, "qualifiers": [Qualifier.ABOUT]},
    ]

    assert judged(programme(indicator_values=values))["input_qualifiers"] == [Qualifier.ABOUT, Qualifier.AT_LEAST]


def test_other_choices_side_by_side() -> None:
    world = programme(
        indicators=[TO_100_IN_2030 | {"baseline_year": 2022, "baseline_value": 5.0}],
        indicator_values=yearly({2020: 1.0, 2022: 5.0, 2024: 20.0}),
    )

    rows = Sensitivity.validate(sensitivity(world, TODAY)).select("choice", "used", "other", "other_status", "differs")

    # Linear: seen 19 / 4 = 4.75, needed 99 / 10 = 9.9, ratio 0.48. Equal percentage: seen 111 %, needed 58 %.
    # From the latest figure: needed 80 / 6 = 13.3, ratio 0.36. From 2022 there are two figures only.
    assert rows.sort("choice").rows() == [
        ("growth", "linear", "compound", "on_course", True),
        ("base", "2020", "2022", "unknown", True),
        ("needed_from", "base", "latest", "too_slow", False),
    ]


def test_a_base_year_equal_to_the_newest_figure_is_no_other_choice() -> None:
    world = programme(
        indicators=[TO_100_IN_2030 | {"baseline_year": 2024, "baseline_value": 20.0}],
        indicator_values=yearly({2020: 1.0, 2022: 5.0, 2024: 20.0}),
    )

    assert set(sensitivity(world, TODAY)["choice"]) == {"growth", "needed_from"}


def test_another_base_can_turn_a_trend() -> None:
    values = [
        {"year": 2016, "value": 49.0, "qualifiers": [Qualifier.PERIOD_AVERAGE]},
        *yearly({2020: 44.0, 2024: 49.5}),
    ]
    world = programme(indicator_methods=[{"base_year": 2016}], indicator_values=values)

    [row] = sensitivity(world, TODAY).to_dicts()

    assert (row["used"], row["trend"], row["other"], row["other_trend"]) == ("2016", "steady", "2020", "rising")


def test_without_target_or_other_trend_there_is_nothing_to_compare() -> None:
    assert sensitivity(programme(indicator_values=yearly({2020: 1.0, 2024: 2.0})), TODAY).is_empty()


@given(st.integers(2020, 2025), st.floats(0, 200))
def test_a_value_that_was_revised_later_does_not_change_the_status(year: int, superseded: float) -> None:
    revised = [
        {"year": at, "value": value, "qualifiers": [Qualifier.REVISED]}
        for at, value in {2020: 10.0, 2021: 12.0, 2022: 20.0, 2023: 30.0, 2024: 35.0, 2025: 40.0}.items()
    ]
    first_published = {"year": year, "value": superseded}

    ours = progress(programme(indicators=[TO_100_IN_2030], indicator_values=revised), TODAY)
    both = progress(programme(indicators=[TO_100_IN_2030], indicator_values=[*revised, first_published]), TODAY)

    assert both.equals(ours)
