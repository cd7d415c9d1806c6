"""Partners' tasks on the networks page, by mouse, by keyboard and without scripts; and checks that need a browser."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.elsewhere import elsewhere
from tests.browser.harness import PHONE, Site, next_visit, settled, visit

ACTIVE = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
MOST_TABS = 150
PARTS = [
    "",
    "?netwerk=lsa",
    "?deel=tabel&vak=bokd~PV22",
    "?deel=hier&netwerk=lsa&niveau=gemeente",
    "?deel=tekening&netwerk=lsa&naar=bokd",
]


@dataclass
class Reader:
    """A visitor of the page; every press and every choice from a list is a step."""

    page: Page
    is_live: bool = True
    steps: int = 0

    def done(self, address: str) -> None:
        self.steps += 1
        self.page.wait_for_url(re.compile(address))
        if self.is_live:
            settled(self.page)

    def press(self, name: str, address: str) -> None:
        self.page.get_by_role("link", name=re.compile(name)).first.click()
        self.done(address)

    def choose(self, name: str, value: str, address: str) -> None:
        self.page.locator(f'select[name="{name}"]').select_option(value)
        if not self.is_live:
            self.page.locator(f'form:has(select[name="{name}"]) button').click()
        self.done(address)


class Keyboard(Reader):
    """A visitor without a mouse."""

    def press(self, name: str, address: str) -> None:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if re.search(name, self.page.evaluate(ACTIVE)):
                break
        else:
            raise AssertionError(f"the keyboard does not reach {name}")
        self.page.keyboard.press("Enter")
        self.done(address)


def walk(reader: Reader) -> None:
    """All tasks of partners in order; the numbers are steps from the home page."""
    page = reader.page
    reader.press("^Netwerken$", "/netwerken$")
    reader.press("^BOKD", "netwerk=bokd")
    expect(page.get_by_role("heading", name="BOKD", exact=True)).to_be_visible()
    expect(page.locator("p.zin").first).to_have_text(re.compile("^Rond BOKD: "))
    assert reader.steps == 2
    reader.choose("naar", "lsa", "naar=lsa")
    expect(page.locator("p.zin").first).to_contain_text("is de kortste bekende weg 2 stappen")
    reader.press("^Naar de pagina van deze partner", r"/netwerken\?netwerk=bokd$")
    expect(page.get_by_role("heading", level=1, name="BOKD")).to_be_visible()
    assert page.evaluate("scrollY") < 5

    reader.press("^Waar alleen, waar samen", "deel=hier")
    reader.choose("provincie", "Utrecht", "provincie=Utrecht")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^6 netwerken worden genoemd"))
    reader.press("^LSA Bewoners$", r"/netwerken\?netwerk=lsa$")

    reader.press("^Bekijk tussen alle partners$", "deel=tekening")
    reader.press("^Tabel$", "deel=tabel")
    reader.press("^LSA Bewoners · Utrecht: 10", "vak=lsa(~|%7E)PV26")
    expect(page.get_by_role("heading", name="LSA Bewoners · Utrecht")).to_be_visible()
    assert reader.steps == 10


@pytest.mark.parametrize("way", ["mouse", "keyboard", "no scripts"])
def test_partners_do_their_tasks(browser: Browser, fetched: BrowserContext, site: Site, way: str) -> None:
    with visit(browser, site, javascript=False) if way == "no scripts" else next_visit(fetched, site) as seen:
        if way == "no scripts":
            seen.page.goto(f"{site.url}/over")
        else:
            seen.open("/over")

        walk((Keyboard if way == "keyboard" else Reader)(seen.page, is_live=way != "no scripts"))

        assert seen.third_party == []
        assert not [error for error in seen.console_errors if "Content Security Policy" in error or "Error" in error]


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_and_a_phone_nothing_too_wide(
    fetched: BrowserContext, site: Site, dark: bool
) -> None:
    with next_visit(fetched, site, dark=dark) as seen:
        for query in PARTS:
            page = seen.open(f"/netwerken{query}")

            assert axe_violations(page) == [], query
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], query
            aside = "all => all.filter(e => e.getBoundingClientRect().left > 40).length"
            assert page.locator(".blokken > .deel").evaluate_all(aside) == 0, query
            page.set_viewport_size({"width": 1366, "height": 768})


def test_a_press_in_the_drawing_keeps_the_readers_place_and_is_announced(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site) as seen:
        page = seen.open("/netwerken")
        page.locator('.ringen [data-keuze="partner=nlzve"]').focus()
        down = page.evaluate("scrollY")

        page.keyboard.press("Enter")

        page.wait_for_url("**netwerk=nlzve**")
        settled(page)
        expect(page.get_by_role("heading", name="Nederland Zorgt Voor Elkaar")).to_be_visible()
        assert page.evaluate("scrollY") == down
        assert page.evaluate("document.activeElement.dataset.keuze") == "partner=nlzve"


def test_a_partner_shows_its_page_on_its_own_site(fetched: BrowserContext, site: Site) -> None:
    frame_of_ours = f'<iframe src="{site.url}/netwerken?netwerk=lsa&embed=1" width="700" height="640"></iframe>'
    with elsewhere(frame_of_ours) as address, next_visit(fetched, site) as seen:
        seen.page.goto(address)
        frame = seen.page.frame_locator("iframe")

        # For a moment the page of the server and the live one both say it.
        expect(frame.get_by_text("Wij kennen 28 initiatieven bij LSA Bewoners").first).to_be_visible()
        expect(frame.locator(".landkaart").first).to_be_visible()
        expect(frame.locator("#kop")).to_have_count(0)
