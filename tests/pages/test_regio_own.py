"""A region that a reader puts together: its page, files, paper and address; and what becomes of what cannot be used."""

import re
from urllib.parse import urlencode

import polars as pl
import pytest

from data_loaders.store import current
from pages import stories
from pages.regio.story import story
from ui.address import Params
from ui.paper.story import story_pdf
from ui.plain.render import story_html
from ui.plain.site import Site
from ui.region.own import LONGEST_NAME, own_name
from ui.story import Story, check
from ui.view import view_of

SITE = Site(stories(), story_pdf)
FOUR = ["Utrecht", "Zeist", "De Bilt", "Bunnik"]
CODES = ["GM0310", "GM0312", "GM0344", "GM0355"]


def told(*typed: str, **more: str) -> Story:
    return story(view_of({"gemeenten": list(typed), **{name: [value] for name, value in more.items()}}))


def test_four_municipalities_are_told_as_one_region() -> None:
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
    assert own_name(" Zorg\n kantoor\u202e\u0000 ") == "Zorg kantoor"
    assert len(own_name("x" * 9000)) == LONGEST_NAME
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
    paper = SITE.paper("regio", asked)
    assert paper
    assert paper.startswith(b"%PDF")


def test_a_municipality_can_be_taken_out_and_the_rest_of_the_address_stays() -> None:
    chips, menu, name = told(*FOUR, naam="Samen").controls

    assert [choice.value for choice in chips.choices] == CODES
    assert "GM0344" not in chips.choices[2].address
    assert "naam=Samen" in chips.choices[2].address
    assert ("gemeenten", "GM0344") in menu.keeps
    assert ("naam", "Samen") in menu.keeps
    assert ("gemeenten", "GM0344") in name.keeps


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("Utrecht",), "Kies er ten minste 2 en hoogstens 40 voor een eigen regio."),
        (("Utrecht", "Foodorp"), "Foodorp"),
        (("Utrecht", "Haaren", "Zeist"), "“Haaren” is meer dan één gemeente"),
        ((",;,", "Utrecht"), "ten minste 2 en hoogstens 40"),
        (("x," * 5000,), "ten minste 2 en hoogstens 40"),
    ],
)
def test_what_cannot_be_used_is_said_in_friendly_words(typed: tuple[str, ...], said: str) -> None:
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
