import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import PHONE, Site, Visit, next_visit, settled, visit
from tests.browser.test_map import BY_STREAMLIT


class Steps:
    """Counts a reader's steps: clicks, choices and typed words."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, name: str | re.Pattern[str], role: str = "link") -> None:
        self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first.click()  # type: ignore[arg-type]  # a role by its name
        self._settled()

    def type(self, words: str) -> None:
        box = self.page.get_by_role("searchbox", name="Naam, vroegere naam, plaats of postcode")
        box.fill(words)
        box.press("Enter")
        self._settled()

    def _settled(self) -> None:
        self.count += 1
        self.page.wait_for_timeout(300)  # the click has to reach the server before it can be done
        settled(self.page)


@pytest.mark.parametrize(
    ("typed", "name"), [("Den Bosch", "'s-Hertogenbosch"), ("1012", "Amsterdam"), ("Zuidlaren", "Tynaarlo")]
)
def test_my_municipality_beside_similar_ones_and_the_province_takes_two_steps(
    visitor: Visit, typed: str, name: str
) -> None:
    steps = Steps(visitor.open("/"))

    steps.click("Regio")
    steps.type(typed)

    assert steps.count <= 2
    expect(steps.page.get_by_role("heading", name=name, level=1)).to_be_in_viewport()
    expect(steps.page.get_by_text("per 10.000 inwoners").first).to_be_in_viewport()
    expect(steps.page.get_by_text("Vergelijkbare gemeenten").first).to_be_attached()
    expect(steps.page.get_by_role("heading", name="Thema voor thema")).to_be_attached()


def test_one_printed_page_takes_three_steps(visitor: Visit) -> None:
    steps = Steps(visitor.open("/"))

    steps.click("Regio")
    steps.type("Ommen")
    address = steps.page.get_by_role("link", name="Eén A4 (PDF)").get_attribute("href")
    paper = steps.page.request.get(f"http://{visitor.host}{address}")

    assert steps.count + 1 <= 3
    assert paper.status == 200
    assert paper.body().startswith(b"%PDF-")


def test_all_initiatives_in_my_municipality_take_two_steps(visitor: Visit) -> None:
    steps = Steps(visitor.open("/"))

    steps.click("Regio")
    steps.type("Zwolle")

    assert steps.count <= 2
    expect(steps.page.get_by_role("heading", name="De initiatieven")).to_be_attached()
    assert steps.page.locator("a[href^='/initiatieven?id=']").count() > 0


def test_a_split_municipality_offers_its_successors_and_back_returns(visitor: Visit) -> None:
    steps = Steps(visitor.open("/regio?gemeente=Haaren"))

    expect(steps.page.get_by_text("verdeeld over 4 gemeenten")).to_be_visible()
    steps.click("Vught")
    expect(steps.page.get_by_role("heading", name="Vught", level=1)).to_be_visible()
    assert steps.page.url.endswith("/regio?gemeente=Vught")


@pytest.mark.parametrize("path", ["/regio", "/regio?gemeente=Zwolle", "/regio?gemeente=Zwolle&vergelijk=PV23"])
@pytest.mark.parametrize("dark", [False, True])
def test_everyone_can_use_the_page(fetched: BrowserContext, site: Site, path: str, dark: bool) -> None:
    with next_visit(fetched, site, dark=dark) as seen:
        page = seen.open(path)

        assert axe_violations(page, but=BY_STREAMLIT) == []
        assert seen.third_party == []


def test_a_press_on_the_map_opens_the_province(visitor: Visit) -> None:
    page = visitor.open("/regio")

    page.locator("#root #provincies svg a[href*=Limburg] circle").click()

    expect(page.get_by_role("heading", name="Limburg", level=1)).to_be_visible()
    assert page.url.endswith("/regio?provincie=Limburg")


def test_choosing_another_group_keeps_the_place_on_the_page(visitor: Visit) -> None:
    page = visitor.open("/regio?gemeente=Zwolle")
    menu = page.locator("#root select[name=vergelijkgroep]")
    menu.focus()

    menu.select_option("buren")

    page.wait_for_url("**vergelijkgroep=buren**")
    expect(page.get_by_text("Groep: de buren").first).to_be_attached()
    expect(page.locator("#root select[name=vergelijkgroep]")).to_be_focused()
    assert page.evaluate("scrollY") == 0


def test_a_phone_does_not_scroll_sideways(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site, size=PHONE) as seen:
        page = seen.open("/regio?gemeente=Zwolle")

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_the_static_page_works_without_scripts(browser: Browser, site: Site) -> None:
    with visit(browser, site, javascript=False) as seen:
        seen.page.goto(f"{site.url}/regio/GM0193.html")

        expect(seen.page.get_by_role("heading", name="Zwolle", level=1)).to_be_visible()
        expect(seen.page.get_by_role("row").first).to_be_visible()
        assert seen.third_party == []
        assert [error for error in seen.console_errors if "Content Security Policy" in error] == []
