import re

import pytest

from data_loaders.schema import Language
from ui.texts import LANGUAGES, _parts, keys, text

MORE_THAN_ONE = {"total", "all", "places", "cells", "columns", "tables", "needed", "years", "parts"}
"""Values that are never 1: all regions, indicators or columns that there are, a fixed rule, years from two on, parts of a split."""

PLURALS = {
    "nl": "initiatieven|punten|waarden|cijfers|netwerken|gemeenten|plaatsen|regio's|provincies|jaren|partners|doelen"
    "|bronnen|rijen|indicatoren|streefwaarden|mijlpalen|relaties|vakjes|buren|dagen|maanden",
    "en": "initiatives|points|values|figures|networks|municipalities|places|regions|provinces|years|partners|goals"
    "|sources|rows|indicators|targets|milestones|relations|cells|neighbours|days|months",
}


def filled_in(node: object) -> set[str]:
    return set(re.findall(r"{(\w+)}", str(node)))


def at(language: Language, key: str) -> object:
    node = _parts(language)
    for step in key.split("."):
        node = node[step]
    return node


def test_every_text_is_there_in_both_languages() -> None:
    assert keys("nl") == keys("en")


def test_both_languages_ask_for_the_same_values() -> None:
    assert [key for key in keys("nl") if filled_in(at("nl", key)) != filled_in(at("en", key))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: Language) -> None:
    assert [key for key in keys(language) if not str(at(language, key)).strip()] == []


def one_of_everything(language: Language, key: str) -> str:
    """A text with 1 filled in for every number."""
    values = {name: 2 if name in MORE_THAN_ONE else 1 for name in filled_in(at(language, key)) | {"count"}}
    return text(language, key, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_one_is_never_followed_by_a_plural(language: Language) -> None:
    every = keys(language)
    asked = {
        key.removesuffix(".one")
        for key in every
        if not re.search(r"\.(by|other)$", key) or key[:-5] + "one" not in every
    }

    said = {key: one_of_everything(language, key) for key in asked}

    plural = re.compile(rf"\b1 (?:[\w']+ )?(?:{PLURALS[language]})\b")
    assert {key: found[0] for key, told in said.items() if (found := plural.search(told))} == {}


def test_a_text_with_forms_says_which_number_chooses_the_form() -> None:
    assert text("nl", "netwerken.all_known", known=1) == "Wij kennen 1 initiatief bij deze keuze."
    assert text("nl", "netwerken.all_known", known=2) == "Wij kennen 2 initiatieven bij deze keuze."
