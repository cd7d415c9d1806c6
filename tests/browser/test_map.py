import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import PHONE, Site, Visit, serve, settled, visit
from tests.browser.small import small_release
from ui import palette
from ui.palette import rgb

# In the middle of the country view, so that a press on the middle of the map meets it.
MIDDLE: dict[str, Any] = {
    "name": "Midden",
    "longitude": 5.35,
    "latitude": 52.18,
    "municipality_code": "GM0307",
    "place": "Amersfoort",
}
HOSTILE: list[dict[str, Any]] = [
    {"name": "<img src=x onerror=alert(1)>", "place": "<b>vet</b>", "search_text": "img"},
    {"name": '=HYPERLINK("https://elders.nl")', "summary": "[x](javascript:alert(1))"},
    {"name": "[x](javascript:alert(1))", "networks_unlisted": [":red[rood]", "<script>alert(1)</script>"]},
]
BY_STREAMLIT = frozenset(
    {
        # Streamlit's own markup, which a page cannot change; told in the accessibility statement.
        "aria-allowed-attr",
        "aria-required-children",
        "nested-interactive",
        "scrollable-region-focusable",
    }
)


def main_text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def known(page: Page) -> int:
    found = re.search(r"Wij kennen ([\d.]+) initiatie", main_text(page))
    assert found
    return int(found[1].replace(".", ""))


def press_theme(page: Page, theme: str) -> None:
    page.locator('[data-testid="stSidebar"]').get_by_role("button", name=re.compile(f"^{theme} ")).click()
    page.wait_for_url("**thema=**")
    settled(page)


