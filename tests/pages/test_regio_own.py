"""An own region: its page, files, paper and address, and messages about unusable input."""

import re
from urllib.parse import urlencode

import polars as pl
import pytest

from data_loaders.schema import Language
from data_loaders.store import current
from measures.filters import Together
from pages import stories
from pages.kaart.story import story as map_story
from pages.netwerken.story import story as network_story
from pages.regio.story import story
from tests.ui.paper.pdf import read
from ui.address import LONGEST_NAME, Params, one_line, write
from ui.paper.drawn import paper_data
from ui.paper.press import PaperKind, press
from ui.paper.story import story_pdf
from ui.plain.render import story_html
from ui.plain.site import Site
from ui.region.choices import own_region
from ui.story import Story, check
from ui.view import view_of

SITE = Site(stories(), story_pdf)
FOUR = ["Utrecht", "Zeist", "De Bilt", "Bunnik"]
CODES = ["GM0310", "GM0312", "GM0344", "GM0355"]


def told(*typed: str, **more: str) -> Story:
    return story(view_of({"gemeenten": list(typed), **{name: [value] for name, value in more.items()}}))


def test_four_municipalities_are_described_as_one_region() -> None:
    page = told(*FOUR, naam="Zorgkantoor")
    known = current().table("initiatives").filter(pl.col("municipality_code").is_in(CODES)).height

    assert page.answer == "Zorgkantoor"
    assert "Zorgkantoor is een door een lezer gekozen groep van 4 gemeenten met 500.705 inwoners" in page.sentence
    assert f"Wij kennen er {known} bewonersinitiatieven" in page.sentence
    members = page.part("gemeenten")
    assert members is not None
    assert members.rows["Bekend"].sum() == known
    for part in page.parts:
        check(part)
    drawn = page.part("kaart")
    assert drawn is not None
    assert str(drawn.body).count('class="gekozen"') == 4


@pytest.mark.parametrize(
    "typed", [("Bunnik, De Bilt,Utrecht; Zeist",), tuple(reversed(FOUR)), tuple(CODES), ("3707", *CODES)]
)
def test_names_codes_and_postcodes_in_any_order_are_the_same_region(typed: tuple[str, ...]) -> None:
    assert told(*typed, naam="Samen").address == told(*FOUR, naam="Samen").address
    assert told(*typed).sentence == told(*FOUR).sentence


def test_the_name_is_text_of_bounded_length_on_one_line() -> None:
    assert one_line(" Zorg\n kantoor\u202e\u0000 ") == "Zorg kantoor"
    assert len(one_line("x" * 9000)) == LONGEST_NAME
    assert told(*FOUR, naam=" \u200b").answer == "Eigen regio"


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "{name} {0}", "=1+1", '"><script>', "[x](javascript:y)"]
)
def test_a_name_is_never_markup_nor_a_formula(name: str) -> None:
    asked: Params = {"gemeenten": CODES, "naam": [name]}
    page = SITE.page("/regio", asked)
    view = view_of(asked)

    assert page
    assert page.status == 200
    assert "<img src=x" not in page.body + page.head
    assert "<script>" not in str(story_html(view, story(view)))
    assert story(view).answer == name
    for kind in ("csv", "xlsx"):
        assert SITE.file("regio", "gemeenten", kind, asked)
    taken = SITE.file("regio", "naast", "csv", asked)
    assert taken
    assert not re.search(r"^[=+@-]", taken[0].decode("utf-8-sig"), re.MULTILINE)


def test_search_engines_leave_it_alone_and_readers_can_keep_cite_and_print_it() -> None:
    asked: Params = {"gemeenten": CODES, "naam": ["Zorgkantoor"]}
    page = SITE.page("/regio", asked)

    assert page
    assert '<meta name="robots" content="noindex">' in page.head
    assert 'rel="canonical"' not in page.head
    assert f"/regio?{urlencode(asked, doseq=True)}".replace("&", "&amp;") in page.body
    paper, picture = SITE.paper("regio", asked), SITE.picture("regio", asked)
    assert paper
    assert paper.startswith(b"%PDF")
    assert picture
    assert picture.startswith(b"\x89PNG")


