import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepare.clean.cells import Cells
from prepare.clean.stems import phrase_key, stem
from prepare.clean.themes import categories_of, clean_themes
from prepare.columns.field import Field
from tests.prepare.atlas import words


def themes_of(text: str) -> list[str]:
    return list(clean_themes(Cells(texts={Field.THEMES: text}), words()))


@pytest.mark.parametrize(
    ("typed", "themes"),
    [
        ("Zorg & Welzijn", ["zorg"]),
        ("Wonen-Zorg", ["wonen", "zorg"]),
        ("zorg-en-welzijn", ["zorg"]),
        ("energie-mobiliteit", ["energie", "mobiliteit"]),
        ("Thema: energie", ["energie"]),
        ("Categorie: wonen / zorg", ["wonen", "zorg"]),
        ("Energie (zon)", ["energie"]),
        ("Energie (lokaal)", ["energie"]),
        ("Lokaal (energie)", ["energie"]),
        ("1. Wonen", ["wonen"]),
        ("03 - Energie", ["energie"]),
        ("A) Zorg", ["zorg"]),
        ("#ontmoeten #zorg", ["ontmoeten", "zorg"]),
        ("Voedselbanken", ["bestaanszekerheid"]),
        ("Buurthuis/dorpshuis", ["ontmoeten"]),
        ("energie-coöperatie", ["energie"]),
        ("Energie coöperaties", ["energie"]),
        ("wijkcentra", ["ontmoeten"]),
        ("Buurtmoestuinen", ["groen_voedsel"]),
        ("Duurzaamheid > Energie", ["energie"]),
        ("wonen – zorg", ["wonen", "zorg"]),
        ('["zorg", "energie"]', ["zorg", "energie"]),
        ("{zorg,energie}", ["zorg", "energie"]),
        ("zorg energie", ["zorg", "energie"]),
        ("zorg\\energie", ["zorg", "energie"]),
    ],
)
def test_categories_as_people_write_them(typed: str, themes: list[str]) -> None:
    assert themes_of(typed) == themes


@pytest.mark.parametrize(
    "typed",
    ["Circulair", "Cultuur", "Sport", "Jongeren", "Overig", "Leefbaarheid in het dorp", "Zorgen maken", "1.", "plek"],
)
def test_a_word_that_is_on_no_list_is_not_guessed(typed: str) -> None:
    assert themes_of(typed) == []


def test_known_categories_in_a_cell_count_and_unknown_ones_are_reported() -> None:
    assert categories_of("Groen, natuur en plastic", words()) == {
        "Groen": ("groen_voedsel",),
        "natuur": ("groen_voedsel",),
        "plastic": None,
    }


LISTED = sorted(words().themes)
FORMS = ["{}", "{}.", "1. {}", "2) {}", "#{}", "Thema: {}", "{} (nieuw)", " {} ", "• {}"]


@given(
    word=st.sampled_from(LISTED), form=st.sampled_from(FORMS), case=st.sampled_from([str.upper, str.title, str.lower])
)
def test_every_listed_word_is_recognised_in_any_notation(word: str, form: str, case: type[str]) -> None:
    assert themes_of(form.format(case(word))) == list(words().themes[word])


@given(word=st.sampled_from(LISTED), mark=st.sampled_from(["-", "_", " ", "  "]))
def test_hyphens_and_spaces_make_no_difference(word: str, mark: str) -> None:
    assert themes_of(word.replace(" ", mark)) == list(words().themes[word])


@given(
    chosen=st.lists(st.sampled_from(LISTED), min_size=2, max_size=4),
    mark=st.sampled_from([";", " / ", ", ", " | ", "\n", " > "]),
)
def test_lists_of_words_are_all_their_themes(chosen: list[str], mark: str) -> None:
    expected = dict.fromkeys(theme for word in chosen for theme in words().themes[word])

    assert set(themes_of(mark.join(chosen))) == set(expected)


def test_two_listed_words_are_never_one_form_with_different_themes() -> None:
    meanings: dict[str, set[tuple[str, ...]]] = {}
    for word, themes in words().themes.items():
        meanings.setdefault(phrase_key(word), set()).add(themes)

    assert {key: themes for key, themes in meanings.items() if len(themes) > 1} == {}


PLURALS = """huis huizen, school scholen, bos bossen, voedselbos voedselbossen, bank banken, wijkcentrum wijkcentra, thema themas,
cooperatie cooperaties, tuin tuinen, fonds fondsen, gemeente gemeenten, winkel winkels, kas kassen, bus bussen, auto autos,
cafe cafes, domein domeinen, hofje hofjes, wijk wijken, woning woningen, garden gardens, keuken keukens, project projecten"""


@pytest.mark.parametrize("pair", PLURALS.replace("\n", " ").split(", "))
def test_singular_and_plural_are_one(pair: str) -> None:
    one, many = pair.split()

    assert stem(one) == stem(many)
