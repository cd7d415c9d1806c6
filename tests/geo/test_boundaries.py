import json

import numpy as np
import pytest
import shapely

from data_loaders.snapshot import Snapshot
from geo.boundaries import BoundaryError, Coverage, read_coverage
from geo.crs import wgs84_to_rd

NAMES = {"A": "Een", "B": "Twee", "C": "Drie"}


def squares() -> Coverage:
    """Three squares of a kilometre in a row, A, B and C, in the middle of the country."""
    boxes = [shapely.box(150_000 + 1_000 * i, 460_000, 151_000 + 1_000 * i, 461_000) for i in range(3)]
    return Coverage(("A", "B", "C"), np.array(boxes, dtype=object))


def collection(*features: tuple[str, object]) -> bytes:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"c": code}, "geometry": shape} for code, shape in features],
        }
    ).encode()


SQUARE = {"type": "Polygon", "coordinates": [[[5, 52], [5, 52.1], [5.1, 52.1], [5.1, 52], [5, 52]]]}


def test_merging_keeps_the_area() -> None:
    merged = squares().merged({"A": "Z", "B": "Z"})

    assert merged.codes == ("C", "Z")
    assert shapely.area(merged.shapes).tolist() == [1e6, 2e6]


def test_neighbours_share_a_border() -> None:
    assert squares().neighbours() == {"A": ["B"], "B": ["A", "C"], "C": ["B"]}


def test_touching_in_a_point_is_no_neighbour() -> None:
    diagonal = Coverage(("A", "B"), np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2)], dtype=object))

    assert diagonal.neighbours() == {"A": [], "B": []}


def test_label_point_is_the_middle() -> None:
    longitude, latitude = squares().label_points().T

    x, y = wgs84_to_rd(longitude, latitude)
    assert x == pytest.approx([150_500, 151_500, 152_500], abs=60)
    assert y == pytest.approx([460_500] * 3, abs=60)


def test_geojson_keeps_to_the_standard() -> None:
    plain = json.loads(squares().to_wgs84().geojson(NAMES))

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
        (b'{"features": []}', "0 features"),
        (collection(("A", SQUARE), ("A", SQUARE)), "2 features with 1"),
        (collection(("A", {"type": "Polygon", "coordinates": "x"})), "no readable"),
    ],
)
def test_unreadable_boundaries(content: bytes, message: str) -> None:
    with pytest.raises(BoundaryError, match=message):
        read_coverage(content, "c")


def test_overlapping_neighbours_are_refused() -> None:
    overlapping = Coverage(("A", "B"), np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)], dtype=object))

    with pytest.raises(BoundaryError, match="borders do not meet: A, B"):
        overlapping.check()


def test_broken_shape_is_named() -> None:
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

    with pytest.raises(BoundaryError, match="invalid or empty shapes: B"):
        Coverage(("A", "B"), np.array([shapely.box(5, 5, 6, 6), bow_tie], dtype=object)).check()


@pytest.mark.parametrize(("name", "number"), [("municipalities", 342), ("corops", 40), ("provinces", 12)])
def test_published_shapes_fit_together(snapshot: Snapshot, name: str, number: int) -> None:
    coverage = read_coverage(snapshot.shapes(name), "code")

    coverage.check()
    assert len(coverage.codes) == number


def test_published_municipalities_make_up_the_published_provinces(snapshot: Snapshot) -> None:
    home = dict(snapshot.table("regions").filter(level="municipality").select("code", "province_code").iter_rows())

    provinces = read_coverage(snapshot.shapes("municipalities"), "code").merged(home)

    published = read_coverage(snapshot.shapes("provinces"), "code")
    assert provinces.codes == published.codes
    assert shapely.equals(provinces.shapes, published.shapes).all()
