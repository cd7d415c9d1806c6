"""Names on a drawn map do not overlap each other, and hide as few marks as possible."""

import math

from hypothesis import given
from hypothesis import strategies as st

from geo.placing import GAP_PX, Circle, Room

BOX = (-200.0, -200.0, 200.0, 200.0)
SIZE = 12.0
circles = st.tuples(st.floats(-150, 150), st.floats(-150, 150), st.floats(1, 12))


def test_a_name_stands_at_its_mark_where_nothing_else_is() -> None:
    middle, line = Room(BOX).place("Zeist", (0, 0, 5), SIZE, 0) or (math.nan, math.nan)

    assert middle > 5 + GAP_PX
    assert abs(line) < SIZE


def test_a_name_goes_to_the_side_where_it_hides_no_other_mark() -> None:
    spot = Room(BOX, [(0, 0, 5), (25, 0, 6)]).place("Zeist", (0, 0, 5), SIZE, 1)

    assert spot
    assert spot[0] < 0


def test_a_name_that_would_hide_a_mark_on_every_side_is_left_out_unless_it_must_be_there() -> None:
    around: list[Circle] = [(x, y, 11) for x in range(-60, 61, 12) for y in range(-60, 61, 12)]

    assert Room(BOX, around).place("Zeist", (0, 0, 11), SIZE, 1) is None
    assert Room(BOX, around).place("Zeist", (0, 0, 11), SIZE, math.inf)


@given(st.lists(circles, max_size=12))
def test_no_name_stands_over_another_and_none_hides_more_than_it_may(marks: list[Circle]) -> None:
    room = Room(BOX, marks)

    for mark in marks:
        room.place("Zeist", mark, SIZE, 4)

    for number, (left, top, right, bottom) in enumerate(room.taken):
        assert not any(
            left < r and l < right and top < b and t < bottom
            for l, t, r, b in room.taken[number + 1 :]  # noqa: E741
        )
        reach = [
            radius - math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) for x, y, radius in marks
        ]
        assert sum(max(each, 0) for each in reach) - max(each for each in reach) <= 4 + 1e-9
