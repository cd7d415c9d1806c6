"""No reader is lost: what a page does when the line to the server is cut, and after."""

import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from data_loaders.schema import Theme
from tests.browser.harness import DASHBOARD, Site, Visit, free_port, launch_on, settled, streamlit_command, visit
from tests.browser.line import Line, line_to
from tests.browser.test_map import facet
from ui.texts import text

NAMES = {theme.value: text("nl", f"theme.{theme.value}").lower() for theme in Theme}
DIALOG = '[data-testid="stDialog"], [role="dialog"]'


class Server:
    """A server that can be killed and started again at the same port. It forgets a session a second after its line is gone."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [*streamlit_command(DASHBOARD, self.port), "--server.disconnectedSessionTTL", "1"]
        self._running = launch_on(self.port, lambda _: command, None, "/_stcore/health")
        self.site = self._running.__enter__()

    def kill(self) -> None:
        self.site.process.send_signal(signal.SIGKILL)
        self._running.__exit__(None, None, None)


@dataclass
class Place:
    """Where the browser goes, and what lies behind it."""

    server: Server
    line: Line

    @property
    def site(self) -> Site:
        return replace(self.server.site, url=f"http://127.0.0.1:{self.line.own_port}")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.kill()


@pytest.fixture
def place(server: Server) -> Iterator[Place]:
    with line_to(server.port) as line:
        yield Place(server, line)


@pytest.fixture
def reader(browser: Browser, place: Place) -> Iterator[Visit]:
    with visit(browser, place.site) as seen:
        yield seen
        assert seen.page.locator(DIALOG).count() == 0
        assert seen.third_party == []


def says(page: Page, name: str) -> None:
    expect(page.locator("#lijn")).to_have_text(text("nl", f"site.reach_{name}"))


def stands_at(page: Page, *themes: str) -> None:
    """The address has these themes and no others, and so has the page."""
    page.wait_for_url(lambda url: sorted(parse_qs(urlsplit(url).query).get("thema", [])) == sorted(themes))
    *first, last = [NAMES[theme] for theme in sorted(themes, key=list(NAMES).index)]
    words = f"{', '.join(first)} of {last}" if first else last
    expect(page.locator("#eerste h1, #root h1").first).to_contain_text(f"voor {words} in ")


def test_two_presses_without_a_line_are_both_carried_out_when_it_is_back(place: Place, reader: Visit) -> None:
    page = reader.open("/kaart?weergave=gemeenten")
    place.line.cut()
    says(page, "lost")

    facet(page, "thema=zorg").click()
    says(page, "held")
    facet(page, "thema=energie").click()
    assert "thema" not in page.url
    place.line.mend()

    stands_at(page, "zorg", "energie")
    assert "weergave=gemeenten" in page.url


def test_after_a_pause_longer_than_the_session_lives_a_press_goes_on_from_the_address(
    place: Place, reader: Visit
) -> None:
    page = reader.open("/kaart?thema=zorg")
    page.evaluate("document.dezelfde = true")
    place.line.cut()
    says(page, "lost")
    page.wait_for_timeout(2500)
    place.line.mend()
    settled(page)
    expect(page.locator("#lijn")).to_be_empty()

    facet(page, "thema=energie").click()

    stands_at(page, "zorg", "energie")
    assert page.evaluate("document.dezelfde") is True


def test_after_the_server_was_killed_every_press_and_every_step_back_counts(place: Place, reader: Visit) -> None:
    page = reader.open("/kaart?thema=zorg")
    other = page.context.new_page()
    other.goto(f"{place.site.url}/regio?gemeente=Utrecht&thema=wonen")
    settled(other)
    facet(page, "thema=energie").click()
    stands_at(page, "zorg", "energie")

    place.server.kill()
    facet(page, "thema=wonen").click()
    says(page, "held")
    place.server.start()

    stands_at(page, "zorg", "energie", "wonen")
    settled(page)
    page.go_back()
    stands_at(page, "zorg", "energie")
    page.go_back()
    stands_at(page, "zorg")
    page.go_forward()
    stands_at(page, "zorg", "energie")
    facet(page, "thema=zorg").click()
    stands_at(page, "energie")
    settled(other)
    other.locator("#kop .hoofdmenu a", has_text=text("nl", "kaart.nav")).first.click()
    stands_at(other, "wonen")
    assert "gemeente=Utrecht" in other.url


def test_a_line_that_stands_and_brings_nothing_loses_no_press(place: Place, reader: Visit) -> None:
    page = reader.open("/kaart?thema=zorg")
    place.line.freeze()

    page.locator("#kop .hoofdmenu a", has_text=text("nl", "doelen.nav")).first.click()

    page.wait_for_url("**/doelen?thema=zorg")
    expect(page.locator("h1").first).to_contain_text(re.compile("doel", re.IGNORECASE))


def test_without_websockets_the_page_of_the_server_stays_with_links_that_work(place: Place, reader: Visit) -> None:
    place.line.passes_sockets = False
    page = reader.page
    page.goto(f"{place.site.url}/kaart?thema=zorg&taal=en")
    expect(page.locator("#lijn")).to_have_text(text("en", "site.reach_plain"))

    facet(page, "thema=energie").click()

    page.wait_for_url("**thema=energie**")
    expect(page.locator("#lijn")).to_have_text(text("en", "site.reach_plain"))
    assert page.locator("#eerste h1").inner_text()
    assert page.locator('[data-testid="stApp"]').count() == 0


def test_a_live_page_that_gets_no_line_again_becomes_the_page_of_the_server(place: Place, reader: Visit) -> None:
    page = reader.open("/initiatieven?thema=zorg")
    place.line.passes_sockets = False
    place.line.cut()
    place.line.mend()

    says(page, "plain")

    assert page.url.endswith("/initiatieven?thema=zorg")
    assert page.locator("#eerste h1").inner_text()


def test_a_tab_whose_scripts_are_gone_begins_again_once_at_its_address(reader: Visit) -> None:
    page = reader.open("/kaart?thema=zorg")
    gone = re.compile(r"/static/js/DeckGlJsonChart")
    page.route(gone, lambda route: route.fulfill(status=404))

    with page.expect_event("domcontentloaded"):
        page.locator('[data-zoom="1"]').click()
    page.unroute(gone)

    settled(page)
    assert page.url.endswith("/kaart?thema=zorg")
    page.locator('[data-zoom="1"]').click()
    page.locator("#kaartvak.beweegt").wait_for()


def test_a_tab_of_before_a_release_of_code_begins_again_at_its_address(reader: Visit) -> None:
    page = reader.open("/kaart?thema=zorg")
    page.evaluate("samenkaart.code = 'van gisteren'")

    with page.expect_event("domcontentloaded"):
        facet(page, "thema=energie").click()

    stands_at(page, "zorg", "energie")
