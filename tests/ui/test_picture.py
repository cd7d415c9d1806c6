"""Every page as a picture: with complete words, without names of colours, and the same bytes each time."""

import io
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from PIL import Image

from pages import stories
from tests.pages.harness import view_in
from ui.address import Params
from ui.picture import HEIGHT, WIDTH, card_svg, png
from ui.plain.site import Site
from ui.site_address import site_address
from ui.story import Part, PartKind, PartPicture, Story
from ui.view import view_of

SVG = "{http://www.w3.org/2000/svg}"
MAP = PartPicture(Markup('<svg class="landkaart" viewBox="0 0 536 540"><circle class="accent" r="1"/></svg>'))
SHARED: list[tuple[str, Params]] = [
    ("kaart", {"thema": ["zorg"]}),
    ("regio", {"corop": ["CR01"]}),
    ("initiatieven", {"id": ["buurtbuik-utrecht"]}),
    ("doelen", {"doel": ["2"]}),
    ("netwerken", {"netwerk": ["lsa"]}),
    ("over", {}),
]


def card(title: str, sentence: str = "Zoveel bekend.", drawn: PartPicture | None = MAP) -> str:
    drawing = None if drawn is None else lambda: drawn
    part = Part(
        "k", "K", "z", PartKind.FIGURE, pl.DataFrame({"a": [1]}), source="Samenkaart", age="2026", drawing=drawing
    )
    return card_svg(view_in("nl"), Story("kaart", title, title, sentence, address="/kaart", parts=(part,)))


def shown(svg: str) -> str:
    return " ".join("".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own file


@pytest.mark.parametrize("drawn", [MAP, None], ids=["map", "words"])
def test_it_holds_answer_sentence_source_and_address_at_the_size_of_a_preview(drawn: PartPicture | None) -> None:
    svg = card("Wij kennen 12 initiatieven", drawn=drawn)

    for words in ("Wij kennen 12 initiatieven", "Zoveel bekend.", "Bron: Samenkaart.", "/kaart"):
        assert words in shown(svg)
    assert f'width="{WIDTH}" height="{HEIGHT}"' in svg
    assert "var(--" not in svg
    assert svg == card("Wij kennen 12 initiatieven", drawn=drawn)


@pytest.mark.parametrize(("page", "params"), SHARED, ids=[page for page, _ in SHARED])
def test_every_kind_of_page_has_a_picture_of_its_own(page: str, params: Params) -> None:
    site = Site(stories())
    story = stories()[page](view_of(params))

    made = site.picture(page, params)

    assert made
    picture = Image.open(io.BytesIO(made)).convert("RGB")
    assert picture.size == (WIDTH, HEIGHT)
    assert len(set(picture.resize((60, 32)).get_flattened_data())) > 20
    opened = site.page(f"/{page}", params)
    assert opened
    query = story.address.partition("?")[2]
    assert f'og:image" content="{site_address()}/beeld/{page}.png{"?" if query else ""}{query}"' in opened.head


def test_a_page_that_is_not_there_has_no_picture() -> None:
    site = Site(stories())

    assert site.picture("onzin", {}) is site.picture("initiatieven", {"id": ["bestaat-niet"]}) is None


@given(st.text(max_size=300))
def test_any_words_are_text_in_a_file_that_can_be_read(words: str) -> None:
    ET.fromstring(card(words, words))  # noqa: S314 - our own file


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><a href="https://kwaad.example">', "&amp;"])
def test_words_are_never_markup(words: str) -> None:
    root = ET.fromstring(card(words, words))  # noqa: S314 - our own file

    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}a"))


def test_what_does_not_fit_ends_in_dots_and_stays_in_the_picture() -> None:
    assert "…" in shown(card("woord " * 300))


def test_nothing_is_fetched_for_pixels() -> None:
    assert png("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>")
