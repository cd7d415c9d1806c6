"""Readers' tasks that concern the map, walked from the home page by mouse and by keyboard alone, with the number of steps."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.harness import PHONE, Site, Visit, settled, visit
from tests.browser.test_map import known

BOX = {"nl": "Zoek een plaats, postcode, netwerk of initiatief", "en": "Find a place, postcode, network or initiative"}


@dataclass
class Walk:
    """A reader on the way; a click, a choice or a typed word is one step."""

    page: Page
    by_keyboard: bool = False
    steps: int = 0

    def press(self, where: Locator) -> None:
        where.wait_for()
        if self.by_keyboard:
            where.focus()
            self.page.keyboard.press("Enter")
        else:
            where.click()
        self.steps += 1
        settled(self.page)

    def type(self, words: str, box: str) -> None:
        where = self.page.get_by_role("combobox", name=box)
        where.wait_for()
        where.focus()
        self.page.keyboard.type(words, delay=30)
        self.page.get_by_role("option").first.wait_for()
        self.steps += 1

    def choose_first(self) -> None:
        if self.by_keyboard:
            self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")
        else:
            self.page.get_by_role("option").first.click()
        self.steps += 1
        self.page.wait_for_url("**gemeente=**")
        settled(self.page)

    def take(self, where: Locator) -> Download:
        where.wait_for()
        with self.page.expect_download() as taken:
            self.press(where)
        return taken.value


def rows_of(taken: Download) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(taken.path()).read_text("utf-8-sig"))))


@pytest.fixture(params=[False, True], ids=["mouse", "keyboard"])
def walk_from(visitor: Visit, request: pytest.FixtureRequest) -> Callable[[str], Walk]:
    return lambda path: Walk(visitor.open(path), by_keyboard=request.param)


@pytest.fixture
def walk(walk_from: Callable[[str], Walk]) -> Walk:
    return walk_from("/")


@pytest.mark.parametrize(("typed", "name"), [("den bos", "'s-Hertogenbosch"), ("8011", "Zwolle"), ("Zwolle", "Zwolle")])
def test_my_municipality_on_the_map_by_name_nickname_or_postcode_in_two_steps(
    walk: Walk, typed: str, name: str
) -> None:
    walk.type(typed, BOX["nl"])
    walk.choose_first()

    assert walk.steps == 2
    expect(walk.page.locator("p.zin")).to_contain_text(f"in de gemeente {name}")


def test_care_in_limburg_since_2015_with_sources_as_a_file_within_four_steps(walk: Walk) -> None:
    walk.press(walk.page.get_by_role("button", name="Zorg in Limburg, gestart sinds 2015"))
    walk.page.wait_for_url("**van=2015**")
    settled(walk.page)
    count = known(walk.page)
    walk.press(walk.page.locator(".st-key-use_initiatieven button").first)
    rows = rows_of(walk.take(walk.page.get_by_role("button", name="Downloaden als CSV")))

    assert walk.steps == 3
    assert len(rows) == count > 0
    assert all("Zorg" in row["Thema's"] and int(row["Startjaar"]) >= 2015 for row in rows)
    assert all(re.search(r"https?://", row["Bronnen"]) for row in rows)


def test_link_and_citation_of_this_view_in_one_step(walk_from: Callable[[str], Walk]) -> None:
    walk = walk_from("/kaart?thema=energie&weergave=corop")

    walk.press(walk.page.locator(".st-key-use_kaart button").first)

    assert walk.steps == 1
    codes = walk.page.get_by_test_id("stCode")
    expect(codes.first).to_contain_text("thema=energie&weergave=corop")
    expect(codes.filter(has_text="Geraadpleegd op").first).to_be_visible()
    expect(codes.filter(has_text="@misc").first).to_be_visible()


def test_embed_code_of_this_view_in_one_step(walk_from: Callable[[str], Walk]) -> None:
    walk = walk_from("/kaart?thema=energie&weergave=corop")

    walk.press(walk.page.locator(".st-key-deel_beeld button").first)

    assert walk.steps == 1
    expect(walk.page.get_by_test_id("stCode").filter(has_text="<iframe")).to_contain_text("embed=1")


def test_from_a_number_to_its_rows_and_their_sources_in_two_steps(walk: Walk) -> None:
    """The sentence's number is that of the list below it; the file of the list names the page of each row."""
    count = known(walk.page)

    walk.press(walk.page.locator(".st-key-use_initiatieven button").first)
    rows = rows_of(walk.take(walk.page.get_by_role("button", name="Downloaden als CSV")))

    assert walk.steps == 2
    assert len(rows) == count
    assert all(re.search(r"https?://", row["Bronnen"]) for row in rows)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_on_a_phone_by_keyboard_in_both_languages(browser: Browser, site: Site, language: str) -> None:
    with visit(browser, site, size=PHONE) as seen:
        walk = Walk(seen.open(f"/?taal={language}"), by_keyboard=True)

        walk.type("8011", BOX[language])
        walk.choose_first()

        assert walk.steps == 2
        expect(walk.page.locator("p.zin")).to_contain_text("Zwolle")
        assert walk.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert seen.third_party == []
