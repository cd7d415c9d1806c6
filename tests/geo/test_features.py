import polars as pl
import pytest

from geo.features import CRS84, SYSTEMS, Box, Points

RD = next(system for system in SYSTEMS if system.endswith("28992"))
AMERSFOORT = Points(pl.Series([5.38720621, None]), pl.Series([52.15517440, None]))
"""The origin of the Dutch grid, and a row without a point."""


def test_the_origin_of_the_grid_is_where_it_should_be() -> None:
    assert AMERSFOORT.written(pl.Series([0, 1]), RD)[1] == "null"
    x, y = (float(each) for each in AMERSFOORT.written(pl.Series([0]), RD)[0].split("[")[1].rstrip("]}").split(","))
    assert [x, y] == pytest.approx([155_000, 463_000], abs=1)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(5.3, 52.1, 5.4, 52.2), True),
        (Box(5.4, 52.1, 5.5, 52.2), False),
        (Box(154_000, 462_000, 156_000, 464_000, RD), True),
        (Box(170.0, 50.0, 6.0, 53.0), True),
        (Box(170.0, 50.0, 5.0, 53.0), False),
    ],
)
def test_a_row_without_a_point_is_in_no_box(box: Box, expected: bool) -> None:
    assert AMERSFOORT.inside(box).to_list() == [expected, False]


@pytest.mark.parametrize(
    ("box", "swapped"),
    [
        (Box(52.0, 5.0, 52.2, 5.2), True),
        (Box(5.0, 52.0, 5.2, 52.2), False),
        (Box(-180, -90, 180, 90), False),
        (Box(-74.0, 40.0, -73.0, 41.0), False),
        (Box(52.0, 5.0, 52.2, 5.2, RD), False),
    ],
)
def test_swapped_latitude_and_longitude_are_recognised(box: Box, swapped: bool) -> None:
    assert box.has_swapped_axes is swapped
    assert box.system in {CRS84, RD}
