import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import DESKTOP, PHONE, Site, Visit, next_visit, settled
from tests.browser.test_map import BY_STREAMLIT, main_text

FARMS = "/doelen?indicator=herenboerderijen-aantal"
PATHS = ("/doelen", "/doelen?doel=3", FARMS, "/doelen?deel=dekking")


def follow(page: Page, link: str | re.Pattern[str], address: str) -> None:
    """One step: press a link."""
    page.get_by_role("link", name=link).first.click()
    page.wait_for_url(address)
    settled(page)


def test_a_policymaker_finds_where_goal_2_stands_in_two_steps(visitor: Visit) -> None:
    page = visitor.open("/")

    follow(page, "Doelen", "**/doelen")
    rows = page.locator("table.doelen tbody tr")
    expect(rows).to_have_count(5)
    last = rows.nth(4).bounding_box()
    assert last
    assert last["y"] + last["height"] <= DESKTOP[1]
    follow(page, re.compile("Bewoners zijn de beste oplossers"), "**doel=2")

    expect(page.get_by_role("heading", level=1)).to_have_text("Doel 2: Bewoners zijn de beste oplossers")
    text = main_text(page)
    assert "niet te zeggen" in text
    assert "Waarom deze stand?" in text
    assert "Wat ontbreekt, en wie het kan weten" in text


def test_a_journalist_takes_a_figure_with_its_source_in_four_steps(visitor: Visit) -> None:
    page = visitor.open("/")

    follow(page, "Doelen", "**/doelen")
    follow(page, re.compile("Samen = normaal"), "**doel=1")
    follow(page, "Aantal herenboerderijen", "**indicator=herenboerderijen-aantal")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Aantal herenboerderijen: 21")
    figures = page.locator("#cijfers")
    with page.expect_download() as taken:
        figures.get_by_role("link", name=re.compile("XLSX|Excel")).click()
    assert taken.value.suggested_filename.startswith("samenkaart-cijfers-")
    figures.locator("summary").click()
    expect(figures.get_by_role("link", name=re.compile("EenVandaag")).first).to_have_attribute(
        "href", re.compile("^https://")
    )


def test_nothing_is_wider_than_a_phone(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site, size=PHONE) as seen:
        for path in PATHS:
            page = seen.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path
            above, heading = (page.locator(each).bounding_box() for each in (".verhaal .kruimel", ".verhaal h1"))
            assert above, path
            assert heading, path
            assert heading["y"] >= above["y"] + above["height"], path
        assert page.locator("table.dekking svg").nth(1).bounding_box()["width"] > 300  # type: ignore[index]  # it is on the screen
        assert seen.third_party == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_of_ours_on_goals(fetched: BrowserContext, site: Site, dark: bool) -> None:
    with next_visit(fetched, site, dark=dark) as seen:
        for path in PATHS:
            assert axe_violations(seen.open(path), but=BY_STREAMLIT) == [], path


def test_a_region_is_chosen_without_a_new_page_and_by_keyboard(visitor: Visit) -> None:
    page = visitor.open("/doelen?indicator=vertrouwen-medemens")

    choice = page.locator("select[name=regio]")
    choice.focus()
    choice.select_option("Drenthe")

    expect(page.get_by_role("heading", level=1)).to_have_text("Vertrouwen in andere mensen: 60,8% (Drenthe, 2018)")
    expect(page.locator("select[name=regio]")).to_have_value("Drenthe")
    assert "regio=Drenthe" in page.url
