"""The page keeps working for readers when the connection to the server is lost, and afterwards."""

import random
import re
import signal
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data_loaders.schema import TABLES, Theme
from data_loaders.store import SHAPES, current
from prepare.publish import ManifestParts, write_release
from tests.browser.harness import (
    DASHBOARD,
    Site,
    Visit,
    free_port,
    launch_on,
    next_visit,
    settled,
    streamlit_command,
    visit,
)
from tests.browser.line import Line, line_to
from tests.browser.test_map import facet
from ui.texts import text

NAMES = {theme.value: text("nl", f"theme.{theme.value}").lower() for theme in Theme}
DIALOG = '[data-testid="stDialog"], [role="dialog"]'


class Releases:
    """Two releases that differ only in their date, and a link to the one that is shown."""

    def __init__(self, folder: Path) -> None:
        self.root, real = folder / "prepared", current()
        tables, shapes = {name: real.table(name) for name in TABLES}, {name: real.shapes(name) for name in SHAPES}
        self._folders = []
        for day in (date(2026, 1, 1), date(2026, 1, 2)):
            write_release(self.root, tables, shapes, ManifestParts(day))
            self._folders.append(self.root.resolve())
        self.versions = [each.name for each in self._folders]

    def switch(self) -> None:
        """Show the other release."""
        other = next(each for each in self._folders if each != self.root.resolve())
        aside = self.root.with_name("aside")
        aside.symlink_to(other, target_is_directory=True)
        aside.replace(self.root)


class Server:
    """A server that can be killed and restarted on the same port. It forgets a session one second after a disconnect."""

    def __init__(self, releases: Releases) -> None:
        self.port, self.releases = free_port(), releases
        self.start()

    def start(self) -> None:
        command = [*streamlit_command(DASHBOARD, self.port), "--server.disconnectedSessionTTL", "1"]
        data = {"SAMENKAART_DATA": str(self.releases.root)}
        self._running = launch_on(self.port, lambda _: command, data, "/_stcore/health")
        self.site = self._running.__enter__()

    def kill(self) -> None:
        self.site.process.send_signal(signal.SIGKILL)
        self._running.__exit__(None, None, None)


@dataclass
class Place:
    """The address for the browser, and the line and server behind it."""

    server: Server
    line: Line

    @property
    def site(self) -> Site:
        return replace(self.server.site, url=f"http://127.0.0.1:{self.line.own_port}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(Releases(tmp_path_factory.mktemp("releases")))
    yield running
    running.kill()


@pytest.fixture(scope="module")
def line(server: Server) -> Iterator[Line]:
    """One address for all tests, so that the browser has what it fetched there."""
    with line_to(server.port) as opened:
        yield opened


@pytest.fixture
def place(server: Server, line: Line) -> Iterator[Place]:
    yield Place(server, line)
    line.mend()
    line.passes_sockets = True


@pytest.fixture
def reader(fetched: BrowserContext, place: Place) -> Iterator[Visit]:
    with next_visit(fetched, place.site) as seen:
        yield seen
        assert seen.page.locator(DIALOG).count() == 0
        assert seen.third_party == []


def says(page: Page, name: str) -> None:
    expect(page.locator("#lijn")).to_have_text(text("nl", f"site.reach_{name}"))


def stands_at(page: Page, *themes: str) -> None:
    """Expect exactly these themes in the address and on the page."""
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


def test_presses_faster_than_the_page_all_count_and_of_one_choice_the_last(reader: Visit) -> None:
    page = reader.open("/kaart?thema=wonen")
    press = '(names) => { for (const name of names) document.querySelector(`#root [data-keuze="${name}"]`).click() }'

    page.evaluate(press, ["thema=zorg", "weergave=inwoners", "weergave=netwerken", "thema=energie", "thema=wonen"])
    stands_at(page, "zorg", "energie")
    assert parse_qs(urlsplit(page.url).query)["maat"] == ["netwerken"]

    page.evaluate(press, ["thema=mobiliteit", "gekozen=wis"])
    expect(page.locator("#root h1")).not_to_contain_text(" voor ")
    assert "thema" not in page.url


def test_a_page_that_comes_while_a_finger_is_down_takes_no_link_away(reader: Visit) -> None:
    page = reader.open("/kaart")
    link = facet(page, "thema=zorg")
    link.hover()
    page.mouse.down()
    # What a run of the server does that ends just now.
    page.evaluate("""() => {
        const host = document.querySelector('#root .verhaal').parentElement
        window.samenkaart.show(host, { html: `${host.told}<p id="later"></p>` })
    }""")
    page.mouse.up()

    stands_at(page, "zorg")


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


def test_an_open_connection_that_brings_nothing_loses_no_press(place: Place, reader: Visit) -> None:
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


def test_a_tab_whose_scripts_are_gone_begins_again_once_at_its_address(browser: Browser, place: Place) -> None:
    # A first visit, so that the scripts have to be asked for.
    with visit(browser, place.site) as seen:
        page = seen.open("/kaart?thema=zorg")
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


def versions_named(words: str, releases: Releases) -> set[str]:
    return set(re.findall("|".join(releases.versions), words))


def test_a_release_that_comes_in_loses_no_filter_and_is_named_below_what_is_made_of_it(
    place: Place, reader: Visit
) -> None:
    page, releases = reader.open("/kaart?thema=zorg"), place.server.releases
    [before] = versions_named(page.locator("#voet").inner_text(), releases)
    releases.switch()
    page.wait_for_timeout(1100)  # the server looks once a second

    facet(page, "thema=energie").click()

    stands_at(page, "zorg", "energie")
    expect(page.locator("#voet")).to_contain_text(next(each for each in releases.versions if each != before))
    assert before not in page.content().split('id="voet"')[1]


def test_at_200_random_instants_of_bad_luck_every_view_is_whole_and_of_one_release(place: Place, reader: Visit) -> None:
    page, chance = reader.open("/kaart?thema=zorg"), random.Random(7)  # noqa: S311 - the same bad luck each time
    addresses = [f"/{name}?thema={theme.value}" for name in ("initiatieven", "doelen") for theme in Theme][::4]
    whole = 0

    def view(address: str) -> str | None:
        try:
            with urllib.request.urlopen(place.site.url + address, timeout=20) as answer:
                return str(answer.read().decode())
        except (OSError, HTTPException):
            return None

    with ThreadPoolExecutor(1) as thread:
        for instant in range(200):
            asked = thread.submit(view, chance.choice(addresses))
            time.sleep(chance.uniform(0, 0.02))
            if instant == 100:
                place.server.kill()
                place.server.start()
            elif chance.random() < 0.3:
                place.line.cut()
                place.line.mend()
            elif chance.random() < 0.3:
                place.server.releases.switch()
            html = asked.result()
            if html is not None:
                whole += 1
                assert html.rstrip().endswith("</html>")
                assert len(versions_named(html, place.server.releases)) == 1

    assert whole > 100
    facet(page, "thema=energie").click()
    stands_at(page, "zorg", "energie")
    assert len(versions_named(page.inner_text("body"), place.server.releases)) == 1
