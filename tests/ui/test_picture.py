"""A map as a file: whole words, no names of colours, the same bytes each time, whatever the words are."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.pages.harness import view_in
from ui.map_key import Key
from ui.picture import HEIGHT, WIDTH, MapPicture, picture_svg

MAP = Markup('<svg viewBox="0 0 1 1"><circle class="accent" r="1"/></svg>')
KEY = Key("Initiatieven, per gemeente", "", colour="accent", largest=60, per_root=2.8)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(title: str, sentence: str = "Zoveel bekend.", key: Key = KEY) -> str:
    return picture_svg(view_in("nl"), MapPicture(title, sentence, "Bron: Samenkaart. https://voorbeeld.nl", MAP, key))


def shown(svg: str) -> str:
    return " ".join("".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own file


def test_it_holds_title_sentence_source_and_legend_at_the_size_of_a_preview() -> None:
    svg = drawn("Wij kennen 12 initiatieven")

    for words in (
        "Wij kennen 12 initiatieven",
        "Zoveel bekend.",
        "Bron: Samenkaart.",
        "Initiatieven, per gemeente",
        "60",
    ):
        assert words in shown(svg)
    assert f'width="{WIDTH}" height="{HEIGHT}"' in svg
    assert "var(--" not in svg
    assert svg == drawn("Wij kennen 12 initiatieven")


@given(st.text(max_size=300))
def test_any_words_are_text_in_a_file_that_can_be_read(words: str) -> None:
    ET.fromstring(drawn(words, words))  # noqa: S314 - our own file


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><a href="https://kwaad.example">', "&amp;"])
def test_words_are_never_markup(words: str) -> None:
    root = ET.fromstring(drawn(words, words))  # noqa: S314 - our own file

    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}a"))


def test_what_does_not_fit_ends_in_dots_and_stays_in_the_picture() -> None:
    assert "…" in shown(drawn("woord " * 300))
