"""The page with a note, whatever stands in the address."""

import pytest

from tests.hostile import HOSTILE
from tests.pages.harness import open_page, problems, words


@pytest.mark.parametrize("page", ["kaart", "initiatieven"])
@pytest.mark.parametrize("what", list(HOSTILE))
def test_a_hostile_address_gives_the_page_with_a_note(what: str, page: str) -> None:
    app = open_page(page, **HOSTILE[what])

    assert problems(app) == []
    assert len(app.info) >= 1
    assert all(len(line) < 300 for note in app.info for line in note.value.split("\n\n"))
    assert "initiatie" in words(app)


@pytest.mark.parametrize("mode", ["gemeenten", "witte-vlekken", "punten"])
@pytest.mark.parametrize("what", list(HOSTILE))
def test_no_way_of_drawing_falls_over_it(what: str, mode: str) -> None:
    app = open_page("kaart", weergave=mode, **HOSTILE[what])

    assert problems(app) == []
    assert len(app.info) >= 1


@pytest.mark.parametrize("text", ["(.*)+", "a|b", "[", "\\", "$^", "*", "?+{}"])
def test_search_text_with_signs_of_patterns_is_text(text: str) -> None:
    app = open_page("kaart", q=text)

    assert problems(app) == []
    # Signs only separate words; where nothing is left to search for, that is said and everything shown.
    assert ("geen letter of cijfer" in app.info[0].value) if app.info else (f"met “{text}”" in words(app))
