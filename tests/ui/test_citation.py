import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Language
from ui.citation import Cited, Style, cite
from ui.texts import LANGUAGES, keys

MAP = Cited(
    title="Initiatieven voor zorg in Limburg",
    address="https://samenkaart.example/kaart?thema=zorg&provincie=Limburg",
    version="2026-11-23.1",
    age="Ingelezen op 23 november 2026; bronnen 2010–2023",
    published=date(2026, 11, 23),
    read=date(2027, 1, 5),
)


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        (
            Style.PLAIN,
            "nl",
            "We Doen Het Samen (2026). Initiatieven voor zorg in Limburg. Samenkaart, gegevensversie 2026-11-23.1. "
            "Ingelezen op 23 november 2026; bronnen 2010–2023. "
            "Geraadpleegd op 5 januari 2027: https://samenkaart.example/kaart?thema=zorg&provincie=Limburg",
        ),
        (
            Style.APA,
            "nl",
            "We Doen Het Samen. (2026). Initiatieven voor zorg in Limburg (Gegevensversie 2026-11-23.1) "
            "[Dataset; ingelezen op 23 november 2026; bronnen 2010–2023]. Samenkaart. "
            "Geraadpleegd op 5 januari 2027, van https://samenkaart.example/kaart?thema=zorg&provincie=Limburg",
        ),
        (
            Style.APA,
            "en",
            "We Doen Het Samen. (2026). Initiatieven voor zorg in Limburg (Version 2026-11-23.1) "
            "[Data set; ingelezen op 23 november 2026; bronnen 2010–2023]. Samenkaart. "
            "Retrieved January 5, 2027, from https://samenkaart.example/kaart?thema=zorg&provincie=Limburg",
        ),
        (
            Style.BIBTEX,
            "nl",
            "@misc{samenkaart-2026-11-23-1-initiatieven-voor-zorg-in,\n"
            "  author = {{We Doen Het Samen}},\n"
            "  title = {{Initiatieven voor zorg in Limburg}},\n"
            "  year = {2026},\n"
            "  howpublished = {Samenkaart, gegevensversie 2026-11-23.1},\n"
            "  note = {Ingelezen op 23 november 2026; bronnen 2010–2023},\n"
            "  url = {https://samenkaart.example/kaart?thema=zorg&provincie=Limburg},\n"
            "  urldate = {2027-01-05},\n"
            "  language = {dutch},\n"
            "}",
        ),
    ],
    ids=["plain", "apa nl", "apa en", "bibtex"],
)
def test_citation_word_for_word(style: Style, language: Language, expected: str) -> None:
    assert cite(MAP, style, language) == expected


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_names_version_day_and_link(style: Style, language: Language) -> None:
    citation = cite(MAP, style, language)

    assert [part for part in (MAP.title, MAP.version, MAP.address, "2027", "2026") if part not in citation] == []


def test_dutch_and_english_have_the_same_words() -> None:
    nl, en = ({key for key in keys(language) if key.startswith("citation.")} for language in LANGUAGES)

    assert nl == en != set()


@given(title=st.text(max_size=80), query=st.text(max_size=40))
def test_bibtex_stays_one_balanced_entry_whatever_the_title(title: str, query: str) -> None:
    entry = cite(replace(MAP, title=title, address=MAP.address + query), Style.BIBTEX, "nl")
    without_escapes = re.sub(r"\\[{}$&#_%]", "", entry)

    assert without_escapes.count("{") == without_escapes.count("}")
    assert len(entry.splitlines()) == len(cite(MAP, Style.BIBTEX, "nl").splitlines())
    assert re.match(r"@misc\{[a-z0-9-]+,$", entry.splitlines()[0])


@given(title=st.text(max_size=80))
def test_other_forms_stay_on_one_line(title: str) -> None:
    assert [
        style
        for style in (Style.PLAIN, Style.APA)
        if len(cite(replace(MAP, title=title), style, "nl").splitlines()) != 1
    ] == []
