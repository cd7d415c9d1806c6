"""Faults that readers reported and that need a browser: on a phone, in another time zone, or without Streamlit's scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import PHONE, Site, Visit, settled, until
from tests.browser.test_sight import reading

ON_A_PHONE = {"viewport": {"width": PHONE[0], "height": PHONE[1]}, "has_touch": True, "is_mobile": True}
MATRICES = ("/doelen?deel=dekking", "/netwerken?deel=tabel", "/netwerken?deel=tabel&opzet=regio-thema")
LISTS = ("/?toon=lijst", "/initiatieven", "/regio?gemeente=Utrecht", "/initiatieven?id=voko-utrecht", "/netwerken")
# Names that are cut, in whatever way.
CUT_NAMES = """() => [...document.querySelectorAll('main :is(.naamregel, .kortelijst, .gids, .gebieden, .lijst) a')]
  .filter(each => each.offsetParent && (each.scrollWidth > each.clientWidth + 1 && each.clientWidth || /…$/.test(each.textContent.trim())
    || getComputedStyle(each).textOverflow === 'ellipsis'))
  .map(each => each.textContent)"""
# Cells of a matrix that are too small to tell apart, and whole rows of it narrower than half the screen.
SMALL_CELLS = """() => [...document.querySelectorAll('main :is(.vakken td > a, .dekking rect)')]
  .filter(each => each.getClientRects().length).map(each => Math.round(each.getBoundingClientRect().width)).filter(wide => wide < 18)"""


def swipe(page: Page) -> None:
    """One finger, upwards over the map."""
    box = page.locator("#kaartvak").bounding_box()
    assert box
    start, finger = min(box["y"] + 350, PHONE[1] - 60), page.context.new_cdp_session(page)
    steps = [("touchStart", start), *(("touchMove", start - 20 * step) for step in range(1, 15)), ("touchEnd", None)]
    for kind, y in steps:
        points = [] if y is None else [{"x": PHONE[0] / 2, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(20)


def test_one_finger_over_the_map_scrolls_the_page_and_there_is_a_way_back(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="nl-NL", **ON_A_PHONE)  # type: ignore[arg-type]  # settings of several types
    try:
        page = context.new_page()
        page.goto(site.url)
        settled(page)
        page.locator("body.kan-bewegen").wait_for()
        swipe(page)
        until(page, "scrollY > 100")
        assert page.locator("#kaartvak.beweegt").count() == 0

        page.evaluate("scrollTo(0, 0)")
        page.locator('[data-zoom="1"]').click()
        page.locator("#kaartvak.beweegt").wait_for()
        page.evaluate("scrollTo(0, 0)")
        swipe(page)
        until(page, "scrollY > 100")

        page.locator('[data-zoom="0"]').click()
        page.locator(".st-key-beweegkaart").wait_for(state="detached")
        expect(page.locator("#kaartvak svg.landkaart")).to_be_visible()
    finally:
        context.close()


def test_every_matrix_can_be_read_on_a_phone(browser: Browser, site: Site) -> None:
    with reading(browser, **ON_A_PHONE) as page:
        for path in MATRICES:
            page.goto(site.url + path)
            cells = page.locator("main :is(.vakken, .dekking)")
            assert cells.count(), path
            assert page.evaluate(SMALL_CELLS) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path


@pytest.mark.parametrize("size", [(1366, 768), PHONE], ids=["desktop", "phone"])
def test_every_list_has_whole_names(browser: Browser, site: Site, size: tuple[int, int]) -> None:
    with reading(browser, viewport={"width": size[0], "height": size[1]}) as page:
        for path in LISTS:
            page.goto(site.url + path)
            assert page.evaluate(CUT_NAMES) == [], path


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/regio?gemeente=Utrecht", ".opthema a >> nth=-1"),
        ("/doelen?doel=1", ".overige a >> nth=-1"),
        ("/initiatieven?id=voko-utrecht", ".kortelijst a >> nth=-1"),
    ],
)
def test_who_chooses_far_down_a_page_begins_the_next_one_at_its_top(visitor: Visit, path: str, link: str) -> None:
    page = visitor.open(path)
    there = page.locator(f"#root {link}")
    there.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 200
    before = page.url

    there.click()

    until(page, f"location.href !== {before!r}")
    settled(page)
    until(page, "scrollY < 5")
    expect(page.locator("#root h1")).to_be_in_viewport()


def test_who_turns_the_page_of_a_list_reads_on_at_its_top(visitor: Visit) -> None:
    page = visitor.open("/initiatieven")
    page.locator("#root .bladeren a").last.click()

    page.wait_for_url("**pagina=2**")
    expect(page.locator("#root .bladeren")).to_contain_text("26 tot en met 50")
    until(
        page,
        "Math.abs(document.querySelector('#root .rijen').getBoundingClientRect().top - innerHeight / 4) < innerHeight / 4",
    )


def test_a_browser_set_to_english_in_los_angeles_shows_the_same_figures_and_days(browser: Browser, site: Site) -> None:
    said = []
    for where in (
        {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"},
        {"locale": "en-US", "timezone_id": "America/Los_Angeles"},
    ):
        context = browser.new_context(**where)  # type: ignore[arg-type]  # settings of several types
        try:
            page, words = context.new_page(), {}
            for path in ("/doelen?doel=2", "/regio?gemeente=Utrecht", "/?weergave=inwoners"):
                page.goto(site.url + path)
                settled(page)
                words[path] = page.locator("#root .verhaal").evaluate("each => each.textContent")
            said.append(words)
        finally:
            context.close()

    assert said[0] == said[1]
    assert all(re.search(r"\d,\d|november 2026", words) for words in said[0].values())


@pytest.mark.parametrize("path", ["/", "/doelen?doel=2", "/netwerken?netwerk=lsa", "/initiatieven?id=voko-utrecht"])
def test_where_streamlits_scripts_cannot_be_had_the_page_of_the_server_stays_and_works(
    browser: Browser, site: Site, path: str
) -> None:
    context = browser.new_context(locale="nl-NL")
    try:
        page = context.new_page()
        page.route("**/static/js/**", lambda route: route.abort())
        page.goto(site.url + path)

        expect(page.locator("h1")).to_be_in_viewport()
        page.locator("#kop .hoofdmenu a", has_text="Regio").first.click()
        expect(page.get_by_role("heading", level=1, name="Zoek uw gemeente of provincie")).to_be_visible()
    finally:
        context.close()
