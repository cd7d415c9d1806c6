from collections.abc import Mapping

import polars as pl
import pytest

from data_loaders.store import current
from measures.goals.links import goals_of, link_counts, linked_initiatives
from measures.goals.programme import Programme
from tests.measures.goals.world import programme

INITIATIVES = pl.DataFrame(
    {
        "id": ["zon", "zorg", "tuin"],
        "themes": [["energie", "zorg"], ["zorg"], ["groen_voedsel"]],
        "legal_form": ["cooperatie", "cooperatie", "stichting"],
        "status": ["actief", "onbekend", "in_oprichting"],
        "networks": [["netwerk"], [], []],
        "municipality_code": ["GM0001", "GM0002", None],
    }
)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"theme": "zorg"}, ["zon", "zorg"]),
        ({"theme": "energie", "legal_forms": ["cooperatie"]}, ["zon"]),
        ({"legal_forms": ["cooperatie", "stichting"]}, ["zon", "zorg", "tuin"]),
        ({"theme": "groen_voedsel", "legal_forms": ["cooperatie"]}, []),
        ({"theme": "zorg", "statuses": ["actief", "in_oprichting"]}, ["zon"]),
        ({"network": "netwerk"}, ["zon"]),
        ({"legal_forms": ["cooperatie"], "municipality_code": "GM0002"}, ["zorg"]),
        ({}, []),
    ],
)
def test_an_initiative_meets_every_stated_condition(link: Mapping[str, object], expected: list[str]) -> None:
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
            {"indicator_id": "b", "legal_forms": ["cooperatie"]},
            {"indicator_id": "c", "theme": "wonen"},
        ],
    )

    counted = link_counts(world, linked_initiatives(world, INITIATIVES))

    assert counted.rows() == [(1, True, 2), (2, True, 0), (3, False, None)]


def test_nothing_declared_gives_no_rows() -> None:
    assert linked_initiatives(programme(), INITIATIVES).is_empty()


@pytest.fixture(scope="module")
def linked() -> pl.DataFrame:
    """The links in the published data, with the facts of each initiative."""
    initiatives = current().table("initiatives")
    found = linked_initiatives(Programme.of(current().table), initiatives)
    return found.join(initiatives, left_on="initiative_id", right_on="id")


def test_line_14_a_farm_that_is_being_set_up_is_no_farm_in_operation(linked: pl.DataFrame) -> None:
    farms = linked.filter(indicator_id="herenboerderijen-aantal")

    everywhere = current().table("initiatives").filter(pl.col("networks").list.contains("herenboeren"))
    assert (farms.height, everywhere.height) == (8, 26)
    assert set(farms["status"]) == {"actief"}


@pytest.mark.parametrize("name", ["Assen Bloeit", "Dorpshuis 2e Exloërmond", "Inloophuis De Bron"])
def test_line_14_nominated_is_not_supported(linked: pl.DataFrame, name: str) -> None:
    assert current().table("initiatives").filter(name=name).height == 1
    assert linked.filter(indicator_id="oranje-fonds-initiatieven", name=name).is_empty()


def test_line_14_an_energy_co_operative_is_the_same_for_number_and_share(linked: pl.DataFrame) -> None:
    number, share = (
        set(linked.filter(indicator_id=indicator)["initiative_id"])
        for indicator in ("energiecooperaties-aantal", "gemeenten-met-energiecooperatie")
    )

    assert number == share
    assert number


def test_line_14_only_active_and_forming_initiatives_are_of_a_kind_that_counts(linked: pl.DataFrame) -> None:
    assert set(linked["status"]) == {"actief", "in_oprichting"}
