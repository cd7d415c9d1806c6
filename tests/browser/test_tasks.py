"""Readers' tasks that concern the map, walked from the home page by mouse and by keyboard alone, with the number of steps."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Download, Locator, Page, expect

from tests.browser.harness import PHONE, Site, Visit, next_visit, settled
from tests.browser.test_map import known

BOX = {"nl": "Zoek plaats, postcode, netwerk, initiatief", "en": "Find place, postcode, network, initiative"}


@dataclass
class Walk:
    """A reader's visit; a click, a choice or a typed word is one step."""

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
    return list(csv.DictReader(io.StringIO(Path(taken.path()).read_text("utf-8-sig")), delimiter=";"))


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
    expect(walk.page.locator("h1").first).to_contain_text(f"in de gemeente {name}")


def test_care_in_limburg_since_2015_with_sources_as_a_file_within_four_steps(walk_from: Callable[[str], Walk]) -> None:
    walk = walk_from("/?van=2015")  # the year is typed: one step, in the folded filters

    walk.press(walk.page.locator('nav.facet a[data-keuze="thema=zorg"]'))
    walk.page.wait_for_url("**thema=zorg**")
    walk.page.locator('select[name="provincie"]').first.select_option("Limburg")
    walk.page.wait_for_url("**provincie=Limburg**")
    expect(walk.page.locator("#root h1")).to_contain_text("Limburg")
    count = known(walk.page)
    walk.press(walk.page.get_by_role("button", name="Downloaden, linken, citeren"))
    rows = rows_of(walk.take(walk.page.locator("#gebruik .bestanden a", has_text="CSV").first))

    assert len(rows) == count > 0
    assert all("Zorg" in row["Thema's"] and int(row["Startjaar"]) >= 2015 for row in rows)
    assert all(re.search(r"https?://", row["Bronnen"]) for row in rows)


def test_link_citation_embed_code_and_picture_of_this_view_in_one_step(walk_from: Callable[[str], Walk]) -> None:
    walk = walk_from("/kaart?thema=energie&weergave=corop")

    walk.press(walk.page.get_by_role("button", name="Downloaden, linken, citeren"))

    assert walk.steps == 1
    said = [each.input_value() for each in walk.page.locator("#gebruik textarea").all()]
    assert any(text.endswith("/kaart?thema=energie&weergave=corop") for text in said)
    assert any("Geraadpleegd op" in text for text in said)
    assert any("@misc" in text for text in said)
    assert any("<iframe" in text and "embed=1" in text for text in said)
    picture = walk.take(walk.page.locator("#gebruik a", has_text="SVG"))
    assert "Ingelezen op" in Path(picture.path()).read_text("utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_on_a_phone_by_keyboard_in_both_languages(fetched: BrowserContext, site: Site, language: str) -> None:
    with next_visit(fetched, site, size=PHONE) as seen:
        walk = Walk(seen.open(f"/?taal={language}"), by_keyboard=True)

        walk.type("8011", BOX[language])
        walk.choose_first()

        assert walk.steps == 2
        expect(walk.page.locator("h1").first).to_contain_text("Zwolle")
        assert walk.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert seen.third_party == []
