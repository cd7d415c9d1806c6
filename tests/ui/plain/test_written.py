"""The server's page and the live one are told once."""

import pytest

from data_loaders.store import current
from pages import PAGES, stories
from tests.pages.harness import html, open_page
from ui.parameters import known
from ui.plain.site import Site
from ui.plain.written import written_page
from ui.story import Story
from ui.view import View, view_of


@pytest.mark.parametrize("name", [name for name in PAGES if name != "aanleveren"])
def test_the_live_page_says_word_for_word_what_the_server_did(name: str) -> None:
    page = Site(stories()).page(f"/{name}", {"thema": ["zorg"], "utm_source": ["brief"]})

    live = html(open_page(name, thema="zorg", utm_source="brief"))

    assert page is not None
    assert f'<main id="blad" tabindex="-1">{live.strip()}</main>' in page.body


def test_a_view_is_told_once_and_another_one_anew() -> None:
    asked = []

    def story(view: View) -> Story:
        asked.append(view.params)
        return Story("", f"titel {len(asked)}", "antwoord")

    views = [view_of(known(params)) for params in ({"van": ["1901"]}, {"van": ["1901"], "x": ["1"]}, {"van": ["1902"]})]

    assert [written_page(view, story).title for view in views] == ["titel 1", "titel 1", "titel 2"]
    assert written_page(views[0], story, embedded=True).footer == ""
    assert current().version in written_page(views[0], story).footer


def test_what_is_added_to_a_page_stays_markup() -> None:
    page = Site(stories()).page("/over", {})

    # Of another type of string, which escapes what is added to it, the scripts of the page would become words.
    assert page is not None
    assert {type(each) for each in (page.head, page.body, page.footer)} == {str}