def test_a_cold_server_opens_a_deep_link(
    browser: Browser, start_site: Callable[..., AbstractContextManager[Site]]
) -> None:
    with start_site() as cold, visit(browser, cold) as seen:
        page = seen.open("/initiatieven?thema=energie")

        expect(page.get_by_role("heading", name="Alle initiatieven")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        assert page.url.endswith("/initiatieven?thema=energie")


@pytest.mark.parametrize("path", ["/", "/kaart?thema=zorg", "/initiatieven", "/data", "/over"])
def test_nothing_is_asked_of_anybody_else(visitor: Visit, path: str) -> None:
    visitor.open(path)

    assert visitor.third_party == []
    assert not [error for error in visitor.console_errors if "Content Security Policy" in error]


@pytest.mark.parametrize(("path", "language"), [("/kaart", "nl"), ("/kaart?taal=en", "en")])
def test_the_language_of_the_page_follows_the_address(visitor: Visit, path: str, language: str) -> None:
    page = visitor.open(path)

    assert page.locator("html").get_attribute("lang") == language


def test_switching_language_keeps_the_choice(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=zorg")

    page.get_by_role("button", name="English").click()
    page.wait_for_url("**taal=en**")
    settled(page)

    expect(page.get_by_role("heading", name="Residents' initiatives on the map")).to_be_visible()
    assert "thema=zorg" in page.url
    assert page.locator("html").get_attribute("lang") == "en"


def test_filter_sentence_list_and_file_are_the_same_rows(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    everything = known(page)

    press_theme(page, "Energie")

    count = known(page)
    assert 0 < count < everything
    expect(page.get_by_role("heading", name=f"{count} initiatieven")).to_be_visible()
    page.locator(".st-key-use_initiatieven button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Downloaden als CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == count
    assert all("Energie" in row["Thema's"] for row in rows)
    assert {"Licentie van dit bestand", "Gegevensversie", "Bron van de gegevens", "Ingelezen, en hoe oud"} <= set(
        rows[0]
    )


def test_table_tab_adds_up_to_the_sentence(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=energie")
    count = known(page)

    page.get_by_role("tab", name="Tabel").click()
    settled(page)

    page.locator(".st-key-use_kaart button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Downloaden als CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert int(rows[-1]["Initiatieven"]) == count
    assert sum(int(row["Initiatieven"]) for row in rows[:-1]) == count


def test_back_and_reload_follow_the_address(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    everything = known(page)
    press_theme(page, "Energie")
    chosen = known(page)

    page.reload()
    settled(page)
    assert known(page) == chosen

    page.go_back()
    page.wait_for_url(lambda url: "thema" not in url)
    expect(page.get_by_text(f"Wij kennen {everything:,}".replace(",", "."))).to_be_visible()


def test_another_page_keeps_the_choice(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=energie")

    page.get_by_role("link", name="Initiatieven", exact=True).click()
    page.wait_for_url("**/initiatieven?thema=energie")
    settled(page)

    expect(page.get_by_role("heading", name="Alle initiatieven")).to_be_visible()


def test_on_a_phone_one_button_opens_the_filters(browser: Browser, site: Site) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open("/kaart?thema=energie&status=actief")
        button = page.get_by_role("button", name="Filters (2 aan)")
        province = page.locator('[data-testid="stSidebar"]').get_by_text("Provincie")

        for _ in range(2):
            button.click()
            expect(province).to_be_in_viewport()
            page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
            expect(province).not_to_be_in_viewport()


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = small_release(tmp_path_factory.mktemp("klein"), MIDDLE, *HOSTILE)
    with serve(environment={"SAMENKAART_DATA": str(root)}) as running:
        yield running


def press_middle_of_map(page: Page) -> None:
    """Press the middle of the map until the address follows: without a graphics card the first press may take too long."""
    canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
    canvas.wait_for()
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for _ in range(10):
        page.mouse.move(x - 40, y)
        page.mouse.move(x, y)
        page.wait_for_timeout(1500)
        if "gemeente=" in page.url:
            return
        page.mouse.click(x, y)
        page.wait_for_timeout(1500)


def test_choosing_a_bubble_narrows_to_it_and_one_press_clears(browser: Browser, small_site: Site) -> None:
    with visit(browser, small_site) as seen:
        page = seen.open("/kaart")

        press_middle_of_map(page)
        page.wait_for_url("**gemeente=Amersfoort**")
        settled(page)
        assert known(page) == 1

        page.get_by_role("button", name="Wis alles").first.click()
        page.wait_for_url(lambda url: "gemeente" not in url)
        settled(page)
        assert known(page) == 1 + len(HOSTILE)


@pytest.mark.parametrize(
    "path",
    [
        "/kaart",
        "/initiatieven",
        "/initiatieven?id=b",
        "/initiatieven?id=c",
        "/kaart?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    ],
)
def test_names_in_data_and_words_in_the_address_stay_text(browser: Browser, small_site: Site, path: str) -> None:
    with visit(browser, small_site) as seen:
        dialogs: list[str] = []

        def note_dialog(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        seen.page.on("dialog", note_dialog)
        page = seen.open(path)
        page.mouse.move(900, 415)
        page.wait_for_timeout(500)

        assert dialogs == []
        assert page.locator('img[src="x"]').count() == 0
        assert page.locator('a[href^="javascript:"]').count() == 0
        assert seen.third_party == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["/kaart?thema=zorg", "/initiatieven", "/data", "/over"])
def test_axe_finds_nothing_serious_of_ours(browser: Browser, site: Site, path: str, dark: bool) -> None:
    with visit(browser, site, dark=dark) as seen:
        page = seen.open(path)

        assert axe_violations(page, but=BY_STREAMLIT) == []


def test_pan_and_zoom_survive_a_filter(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
    canvas.wait_for()
    page.wait_for_timeout(1500)
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 120)
    page.mouse.wheel(0, -600)
    page.wait_for_timeout(1500)
    zoomed = outline(canvas.screenshot())

    press_theme(page, "Energie")
    page.wait_for_timeout(1500)

    assert outline(canvas.screenshot()) == pytest.approx(zoomed, rel=0.25)


LAND = rgb(palette.LAND["light"])


def outline(picture: bytes) -> int:
    """How much of the picture is land: a fingerprint of the view, not of the bubbles."""
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=np.int16)
    return int((np.abs(pixels - LAND).max(axis=2) < 3).sum())
