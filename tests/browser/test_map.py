"""The map page in a browser: what only a browser shows, several checks on one opened page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.harness import DESKTOP, PHONE, Site, Visit, next_visit, serve, settled, until, visit
from tests.browser.small import small_release

HOSTILE: list[dict[str, object]] = [
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
    found = re.search(r"ennen ([\d.]+) (?:bewoners)?initiatie", page.locator("h1").first.inner_text())
    assert found
    return int(found[1].replace(".", ""))


def facet(page: Page, choice: str) -> Locator:
    return page.locator(f'nav.facet a[data-keuze="{choice}"]')


def is_moving(page: Page) -> bool:
    return page.locator(".st-key-beweegkaart").count() > 0


def test_a_press_changes_words_list_and_address_keeps_the_place_and_is_announced(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    every = known(page)
    page.evaluate("document.dezelfde = true")

    facet(page, "thema=zorg").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#root h1")).to_contain_text("voor zorg")
    settled(page)
    assert known(page) < every
    assert "thema=zorg" in page.url
    expect(facet(page, "thema=zorg")).to_be_focused()
    expect(page.locator("#gezegd")).to_contain_text("voor zorg")
    expect(page).to_have_title(re.compile("voor zorg"))
    page.locator('.kaartje a[data-keuze="weergave=inwoners"]').click()
    expect(page.locator("#root h1")).to_contain_text("Per inwoner")
    page.locator(".chips a", has_text="Zorg").click()
    expect(page.locator("#root h1")).not_to_contain_text("bij deze keuze")
    page.go_back()
    page.go_back()
    expect(page.locator("#root h1")).to_contain_text("voor zorg")
    page.reload()
    expect(page.locator("h1").first).to_contain_text("voor zorg")
    assert page.evaluate("document.dezelfde") is None


def test_the_drawing_stays_until_somebody_zooms_and_comes_back_at_a_reset(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    page.locator("body.kan-bewegen").wait_for()
    top = page.evaluate("scrollY")
    assert not is_moving(page)

    page.mouse.move(560, 500)
    page.mouse.wheel(0, 120)
    until(page, f"scrollY > {top}")
    assert page.locator("#kaartvak.wenk").count()
    assert not is_moving(page)

    page.locator('[data-zoom="1"]').click()
    page.locator("#kaartvak.beweegt").wait_for()
    here, there = (page.locator(name).bounding_box() for name in ("#kaartvak", ".st-key-beweegkaart"))
    assert here
    assert there
    assert [abs(here[side] - there[side]) < 2 for side in ("x", "y", "width", "height")] == [True] * 4
    facet(page, "thema=zorg").click()
    expect(page.locator("#root h1")).to_contain_text("voor zorg")
    assert is_moving(page)

    page.locator('[data-zoom="0"]').click()
    page.locator(".st-key-beweegkaart").wait_for(state="detached")
    expect(page.locator("#kaartvak svg.landkaart")).to_be_visible()


def test_without_scripts_and_without_a_connection_every_press_leads_to_its_address(
    browser: Browser, fetched: BrowserContext, site: Site
) -> None:
    with visit(browser, site, javascript=False) as seen:
        page = seen.page
        page.goto(f"{site.url}/kaart")
        facet(page, "thema=zorg").click()
        expect(page.locator("h1")).to_contain_text("voor zorg")
        page.locator('input[name="gemeente"]').fill("Utrecht")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("in de gemeente Utrecht")
        page.locator(".naamregel a").first.click()
        expect(page).to_have_url(re.compile(r"/initiatieven\?id="))
    with next_visit(fetched, site) as seen:
        page = seen.page
        page.route_web_socket("**", lambda socket: socket.close())
        page.goto(f"{site.url}/kaart")
        facet(page, "thema=zorg").click()
        page.wait_for_url("**thema=zorg**")
        expect(page.locator("h1").first).to_contain_text("voor zorg")


def test_the_first_screen_answers_on_a_laptop_and_on_a_phone(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site) as seen:
        page = seen.open("/kaart")
        for part in ("#root h1", "#kaartvak", "#initiatieven", ".bronregel button"):
            box = page.locator(part).first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= DESKTOP[1] + 4, part
    with next_visit(fetched, site, size=PHONE) as seen:
        page = seen.open("/kaart?thema=zorg&provincie=Limburg")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        expect(page.locator("#kaart")).to_be_visible()
        expect(page.locator("#initiatieven")).to_be_hidden()
        page.get_by_role("button", name="Filters (2 aan)").click()
        expect(page.locator("#filters")).to_be_visible()
        facet(page, "thema=wonen").click()
        expect(page.locator("#root h1")).to_contain_text("wonen of zorg")
        expect(page.locator("#filters")).to_be_visible()
        page.get_by_role("button", name="Toon het resultaat").click()
        page.get_by_role("link", name=re.compile("^Lijst")).click()
        expect(page.locator("#initiatieven")).to_be_visible()
        expect(page.locator("#kaart")).to_be_hidden()
        page.locator('[data-keuze="toon=kaart"]').click()
        expect(page.locator("#kaart")).to_be_visible()
        page.locator("#kaart a[data-plek]").first.press("Enter")
        expect(page.locator(".aanwijzing")).to_be_visible()
        expect(page.locator("#gezegd")).to_contain_text("initiatie")
        page.get_by_role("link", name=re.compile("^Bekijk deze")).click()
        expect(page.locator("#initiatieven li.aan").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious_of_ours(fetched: BrowserContext, site: Site, dark: bool) -> None:
    with next_visit(fetched, site, dark=dark) as seen:
        for path in (
            "/kaart?thema=zorg",
            "/kaart?weergave=gemeenten&maat=per-10000&taal=en",
            "/initiatieven?provincie=Limburg",
        ):
            assert axe_violations(seen.open(path), but=BY_STREAMLIT) == []
    with next_visit(fetched, site, dark=dark, size=PHONE) as seen:
        assert axe_violations(seen.open("/kaart?toon=lijst"), but=BY_STREAMLIT) == []


def test_forced_colours_keep_swatches_and_what_is_chosen(visitor: Visit) -> None:
    page = visitor.open("/kaart?thema=zorg")
    page.emulate_media(forced_colors="active")

    dots = page.evaluate(
        "[...document.querySelectorAll('#root .facet .stip')].map((dot) => getComputedStyle(dot).backgroundColor)"
    )
    assert len(set(dots)) >= 8
    chosen = facet(page, "thema=zorg").evaluate("link => getComputedStyle(link).outlineStyle")
    assert chosen == "solid"


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = small_release(tmp_path_factory.mktemp("klein"), *HOSTILE)
    with serve(environment={"SAMENKAART_DATA": str(root)}) as running:
        yield running


def test_names_in_data_and_words_in_the_address_stay_text(fetched: BrowserContext, small_site: Site) -> None:
    opened: list[str] = []

    def note(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    with next_visit(fetched, small_site) as seen:
        seen.page.on("dialog", note)
        for path in (
            "/kaart",
            "/kaart?q=<img src=x onerror=alert(1)>",
            "/initiatieven",
            "/kaart?plaats=<b>&gemeente=Utrecht",
        ):
            page = seen.open(path)
            assert page.locator('img[src="x"]').count() == 0
        assert "<img src=x" in seen.open("/initiatieven").locator(".rijen").inner_text()
        assert opened == []
        assert seen.third_party == []


def test_on_paper_stand_answer_map_legend_and_source(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site, dark=True) as seen:
        page = seen.open("/kaart?weergave=gemeenten&thema=zorg")
        page.emulate_media(media="print")

        for shown in ("h1", "#kaartvak svg.landkaart", ".sleutelbord", ".bronregel p"):
            expect(page.locator(shown).first).to_be_visible()
        for hidden in ("#kop .hoofdmenu", ".rail", ".lijstkop", ".bronregel button"):
            expect(page.locator(hidden).first).to_be_hidden()
