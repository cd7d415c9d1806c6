from data_loaders.schema import Theme
from measures.catalogue import catalogue
from measures.nearest import nearest_municipalities
from measures.selection import Selection
from tests.frames import UTRECHT, initiatives, regions

IN_UTRECHT = {"municipality_code": "GM0344", "place": "Utrecht", "themes": ["energie"]}
FAR = {"code": "GM0001", "name": "Ver", "longitude": 3.5, "latitude": 51.3}
NEAR = {"code": "GM0002", "name": "Dichtbij", "longitude": 6.1, "latitude": 52.4}


def test_nearest_first_and_only_where_the_same_choice_keeps_something() -> None:
    known = catalogue(
        initiatives(IN_UTRECHT, {"municipality_code": "GM0001"}, {"municipality_code": "GM0002"}),
        regions({}, UTRECHT, FAR, NEAR),
    )

    near = nearest_municipalities(known, Selection(municipality="GM0193"))
    care = nearest_municipalities(known, Selection(municipality="GM0193", themes=(Theme.CARE,)))

    assert near["name"].to_list() == ["Dichtbij", "Utrecht", "Ver"]
    assert care["name"].to_list() == ["Dichtbij", "Ver"]


def test_a_province_without_the_choice_has_nearest_municipalities_too() -> None:
    empty = {"code": "PV31", "name": "Leeg", "level": "province", "longitude": 5.9, "latitude": 52.2}
    known = catalogue(
        initiatives({"municipality_code": "GM0001"}, {"municipality_code": "GM0002"}), regions({}, empty, FAR, NEAR)
    )

    assert nearest_municipalities(known, Selection(province="PV31"))["name"].to_list() == ["Dichtbij", "Ver"]


def test_without_a_region_nothing_is_nearest() -> None:
    assert nearest_municipalities(catalogue(initiatives({}), regions({})), Selection()).is_empty()
