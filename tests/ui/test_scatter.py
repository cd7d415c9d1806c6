import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.scatter import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Dot, Plane, PlaneAxis, scatter

CORNERS = ("hoog, weinig", "hoog, veel", "laag, weinig", "laag, veel")


def plane(x: float | None, y: float | None) -> Plane:
    return Plane(
        PlaneAxis("Cijfer", x, "midden"),
        PlaneAxis("Bekend", y, "samen"),
        CORNERS,
        "In woorden <b>",
        lambda value: f"{value:g}",
    )


def circles(svg: str) -> dict[str, tuple[float, float, float]]:
    found = re.findall(r'<circle class="\w+" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"><title>(.*?)</title>', svg)
    return {unescape(name): (float(x), float(y), float(r)) for x, y, r, name in found}


def at(svg: str, words: str) -> tuple[float, float]:
    found = re.search(rf'<text class="[\w ]+" x="([\d.]+)" y="([\d.]+)" text-anchor="\w+">{words}</text>', svg)
    assert found
    return float(found[1]), float(found[2])


FOUR = [Dot(30, 0, "A", is_own=True), Dot(30, 4, "B"), Dot(10, 0, "C"), Dot(10, 4, "D")]


def test_the_corner_of_many_and_little_is_at_the_lower_right() -> None:
    drawn = str(scatter(plane(20, 2), FOUR))
    spots = circles(drawn)

    assert spots["A"][0] == spots["B"][0] > spots["C"][0] == spots["D"][0]
    assert spots["A"][1] == spots["C"][1] > spots["B"][1] == spots["D"][1]
    for words, name in zip(CORNERS, "ABCD", strict=True):
        x, y = at(drawn, words)
        assert (x > WIDTH / 2) == (spots[name][0] > WIDTH / 2)
        assert (y > at(drawn, "samen")[1]) == (spots[name][1] > at(drawn, "samen")[1])


def test_places_at_the_same_point_are_one_circle_as_large_as_there_are_many() -> None:
    spots = circles(str(scatter(plane(2, 1), [Dot(1, 0, "A"), *(Dot(3, 0, name) for name in "BCDE")])))

    assert set(spots) == {"A", "B, C, D, E"}
    assert spots["B, C, D, E"][2] == pytest.approx(2 * spots["A"][2])


def test_without_a_middle_there_are_no_corners_and_words_are_never_markup() -> None:
    drawn = str(scatter(plane(None, None), [Dot(1, 1, "<script>")]))

    assert "hoog, weinig" not in drawn
    assert "<script>" not in drawn
    assert 'aria-label="In woorden &lt;b&gt;"' in drawn


figures = st.tuples(st.floats(0, 1e5), st.floats(0, 1e3))


@given(st.lists(figures, max_size=30))
def test_every_point_is_inside_the_plane(points: list[tuple[float, float]]) -> None:
    dots = [Dot(x, y, f"P{place}") for place, (x, y) in enumerate(points)]

    for x, y, _ in circles(str(scatter(plane(1.0, 1.0), dots))).values():
        assert LEFT <= x <= RIGHT
        assert TOP <= y <= HEIGHT
