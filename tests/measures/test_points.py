import polars as pl
import pytest

from data_loaders.schema import LocationPrecision
from data_loaders.store import current
from measures.points import marked_place, on_a_middle, points
from tests.frames import initiatives

NOWHERE = {"longitude": None, "latitude": None, "location_precision": None}


def test_initiatives_at_one_point_are_one_row_with_their_true_count() -> None:
    east, exact = {"longitude": 5.0, "place": "Assendorp"}, {"themes": ["energie"], "location_precision": "address"}
    ended = {"name": "Aa", "status": "gestopt", "status_year": 2019, "place": "Zwolle-Zuid"}

    found = points(initiatives(NOWHERE, east, exact, ended)).with_columns(
        pl.col("statuses").list.eval(pl.element().struct.field("status"))
    )

    assert found.rows() == [
        (6.1, 52.5, "Zwolle-Zuid", 2, ["Aa", "C"], ["gestopt", "actief"], ["d", "c"], ["place", "address"], None),
        (5.0, 52.5, "Assendorp", 1, ["B"], ["actief"], ["b"], ["place"], "zorg"),
        (None, None, "Zwolle", 1, ["A"], ["actief"], ["a"], [], "zorg"),
    ]


def test_many_names_are_cut_but_the_count_is_not() -> None:
    rows = points(initiatives(*({} for _ in range(12))))

    assert rows["count"].to_list() == [12]
    assert rows["names"].list.len().to_list() == [8]
    assert rows["statuses"][0].to_list() == [{"status": "actief", "status_year": 2020, "seen_year": 2020}] * 8


def test_points_at_the_middle_of_an_area_are_counted_per_precision() -> None:
    exact = ({"location_precision": "address"}, {"location_precision": "postcode"})
    district = {"location_precision": "district"}

    counts = on_a_middle(initiatives(*exact, district, {}, {}, NOWHERE, {"longitude": None}))

    assert list(counts.items()) == [(LocationPrecision.PLACE, 2), (LocationPrecision.DISTRICT, 1)]


def test_exact_points_are_not_counted_as_middles() -> None:
    assert on_a_middle(initiatives({"location_precision": "address"})) == {}
    assert on_a_middle(initiatives()) == {}


HERE = {"municipality_code": "GM0599", "longitude": 4.48, "latitude": 51.92}


def gazetteer(*names: str, **also: object) -> pl.DataFrame:
    return pl.DataFrame([{**HERE, "name": name, "is_official": False, **also} for name in names])


@pytest.mark.parametrize(
    ("precision", "place", "named", "marked"),
    [
        ("place", "Afrikaanderwijk, Rotterdam", ["Rotterdam"], "Rotterdam"),
        ("place", None, ["Rotterdam"], "Rotterdam"),
        ("district", "Malburgen, Arnhem", ["Malburgen Oost", "Malburgen"], "Malburgen"),
        ("district", "Kralingen-West, Rotterdam", [], "Kralingen"),
        ("municipality", "Rotterdam", ["Rotterdam"], None),
        ("address", "Rotterdam", ["Rotterdam"], None),
    ],
)
def test_the_place_of_a_middle_point_is_found(
    precision: str, place: str | None, named: list[str], marked: str | None
) -> None:
    row = initiatives({**HERE, "location_precision": precision, "place": place}).row(0, named=True)
    places = pl.concat([gazetteer("Elsewhere", latitude=51.5), *map(gazetteer, named)])

    assert marked_place(row, places, gazetteer("Wijk 31 Kralingen")) == marked


def test_of_two_places_at_one_point_the_official_one_is_given() -> None:
    row = initiatives({**HERE, "place": None}).row(0, named=True)
    places = pl.concat([gazetteer("Buurtschap"), gazetteer("Dorp", is_official=True)])

    assert marked_place(row, places, gazetteer("Wijk 31 Noord")) == "Dorp"


def test_a_point_elsewhere_marks_no_known_place() -> None:
    row = initiatives({**HERE, "latitude": 51.5}).row(0, named=True)

    assert marked_place(row, gazetteer("Rotterdam"), gazetteer("Noord")) is None


def test_of_every_known_initiative_on_a_middle_the_place_has_a_name() -> None:
    places, districts = (current().table(name) for name in ("places", "districts"))
    known = current().table("initiatives").filter(pl.col("location_precision").is_in(["place", "district"]))

    assert [row["id"] for row in known.iter_rows(named=True) if not marked_place(row, places, districts)] == []
