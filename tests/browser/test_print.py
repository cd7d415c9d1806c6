"""The map on paper: what is asked for, the map, its legend and its source; no buttons, and readable from a dark screen too."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import Site, visit


@pytest.mark.parametrize("dark", [False, True])
def test_a_printed_map_is_readable_and_says_where_its_list_is(browser: Browser, site: Site, dark: bool) -> None:
    with visit(browser, site, dark=dark) as seen:
        page = seen.open("/kaart?weergave=gemeenten&thema=zorg")
        page.emulate_media(media="print")

        for shown in (page.locator("p.zin"), page.locator(".legenda"), page.locator("p.op-papier")):
            expect(shown).to_be_visible()
            colour = shown.evaluate("element => getComputedStyle(element).color")
            assert colour == "rgb(27, 42, 54)"
        assert "weergave=gemeenten" in page.locator("p.op-papier").inner_text()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        for hidden in (
            "#kop .hoofdmenu",
            "#kop .zoek",
            ".st-key-weergave",
            ".st-key-lijst",
            '[role="tablist"]',
            '[data-testid="stSidebar"]',
        ):
            expect(page.locator(hidden).first).to_be_hidden()


def test_the_line_for_paper_is_not_on_screen(browser: Browser, site: Site) -> None:
    with visit(browser, site) as seen:
        expect(seen.open("/kaart").locator("p.op-papier")).to_be_hidden()
