"""Any address gives a page with a note, whatever it contains."""

import pytest

from pages import stories
from tests.hostile import HOSTILE
from ui.story import Story
from ui.view import view_of


def told(page: str, **params: str | list[str]) -> Story:
    asked = {name: [value] if isinstance(value, str) else value for name, value in params.items()}
    return stories()[page](view_of(asked))


@pytest.mark.parametrize("page", ["kaart", "initiatieven"])
@pytest.mark.parametrize("what", list(HOSTILE))
def test_a_hostile_address_gives_the_page_with_a_note(what: str, page: str) -> None:
    shown = told(page, **HOSTILE[what])

    assert shown.notes
    assert all(len(note) < 300 for note in shown.notes)
    assert "initiatie" in shown.answer


@pytest.mark.parametrize("mode", ["gemeenten", "witte-vlekken", "punten"])
@pytest.mark.parametrize("what", list(HOSTILE))
def test_no_way_of_drawing_falls_over_it(what: str, mode: str) -> None:
    assert told("kaart", weergave=mode, **HOSTILE[what]).notes


@pytest.mark.parametrize("text", ["(.*)+", "a|b", "[", "\\", "$^", "*", "?+{}"])
def test_search_text_with_signs_of_patterns_is_text(text: str) -> None:
    shown = told("kaart", q=text)

    # Signs only separate words; where nothing is left to search for, that is said and everything shown.
    assert ("geen letter of cijfer" in shown.notes[0]) if shown.notes else (f"met “{text}”" in shown.answer)
