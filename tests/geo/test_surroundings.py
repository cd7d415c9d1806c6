import json

import pytest
import shapely

from data_loaders.store import current
from geo.boundaries import BoundaryError
from geo.surroundings import FAR_TOLERANCE, OVERLAP, surroundings

HOME = shapely.box(4, 51, 6, 53)
ABROAD = shapely.box(6, 51, 9, 53)


def countries(**shapes: object) -> bytes:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": shapely.geometry.mapping(shape)}
        for name, shape in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def parts(geojson: bytes) -> dict[str, shapely.MultiPolygon]:
    features = json.loads(geojson)["features"]
    return {f["properties"]["kind"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}


def test_water_lies_under_land() -> None:
    drawn = parts(surroundings(countries(Netherlands=HOME, Germany=ABROAD)))

    assert list(drawn) == ["water", "land"]
    assert shapely.contains(drawn["water"], drawn["land"])


def test_land_abroad_runs_on_under_the_country() -> None:
    land = parts(surroundings(countries(Netherlands=HOME, Germany=ABROAD)))["land"]

    assert shapely.contains(land, shapely.box(6 - OVERLAP + 0.01, 51.1, 7, 52.9))


def test_land_abroad_does_not_run_into_the_sea() -> None:
    land = parts(surroundings(countries(Netherlands=HOME, Germany=ABROAD)))["land"]

    assert not shapely.intersects(land, shapely.box(2, 53 + FAR_TOLERANCE, 9, 55))


def test_small_islands_and_lakes_are_left_out() -> None:
    with_lake = shapely.difference(ABROAD, shapely.box(7, 52, 7.5, 52.5))
    island = shapely.box(7, 54, 7.05, 54.05)

    land = parts(surroundings(countries(Netherlands=HOME, Germany=with_lake.union(island))))["land"]

    assert [len(part.interiors) for part in land.geoms] == [0]


@pytest.mark.parametrize("raw", [b"", b"{}", countries(Germany=ABROAD)])
def test_a_file_that_is_not_a_map_of_countries_is_refused(raw: bytes) -> None:
    with pytest.raises(BoundaryError):
        surroundings(raw)


def test_the_published_surroundings_are_light_and_fit_the_country() -> None:
    drawn = parts(current().shapes("surroundings"))
    provinces = json.loads(current().shapes("provinces"))["features"]
    home = shapely.union_all([shapely.from_geojson(json.dumps(f["geometry"])) for f in provinces])

    assert sum(int(shapely.get_num_coordinates(shape)) for shape in drawn.values()) < 700
    assert shapely.is_valid(drawn["land"])
    # Aachen and Antwerp are land, and the North Sea and the IJsselmeer are not.
    assert all(shapely.contains_xy(drawn["land"], x, y) for x, y in ((6.08, 50.77), (4.40, 51.22)))
    assert not any(shapely.contains_xy(drawn["land"], x, y) for x, y in ((3.5, 52.5), (5.3, 52.8)))
    # Between the south-eastern half of the country and its neighbours no water shows.
    along = shapely.box(6.9, 52.0, 7.3, 53.1).intersection(home.buffer(0.02))
    assert along.difference(home.union(drawn["land"])).area < 1e-4
