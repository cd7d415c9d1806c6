from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from data_loaders.store import current
from pages.regio.story import story
from tests.browser.small import small_release
from tests.pages.harness import open_page, problems, words
from ui.address import Params
from ui.story import Control, HttpStatus, Part, Story, check
from ui.view import view_of


def told(**asked: str | list[str]) -> Story:
    """The story of an address."""
    return story(view_of({name: value if isinstance(value, list) else [value] for name, value in asked.items()}))


def part(of: Story, name: str) -> Part:
    found = of.part(name)
    assert found
    return found


def control(of: Story, name: str) -> Control:
    return next(each for each in of.controls if each.name == name)


def followed(address: str) -> Params:
    return parse_qs(urlsplit(address).query)


def leads_to(of: Story) -> list[Params]:
    """The addresses of the choices for an ambiguous name."""
    (addresses,) = part(of, "keuze").links.values()
    return [followed(address or "") for address in addresses]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"gemeente": "Den Haag"}, "'s-Gravenhage is een gemeente in de provincie Zuid-Holland met"),
        ({"gemeente": "GM0193"}, "Zwolle is een gemeente"),
        ({"provincie": "Limburg"}, "Limburg is een provincie met"),
        ({"corop": "CR01"}, "Oost-Groningen is een COROP-gebied (een groep gemeenten) in de provincie Groningen"),
        ({"vergelijk": "NL"}, "Nederland als geheel met"),
    ],
)
def test_a_region_opens_with_one_plain_sentence(address: dict[str, str | list[str]], said: str) -> None:
    assert said in told(**address).sentence


def regions() -> Iterable[str]:
    """One in twelve regions of every level."""
    return current().table("regions").sort("level", "code")["code"].gather_every(12)


def test_every_region_has_a_whole_story() -> None:
    for code in regions():
        parameter = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}.get(code[:2], "vergelijk")
        shown = told(**{parameter: code})
        assert shown.status == HttpStatus.FOUND
        for each in shown.parts:
            check(each)


def test_the_live_page_shows_it() -> None:
    app = open_page("regio", gemeente="Zwolle")

    assert problems(app) == []
    assert "Zwolle is een gemeente" in words(app)


def test_a_profile_names_every_initiative_and_its_source() -> None:
    known = current().table("initiatives").filter(pl.col("municipality_code") == "GM0193")

    shown = part(told(gemeente="Zwolle"), "lijst")

    assert known.height > 0
    assert all(f"/initiatieven?id={name}" in shown.body for name in known["id"])
    assert shown.rows.height == known.height


def test_a_long_list_is_cut_with_a_word_and_whole_in_its_file() -> None:
    shown = part(told(vergelijk="NL"), "lijst")

    assert shown.file_rows
    assert shown.file_rows().height == current().table("initiatives").height
    assert str(shown.rows.height) in shown.note


def test_nothing_known_is_not_said_to_be_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENKAART_DATA", str(small_release(tmp_path, {"municipality_code": "GM0193"})))

    assert "Dat wil niet zeggen dat er geen zijn" in told(gemeente="Assen").sentence


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Den Bosch", {"gemeente": ["'s-Hertogenbosch"]}),
        ("1012 AB", {"gemeente": ["Amsterdam"]}),
        ("Zuidlaren", {"gemeente": ["Tynaarlo"]}),
        ("Aalburg", {"gemeente": ["Altena"]}),
        ("Utrecht", {"gemeente": ["Utrecht"]}),
        ("drenthe", {"provincie": ["Drenthe"]}),
    ],
)
def test_a_name_with_one_meaning_opens_the_region_at_once(typed: str, expected: Params) -> None:
    assert followed(told(zoek=typed).forward) == expected


def test_a_place_in_several_municipalities_offers_them_all() -> None:
    shown = told(zoek="Bergen")

    assert shown.forward == ""
    assert {"gemeente": ["Bergen (L.)"]} in leads_to(shown)
    assert {"gemeente": ["Bergen (NH.)"]} in leads_to(shown)


def test_a_former_municipality_that_was_split_offers_its_successors() -> None:
    shown = told(gemeente="Haaren")

    assert "verdeeld over 4 gemeenten" in shown.sentence
    names = part(shown, "keuze").rows.to_series()
    assert [address["gemeente"] for address in leads_to(shown)] == [[name] for name in names]
    assert set(names) == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}


def test_a_former_municipality_that_was_merged_says_so() -> None:
    shown = told(gemeente="Aalburg")

    assert shown.answer == "Altena"
    assert "Aalburg hoort sinds 1 januari 2019 bij Altena" in shown.notes[0]


@pytest.mark.parametrize(
    "address", [{"gemeente": "GM9999"}, {"provincie": "<b>x</b>"}, {"corop": "CR99"}, {"vergelijk": "-"}]
)
def test_an_unknown_region_gets_a_helpful_page(address: dict[str, str | list[str]]) -> None:
    shown = told(**address)

    assert shown.status == HttpStatus.UNKNOWN
    assert "kennen wij niet" in shown.sentence
    assert "/regio?provincie=Limburg" in part(shown, "provincies").links["Provincie"]


