import json

import polars as pl
import pytest

from data_loaders.store import current
from measures.catalogue import catalogue
from measures.selection import Selection
from ui.names import names
from ui.point_map import LARGEST_DOT_PX, MANY, SMALLEST_DOT_PX, _written, dot_px
from ui.session import View
from ui.texts import texts


@pytest.fixture(scope="module")
def view() -> View:
    snapshot = current()
    indexed = catalogue(snapshot.table("initiatives"), snapshot.table("regions"))
    return View("nl", texts("nl"), snapshot, indexed, names(snapshot), Selection(municipality="GM0363"))


def some_points(number: int) -> pl.DataFrame:
    """As many points with one initiative each, all about care."""
    return pl.DataFrame(
        {
            "longitude": [4.7 + 0.3 * place / number for place in range(number)],
            "latitude": [52.3 + place % 97 / 1000 for place in range(number)],
            "place": ["Amsterdam"] * number,
            "count": pl.Series([1] * number, dtype=pl.UInt32),
            "names": [[f"Zorgcoöperatie {place}"] for place in range(number)],
            "ids": [[f"zorg-{place}"] for place in range(number)],
            "location_precision": [["address"]] * number,
            "theme": ["zorg"] * number,
        }
    )


@pytest.mark.parametrize(("points", "expected"), [(0, 6.0), (200, 6.0), (800, 3.0), (100_000, 2.5)])
def test_dots_are_smaller_where_there_are_many(points: int, expected: float) -> None:
    assert dot_px(points) == expected
    assert SMALLEST_DOT_PX <= dot_px(points) <= LARGEST_DOT_PX


def test_thousands_of_points_are_all_on_the_map_at_less_than_a_hundred_bytes_each(view: View) -> None:
    drawn = _written(view, some_points(5000), "light")

    dots = next(layer["data"] for layer in json.loads(drawn)["layers"] if layer["id"] == "bubbels")
    assert len(dots) == 5000
    assert {dot["r"] for dot in dots} == {2.5}
    assert len(drawn) < 5000 * 100


@pytest.mark.parametrize(("points", "told"), [(10, True), (MANY + 1, False)])
def test_few_points_tell_how_precise_they_are(view: View, points: int, told: bool) -> None:
    assert ("Het punt staat op: adres" in _written(view, some_points(points), "light")) is told
