from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from data_loaders.schema import RegionLevel, TargetScope
from measures.goals.availability import by_region, by_year, shares, wanted
from measures.goals.kinds import Presence, Wanted
from measures.goals.progress import progress
from tests.measures.goals.world import programme, yearly

TODAY = date(2026, 7, 1)


def test_each_year_is_known_old_or_missing() -> None:
    cells = by_year(programme(indicator_values=yearly({2021: 1.0, 2023: 2.0})), 2020, 2024)

    assert cells["year"].to_list() == [2020, 2021, 2022, 2023, 2024]
    assert cells["presence"].to_list() == ["missing", "known", "old", "known", "old"]


@pytest.mark.parametrize(
    ("method", "known"),
    [
        ({}, 0),
        ({"region_code": "GM0001"}, 1),
        ({"scope": TargetScope.EACH_MUNICIPALITY, "region_code": None}, 2),
    ],
    ids=["the country", "one region", "each municipality"],
)
def test_years_count_the_region_that_the_indicator_is_about(method: Mapping[str, object], known: int) -> None:
    values = [*yearly({2024: 1.0}, region_code="GM0001"), *yearly({2024: 1.0}, region_code="GM0002")]
    cells = by_year(programme(indicator_methods=[method], indicator_values=values), 2024, 2024)

    assert cells["observations"].to_list() == [known]


def test_each_region_is_known_old_or_missing() -> None:
    values = [*yearly({2020: 1.0, 2024: 1.0}, region_code="GM0001"), *yearly({2020: 1.0}, region_code="GM0002")]
    cells = by_region(programme(indicator_values=values), RegionLevel.MUNICIPALITY, TODAY)

    assert cells.select("region_code", "presence", "year").rows() == [
        ("GM0001", "known", 2024),
        ("GM0002", "old", 2020),
        ("GM0003", "missing", None),
    ]


def test_share_has_its_denominator() -> None:
    cells = pl.DataFrame(
        {"goal_id": [2, 1, 1, 1, 1], "presence": ["missing", "known", "old", "missing", "known"]},
        schema_overrides={"presence": pl.Enum(Presence)},
    )

    assert shares(cells).rows() == [(1, 2, 1, 1, 4, 0.5), (2, 0, 0, 1, 1, 0.0)]


@pytest.mark.parametrize(
    ("values", "indicator", "method", "expected"),
    [
        ({}, {}, {}, [(Wanted.FIRST, 2025, None)]),
        ({2023: 1.0}, {}, {}, [(Wanted.NEWER, 2025, 2023)]),
        ({2024: 1.0}, {}, {}, [(Wanted.NEWER, 2025, 2024)]),
        ({2025: 1.0}, {}, {}, []),
        ({2024: 1.0}, {}, {"step_years": 2}, []),
        ({2020: 1.0}, {"frequency": "eenmalig"}, {}, []),
        ({2020: 1.0}, {"target_value": 9.0, "target_year": 2022}, {}, [(Wanted.AT_DEADLINE, 2022, 2020)]),
        ({2025: 1.0}, {"target_value": 9.0, "target_year": 2022}, {}, []),
    ],
    ids=[
        "never measured",
        "newer possible",
        "of last year possible",
        "up to date",
        "next measurement is later",
        "one-off",
        "at the deadline",
        "missed",
    ],
)
def test_which_figure_is_wanted(
    values: dict[int, float],
    indicator: Mapping[str, object],
    method: Mapping[str, object],
    expected: list[tuple[Wanted, int, int | None]],
) -> None:
    world = programme(indicators=[indicator], indicator_methods=[method], indicator_values=yearly(values))

    rows = wanted(world, progress(world, TODAY), TODAY)

    assert rows.select("wanted", "year", "newest_year").rows() == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, [("first", 2025, None, 0, 3)]),
        ({"GM0001": 2026}, [("other_regions", None, 2026, 1, 3)]),
        ({"GM0001": 2021, "GM0002": 2020}, [("newer", 2025, 2021, 2, 3)]),
        ({"GM0001": 2025, "GM0002": 2025, "GM0003": 2026}, []),
    ],
    ids=["none", "new enough but of one region", "old", "all there"],
)
def test_for_a_regional_indicator_other_regions_are_missing_and_not_an_older_year(
    found: dict[str, int], expected: list[tuple[str, int | None, int | None, int, int]]
) -> None:
    each = {"scope": TargetScope.EACH_MUNICIPALITY, "region_code": None}
    values = [row for code, year in found.items() for row in yearly({year: 1.0}, region_code=code)]
    world = programme(indicator_methods=[each], indicator_values=values)

    rows = wanted(world, progress(world, TODAY), TODAY)

    assert rows.select("wanted", "year", "newest_year", "known_regions", "regions").rows() == expected
