"""A page has exactly the style rules that it needs."""

import re

import pytest

from ui.plain.needed import blocks, compact, needed
from ui.plain.tokens import style

RULES = """
/* A word. */
a { x: 1 }
.een, .twee { x: 2 }
.een .drie { x: 3 }
.huis :is(.een, .vier) a { x: 4 }
a:not(.vijf) { x: 5 }
.op:has(> .vijf) { x: 6 }
@media (max-width: 1px) { .een { x: 7 } .vijf { x: 8 } }
@font-face { x: 9 }
"""


@pytest.mark.parametrize(
    ("classes", "kept"),
    [
        ("", [1, 5, 9]),
        ("een", [1, 2, 5, 7, 9]),
        ("huis vier", [1, 4, 5, 9]),
        ("een drie", [1, 2, 3, 5, 7, 9]),
        ("op", [1, 5, 6, 9]),
    ],
)
def test_what_can_match_is_kept(classes: str, kept: list[int]) -> None:
    found = needed(compact(RULES), f'<p class="{classes}"></p>')

    assert [int(number) for number in re.findall(r"x: (\d)", found)] == kept


def test_nothing_is_lost_for_a_page_with_every_class() -> None:
    names = " ".join(set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", style())))

    assert len(list(blocks(needed(style(), f'<p class="{names}"></p>')))) == len(list(blocks(style())))
    assert needed(style(), f'<p class="{names}"></p>').count("{") == style().count("{")


def test_a_note_keeps_its_room_within_the_house() -> None:
    # `.huis p` takes room away from every paragraph; a rule with one class only would lose from it.
    (selector,) = [
        selector for selector, body in blocks(compact(style())) if ".melding" in selector and "padding" in body
    ]

    assert selector == ".huis .melding"
