import pytest

from data_loaders.schema import RegionLevel
from data_loaders.store import current
from ui.region.find import ask, straight_to, suggest
from ui.view import data_of


@pytest.mark.parametrize(
    ("typed", "level", "codes"),
    [
        ("GM0193", RegionLevel.MUNICIPALITY, ("GM0193",)),
        ("gm0193", None, ("GM0193",)),
        ("den haag", RegionLevel.MUNICIPALITY, ("GM0518",)),
        ("Utrecht", RegionLevel.PROVINCE, ("PV26",)),
        ("Utrecht", None, ("GM0344",)),
        ("Oost-Groningen", RegionLevel.COROP, ("CR01",)),
        ("GM0193", RegionLevel.PROVINCE, ()),
        ("", RegionLevel.MUNICIPALITY, ()),
        ("%$#", None, ()),
        ("x" * 10_000, None, ()),
    ],
)
def test_names_and_codes_stand_for_a_region(typed: str, level: RegionLevel | None, codes: tuple[str, ...]) -> None:
    assert ask(current(), typed, level).codes == codes


@pytest.mark.parametrize("typed", ["Haaren", "GM0788"])
def test_a_split_municipality_stands_for_all_its_successors(typed: str) -> None:
    found = ask(current(), typed, RegionLevel.MUNICIPALITY)

    assert found.former_code == "GM0788"
    assert set(found.codes) == {"GM0757", "GM0824", "GM0855", "GM0865"}


def test_a_name_of_today_goes_before_a_former_one() -> None:
    # Groningen took over Ten Boer and kept its own name; the code of today is meant.
    found = ask(current(), "Groningen", RegionLevel.MUNICIPALITY)

    assert found.former_code is None
    assert found.codes == ("GM0014",)


def test_a_place_in_several_municipalities_is_never_decided_for_the_reader() -> None:
    assert straight_to(current(), "Loo") is None
    assert len({each.code for each in suggest(current(), "Loo")}) > 1


def test_every_municipality_and_province_is_found_by_its_own_name() -> None:
    regions = current().table("regions").filter(level="municipality")
    lost = [
        name
        for code, name in regions.select("code", "name").iter_rows()
        if straight_to(current(), name) != ("gemeente", name)
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("code", "address"), [("GM0193", ("gemeente", "Zwolle")), ("CR01", ("corop", "CR01")), ("NL", ("vergelijk", "NL"))]
)
def test_an_address_names_a_region_as_a_reader_would(code: str, address: tuple[str, str]) -> None:
    assert data_of(current()).names.in_address(code) == address
