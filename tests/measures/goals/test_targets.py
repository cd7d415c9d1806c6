from datetime import date

import pytest

from data_loaders.schema import Qualifier, TargetScope
from measures.goals.progress import progress
from measures.goals.targets import targets
from tests.measures.goals.test_published import PROGRAMME, PROGRESS
from tests.measures.goals.world import programme, yearly

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("values", "known", "share", "unknown_share"),
    [
        ({}, None, None, 1.0),
        ({2018: 75.0}, 75, 0.5, 0.0),
        ({2018: 300.0}, 300, 1.0, 0.0),
        ({2018: -5.0}, -5, 0.0, 0.0),
    ],
    ids=["no figure", "half", "more than wanted", "below nothing"],
)
def test_known_stands_beside_wanted(
    values: dict[int, float], known: float | None, share: float | None, unknown_share: float
) -> None:
    world = programme(indicators=[{"target_value": 150.0, "target_year": 2022}], indicator_values=yearly(values))

    (row,) = targets(world, progress(world, TODAY)).to_dicts()

    told = {
        "goal_id": 1,
        "indicator_id": "telling",
        "wanted": 150,
        "known": known,
        "known_year": next(iter(values), None),
    }
    of_target = {"last_day": date(2022, 12, 31), "is_past_deadline": True, "status": row["status"]}
    assert row == told | of_target | {"share": share, "unknown_share": unknown_share}
    assert row["status"] == ("reached" if known == 300 else "unknown")


def test_a_duty_of_each_municipality_counts_municipalities() -> None:
    world = programme(
        indicators=[{"target_value": 1.0, "target_year": 2027}],
        indicator_methods=[{"scope": TargetScope.EACH_MUNICIPALITY, "region_code": None}],
        indicator_values=[*yearly({2025: 1.0}, region_code="GM0001"), *yearly({2026: 0.0}, region_code="GM0002")],
    )

    (row,) = targets(world, progress(world, TODAY)).to_dicts()

    assert (row["known"], row["wanted"], row["known_year"]) == (1, 3, 2026)
    assert (row["share"], row["unknown_share"]) == pytest.approx((1 / 3, 1 / 3))

    (row,) = targets(world, progress(world, TODAY, "GM0001")).to_dicts()

    assert (row["known"], row["wanted"]) == (1, 1)


def test_everything_beyond_a_lower_bound_is_unknown() -> None:
    values = yearly({2023: 30.0}, qualifiers=[Qualifier.AT_LEAST])
    world = programme(indicators=[{"target_value": 120.0, "target_year": 2030}], indicator_values=values)

    (row,) = targets(world, progress(world, TODAY)).to_dicts()

    assert (row["share"], row["unknown_share"]) == (0.25, 0.75)


def test_an_indicator_without_a_target_has_no_row() -> None:
    world = programme(indicator_values=yearly({2025: 1.0}))

    assert targets(world, progress(world, TODAY)).is_empty()


def test_the_three_targets_of_goal_2() -> None:
    rows = targets(PROGRAMME, PROGRESS).filter(goal_id=2)

    assert rows.select("indicator_id", "known", "wanted", "known_year", "is_past_deadline").sort(
        "indicator_id"
    ).rows() == [
        ("gemeenten-right-to-challenge", 75, 150, 2018, True),
        ("participatieverordening-vastgesteld", 53, 342, 2026, False),
        ("wooncooperatie-woningen-amsterdam", 36, 7000, 2023, True),
    ]