def test_it_leads_to_the_same_files_as_any_region() -> None:
    mine, other = told(*FOUR, naam="Zorgkantoor"), story(view_of({"gemeente": ["Zeist"]}))
    named = "gemeenten=GM0310,GM0312,GM0344,GM0355&naam=Zorgkantoor"

    assert [each.words for each in other.actions] == [each.words for each in mine.actions]
    assert [each.address for each in mine.actions][-2:] == [f"/regio/EIGEN.{kind}?{named}" for kind in ("html", "pdf")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_paper_is_one_page_that_names_its_municipalities(language: Language) -> None:
    every = current().table("regions").filter(level="municipality")["name"].sort().to_list()
    for codes in (FOUR, every[:40]):
        asked: Params = {"gemeenten": [", ".join(codes)], "naam": ["Zorgkantoor met een lange naam"]}
        made = press(current(), "EIGEN", language, PaperKind.PDF, "https://voorbeeld.nl", asked)
        own = own_region(view_of(asked))
        assert made
        assert own

        paper = paper_data(view_of(asked), own.region_view(view_of(asked)), "")
        assert read(made).pages == 1
        assert read(made).title == "Zorgkantoor met een lange naam"
        assert all(name in paper["spread"]["note"] for name in codes)


def test_a_municipality_can_be_taken_out_and_the_rest_of_the_address_stays() -> None:
    chips, menu, name, _ = told(*FOUR, naam="Samen").controls

    assert [choice.value for choice in chips.choices] == CODES
    assert "GM0344" not in chips.choices[2].address
    assert "naam=Samen" in chips.choices[2].address
    assert ("gemeenten", "GM0344") in menu.keeps
    assert ("naam", "Samen") in menu.keeps
    assert ("gemeenten", "GM0344") in name.keeps


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("Utrecht",), "Kies er ten minste 2 en hoogstens 40 voor een eigen regio (gemeenten)."),
        (("Utrecht", "Foodorp"), "Foodorp"),
        (("Utrecht", "Haaren", "Zeist"), "“Haaren” is meer dan één gemeente"),
        ((",;,", "Utrecht"), "ten minste 2 en hoogstens 40"),
        (("x," * 5000,), "ten minste 2 en hoogstens 40"),
    ],
)
def test_values_that_cannot_be_used_give_a_friendly_note(typed: tuple[str, ...], said: str) -> None:
    assert any(said in note for note in told(*typed).notes)


def test_too_many_keep_what_was_typed_in_the_form() -> None:
    every = current().table("regions").filter(level="municipality")["name"].to_list()
    page = told(*every[:41])
    form = page.part("eigen")

    assert any("ten minste 2 en hoogstens 40" in note for note in page.notes)
    assert form is not None
    assert "<details open" in str(form.body)
    assert every[40] in str(form.body)


def test_english_is_complete() -> None:
    page = told(*FOUR, taal="en")

    assert "Own region is a reader's choice of 4 municipalities" in page.sentence
    assert all("taal=en" in choice.address for choice in page.controls[0].choices)


def on_map(*typed: str, **more: str) -> Story:
    asked = {"gemeenten": list(typed), "naam": ["Zorgkantoor"]}
    return map_story(view_of(asked | {name: [value] for name, value in more.items()}))


def test_the_map_and_its_list_show_the_region() -> None:
    page = on_map(*FOUR)
    known = current().table("initiatives").filter(pl.col("municipality_code").is_in(CODES)).height

    assert f"Wij kennen {known} initiatieven in Zorgkantoor" in page.answer
    assert page.address == "/kaart?gemeenten=GM0310%2CGM0312%2CGM0344%2CGM0355&naam=Zorgkantoor"
    assert page.is_unlisted
    assert page.actions[0].address == "/regio?gemeenten=GM0310%2CGM0312%2CGM0344%2CGM0355&naam=Zorgkantoor"
    drawn, listed = page.part("kaart"), page.part("initiatieven")
    assert drawn
    assert listed
    assert drawn.drawing
    assert str(drawn.body).count('class="omtrek"') == 4
    assert listed.file_rows
    assert listed.file_rows().height == known
    (chip,) = [choice for each in page.controls if each.name == "gekozen" for choice in each.choices[:-1]]
    assert (chip.words, "gemeenten" in chip.address) == ("Zorgkantoor", False)


@pytest.mark.parametrize("way", ["gemeenten", "witte-vlekken", "behoefte"])
def test_a_map_with_colours_compares_its_municipalities_and_no_others(way: str) -> None:
    page = on_map(*FOUR, weergave=way, maat="per-10000", thema="zorg")
    drawn = page.part("kaart")

    assert drawn
    assert set(drawn.rows[drawn.rows.columns[0]]) - {"Totaal"} == set(FOUR)
    assert "in Zorgkantoor" in page.answer + page.sentence


