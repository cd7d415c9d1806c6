"""Every point of a district lies near the town in its row, in the published lists and initiatives."""

import math
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import LocationPrecision
from data_loaders.schema.folding import fold
from data_loaders.snapshot import Snapshot, load_snapshot
from geo.codes import Gazetteer
from geo.towns import Town
from prepare.place.names import NameSearch

DATA = Path(__file__).resolve().parents[2] / "data"
TIMES = 4
"""A quarter may lie somewhat nearer to a village beside the city; a point this many times nearer is of that village."""


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot(DATA / "prepared")


@pytest.fixture(scope="module")
def gazetteer(snapshot: Snapshot) -> Gazetteer:
    names = ("regions", "places", "postcodes", "districts", "municipality_changes")
    return Gazetteer.from_tables({name: snapshot.table(name) for name in names})


def kilometres(town: Town, row: dict[str, float]) -> float:
    narrow = math.cos(math.radians(52))
    return 111.2 * math.hypot((town.longitude - row["longitude"]) * narrow, town.latitude - row["latitude"])


def misplaced(rows: pl.DataFrame, gazetteer: Gazetteer) -> Iterator[str]:
    """Rows whose point belongs to another town than their place."""
    for row in rows.iter_rows(named=True):
        towns = gazetteer.towns.by_municipality[row["municipality_code"]]
        named = [town for town in towns if fold(town.name) in fold(row["place"])]
        nearest = min(towns, key=lambda town: kilometres(town, row))
        if named and min(kilometres(town, row) for town in named) > TIMES * kilometres(nearest, row):
            yield f"{row['id']}: {row['place']} staat bij {nearest.name}"


def test_no_initiative_stands_on_a_district_of_another_town(snapshot: Snapshot, gazetteer: Gazetteer) -> None:
    initiatives = snapshot.table("initiatives")
    by_district = initiatives.filter(location_precision=LocationPrecision.DISTRICT)
    weesp = by_district.head(1).with_columns(
        id=pl.lit("x"),
        place=pl.lit("Amsterdam Zuid"),
        municipality_code=pl.lit("GM0363"),
        longitude=5.03659,
        latitude=52.30414,
    )

    assert list(misplaced(by_district, gazetteer)) == []
    assert list(misplaced(weesp, gazetteer)) == ["x: Amsterdam Zuid staat bij Weesp"]


def test_stadsdorp_zuid_stands_in_amsterdam(snapshot: Snapshot) -> None:
    row = snapshot.table("initiatives").row(by_predicate=pl.col("id") == "stadsdorpzuid-amsterdam", named=True)

    assert (row["location_precision"], row["longitude"], row["latitude"]) == ("place", 4.88969, 52.37403)


@pytest.mark.parametrize("written", ["{side}, {town}", "{town} {side}", "{side} ({town})"])
def test_a_side_of_any_town_is_never_that_of_another(snapshot: Snapshot, gazetteer: Gazetteer, written: str) -> None:
    homes = {code for code, towns in gazetteer.towns.by_municipality.items() if len(towns) > 1}
    districts = snapshot.table("districts").with_columns(pl.col("name").str.replace(r"^Wijk \d+ ", ""))
    sides = districts.filter(pl.col("name").is_in(SIDES) & pl.col("municipality_code").is_in(homes))

    elsewhere = [
        (side, town.name)
        for side, code in sides.select("name", "municipality_code").unique().iter_rows()
        for town in gazetteer.towns.by_municipality[code]
        if (found := NameSearch(gazetteer).inside(frozenset({code})).find(written.format(side=side, town=town.name)))
        and found.precision == LocationPrecision.DISTRICT
        for one in found.resolution.candidates
        if not gazetteer.towns.is_nearest(town.name, code, one.longitude or 0.0, one.latitude or 0.0)
    ]

    assert sides.height > 0
    assert elsewhere == []


SIDES = ["Noord", "Oost", "Zuid", "West", "Centrum", "Binnenstad", "Buitengebied", "Noordoost", "Zuidwest"]


def test_zuid_without_a_town_is_that_of_the_town_that_names_the_municipality(gazetteer: Gazetteer) -> None:
    amsterdam, schiedam = (NameSearch(gazetteer).inside(frozenset({code})) for code in ("GM0363", "GM0606"))

    assert amsterdam.find("Zuid") is None
    assert schiedam.find("Oost") is not None
