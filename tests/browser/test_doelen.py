import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import DESKTOP, PHONE, Site, Visit, settled, visit
from tests.browser.test_map import BY_STREAMLIT, main_text

FARMS = "/doelen?indicator=herenboerderijen-aantal"


def follow(page: Page, link: str | re.Pattern[str], address: str) -> None:
    """One step: press a link."""
    page.get_by_role("link", name=link).first.click()
    page.wait_for_url(address)
    settled(page)


def test_a_policymaker_finds_where_goal_2_stands_in_two_steps(visitor: Visit) -> None:
    page = visitor.open("/")

    follow(page, "Doelen", "**/doelen")
    follow(page, re.compile("^2. Bewoners"), "**doel=2")

    text = main_text(page)
    assert "Doel 2: Bewoners zijn de beste oplossers" in text
    assert "niet te zeggen" in text
    assert "Waarom deze stand?" in text
    assert "Wat ontbreekt, en wie het kan weten" in text


def test_a_journalist_takes_a_figure_with_its_source_in_four_steps(visitor: Visit) -> None:
    page = visitor.open("/")

    follow(page, "Doelen", "**/doelen")
    follow(page, re.compile("^1. Samen"), "**doel=1")
    follow(page, "Aantal herenboerderijen", "**indicator=herenboerderijen-aantal")
    page.locator(".st-key-use_herenboerderijen-aantal button").first.click()

    expect(page.get_by_role("button", name="Downloaden als CSV")).to_be_visible()
    assert "Bron: EenVandaag" in main_text(page)


def test_all_five_goals_fit_on_one_screen(visitor: Visit) -> None:
    page = visitor.open("/doelen")

    rows = page.locator("table.doelen tbody tr")
    expect(rows).to_have_count(5)
    last = rows.nth(4).bounding_box()
    assert last
    assert last["y"] + last["height"] <= DESKTOP[1]


@pytest.mark.parametrize("path", ["/doelen", "/doelen?doel=1", FARMS, "/doelen?deel=dekking"])
def test_nothing_is_wider_than_a_phone(browser: Browser, site: Site, path: str) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open(path)

        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= PHONE[0]
        assert seen.third_party == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["/doelen", "/doelen?doel=3", FARMS])
def test_axe_finds_nothing_serious_of_ours_on_goals(browser: Browser, site: Site, path: str, dark: bool) -> None:
    with visit(browser, site, dark=dark) as seen:
        page = seen.open(path)

        assert axe_violations(page, but=BY_STREAMLIT) == []


def test_the_prepared_message_names_indicator_region_and_year(visitor: Visit) -> None:
    page = visitor.open("/doelen?indicator=lokaal-eigendom-wind")

    page.get_by_role("button", name="Ik weet dit cijfer").click()

    message = page.get_by_test_id("stCode").filter(has_text="Ik weet een cijfer")
    expect(message).to_contain_text("lokaal-eigendom-wind")
    expect(message).to_contain_text("Nederland (NL)")
