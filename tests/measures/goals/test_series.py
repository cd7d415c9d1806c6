from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from data_loaders.schema import Growth, Qualifier
from measures.goals.kinds import Step
from measures.goals.progress import progress
from measures.goals.series import observations, steps, target_path
from tests.measures.goals.world import programme, yearly


def kinds(values: Sequence[Mapping[str, object]], **method: object) -> list[str]:
    return steps(programme(indicator_methods=[method], indicator_values=values))["kind"].to_list()


@pytest.mark.parametrize(
    ("values", "method", "expected"),
    [
        (yearly({2020: 1.0, 2021: 2.0}), {}, [Step.LINE]),
        (yearly({2020: 1.0, 2022: 2.0}), {}, [Step.GAP]),
        (yearly({2019: 1.0, 2021: 2.0}), {"step_years": 2}, [Step.LINE]),
        (yearly({2019: 1.0, 2023: 2.0}), {"step_years": 2}, [Step.GAP]),
        (yearly({2020: 1.0, 2021: 2.0, 2022: 3.0}), {"breaks": [2021]}, [Step.BREAK, Step.LINE]),
        (yearly({2020: 1.0, 2024: 2.0}), {"breaks": [2022]}, [Step.BREAK]),
        (yearly({2020: 1.0, 2021: 2.0}), {"breaks": [2010, 2030]}, [Step.LINE]),
        (yearly({2020: 1.0}), {}, []),
    ],
)
def test_a_line_only_between_consecutive_comparable_figures(
    values: Sequence[Mapping[str, object]], method: Mapping[str, object], expected: list[Step]
) -> None:
    assert kinds(values, **method) == expected


def test_an_average_over_years_is_not_joined_by_a_line() -> None:
    average = {"year": 2021, "value": 2.0, "qualifiers": [Qualifier.PERIOD_AVERAGE]}

    assert kinds([*yearly({2020: 1.0, 2022: 3.0}), average]) == [Step.PERIOD, Step.PERIOD]


def test_another_count_is_another_series() -> None:
    other = yearly({2020: 1.0, 2021: 2.0}, qualifiers=[Qualifier.OTHER_COUNT])

    assert kinds([*other, *yearly({2022: 9.0})]) == [Step.LINE, Step.BREAK]


def test_regions_are_separate_series() -> None:
    assert kinds([*yearly({2020: 1.0}), *yearly({2021: 2.0}, region_code="PV20")]) == []


def test_missing_measurements_are_counted() -> None:
    gap = steps(programme(indicator_values=yearly({2015: 1.0, 2020: 2.0})))

    assert gap.select("year_from", "year_to", "missing_years").rows() == [(2015, 2020, 4)]


@pytest.mark.parametrize(
    ("qualifiers", "mark"),
    [
        ([Qualifier.EXACT], Qualifier.EXACT),
        ([], Qualifier.EXACT),
        ([Qualifier.ABOUT, Qualifier.AT_LEAST], Qualifier.AT_LEAST),
        ([Qualifier.ABOUT, Qualifier.PERIOD_AVERAGE], Qualifier.PERIOD_AVERAGE),
        ([Qualifier.REVISED, Qualifier.OTHER], Qualifier.REVISED),
    ],
)
def test_one_mark_per_point(qualifiers: list[Qualifier], mark: Qualifier) -> None:
    values = [{"year": 2020, "value": 1.0, "qualifiers": qualifiers}]

    assert observations(programme(indicator_values=values))["mark"].to_list() == [mark]


@pytest.mark.parametrize(
    ("growth", "expected"),
    [(Growth.LINEAR, [10.0, 25.0, 40.0]), (Growth.COMPOUND, [10.0, 20.0, 40.0])],
)
def test_path_to_the_target(growth: Growth, expected: list[float]) -> None:
    world = programme(
        indicators=[{"target_value": 40.0, "target_year": 2027}],
        indicator_methods=[{"growth": growth}],
        indicator_values=yearly({2025: 10.0}),
    )

    path = target_path(progress(world, date(2026, 7, 1)))

    assert path["year"].to_list() == [2025, 2026, 2027]
    assert path["value"].to_list() == pytest.approx(expected)


@pytest.mark.parametrize("target", [{}, {"target_value": 40.0}, {"target_value": 40.0, "target_year": 2025}])
def test_no_path_without_a_dated_target_ahead(target: Mapping[str, object]) -> None:
    world = programme(indicators=[target], indicator_values=yearly({2025: 10.0}))

    assert target_path(progress(world, date(2026, 7, 1))).equals(
        pl.DataFrame(schema={"indicator_id": pl.String, "year": pl.Int16, "value": pl.Float64})
    )


def test_no_path_in_percentages_from_zero() -> None:
    world = programme(
        indicators=[{"target_value": 40.0, "target_year": 2027}],
        indicator_methods=[{"growth": Growth.COMPOUND}],
        indicator_values=yearly({2025: 0.0}),
    )

    assert target_path(progress(world, date(2026, 7, 1))).is_empty()
