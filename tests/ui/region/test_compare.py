"""Likeness in words, themes sorted by difference, and comparisons that are not fair."""

import re

import pytest

from data_loaders.schema import Language
from measures.region.likeness import FIGURES
from pages.regio.story import story
from tests.pages.harness import view_in
from ui.region.alike import SHOWN, reason_words, urbanity_words
from ui.region.choices import chosen_figures
from ui.story import Part, Story, check
from ui.view import view_of


def told(*figures: str, **asked: str) -> Story:
    return story(
        view_of({name: [value] for name, value in asked.items()} | ({"cijfer": list(figures)} if figures else {}))
    )


def part_of(name: str, page: Story) -> Part:
    part = page.part(name)
    assert part is not None
    check(part)
    return part


@pytest.mark.parametrize(
    ("name", "own", "other", "said"),
    [
        ("inwoners", 100_000.0, 112_000.0, "12% meer inwoners"),
        ("inwoners", 100_000.0, 98_000.0, "evenveel inwoners"),
        ("aandeel_65_plus", 20.0, 21.0, "evenveel ouderen"),
        ("aandeel_65_plus", 20.0, 24.0, "meer ouderen (24% tegen 20%)"),
        ("woz_waarde", 300.0, 250.0, "WOZ-waarde lager (250 tegen 300)"),
        ("afstand_treinstation", 2.0, 4.5, "afstand tot een station groter (4,5 tegen 2 km)"),
        ("wmo_clienten", 40.0, None, "Wmo-cliënten per 1.000 inwoners niet bekend"),
    ],
)
def test_a_reason_is_given_in_words(name: str, own: float | None, other: float | None, said: str) -> None:
    assert reason_words(view_in("nl"), name, own, other) == said


def test_urbanity_is_compared_by_class_and_never_guessed() -> None:
    view = view_in("nl")

    assert urbanity_words(view, 3, 3) == ["zelfde stedelijkheid"]
    assert urbanity_words(view, 3, 1) == ["stedelijker"]
    assert urbanity_words(view, 3, None) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_for_less_same_and_more(name: str, language: Language) -> None:
    said = {reason_words(view_in(language), name, 100.0, other) for other in (50.0, 100.0, 150.0)}

    assert len(said) == 3


def test_the_group_is_an_ordered_list_with_a_reason_each() -> None:
    part = part_of("gelijken", told(gemeente="Zeewolde"))

    distances = part.rows["Afstand"].to_list()
    assert distances == sorted(distances)
    assert all(reason.startswith("zelfde stedelijkheid, ") for reason in part.rows["Waarom"])
    assert str(part.body).count("<li>") == SHOWN
    assert part.rows["Gemeente"][0] in part.sentence
    assert "Groep: zelfde grootte en stedelijkheid." in part.note


def test_the_reader_chooses_the_figures_in_the_address() -> None:
    usual, chosen = told(gemeente="Zeewolde"), told("woz_waarde", "nergens", gemeente="Zeewolde")
    part = part_of("gelijken", chosen)

    assert chosen_figures(view_of({"cijfer": ["nergens"]})) == tuple(FIGURES)[:5]
    assert part.rows["Gemeente"].to_list() != part_of("gelijken", usual).rows["Gemeente"].head(15).to_list()
    assert all("WOZ-waarde" in reason for reason in part.rows["Waarom"])
    assert part.rows.height == 15
    assert any("nergens" in note for note in chosen.notes)
    taken = re.findall(r'href="(\?[^"]*)"[^>]*data-keuze="cijfer=woz_waarde"', str(part_of("gelijken", usual).body))
    assert len(taken) == 1
    assert taken[0].count("cijfer=") == 6


def test_a_province_has_no_list_of_its_like() -> None:
    assert told(provincie="Zeeland").part("gelijken") is None


def test_differences_say_what_chance_does_not_explain() -> None:
    part = part_of("verschillen", told(provincie="Drenthe"))
    beyond = part.rows["Wat toeval niet verklaart"].to_list()

    assert [abs(each) for each in beyond] == sorted(map(abs, beyond), reverse=True)
    assert beyond[0] > 0
    assert part.rows["Thema"][0].lower() in part.sentence
    assert "verklaart toeval niet alles" in part.sentence


def test_where_chance_explains_all_that_is_the_answer() -> None:
    assert "verklaart toeval elk verschil" in part_of("verschillen", told(gemeente="Utrecht")).sentence
    assert told(vergelijk="NL").part("verschillen") is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"gemeente": "Utrecht", "vergelijk": "PV22"},
            "niet eerlijk: zij zijn niet van dezelfde soort (gemeente, provincie)",
        ),
        ({"provincie": "Drenthe", "vergelijk": "PV23"}, "leunt op één bron in Drenthe (47% van rtvdrenthe.nl)"),
        (
            {"gemeente": "Utrecht", "vergelijk": "GM0599"},
            "Op volgorde van de ondergrens van de marge: Utrecht, Rotterdam. Het verschil tussen",
        ),
    ],
)
def test_a_comparison_that_cannot_be_fair_says_why_instead_of_ranking(asked: dict[str, str], said: str) -> None:
    sentence = told(**asked).sentence

    assert said in sentence
    assert ("niet eerlijk" in sentence) != ("Op volgorde van de ondergrens" in sentence)


def test_a_group_names_those_that_lean_on_one_source() -> None:
    assert "Leunt op één bron" in part_of("spreiding", told(gemeente="Zeewolde")).note
