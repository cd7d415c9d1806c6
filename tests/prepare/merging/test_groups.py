"""When sets of rows may become one."""

import pytest

from prepare.merging.groups import Groups, Traits
from prepare.merging.tables import PairingRule


def at(*spots: float, place: str = "", part: str = "") -> Traits:
    """Rows so many kilometres east, in a place, of a part."""
    return Traits(
        frozenset(place.split()), {(spot, 0.0) for spot in spots}, {frozenset(part.split())} if part else set()
    )


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        (at(), at(), True),
        (at(0.0), at(1.0), True),
        (at(0.0, 0.5), at(1.0, 1.25), False),
        (at(place="lombok"), at(place="vleuten"), False),
        (at(place="lombok oost"), at(place="lombok west"), True),
        (at(place="lombok"), at(), True),
        (at(), at(place="lombok"), True),
        (at(*(n / 1000 for n in range(100))), at(*(n / 1000 for n in range(100))), True),
        (at(*(n / 1000 for n in range(101))), at(*(n / 1000 for n in range(100))), False),
    ],
)
def test_rows_are_near_unless_a_place_or_an_address_says_otherwise(one: Traits, other: Traits, is_near: bool) -> None:
    assert one.is_near(other) is is_near


@pytest.mark.parametrize(
    ("one", "other", "is_same"), [("noord", "zuid", False), ("noord", "noord hal", True), ("noord", "", True)]
)
def test_two_parts_differ_when_each_has_a_word_of_its_own(one: str, other: str, is_same: bool) -> None:
    assert at(part=one).is_same_part(at(part=other)) is is_same


def test_a_set_takes_in_what_its_rows_say_and_keeps_apart_what_any_of_them_must() -> None:
    places = ["", "lombok", "vleuten", "lombok", ""]
    groups = Groups(range(1, 6), [at(place=place) for place in places], [(5, 4)])

    assert groups.join(2, 1, PairingRule.SAME_NAME)
    assert not groups.join(1, 3, PairingRule.SAME_NAME)
    assert groups.join(3, 1, PairingRule.SAME_SITE)
    assert groups.join(4, 2, PairingRule.SAME_NAME)
    assert not groups.join(5, 1, PairingRule.DECIDED)
    assert [groups.find(row) for row in range(7)] == [0, 1, 1, 1, 1, 5, 6]
    assert groups.must_stay_apart(3, 5)
    assert groups.must_stay_apart(5, 2)
    assert not groups.must_stay_apart(1, 2)
    assert groups.join(3, 2, PairingRule.SAME_NAME)
