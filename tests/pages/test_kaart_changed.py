import re
from dataclasses import replace

import pytest

from data_loaders.store import current
from pages.kaart import changed
from pages.kaart.story import story
from tests.pages.harness import view_in
from ui.changes.known import Known, known_changes
from ui.plain.render import embedded_story, story_html
from ui.view import view_of


@pytest.mark.parametrize("language", ["nl", "en"])
def test_home_tells_in_three_lines_what_changed_below_the_panes(language: str) -> None:
    view = view_of({"taal": [language]})

    html = str(story_html(view, story(view)))
    section = re.search(r'<section class="deel" id="veranderd".*?</section>', html, re.DOTALL)

    assert section
    assert html.index('class="bronregel"') < html.index('id="veranderd"')
    assert len(re.findall("<li>", section[0])) == 3
    assert "/wijzigingen" in section[0]
    # The line about an earlier visit is hidden until the browser has something to say; it names no release by itself.
    assert f'hidden data-uitgave="{current().version}"' in section[0]
    assert "uitgave=EERDER" in section[0]


@pytest.mark.parametrize("params", [{"thema": ["zorg"]}, {"weergave": ["corop"]}])
def test_a_choice_leaves_the_lines_out(params: dict[str, list[str]]) -> None:
    assert story(view_of(params)).part("veranderd") is None


def test_another_site_gets_the_map_only() -> None:
    view = view_in("nl")

    assert [part.name for part in embedded_story(view, story(view)).parts] == ["kaart"]


def test_names_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_in("en")
    known = known_changes(view)
    hostile = known.rows.with_columns(name=known.rows["name"] + "<script>")
    monkeypatch.setattr(changed, "known_changes", lambda _: replace(known, rows=hostile))
    monkeypatch.setattr(type(view), "once", lambda _self, _what, answer: answer())

    (part,) = changed.changed_part(view)

    assert "<script>" not in part.body
    assert "&lt;script&gt;" in part.body


def test_the_first_release_has_nothing_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_in("nl")
    known = known_changes(view)
    monkeypatch.setattr(changed, "known_changes", lambda _: Known(known.rows.clear(), "", known.until))
    monkeypatch.setattr(type(view), "once", lambda _self, _what, answer: answer())

    assert list(changed.changed_part(view)) == []
