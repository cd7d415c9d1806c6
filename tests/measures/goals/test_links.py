import polars as pl
import pytest

from measures.goals.links import goals_of, link_counts, linked_initiatives
from tests.measures.goals.world import programme

INITIATIVES = pl.DataFrame(
    {
        "id": ["zon", "zorg", "tuin"],
        "themes": [["energie", "zorg"], ["zorg"], ["groen_voedsel"]],
        "legal_form": ["cooperatie", "cooperatie", "stichting"],
        "networks": [["netwerk"], [], []],
        "municipality_code": ["GM0001", "GM0002", None],
    }
)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"theme": "zorg"}, ["zon", "zorg"]),
        ({"theme": "energie", "legal_form": "cooperatie"}, ["zon"]),
        ({"theme": "groen_voedsel", "legal_form": "cooperatie"}, []),
        ({"network": "netwerk"}, ["zon"]),
        ({"legal_form": "cooperatie", "municipality_code": "GM0002"}, ["zorg"]),
        ({}, []),
    ],
)
def test_an_initiative_meets_every_stated_condition(link: dict[str, str], expected: list[str]) -> None:
    linked = linked_initiatives(programme(goal_links=[link]), INITIATIVES)

    assert linked["initiative_id"].to_list() == expected


def test_from_an_initiative_back_to_its_goals_with_the_reason() -> None:
    world = programme(
        indicators=[{"indicator_id": "a", "goal_id": 1}, {"indicator_id": "b", "goal_id": 2}],
        goal_links=[
            {"indicator_id": "b", "theme": "energie", "why_nl": "telt ook"},
            {"indicator_id": "a", "theme": "zorg", "why_nl": "telt"},
        ],
    )

    found = goals_of(linked_initiatives(world, INITIATIVES), "zon")

    assert found.select("goal_id", "indicator_id", "why_nl").rows() == [(1, "a", "telt"), (2, "b", "telt ook")]


def test_no_declared_link_is_not_the_same_as_no_initiatives() -> None:
    world = programme(
        goals=[{"goal_id": 1}, {"goal_id": 2, "slug": "twee"}, {"goal_id": 3, "slug": "drie"}],
        indicators=[
            {"indicator_id": "a", "goal_id": 1},
            {"indicator_id": "b", "goal_id": 1},
            {"indicator_id": "c", "goal_id": 2},
            {"indicator_id": "d", "goal_id": 3},
        ],
        goal_links=[
            {"indicator_id": "a", "theme": "zorg"},
            {"indicator_id": "b", "legal_form": "cooperatie"},
            {"indicator_id": "c", "theme": "wonen"},
        ],
    )

    counted = link_counts(world, linked_initiatives(world, INITIATIVES))

    assert counted.rows() == [(1, True, 2), (2, True, 0), (3, False, None)]


def test_nothing_declared_gives_no_rows() -> None:
    assert linked_initiatives(programme(), INITIATIVES).is_empty()