@pytest.mark.parametrize("way", ["corop", "provincies"])
def test_larger_regions_are_all_compared(way: str) -> None:
    own, every = on_map(*FOUR, weergave=way).part("kaart"), map_story(view_of({"weergave": [way]})).part("kaart")

    assert own
    assert every
    assert own.rows.equals(every.rows)


def test_where_nothing_is_known_the_nearest_lie_outside() -> None:
    none = {"gemeenten": ["Zeewolde", "Urk"], "thema": ["zorg"]}
    (near,) = [each for each in map_story(view_of(none)).controls if each.name == "dichtbij"]

    assert near.choices
    assert not {"Zeewolde", "Urk"} & {choice.words for choice in near.choices}
    assert not any("gemeenten=" in choice.address for choice in near.choices)


def test_the_page_of_networks_says_that_it_ignores_an_own_region() -> None:
    assert any("hier doet gemeenten niet mee" in note for note in network_story(view_of({"gemeenten": FOUR})).notes)


def test_the_choice_is_read_back_from_its_address() -> None:
    view = view_of({"gemeenten": FOUR, "naam": ["Zorg, {kantoor}"]})

    assert view.selection.together == Together(tuple(CODES), "Zorg, {kantoor}")
    assert view_of(write(view.selection, view.names)).selection == view.selection


def beside(*others: str, **more: str) -> Story:
    return story(
        view_of({"gemeenten": FOUR, "naam": ["Utrecht"], "vergelijk": list(others)} | {k: [v] for k, v in more.items()})
    )


def test_an_own_region_is_compared_with_other_regions_by_the_same_figures() -> None:
    page, alone = beside("CR17", "PV26", "GM0344"), told(*FOUR, naam="Utrecht")

    table, mine = page.part("naast"), alone.part("naast")
    assert table
    assert mine
    names = ["Utrecht (eigen regio)", "Utrecht (COROP-gebied)", "Utrecht (provincie)", "Utrecht (gemeente)"]
    assert table.rows["Regio"].to_list() == names
    assert table.rows.row(0)[1:4] == mine.rows.row(0)[1:4]
    corop = story(view_of({"corop": ["CR17"]})).part("naast")
    assert corop
    assert table.rows.row(1)[1:4] == corop.rows.row(0)[1:4]
    assert "niet eerlijk: zij zijn niet van dezelfde soort" in page.sentence
    assert "eigen regio" in page.sentence
    assert page.is_unlisted
    assert page.address == (
        "/regio?gemeenten=GM0310%2CGM0312%2CGM0344%2CGM0355&naam=Utrecht&vergelijk=CR17&vergelijk=PV26&vergelijk=GM0344"
    )
    chips = page.controls[0].choices
    assert [choice.words for choice in chips] == names
    assert chips[0].address == "/regio?corop=CR17&vergelijk=PV26&vergelijk=GM0344"
    assert chips[1].address.startswith("/regio?gemeenten=")
    for part in page.parts:
        check(part)


def test_regions_that_overlap_an_own_region_are_named() -> None:
    assert "Zeist ligt in Utrecht" in beside("GM0355").limits
    all_three = beside("PV26", "CR17").limits
    assert "Utrecht (eigen regio) ligt in Utrecht (provincie)" in all_three
    assert "Utrecht (provincie) en Utrecht (COROP-gebied) bestaan uit dezelfde gemeenten." in all_three
    assert "Sommige gemeenten" not in all_three
    partly = story(view_of({"gemeenten": ["Utrecht", "Amsterdam"], "naam": ["Twee"], "vergelijk": ["PV26"]})).limits
    assert "Sommige gemeenten liggen in Twee en ook in Utrecht" in partly


def test_a_region_that_is_unknown_leaves_the_own_one() -> None:
    page = beside("GM9999")

    assert page.answer == "Utrecht"
    assert any("GM9999" in note for note in page.notes)


def test_its_page_offers_a_region_to_put_beside_it_and_keeps_it() -> None:
    menu = told(*FOUR, naam="Samen").controls[-1]

    assert menu.name == "vergelijk"
    assert {("gemeenten", FOUR[0]), ("naam", "Samen")} <= set(menu.keeps)
    assert "CR01" in {choice.value for choice in menu.choices}
