"""Exploring in a browser: modes of the map, tooltips, the search box, pictures and an embedded view."""

import re
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from playwright.sync_api import Browser, Page, expect

from data_loaders.store import current
from tests.browser.accessibility import axe_violations
from tests.browser.harness import PHONE, Site, Visit, serve, settled, visit
from tests.browser.small import small_release
from tests.browser.test_map import BY_STREAMLIT
from ui.texts import text

BOX = "Zoek een plaats, postcode, netwerk of initiatief"


def type_in_box(page: Page, words: str) -> None:
    page.get_by_role("combobox", name=BOX).press_sequentially(words, delay=30)
    page.get_by_role("option").first.wait_for()


def test_enter_right_after_the_last_letter_takes_the_answer_to_all_of_them(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    box = page.get_by_role("combobox", name=BOX)

    box.press_sequentially("zwo")
    page.get_by_role("option").first.wait_for()
    box.press_sequentially("lle")
    box.press("Enter")

    expect(page.get_by_role("button", name="Zwolle", exact=True)).to_be_visible()


def test_words_that_name_nothing_are_searched_in_all_texts(visitor: Visit) -> None:
    page = visitor.open("/kaart")

    type_in_box(page, "samen eten")
    page.get_by_role("option", name="samen eten").last.click()

    page.wait_for_url(re.compile(r"q=samen"))
    settled(page)
    assert "met “samen eten”" in page.locator("p.zin").inner_text()


def test_on_a_phone_filters_close_with_the_number_of_results_and_stay_closed_at_the_next_visit(
    browser: Browser, site: Site
) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open("/kaart?thema=zorg")
        side = page.locator('[data-testid="stSidebar"]')

        page.locator(".st-key-filterknop button").click()
        expect(side).to_have_attribute("data-collapsed", "false")
        page.get_by_role("button", name=re.compile(r"^Toon \d+ initiatieven$")).click()
        expect(side).to_have_attribute("data-collapsed", "true")
        page.locator(".st-key-filterknop button").click()
        expect(side).to_have_attribute("data-collapsed", "false")
        seen.open("/kaart?thema=wonen")

        expect(side).to_have_attribute("data-collapsed", "true")


def test_an_initiative_that_was_found_is_opened(visitor: Visit) -> None:
    page = visitor.open("/kaart")

    type_in_box(page, "herenboeren amersf")
    page.get_by_role("option", name="Herenboeren Amersfoort").click()

    page.wait_for_url("**/initiatieven?id=herenboeren-amersfoort*")
    expect(page.get_by_role("heading", name="Herenboeren Amersfoort")).to_be_visible()


def test_one_press_copies_a_correction_that_is_filled_in(visitor: Visit) -> None:
    page = visitor.open("/initiatieven?id=herenboeren-amersfoort")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=text("nl", "initiatieven.copy")).click()

    expect(page.get_by_role("status").filter(has_text=text("nl", "initiatieven.copied"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "herenboeren-amersfoort" in copied
    assert current().version in copied


def test_modes_are_one_press_apart_and_stand_in_the_address(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=zorg")

    page.get_by_role("radio", name="Gemeenten").click()
    page.wait_for_url("**weergave=gemeenten**")
    page.get_by_role("radio", name="Per 10.000 inwoners").click()
    page.wait_for_url("**maat=per-10000**")
    settled(page)

    expect(page.locator(".legenda")).to_contain_text("Geen bekend")
    regions = [int(n) for n in re.findall(r"\((\d+) gemeenten?\)", page.locator(".legenda").inner_text())]
    assert sum(regions) == 342


def test_a_coloured_region_tells_name_and_count(visitor: Visit) -> None:
    page = visitor.open("/kaart?weergave=provincies")
    canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
    canvas.wait_for()
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    box = canvas.bounding_box()
    assert box

    for step in range(8):
        page.mouse.move(box["x"] + box["width"] / 2 + 8 + step, box["y"] + box["height"] / 2 + 6)
        page.wait_for_timeout(600)
        if page.locator(".tip").count():
            break

    told = page.locator(".tip").evaluate("tip => getComputedStyle(tip, '::after').content")
    assert re.search(r"(Utrecht|Gelderland|Flevoland): \d+ initiatie", told)


@pytest.fixture(scope="module")
def points_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One initiative in the middle of the map of Amersfoort, and two at one point in the middle of that of Zwolle."""
    regions = current().table("regions")

    def middle(code: str) -> dict[str, Any]:
        bounds = regions.row(by_predicate=pl.col("code") == code, named=True)
        point = {
            "longitude": (bounds["west"] + bounds["east"]) / 2,
            "latitude": (bounds["south"] + bounds["north"]) / 2,
        }
        return {"municipality_code": code, "place": bounds["name"], **point}

    rows = [{"name": "Alleen", **middle("GM0307")}, *({"name": name, **middle("GM0193")} for name in ("Een", "Twee"))]
    root = small_release(tmp_path_factory.mktemp("punten"), *rows)
    with serve(environment={"SAMENKAART_DATA": str(root)}) as running:
        yield running


@pytest.mark.parametrize(
    ("municipality", "leads_to"), [("Amersfoort", "/initiatieven?id="), ("Zwolle", "plaats=Zwolle")]
)
def test_a_point_opens_its_initiative_or_the_list_of_its_place(
    browser: Browser, points_site: Site, municipality: str, leads_to: str
) -> None:
    with visit(browser, points_site) as seen:
        page = seen.open(f"/kaart?gemeente={municipality}&weergave=punten")
        canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
        canvas.wait_for()
        box = canvas.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        for _ in range(10):
            page.mouse.move(x - 40, y)
            page.mouse.move(x, y)
            page.wait_for_timeout(1500)
            if leads_to in page.url:
                break
            page.mouse.click(x, y)
            page.wait_for_timeout(1500)

        assert leads_to in page.url


def test_the_map_is_downloaded_as_a_picture_with_its_source(visitor: Visit) -> None:
    page = visitor.open("/kaart?weergave=gemeenten")

    page.locator(".st-key-deel_beeld button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Kaart als SVG").click()

    svg = download.value.path().read_text("utf-8")
    assert "Bekende initiatieven" in svg
    assert "Ingelezen op" in svg


def test_an_embedded_view_is_the_map_alone(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=energie&embed=1")

    expect(page.get_by_text("Wij kennen")).to_be_visible()
    expect(page.locator('[data-testid="stDeckGlJsonChart"]')).to_be_visible()
    expect(page.locator("#kop")).to_have_count(0)
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    link = page.get_by_role("link", name="Hele kaart op Samenkaart").get_attribute("href") or ""
    assert "thema=energie" in link
    assert "embed" not in link


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "path", ["/kaart?weergave=gemeenten&maat=per-10000", "/initiatieven?id=herenboeren-amersfoort"]
)
def test_axe_finds_nothing_serious_of_ours(browser: Browser, site: Site, path: str, dark: bool) -> None:
    with visit(browser, site, dark=dark) as seen:
        assert axe_violations(seen.open(path), but=BY_STREAMLIT) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, site: Site) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open("/kaart?weergave=gemeenten&maat=per-10000")

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
