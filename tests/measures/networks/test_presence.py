import pytest

from data_loaders.schema import RegionLevel, Theme
from measures.networks import active_in, initiatives_in, reach_of
from tests.measures.networks.world import initiative, world


def test_who_else_is_active_here() -> None:
    found = active_in(world(), "PV20")

    assert found.select("network", "initiatives", "own", "state").rows() == [
        ("noord", 3, 2, "overlap"),
        ("koepel", 3, 1, "overlap"),
        ("fonds", 1, 1, "overlap"),
        ("stad", 1, 1, "overlap"),
    ]


def test_networks_that_cover_the_region_without_a_known_initiative_are_listed_too() -> None:
    found = active_in(world(), "PV21")

    assert found.select("network", "initiatives", "covers").rows() == [
        ("fonds", 1, True),
        ("koepel", 0, True),
        ("regio", 0, True),
    ]


@pytest.mark.parametrize(
    ("region", "theme", "expected"),
    [
        ("GM0003", None, ["fonds", "noord", "koepel"]),
        ("CR02", None, ["fonds", "noord", "koepel"]),
        ("GM0004", Theme.HOUSING, ["fonds", "koepel"]),
        ("NL", Theme.HOUSING, ["fonds", "koepel", "noord", "regio"]),
        ("PV99", None, []),
    ],
)
def test_any_level_and_theme(region: str, theme: Theme | None, expected: list[str]) -> None:
    found = active_in(world(), region, theme=theme)["network"].to_list()

    assert found == expected


def test_where_a_network_is_alone_together_or_absent() -> None:
    initiatives = [
        initiative("a", "GM0001", ["zorg"], ["noord"]),
        initiative("b", "GM0002", ["zorg"], ["noord"]),
        initiative("c", "GM0002", ["zorg"], ["fonds"]),
        initiative("d", "GM0003", ["zorg"], []),
    ]

    found = reach_of(world(initiatives=initiatives), "noord", level=RegionLevel.MUNICIPALITY)

    assert found.select("region", "state", "other_networks").rows() == [
        ("GM0001", "single", []),
        ("GM0002", "overlap", ["fonds"]),
        ("GM0003", "unnamed", []),
        ("GM0004", "outside", []),
    ]


def test_umbrella_and_member_are_not_others() -> None:
    found = reach_of(world(), "stad", level=RegionLevel.MUNICIPALITY)

    assert found.filter(region="GM0001").select("networks", "others", "state").row(0) == (3, 0, "single")
    assert found.filter(region="GM0001")["other_networks"].to_list() == [[]]


def test_an_unknown_network_has_no_rows() -> None:
    assert reach_of(world(), "bestaat-niet", level=RegionLevel.PROVINCE).is_empty()


@pytest.mark.parametrize(
    ("network", "region", "expected"),
    [
        ("koepel", "PV20", ["i1", "i2", "i3"]),
        ("koepel", "niet_te_plaatsen", ["i7"]),
        ("geen_netwerk", None, ["i5"]),
        ("ander_netwerk", None, ["i6", "i8"]),
        ("bestaat-niet", None, []),
        (None, "PV99", []),
    ],
)
def test_a_cell_opens_its_initiatives(network: str | None, region: str | None, expected: list[str]) -> None:
    assert initiatives_in(world(), network=network, region=region)["id"].to_list() == expected
