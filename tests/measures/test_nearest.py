from data_loaders.schema import Theme
from measures.catalogue import catalogue
from measures.filters import Together
from measures.nearest import nearest_municipalities
from measures.selection import Selection
from tests.frames import UTRECHT, initiatives, regions

IN_UTRECHT = {"municipality_code": "GM0344", "place": "Utrecht", "themes": ["energie"]}
FAR = {"code": "GM0001", "name": "Ver", "longitude": 3.5, "latitude": 51.3}
NEAR = {"code": "GM0002", "name": "Dichtbij", "longitude": 6.1, "latitude": 52.4}
FURTHER = [FAR | {"code": f"GM001{n}", "name": f"Verder {n}", "longitude": 3.4 - n / 10} for n in range(3)]


def test_the_five_nearest_come_first_and_only_where_the_same_choice_keeps_something() -> None:
    codes = ["GM0001", "GM0002", "GM0002", *(each["code"] for each in FURTHER)]
    known = catalogue(
        initiatives(IN_UTRECHT, *({"municipality_code": code} for code in codes)),
        regions({}, UTRECHT, FAR, NEAR, *FURTHER),
    )

    near = nearest_municipalities(known, Selection(municipality="GM0193"))
    care = nearest_municipalities(known, Selection(municipality="GM0193", themes=(Theme.CARE,)))

    assert near.rows() == [
        ("GM0002", "Dichtbij", 2),
        ("GM0344", "Utrecht", 1),
        ("GM0001", "Ver", 1),
        ("GM0010", "Verder 0", 1),
        ("GM0011", "Verder 1", 1),
    ]
    assert care["name"].to_list() == ["Dichtbij", "Ver", "Verder 0", "Verder 1", "Verder 2"]
    both = nearest_municipalities(known, Selection(together=Together(("GM0193", "GM0344"))))
    assert both["name"].to_list() == care["name"].to_list()


def test_a_province_without_the_choice_has_nearest_municipalities_too() -> None:
    empty = {"code": "PV31", "name": "Leeg", "level": "province", "longitude": 5.9, "latitude": 52.2}
    known = catalogue(
        initiatives({"municipality_code": "GM0001"}, {"municipality_code": "GM0002"}), regions({}, empty, FAR, NEAR)
    )

    assert nearest_municipalities(known, Selection(province="PV31"))["name"].to_list() == ["Dichtbij", "Ver"]


def test_without_a_region_there_are_no_nearest_municipalities() -> None:
    assert nearest_municipalities(catalogue(initiatives({}), regions({})), Selection()).is_empty()
