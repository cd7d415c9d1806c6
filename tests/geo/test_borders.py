import json

import pytest
import shapely

from geo.borders import border_lines


def squares(*corners: tuple[float, float]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"kind": "land"},
            "geometry": shapely.geometry.mapping(shapely.box(x, y, x + 1, y + 1)),
        }
        for x, y in corners
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def drawn(lines: bytes) -> shapely.Geometry:
    return shapely.union_all([shapely.linestrings([piece["a"], piece["b"]]) for piece in json.loads(lines)])


NOWHERE = squares()


@pytest.mark.parametrize(
    ("corners", "expected"),
    [([(0, 0)], 0), ([(0, 0), (1, 0)], 1), ([(0, 0), (1, 0), (2, 0)], 2), ([(0, 0), (5, 0)], 0)],
)
def test_only_a_shared_border_is_drawn_and_once(corners: list[tuple[float, float]], expected: float) -> None:
    assert shapely.length(drawn(border_lines(squares(*corners), NOWHERE))) == pytest.approx(expected)


def test_points_where_regions_meet_stay_where_they_are() -> None:
    line = drawn(border_lines(squares((0, 0), (1, 0)), NOWHERE, tolerance=0.4))

    assert {tuple(point) for point in shapely.get_coordinates(line).tolist()} == {(1, 0), (1, 1)}


def test_lines_are_far_fewer_than_those_of_outlines_and_stay_near() -> None:
    from data_loaders.store import current  # noqa: PLC0415

    shapes = current().shapes("provinces")
    lines = border_lines(shapes, current().shapes("surroundings"))

    outlines = shapely.union_all(
        [shapely.boundary(shapely.from_geojson(json.dumps(f["geometry"]))) for f in json.loads(shapes)["features"]]
    )
    points = shapely.points(shapely.get_coordinates(drawn(lines)))
    assert len(json.loads(lines)) < shapely.get_num_coordinates(outlines) / 3
    assert shapely.distance(points, outlines).max() < 0.001


def test_a_border_with_land_abroad_is_drawn_and_the_coast_is_not() -> None:
    abroad = squares((0.9, 0))

    line = drawn(border_lines(squares((0, 0)), abroad))

    assert shapely.length(line) == pytest.approx(1 + 2 * 0.1)
    assert shapely.bounds(line)[0] == pytest.approx(0.9)