def test_every_municipality_can_be_reached_by_links() -> None:
    shown = part(told(), "gemeenten")

    assert shown.body.count('href="/regio?gemeente=') == 342


def test_two_regions_stand_side_by_side() -> None:
    shown = told(gemeente=["Zwolle", "Deventer"])

    assert shown.answer == "Zwolle, Deventer naast elkaar"
    for each in shown.parts:
        check(each)


def test_what_cannot_be_compared_is_named() -> None:
    shown = told(gemeente=["Zwolle", "Nergenshuizen"], vergelijk=["PV23", "GM0193", "GM0150", "NL", "GM0014", "GM0363"])

    said = " ".join(shown.notes)
    assert "Nergenshuizen" in said
    assert "Zwolle stond er twee keer" in said
    assert "Amsterdam doet niet mee" in said
    assert "Zwolle ligt in Overijssel" in shown.limits


def test_the_filters_of_the_map_are_no_comparison() -> None:
    assert told(gemeente="Zwolle", provincie="Overijssel").answer == "Zwolle"


def test_the_group_is_part_of_the_address() -> None:
    shown = told(gemeente="Zwolle", vergelijkgroep="buren")

    menu = control(shown, "vergelijkgroep")
    assert [choice.value for choice in menu.chosen] == ["buren"]
    assert ("gemeente", "Zwolle") in menu.keeps
    assert "Groep: de buren" in part(shown, "spreiding").note


def test_an_unknown_group_falls_back() -> None:
    shown = told(gemeente="Zwolle", vergelijkgroep="nep")

    assert [choice.value for choice in control(shown, "vergelijkgroep").chosen] == ["grootte_en_stedelijkheid"]
    assert ["vergelijkgroep" in note and "nep" in note for note in shown.notes] == [True]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"met": ["GM0150", "nep"]}, ["“nep”"]),
        ({"met": ["a", "b", "c", "d", "e"]}, ["“a”", "“b”", "“c”", "2"]),
        ({"met": ["GM0150"] * 51}, ["de eerste 50"]),
        ({"thema": "nep"}, ["“nep”"]),
        ({"van": "2020", "tot": "2010"}, ["omgedraaid"]),
        ({}, []),
    ],
)
def test_what_the_address_asks_in_vain_is_told(parameters: dict[str, str | list[str]], said: list[str]) -> None:
    notes = told(gemeente="Zwolle", **parameters).notes

    assert len(notes) == len(said)
    assert all(words in line for words, line in zip(said, notes, strict=True))


def test_a_region_put_beside_and_taken_out_again_is_in_the_address() -> None:
    menu = control(told(gemeente="Zwolle"), "vergelijk")
    assert "PV23" in [choice.value for choice in menu.choices]
    assert menu.keeps == (("gemeente", "Zwolle"),)

    beside = told(gemeente="Zwolle", vergelijk="PV23")

    out = {choice.value: followed(choice.address) for choice in control(beside, "vergelijk").choices}
    assert out == {"GM0193": {"provincie": ["Overijssel"]}, "PV23": {"gemeente": ["Zwolle"]}}


def test_an_own_group_is_in_the_address_and_goes_along() -> None:
    shown = told(gemeente="Zwolle", vergelijkgroep="gekozen", met=["GM0150", "GM0141"])
    beside = told(gemeente="Zwolle", vergelijk="PV23", vergelijkgroep="gekozen", met=["GM0150", "GM0141"])

    members = [each for each in shown.controls if each.name == "met"]
    assert [choice.value for choice in members[0].choices] == ["GM0150", "GM0141"]
    assert followed(members[0].choices[0].address)["met"] == ["GM0141"]
    assert ("met", "GM0150") in members[1].keeps
    assert "Groep: eigen keuze" in part(shown, "spreiding").note
    alone = next(choice for choice in control(beside, "vergelijk").choices if choice.value == "PV23")
    assert followed(alone.address)["met"] == ["GM0150", "GM0141"]


def test_figures_of_an_old_division_stand_on_todays_borders_with_the_sum() -> None:
    for shown in (told(gemeente="Amsterdam"), told(gemeente=["Amsterdam", "Zwolle"])):
        assert any("zonder cijfer van Weesp" in str(row) for row in part(shown, "indeling").rows.rows())


def test_neighbours_on_the_map_lead_to_their_pages_and_unknown_is_not_zero() -> None:
    drawn = str(part(told(gemeente="Utrecht"), "kaart").body)

    assert 'href="/regio?gemeente=GM0355"' in drawn
    assert 'class="gekozen"' in drawn
    assert "None" not in drawn


def test_the_story_is_the_same_in_english() -> None:
    dutch, english = told(gemeente="Utrecht"), told(gemeente="Utrecht", taal="en")

    assert [each.name for each in dutch.parts] == [each.name for each in english.parts]
    assert replace(dutch, title="").address == english.address
