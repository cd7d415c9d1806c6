"""Tests of the benchmark's measurements, on pages with known behaviour."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import ANSWERS, MAP, Reader, Served, attempt, new_reader
from bench.contenders import Contender, Search
from bench.figures import Figures
from bench.watch import watched
from data_loaders.schema import Theme
from tests.browser.harness import launch

PAGE = """<!doctype html><html><body>
<p id="words">8 initiatives</p><button id="later">later</button><button id="twice">twice</button>
<button id="frame">frame</button><button id="broken">broken</button><input id="box"><div id="host"></div>
<div class="leaflet-map-pane"></div>
<script>
const words = document.querySelector("p"), map = document.querySelector(".leaflet-map-pane");
const root = document.querySelector("#host").attachShadow({ mode: "open" });
root.innerHTML = "<ul></ul>";
const draw = (text) => { words.textContent = text; map.innerHTML = "<i></i>"; };
const press = (id, act) => { document.getElementById(id).onclick = act; };
press("twice", () => { draw("10 initiatives"); setTimeout(() => draw("11 initiatives"), 300); });
press("later", () => setTimeout(() => draw(Date.now()), 300));
press("broken", () => { words.className = "broken"; });
press("frame", () => {
  words.textContent = "in a frame";
  const frame = document.createElement("iframe");
  frame.src = "inside.html";
  document.body.append(frame);
});
box.oninput = () => setTimeout(() => root.querySelector("ul").replaceChildren(document.createElement("li")), 100);
setTimeout(() => draw("9 initiatives"), 50);
</script></body></html>"""
INSIDE = """<!doctype html><html><body><script>
const map = document.createElement("div");
map.className = "leaflet-map-pane";
setTimeout(() => { document.body.append(map); map.innerHTML = "<i></i>"; }, 200);
</script></body></html>"""


def press_nothing(_page: Page, _theme: Theme, *, hover: bool = False) -> None:
    """A page without themes."""


KNOWN = Contender(
    "known",
    lambda port, folder: [sys.executable, "-m", "http.server", str(port), "--directory", str(folder)],
    words="document.querySelector('p')?.textContent",
    press=press_nothing,
    broken="document.querySelector('.broken') && 'gave up'",
    search=Search(lambda _page, _word: iter(()), answers="ul"),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("known")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "inside.html").write_text(INSIDE, encoding="utf-8")
    with launch(lambda port: KNOWN.command(port, folder), {}, "/") as site, watched(site.process.pid) as watch:
        yield Served(KNOWN, site, watch)


@pytest.fixture
def reader(browser: Browser, known: Served) -> Iterator[Reader]:
    with new_reader(browser, known) as opened:
        opened.open()
        yield opened


def test_a_first_map_is_there_when_it_is_drawn_and_its_bytes_are_counted(browser: Browser, known: Served) -> None:
    with new_reader(browser, known) as reader:
        assert reader.open() >= 50
        assert reader.traffic.http >= len(PAGE)


def test_a_press_takes_until_the_map_has_changed(reader: Reader) -> None:
    assert reader.after(lambda: reader.page.click("#later"), MAP) >= 300


def test_a_press_has_a_first_picture_and_a_last_one(reader: Reader) -> None:
    at_rest = reader.after(lambda: reader.page.click("#twice"), MAP)

    assert reader.seen(MAP) < at_rest
    assert at_rest >= 300


def test_a_contender_with_one_page_is_live_when_that_page_is_there(reader: Reader) -> None:
    assert reader.live(123.0) == 123.0


def test_a_live_page_is_waited_for(browser: Browser, known: Served) -> None:
    later = replace(known, contender=replace(KNOWN, live="performance.now() > 400 ? 400 : null"))
    with new_reader(browser, later) as reader:
        assert reader.live(reader.open()) == 400


def test_a_map_in_a_frame_is_seen(reader: Reader) -> None:
    assert reader.after(lambda: reader.page.click("#frame"), MAP) >= 200


def test_answers_in_a_shadow_of_their_own_are_seen(reader: Reader) -> None:
    reader.page.focus("#box")

    assert reader.after(lambda: reader.page.keyboard.type("a"), ANSWERS) >= 100


def test_a_failing_page_is_a_result(reader: Reader) -> None:
    told = attempt(lambda: {"ms": reader.after(lambda: reader.page.click("#broken"), MAP)}, reader.served.watch)

    assert told["failed"] == "gave up"


def test_a_page_that_hangs_is_stopped(browser: Browser, known: Served) -> None:
    def hang(reader: Reader) -> Figures:
        reader.page.evaluate("setTimeout(() => { for (;;); })")
        known.watch.allow(1)
        return {"answer": reader.page.evaluate("1")}

    with new_reader(browser, known) as reader:
        reader.open()
        told = attempt(lambda: hang(reader), known.watch)

    assert told["failed"] == "time-out, 120 s"


def test_a_page_that_never_has_its_map_is_a_result(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.browser.PATIENCE", 0.2)

    told = attempt(lambda: {"ms": reader.after(lambda: None, MAP)}, reader.served.watch)

    assert told["failed"].startswith("time-out")
