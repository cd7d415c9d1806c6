import json

import pytest
import shapely

from geo.borders import border_lines


def squares(*corners: tuple[float, float]) -> bytes:
    features = [
        {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shapely.box(x, y, x + 1, y + 1))}
        for x, y in corners
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def length(lines: bytes) -> float:
    [feature] = json.loads(lines)["features"]
    return float(shapely.length(shapely.from_geojson(json.dumps(feature["geometry"]))))


@pytest.mark.parametrize(("corners", "expected"), [([(0, 0)], 4), ([(0, 0), (1, 0)], 7), ([(0, 0), (5, 0)], 8)])
def test_a_shared_border_is_drawn_once(corners: list[tuple[float, float]], expected: float) -> None:
    assert length(border_lines(squares(*corners))) == pytest.approx(expected)


def test_points_where_regions_meet_stay_where_they_are() -> None:
    lines = json.loads(border_lines(squares((0, 0), (1, 0)), tolerance=0.4))

    ends = {tuple(line[0]) for line in lines["features"][0]["geometry"]["coordinates"]}
    assert ends <= {(1, 0), (1, 1)}


def test_lines_are_much_lighter_than_outlines_and_stay_near() -> None:
    from data_loaders.store import current  # noqa: PLC0415

    shapes = current().shapes("provinces")
    lines = border_lines(shapes)

    outlines = shapely.union_all(
        [shapely.boundary(shapely.from_geojson(json.dumps(f["geometry"]))) for f in json.loads(shapes)["features"]]
    )
    drawn = shapely.from_geojson(json.dumps(json.loads(lines)["features"][0]["geometry"]))
    assert len(lines) < len(shapes) / 2
    assert shapely.hausdorff_distance(drawn, outlines) < 0.01
