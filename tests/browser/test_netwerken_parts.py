"""What only a browser shows of the networks page: pointing, narrow screens, contrast, and a frame on another site."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import polars as pl
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from data_loaders.schema import TABLES
from data_loaders.snapshot import SHAPES
from data_loaders.store import current
from prepare.publish import ManifestParts, write_release
from tests.browser.accessibility import axe_violations
from tests.browser.harness import PHONE, Site, Visit, serve, settled, visit
from tests.browser.test_map import BY_STREAMLIT

PARTS = [
    "",
    "?netwerk=lsa",
    "?deel=tabel&vak=bokd~PV22",
    "?deel=hier&netwerk=lsa&niveau=gemeente",
    "?deel=tekening&netwerk=lsa&stappen=2",
    "?deel=tekening&per=groep",
    "?deel=kaart",
]


def steps(page: Page) -> dict[str, int]:
    found: list[str] = page.locator(".tekening a").evaluate_all("all => all.map(e => e.dataset.step)")
    return {step: found.count(step) for step in ("0", "1", "2")}


def test_pointing_lights_neighbours_one_and_two_steps_out(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tekening")

    page.locator('.tekening a[aria-label^="LSA Bewoners:"]').hover()

    expect(page.get_by_text("Op één stap: 6. Op twee stappen: 30.")).to_be_visible()
    assert steps(page) == {"0": 1, "1": 6, "2": 30}


def test_focus_of_the_keyboard_lights_neighbours_too(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tekening&netwerk=lsa")

    page.get_by_role("button", name="Alles", exact=True).focus()
    page.keyboard.press("Tab")

    expect(page.get_by_text("Op één stap: 6. Op twee stappen: 30.")).to_be_visible()
    assert steps(page) == {"0": 1, "1": 6, "2": 30}
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile("^Wijs een partner aan"))).to_be_visible()


def test_the_drawing_is_the_same_at_each_visit(browser: Browser, site: Site) -> None:
    def places() -> list[str]:
        with visit(browser, site) as seen:
            page = seen.open("/netwerken?deel=tekening")
            page.locator(".tekening a").first.wait_for()
            found: list[str] = page.locator(".tekening a").evaluate_all(
                "all => all.map(e => e.getAttribute('transform'))"
            )
            return found

    assert places() == places()


def test_a_closer_look_spreads_the_drawing_inside_its_box(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tekening")
    drawing = page.locator(".tekening .kader svg")
    before = drawing.bounding_box()

    page.get_by_role("button", name="Dichterbij").click()

    after = drawing.bounding_box()
    assert before
    assert after
    assert after["height"] == pytest.approx(1.4 * before["height"], rel=0.1)


def test_filters_by_kind_and_region_leave_their_partners(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tekening")

    page.locator('[data-testid="stSidebar"]').get_by_role("button", name="Koepel").click()
    page.wait_for_url("**soort=koepel**")
    settled(page)
    umbrellas = page.locator(".tekening a").count()
    page.get_by_role("button", name="Koepel", exact=True).last.click()
    page.wait_for_url(lambda url: "soort" not in url)
    settled(page)

    assert 0 < umbrellas < page.locator(".tekening a").count() == 104


def test_a_group_opens_its_partners_and_back(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tekening&per=groep")

    group = page.locator(".tekening").get_by_role("link", name=re.compile(r"^Rond Cooplink \(\d+\)"))
    partners = int(re.findall(r"\((\d+)\)", group.get_attribute("aria-label") or "")[0])
    group.click()
    page.wait_for_url("**groep=cooplink**")
    settled(page)

    expect(page.locator(".tekening a")).to_have_count(partners)
    page.get_by_role("button", name="Rond Cooplink").click()
    expect(group).to_be_visible()


def test_counts_of_regions_open_the_regions_of_that_network(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tabel&niveau=gemeente")

    page.get_by_role("link", name="LSA Bewoners, Alleen: 5").click()
    page.wait_for_url("**deel=hier**")
    settled(page)

    expect(page.get_by_text("LSA Bewoners, 342 regio's:")).to_be_visible()


def test_a_link_of_a_cell_is_a_whole_address(visitor: Visit) -> None:
    page = visitor.open("/netwerken?deel=tabel&thema=zorg")
    href = page.get_by_role("link", name="BOKD, Drenthe: ").get_attribute("href")

    page = visitor.open(f"/netwerken{href}")

    expect(page.get_by_text(re.compile(r"BOKD · Drenthe: wij kennen \d+ initiatie"))).to_be_visible()


@pytest.mark.parametrize("query", PARTS)
def test_nothing_is_asked_of_anybody_else(visitor: Visit, query: str) -> None:
    visitor.open(f"/netwerken{query}")

    assert not [error for error in visitor.console_errors if "Content Security Policy" in error or "Error" in error]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", PARTS)
def test_axe_finds_nothing_serious_of_ours(browser: Browser, site: Site, query: str, dark: bool) -> None:
    with visit(browser, site, dark=dark) as seen:
        page = seen.open(f"/netwerken{query}")

        assert axe_violations(page, but=BY_STREAMLIT) == []


@pytest.mark.parametrize("query", PARTS)
def test_on_a_phone_nothing_runs_off_the_page(browser: Browser, site: Site, query: str) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open(f"/netwerken{query}")
        page.wait_for_timeout(500)

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE[0]


def test_on_a_phone_row_names_stay_while_cells_slide(browser: Browser, site: Site) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open("/netwerken?deel=tabel")
        name = page.get_by_role("rowheader", name="LSA Bewoners")
        before = name.bounding_box()

        page.locator(".vakken").evaluate("box => box.scrollTo(400, 0)")

        after = name.bounding_box()
        assert before
        assert after
        assert page.locator(".vakken").evaluate("box => box.scrollLeft") > 100
        assert 0 <= after["x"] <= before["x"]


def test_filters_of_this_page_count_on_the_phone_and_go_with_one_press(browser: Browser, site: Site) -> None:
    with visit(browser, site, size=PHONE) as seen:
        page = seen.open("/netwerken?deel=tekening&rol=kernpartner&soort=fonds&relatie=steunt")
        expect(page.get_by_role("button", name="Filters (3 aan)")).to_be_visible()

        page.get_by_role("button", name="Kernpartner").last.click()

        expect(page.get_by_role("button", name="Filters (2 aan)")).to_be_visible()
        assert "rol=" not in page.url


@pytest.fixture
def other_site(site: Site) -> Iterator[str]:
    """A page of somebody else, on another origin, with our frame in it."""
    html = f'<!doctype html><title>Elders</title><iframe src="{site.url}/netwerken?netwerk=lsa&embed=true&embed=1" width="700" height="640"></iframe>'

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_a_partner_shows_its_page_on_its_own_site(browser: Browser, site: Site, other_site: str) -> None:
    with visit(browser, site) as seen:
        seen.page.goto(other_site)
        frame = seen.page.frame_locator("iframe")

        expect(frame.get_by_text("Bekende initiatieven die LSA Bewoners zelf noemen")).to_be_visible()
        expect(frame.locator('[data-testid="stDeckGlJsonChart"] canvas').first).to_be_visible()
        expect(frame.locator('[data-testid="stSidebar"]')).to_be_hidden()
        expect(frame.locator("#kop")).to_have_count(0)
        link = frame.get_by_role("link", name="Hele pagina op Samenkaart").get_attribute("href") or ""
        assert link.endswith("/netwerken?netwerk=lsa")


HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"


@pytest.fixture
def hostile_site(tmp_path: Path) -> Iterator[Site]:
    """The real data, with a partner whose name would like to be markup."""
    real = current()
    tables = {name: real.table(name) for name in TABLES}
    is_lsa = pl.col("partner_id") == "lsa"
    tables["partners"] = tables["partners"].with_columns(name=pl.when(is_lsa).then(pl.lit(HOSTILE)).otherwise("name"))
    root = tmp_path / "prepared"
    write_release(root, tables, {name: real.shapes(name) for name in SHAPES}, ManifestParts(real.date))
    with serve(environment={"SAMENKAART_DATA": str(root)}) as site:
        yield site


def test_a_name_that_would_be_markup_stays_text(browser: Browser, hostile_site: Site) -> None:
    shown = {
        "?deel=tabel": ".vakken tbody th",
        "?deel=hier": "table.regio tbody th",
        "?deel=tekening&netwerk=lsa&stappen=1": ".tekening text",
        "?netwerk=lsa": "h1",
    }
    with visit(browser, hostile_site) as seen:
        asked: list[str] = []

        def note(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        seen.page.on("dialog", note)
        for query, place in shown.items():
            page = seen.open(f"/netwerken{query}")

            expect(page.locator(place).filter(has_text=HOSTILE).first).to_be_attached()
            assert page.locator('img[src="x"]').count() == 0
        assert asked == []
