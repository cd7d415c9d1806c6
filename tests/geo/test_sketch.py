import json
import re

import pytest

from geo.layers import COUNTRY_VIEW, WORLD_PX
from geo.sketch import PER_PX, Window, sketch, sketched_lines, world

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]
COUNTRY = Window(COUNTRY_VIEW["longitude"], COUNTRY_VIEW["latitude"], COUNTRY_VIEW["zoom"], (400, 200))


def shapes(*rings: list[list[float]], code: str = "GM0001") -> bytes:
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return json.dumps({"features": [{"properties": {"code": code}, "geometry": geometry}]}).encode()


def points(path: str) -> list[tuple[int, int]]:
    """The corners of a path without curves, in steps."""
    found: list[tuple[int, int]] = []
    for command, told in re.findall(r"([Ml])([^Mlz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", told)]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            found.append((x, y) if command == "M" else (found[-1][0] + x, found[-1][1] + y))
    return found


def test_the_world_is_a_square_of_512_pixels_with_its_middle_in_the_gulf_of_guinea() -> None:
    assert world(-180, 85.05112878) == pytest.approx((0, 0), abs=1e-3)
    assert world(0, 0) == pytest.approx((WORLD_PX / 2, WORLD_PX / 2))


def test_the_middle_of_the_view_is_the_middle_of_the_map() -> None:
    assert COUNTRY.px(COUNTRY_VIEW["longitude"], COUNTRY_VIEW["latitude"]) == (0, 0)


def test_east_is_to_the_right_and_north_is_up() -> None:
    x, y = COUNTRY.px(6.0, 53.0)

    assert x > 0 > y


@pytest.mark.parametrize("zoom", [6, 10])
def test_a_shape_lies_where_its_points_lie(zoom: int) -> None:
    window = Window(5.2, 52.05, 8.3, (400, 200))
    right, down, scale = (float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", window.transform(zoom)))

    drawn = points(sketch(shapes(SQUARE), zoom).outlines["GM0001"].path)

    step = 2**window.zoom / 2**zoom / PER_PX
    for (x, y), (longitude, latitude) in zip(drawn, SQUARE, strict=True):
        assert (x * scale + right, y * scale + down) == pytest.approx(window.px(longitude, latitude), abs=step + 0.1)


def test_consecutive_equal_points_become_one() -> None:
    nearly = [SQUARE[0], [5.0000001, 52.0], *SQUARE[1:]]

    assert sketch(shapes(nearly), 6).outlines == sketch(shapes(SQUARE), 6).outlines


def test_only_visible_outlines_are_drawn() -> None:
    drawn = sketch(shapes(SQUARE), 6)

    assert set(drawn.within(COUNTRY)) == {"GM0001"}
    assert drawn.within(Window(-100.0, 40.0, 6, (400, 200))) == {}


def test_every_ring_is_closed() -> None:
    far = [[x + 1, y] for x, y in SQUARE]

    path = sketch(shapes(SQUARE, far), 6).outlines["GM0001"].path

    assert path.count("M") == path.count("z") == 2


def test_pieces_that_follow_each_other_are_one_line() -> None:
    a, b, c, d = SQUARE[:4]
    pieces = [{"a": a, "b": b}, {"a": b, "b": c}, {"a": d, "b": a}]

    path = sketched_lines(json.dumps(pieces).encode(), 8)

    assert path.count("M") == 2
    assert len(points(path)) == 5
