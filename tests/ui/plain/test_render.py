"""A story as HTML: all words are escaped text, every choice is a link, and nothing required is missing."""

from dataclasses import replace
from html.parser import HTMLParser

import polars as pl
import pytest
from markupsafe import Markup

from data_loaders.store import current
from tests.hostile import HOSTILE
from ui.plain.render import safe, story_html
from ui.story import Choice, Control, ControlKind, Link, Part, PartKind, Place, Story
from ui.view import View, data_of

ROWS = pl.DataFrame({"Naam": ["Een"], "Aantal": [1234]})
PART = Part("deel", "Titel", "Zin.", rows=ROWS, source="Bron", age="2026", links={"Naam": ["/regio"]})
STORY = Story("over", "T", "Antwoord", parts=(PART,))


@pytest.fixture(scope="module")
def view() -> View:
    return View(data_of(current()), "nl", params={"thema": ["zorg"], "onzin": ["x"]})


class Elements(HTMLParser):
    """Names of elements and their attributes, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_markup(view: View, words: str) -> None:
    part = replace(
        PART,
        title=words,
        sentence=words,
        note=words,
        source=words,
        rows=pl.DataFrame({words or "-": [words]}),
        links={},
    )
    choice = Choice(words, "?a=b", is_on=True, count=1, value=words)
    story = Story(
        "over", words, words, words, words, crumbs=(Link(words, "/over"),), notes=(words,), parts=(part,),
        controls=tuple(Control("c", words, (choice,), kind) for kind in ControlKind),
    )  # fmt: skip
    plain = replace(story, title="x", answer="x")

    elements = Elements(story_html(view, story))

    assert not {tag for tag, _ in elements.seen} & {"script", "img", "iframe", "b"}
    assert not [name for _, attrs in elements.seen for name in attrs if name.startswith("on")]
    assert [tag for tag, _ in elements.seen].count("section") == Elements(story_html(view, plain)).words.count("Bron:")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elders.nl", "data:text/html,x", "", "regio"])
def test_only_the_web_and_our_own_pages_become_links(view: View, address: str) -> None:
    assert safe(address) == ""
    html = story_html(view, replace(STORY, parts=(replace(PART, links={"Naam": [address]}),)))
    assert f'href="{address}"' not in html


def test_a_part_shows_its_rows_source_age_and_files(view: View) -> None:
    html = story_html(view, STORY)

    assert '<a href="/regio">Een</a>' in html
    assert '<td class="getal">1.234</td>' in html
    assert "Bron: Bron. 2026." in html
    assert 'href="/bestand/over/deel.xlsx?thema=zorg"' in html
    assert html.index("deel.xlsx") < html.index("deel.csv")


def test_a_drawing_has_its_rows_in_a_table_behind_it(view: View) -> None:
    html = story_html(view, replace(STORY, parts=(replace(PART, kind=PartKind.FIGURE, body=Markup("<svg></svg>")),)))

    assert html.index("<svg></svg>") < html.index("<details>") < html.index("<td")


@pytest.mark.parametrize("kind", list(PartKind))
def test_each_kind_says_all_its_cells(view: View, kind: PartKind) -> None:
    words = Elements(story_html(view, replace(STORY, parts=(replace(PART, kind=kind),)))).words

    assert "Een" in words
    assert "1.234" in words


def test_places_keep_the_order_and_a_side_stands_beside_the_heading(view: View) -> None:
    parts = tuple(replace(PART, name=place.value, place=place) for place in Place)
    html = story_html(view, replace(STORY, parts=parts))

    assert "met-zij" in html
    assert html.index("<h1 ") < html.index('id="head"') < html.index('id="side"') < html.index('id="half"')
    assert "met-zij" not in story_html(view, STORY)


def test_a_choice_is_a_link_that_says_whether_it_is_on(view: View) -> None:
    control = Control(
        "deel", "Deel", (Choice("Een", "?deel=een", value="een"), Choice("Twee", "?", True, value="twee"))
    )
    links = [
        attrs
        for tag, attrs in Elements(story_html(view, replace(STORY, controls=(control,)))).seen
        if tag == "a" and "data-keuze" in attrs
    ]

    assert [(link["href"], link.get("aria-current")) for link in links] == [("?deel=een", None), ("?", "true")]


def test_a_menu_is_a_form_that_keeps_the_rest_of_the_address(view: View) -> None:
    control = Control("deel", "Deel", (Choice("Een", "?", value="een"),), ControlKind.MENU, keeps=(("thema", "zorg"),))
    html = story_html(view, replace(STORY, controls=(control,)))

    assert '<input type="hidden" name="thema" value="zorg">' in html
    assert '<option value="een">Een</option>' in html
