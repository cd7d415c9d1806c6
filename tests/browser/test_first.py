"""The first page, which the server sends before the live page: it works without scripts and has the same layout."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data_loaders.releases import kept_versions
from data_loaders.store import current
from tests.browser.accessibility import axe_violations
from tests.browser.harness import DESKTOP, PHONE, Site, next_visit, settled, visit
from ui.numbers import long_date
from ui.texts import text

SAME_PLACE = ["h1", "#kaartvak", ".bronregel"]
ADDRESSES = ["/", "/kaart?weergave=gemeenten&thema=zorg&provincie=Limburg"]


def held(page: Page) -> None:
    """Block Streamlit's script, so that the first page stays."""
    page.route(re.compile(r"/static/js/index\."), lambda route: route.abort())


def place(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"], box["y"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_live_page_takes_over_without_a_jump(
    browser: Browser, site: Site, address: str, size: tuple[int, int]
) -> None:
    with visit(browser, site, size=size) as seen:
        page = seen.page
        held(page)
        page.goto(site.url + address)
        before = [place(page, f"#eerste {part}") for part in SAME_PLACE]
        words = page.locator("#eerste h1").inner_text()

    # Another visitor: a script that was kept away once may stay away from the same one.
    with visit(browser, site, size=size) as seen:
        page = seen.open(address)

        assert page.locator("#root h1").inner_text() == words
        for own, where in zip(SAME_PLACE, before, strict=True):
            # Streamlit may still be putting its own styles in; where things then stand is what counts.
            for _ in range(60):
                if place(page, f"#root {own}") == pytest.approx(where, abs=4):
                    break
                page.wait_for_timeout(250)
            assert place(page, f"#root {own}") == pytest.approx(where, abs=4), own
        assert page.evaluate("document.getElementById('root').inert") is False
        assert seen.third_party == []


def test_what_is_being_typed_is_kept_and_answered(browser: Browser, site: Site) -> None:
    with visit(browser, site) as seen:
        page = seen.page
        page.goto(site.url, wait_until="commit")
        page.locator("#zoek").press_sequentially("zwol")
        settled(page)
        expect(page.locator("#zoek")).to_have_value("zwol")
        expect(page.locator("#zoek")).to_be_focused()

        page.locator("#zoek").press_sequentially("le")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"gemeente=Zwolle"))
        settled(page)

        expect(page.locator("#root h1")).to_contain_text("Zwolle")


def test_without_scripts_the_search_box_finds_by_enter(browser: Browser, site: Site) -> None:
    with visit(browser, site, javascript=False) as seen:
        page = seen.page
        page.goto(site.url + "/over")

        page.locator("#zoek").fill("3511 AB")
        page.locator("#zoek").press("Enter")

        expect(page.locator("#eerste h1")).to_contain_text("Utrecht")


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (390, 844)], ids=["desktop", "zoomed", "phone"])
@pytest.mark.parametrize("path", ["/kaart", "/over"])
def test_nothing_lies_over_the_header(fetched: BrowserContext, site: Site, path: str, size: tuple[int, int]) -> None:
    with next_visit(fetched, site, size=size) as seen:
        page = seen.open(path)

        if size[0] < 980:
            page.locator("#kop summary").click()
        for link in page.locator("#kop a:visible, #kop input:visible").all():
            box = link.bounding_box()
            assert box
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            assert link.evaluate("(own, [x, y]) => own.contains(document.elementFromPoint(x, y))", [x, y])


def test_a_link_to_another_page_is_followed_inside_the_live_page(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site) as seen:
        page = seen.open("/over?thema=zorg")
        page.evaluate("window.zelfde = true")

        page.locator("#kop .hoofdmenu a", has_text=text("nl", "data.nav")).first.click()
        expect(page.locator("#root h1")).to_have_text(text("nl", "data.title"))

        assert page.evaluate("window.zelfde") is True
        assert page.url.endswith("/data?thema=zorg")
        expect(page).to_have_title(f"{text('nl', 'data.nav')} · Samenkaart")
        expect(page.locator("#kop a[aria-current]").first).to_have_text(text("nl", "data.nav"))
        expect(page.locator("#gezegd")).to_have_text(text("nl", "data.title"))
        page.go_back()
        expect(page.locator("#root h1")).to_have_text(text("nl", "over.title"))


def test_the_skip_link_skips_the_navigation(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site) as seen:
        page = seen.open("/over")

        page.keyboard.press("Tab")
        expect(page.locator(".springlink")).to_be_focused()
        page.keyboard.press("Enter")

        expect(page.get_by_role("main")).to_be_focused()


def test_a_second_visit_fetches_no_page_again(browser: Browser, site: Site) -> None:
    with visit(browser, site) as seen:
        seen.open("/kaart?thema=wonen")
        seen.page.goto("about:blank")
        seen.open("/kaart?thema=wonen")

        sent = seen.page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
        assert sent < 1000


@pytest.mark.parametrize(
    "path", ["/over", "/data?taal=en", "/initiatieven?id=herenboeren-amersfoort", "/wijzigingen", "/nergens"]
)
def test_pages_are_accessible_before_and_after_the_takeover(
    browser: Browser, fetched: BrowserContext, site: Site, path: str
) -> None:
    with visit(browser, site) as seen:
        held(seen.page)
        seen.page.goto(site.url + path)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible()
        assert axe_violations(seen.page) == []

    with next_visit(fetched, site, dark=True) as seen:
        if path in {"/wijzigingen", "/nergens"}:  # Streamlit has no such pages.
            seen.page.goto(site.url + path)
        else:
            seen.open(path)
        assert axe_violations(seen.page) == []


def test_an_earlier_visit_is_remembered_by_the_browser_only(fetched: BrowserContext, site: Site) -> None:
    newest, *_, older = kept_versions(current())
    with next_visit(fetched, site) as seen:
        page, sent = seen.open("/"), []
        line = page.locator("#root [data-uitgave]")
        expect(line).to_be_hidden()
        assert page.evaluate("localStorage.getItem('samenkaart-uitgave')") == newest

        page.evaluate("older => localStorage.setItem('samenkaart-uitgave', older)", older)
        page.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data}"))
        seen.open("/")
        expect(line).to_be_visible()
        expect(line).to_contain_text(long_date(date.fromisoformat(older[:10]), "nl"))
        assert [each for each in sent if older in each] == []

        line.locator("a").click()
        expect(page).to_have_url(f"{site.url}/wijzigingen?uitgave={older}")
        seen.open("/")
        expect(line).to_be_hidden()
