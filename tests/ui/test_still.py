"""A drawing of the page by itself: the same shapes, with nothing that only a browser knows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import stories
from ui.address import Params
from ui.still import drawing_in, still
from ui.view import view_of

MAP = (
    '<svg class="landkaart" viewBox="-1 -1 400 2"><g class="mercator" transform="translate(1 2) scale({})">{}</g></svg>'
)
DRAWN: list[tuple[str, Params, str]] = [
    ("initiatieven", {"id": ["buurtbuik-utrecht"]}, "plek"),
    ("regio", {"gemeente": ["Ommen"]}, "kaart"),
    ("kaart", {"weergave": ["gemeenten"], "maat": ["per-10000"]}, "kaart"),
    ("doelen", {"doel": ["2"]}, "mijlpalen"),
    ("netwerken", {}, "tekening"),
    ("netwerken", {"netwerk": ["lsa"]}, "op-de-kaart"),
    ("netwerken", {"deel": ["hier"], "provincie": ["Limburg"]}, "regios"),
]


@pytest.mark.parametrize(("page", "params", "name"), DRAWN, ids=[f"{page}-{name}" for page, _, name in DRAWN])
def test_every_drawing_of_a_page_can_stand_by_itself(page: str, params: Params, name: str) -> None:
    part = stories()[page](view_of(params)).part(name)
    assert part

    drawn = still(drawing_in(part.body))

    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    for absent in ("var(--", "<a ", ":is(", ":hover", "@media", "scale(0.0"):
        assert absent not in drawn
    used = {
        each
        for names in re.findall(r'<(?:path|circle|rect|text)[^>]* class="([^"]+)"', drawn)
        for each in names.split()
    }
    ruled = set(re.findall(r"[.]([\w-]+)", drawn[: drawn.index("</style>")]))
    assert used - ruled <= {"klein", "vlakje", "lid_van", "stil-punt"}, used - ruled


@given(st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=8), st.sampled_from(["0.125", "0.31", "2"]))
def test_shapes_keep_their_place_when_their_scale_is_written_out(steps: list[int], scale: str) -> None:
    path = "M" + " ".join(map(str, steps)).replace(" -", "-")

    flat = still(MAP.format(scale, f'<g class="vlakken"><path class="land" d="{path}z"/></g>'))

    found = re.findall(r' d="M([^"z]*)z"', flat)[0]
    assert [float(each) for each in re.findall(r"-?[0-9.]+", found)] == pytest.approx(
        [each * float(scale) for each in steps], abs=0.006
    )
    assert 'transform="translate(1 2)"' in flat


def test_signs_among_words_and_what_a_phone_shows_are_no_drawing() -> None:
    sign, wide = '<svg viewBox="0 0 16 16"></svg>', '<svg viewBox="0 0 580 320"></svg>'

    assert drawing_in(sign) == drawing_in(wide + wide) == drawing_in("<p>woorden</p>") == ""
    assert drawing_in(f'{sign}<div class="breed">{wide}</div><div class="smal">{wide}</div>') == wide
