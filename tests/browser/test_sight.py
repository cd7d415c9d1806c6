"""Every page of the server at other sizes, spacing and colours, and on paper: nothing is cut off, lost or hard to use.

Without Streamlit, which changes none of it (`test_the_live_page_shows_the_same_html`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import Site

PATHS = (
    "/",
    "/?weergave=gemeenten&maat=per-10000",
    "/initiatieven?thema=zorg",
    "/initiatieven?id=buurtbuik-utrecht",
    "/regio",
    "/regio?gemeente=Utrecht",
    "/regio?gemeente=Zwolle&vergelijk=PV23",
    "/netwerken",
    "/netwerken?netwerk=lsa",
    "/netwerken?deel=hier",
    "/netwerken?deel=tabel",
    "/doelen",
    "/doelen?doel=2",
    "/doelen?indicator=energiecooperaties-aantal",
    "/doelen?deel=dekking",
    "/data",
    "/over",
    "/aanleveren",
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 2.2, 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
CUT_OFF = """() => [...document.querySelectorAll('a, button, summary, label, h1, h2, h3, p, li, dt, dd')]
  .filter(each => each.offsetParent && !each.matches('.stil, .sla-over, .springlink') && getComputedStyle(each).overflow !== 'visible'
    && (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 3))
  .map(each => each.textContent.trim().slice(0, 60))"""
LOST_MARKS = """() => [...document.querySelectorAll('main i:not(.midden)')]
  .filter(each => !each.textContent.trim() && each.getBoundingClientRect().width > 1)
  .filter(each => getComputedStyle(each).forcedColorAdjust !== 'none' && getComputedStyle(each).borderStyle === 'none')
  .map(each => `${each.parentElement.className} > ${each.className}`)"""


@contextmanager
def reading(browser: Browser, **seen_with: Any) -> Iterator[Page]:
    """A page without its live page, in a browser with the settings `seen_with`."""
    context = browser.new_context(locale="nl-NL", bypass_csp=True, **seen_with)
    context.add_init_script("sessionStorage.setItem('samenkaart-zonder', Date.now())")
    try:
        yield context.new_page()
    finally:
        context.close()


def wrong(page: Page, site: Site, script: str, *, spaced: bool = False) -> dict[str, object]:
    """Address to the faults that `script` finds there."""
    found = {}
    for path in PATHS:
        page.goto(site.url + path)
        if spaced:
            page.add_style_tag(content=SPACED)
        found[path] = page.evaluate(script)
    return {path: each for path, each in found.items() if each}


@pytest.mark.parametrize(("width", "height"), [(683, 384), (320, 256)], ids=["200 %", "400 %"])
def test_a_zoomed_page_scrolls_one_way_and_keeps_its_navigation(
    browser: Browser, site: Site, width: int, height: int
) -> None:
    with reading(browser, viewport={"width": width, "height": height}) as page:
        assert wrong(page, site, SIDEWAYS) == {}

        page.goto(site.url)
        page.get_by_text("Menu", exact=True).click()
        page.locator("#kop .menu").get_by_role("link").last.click()
        expect(page).to_have_url(f"{site.url}/over")


def test_wider_spacing_cuts_no_words(browser: Browser, site: Site) -> None:
    with reading(browser) as page:
        assert wrong(page, site, CUT_OFF, spaced=True) == {}


def test_wider_spacing_leaves_the_words_of_a_drawing_in_their_places(browser: Browser, site: Site) -> None:
    widths = "[...document.querySelectorAll('.huis svg text')].map(each => Math.round(each.getBBox().width))"
    with reading(browser) as page:
        for path in ("/netwerken", "/", "/doelen?doel=2", "/regio?gemeente=Utrecht"):
            page.goto(site.url + path)
            page.evaluate("document.fonts.ready")
            before = page.evaluate(widths)
            page.add_style_tag(content=SPACED)
            assert before, path
            assert page.evaluate(widths) == before, path


def test_forced_colours_leave_every_mark_and_what_is_chosen(browser: Browser, site: Site) -> None:
    with reading(browser, forced_colors="active") as page:
        assert wrong(page, site, LOST_MARKS) == {}

        page.goto(f"{site.url}/netwerken?deel=hier")
        chosen = page.locator("main [aria-current]").first
        assert chosen.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def test_paper_holds_whole_pages(browser: Browser, site: Site) -> None:
    with reading(browser, viewport={"width": 718, "height": 1040}) as page:
        page.emulate_media(media="print")
        assert wrong(page, site, SIDEWAYS) == {}

        page.goto(f"{site.url}/")
        expect(page.locator(".landkaart")).to_be_visible()
        expect(page.locator("#initiatieven")).to_be_visible()
        expect(page.get_by_role("searchbox").or_(page.locator("#zoek"))).to_be_hidden()


@pytest.mark.parametrize(("ground", "paths"), [("light", PATHS[::2]), ("dark", PATHS[1::2])])
def test_axe_finds_nothing_serious_on_any_english_page(
    browser: Browser, site: Site, ground: Literal["light", "dark"], paths: tuple[str, ...]
) -> None:
    """In Dutch the tests of each live page run axe, on both grounds."""
    with reading(browser, color_scheme=ground) as page:
        for path in paths:
            page.goto(f"{site.url}{path}{'&' if '?' in path else '?'}taal=en")
            assert axe_violations(page) == [], path
