import json

import pytest
import shapely
from geopandas import GeoSeries

from data_loaders.snapshot import Snapshot
from geo.boundaries import (
    BoundaryError,
    check,
    label_points,
    merged,
    named_geojson,
    neighbours,
    read_boundaries,
    rounded,
    simplified,
)
from geo.crs import RD_NEW, WGS84

NAMES = {"A": "Een", "B": "Twee", "C": "Drie"}


def in_metres(**shapes: shapely.Geometry) -> GeoSeries:
    return GeoSeries(shapes, crs=RD_NEW)


def squares() -> GeoSeries:
    """Three squares of a kilometre in a row, A, B and C, in the middle of the country."""
    lefts = {"A": 150_000, "B": 151_000, "C": 152_000}
    return in_metres(**{code: shapely.box(left, 460_000, left + 1_000, 461_000) for code, left in lefts.items()})


def collection(*features: tuple[str, object]) -> bytes:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"c": code}, "geometry": shape} for code, shape in features],
        }
    ).encode()


SQUARE = {"type": "Polygon", "coordinates": [[[5, 52], [5, 52.1], [5.1, 52.1], [5.1, 52], [5, 52]]]}


def test_merging_keeps_the_area() -> None:
    shapes = merged(squares(), {"A": "Z", "B": "Z"})

    assert shapes.area.to_dict() == {"C": 1e6, "Z": 2e6}


def test_neighbours_share_a_border() -> None:
    assert neighbours(squares()) == {"A": ["B"], "B": ["A", "C"], "C": ["B"]}


def test_touching_in_a_point_is_no_neighbour() -> None:
    diagonal = in_metres(A=shapely.box(0, 0, 1, 1), B=shapely.box(1, 1, 2, 2))

    assert neighbours(diagonal) == {"A": [], "B": []}


def test_label_point_is_the_middle() -> None:
    points = label_points(squares())

    back = points.to_crs(RD_NEW)
    assert points.index.to_list() == ["A", "B", "C"]
    assert back.x.to_list() == pytest.approx([150_500, 151_500, 152_500], abs=60)
    assert back.y.to_list() == pytest.approx([460_500] * 3, abs=60)


def test_geojson_follows_the_standard() -> None:
    plain = json.loads(named_geojson(rounded(squares().to_crs(WGS84)), NAMES))

    assert set(plain) == {"type", "features"}
    assert [feature["properties"] for feature in plain["features"]] == [
        {"code": "A", "name": "Een", "i": 0},
        {"code": "B", "name": "Twee", "i": 1},
        {"code": "C", "name": "Drie", "i": 2},
    ]
    ring = plain["features"][0]["geometry"]["coordinates"][0]
    assert shapely.is_ccw(shapely.linearrings(ring))
    assert all(value == round(value, 5) for point in ring for value in point)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no readable"),
        (b"[]", "no readable"),
        (b'{"features": []}', "no readable"),
        (collection(("A", SQUARE), ("A", SQUARE)), "2 features with 1"),
        (collection(("A", SQUARE), ("B", None)), "2 features with 1"),
        (collection(("A", {"type": "Polygon", "coordinates": "x"})), "no readable"),
        (collection(("A", {"type": "Foo"})), "no readable"),
    ],
)
def test_unreadable_boundaries(content: bytes, message: str) -> None:
    with pytest.raises(BoundaryError, match=message):
        read_boundaries(content, "c")


def test_a_feature_without_a_code_is_refused() -> None:
    content = collection(("A", SQUARE), ("B", SQUARE)).replace(b'"c": "B"', b'"d": "B"')

    with pytest.raises(BoundaryError, match="2 features with 1"):
        read_boundaries(content, "c")


def test_overlapping_neighbours_are_refused() -> None:
    overlapping = in_metres(A=shapely.box(0, 0, 2, 2), B=shapely.box(1, 0, 3, 2))

    with pytest.raises(BoundaryError, match="borders do not meet: A, B"):
        check(overlapping)


def test_broken_shape_is_named() -> None:
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

    with pytest.raises(BoundaryError, match="invalid or empty shapes: B"):
        check(in_metres(A=shapely.box(5, 5, 6, 6), B=bow_tie))


def test_simplifying_keeps_neighbours_together() -> None:
    # Two regions with a border that waves by 50 metres: less than the tolerance.
    wave = [(150_000 + 50 * (i % 2), 460_000 + 100 * i) for i in range(21)]
    west, east = ([(x, 460_000), *wave, (x, 462_000)] for x in (145_000, 155_000))

    shapes = simplified(in_metres(A=shapely.Polygon(west), B=shapely.Polygon(east)))

    check(shapes)
    assert shapes.count_coordinates().max() < len(wave)
    assert neighbours(shapes.to_crs(RD_NEW)) == {"A": ["B"], "B": ["A"]}


@pytest.mark.parametrize(("name", "number"), [("municipalities", 342), ("corops", 40), ("provinces", 12)])
def test_published_shapes_fit_together(snapshot: Snapshot, name: str, number: int) -> None:
    shapes = read_boundaries(snapshot.shapes(name), "code")

    check(shapes)
    assert len(shapes) == number


def test_published_municipalities_make_up_the_published_provinces(snapshot: Snapshot) -> None:
    home = dict(snapshot.table("regions").filter(level="municipality").select("code", "province_code").iter_rows())

    provinces = merged(read_boundaries(snapshot.shapes("municipalities"), "code"), home)

    published = read_boundaries(snapshot.shapes("provinces"), "code")
    assert provinces.index.to_list() == published.index.to_list()
    assert provinces.geom_equals(published).all()
