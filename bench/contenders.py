"""The contenders that are measured; only this module knows their screens."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page

from data_loaders.schema import Theme
from tests.browser.harness import DASHBOARD, ROOT, streamlit_command
from ui.texts import texts

RIVAL_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


class Press(Protocol):
    """Toggles a theme."""

    def __call__(self, page: Page, theme: Theme, /, *, hover: bool = False) -> None:
        """Press the theme; with `hover` only move the pointer to it."""


@dataclass(frozen=True)
class Search:
    """How a reader searches.

    Attributes:
        keys: goes to the search field and gives the key presses for a word, each of which brings answers.
        answers: CSS selector of the place where answers appear.
        address: address of the request for answers, if the search does not load another page.
    """

    keys: Callable[[Page, str], Iterator[Callable[[], None]]]
    answers: str
    address: str = ""
    keystrokes: int = 0
    """Least number of key presses to measure."""


@dataclass(frozen=True)
class Contender:
    """One tool that shows the same rows.

    Attributes:
        command: gives the server's command for a port and a folder of generated data.
        prepare: gives a command to run first; its time is not counted, and neither is that of our own preparation.
        words: JavaScript expression for the result in words.
        broken: JavaScript expression for the error message of a page that failed.
        press: toggles a theme.
        health: path that answers when the server is up.
        ready: path that answers when all data are loaded.
        about: description for the report.
    """

    name: str
    command: Callable[[int, Path], list[str]]
    words: str
    press: Press
    environment: Callable[[Path], Mapping[str, str]] = field(default=lambda _: {})
    prepare: Callable[[Path], list[str]] | None = None
    health: str = "/"
    ready: str = ""
    path: str = "/"
    broken: str = "null"
    live: str = ""
    """JavaScript expression for the time at which a live page replaced the first page; empty if there is only one page."""
    search: Search | None = None
    about: str = ""


def _at(place: Locator, hover: bool) -> None:
    """Press, or only move the pointer there."""
    place.hover() if hover else place.click()


def press_pill(page: Page, theme: Theme, *, hover: bool = False) -> None:
    """Press one of Streamlit's pills."""
    _at(page.locator('[data-testid="stButtonGroup"] button').filter(has_text=theme).first, hover)


def press_theme(page: Page, theme: Theme, *, hover: bool = False) -> None:
    """Press a theme in the side bar of our site."""
    _at(page.locator(f'nav.facet a[data-keuze="thema={theme}"]').first, hover)


def streamlit(app: Path, python: Path = Path(sys.executable), *own: str) -> Callable[[int, Path], list[str]]:
    """The command that serves a Streamlit app; `own` has settings that differ from ours."""
    return lambda port, _: [*streamlit_command(app, port, python), *own]


AS_INSTALLED = ("--server.enableWebsocketCompression", "false", "--server.maxMessageSize", "200")
"""Streamlit's default settings for others: no compression, which would take more time than it saves for messages of many
megabytes, and no limit on their size."""


def type_on(page: Page, word: str) -> Iterator[Callable[[], None]]:
    """Our search box, which answers from the second letter."""
    page.get_by_role("combobox", name=texts("nl")("kaart.search")).fill(word[:1])
    yield from (partial(page.keyboard.type, letter) for letter in word[1:])


OURS = Contender(
    "samenkaart",
    streamlit(DASHBOARD),
    words="document.querySelector('h1')?.textContent",
    press=press_theme,
    environment=lambda folder: {"SAMENKAART_DATA": str(folder / "prepared")},
    health="/healthz",
    ready="/zoek?q=zo",
    live="performance.getEntriesByName('levend')[0]?.startTime ?? null",
    search=Search(type_on, answers="#zoeklijst", address="/zoek", keystrokes=14),
    about="this site: shapes, names, bubbles, counts beside every filter, list",
)


def own_data(folder: Path) -> Mapping[str, str]:
    """Environment that tells the other tools where the rows are."""
    return {"BENCH_DATA": str(folder)}


NAIVE = Contender(
    "naive",
    streamlit(ROOT / "bench" / "naive_app.py", Path(sys.executable), *AS_INSTALLED),
    words="document.querySelector('[data-testid=stMarkdown] p')?.textContent",
    press=press_pill,
    environment=own_data,
    health="/_stcore/health",
    broken="document.querySelector('[data-testid=stException], .st-key-onverwacht')?.textContent.slice(0, 200)",
    about="Streamlit, pandas, every row with every column to pydeck",
)


def press_checkbox(page: Page, theme: Theme, *, hover: bool = False) -> None:
    """Press one of Dash's check boxes."""
    _at(page.locator("#themes label").filter(has_text=theme), hover)


def press_facet(page: Page, theme: Theme, *, hover: bool = False) -> None:
    """Follow one of Datasette's facet links, or the cross after it if the facet is on."""
    value = page.locator(".facet-info li").filter(has_text=theme)
    cross = value.locator("a.cross")
    _at(cross if cross.count() else value.locator("a").first, hover)


def enter_word(page: Page, word: str) -> Iterator[Callable[[], None]]:
    """Datasette's search field, which answers after Enter."""
    page.locator("#_search").fill(word)
    yield partial(page.keyboard.press, "Enter")


def in_rivals(module: str, *given: object) -> list[str]:
    """The command that runs a module of `bench/rivals` with the rivals' packages."""
    return [str(RIVAL_PYTHON), "-m", f"bench.rivals.{module}", *map(str, given)]


FOLIUM = Contender(
    "streamlit-folium",
    streamlit(ROOT / "bench" / "rivals" / "folium_app.py", RIVAL_PYTHON, *AS_INSTALLED),
    words=NAIVE.words,
    press=press_pill,
    environment=own_data,
    health="/_stcore/health",
    broken=NAIVE.broken,
    about="Streamlit, pandas, folium with a marker per row; Leaflet served from here",
)
DATASETTE = Contender(
    "datasette-cluster-map",
    lambda port, folder: in_rivals("datasette_server", "serve", folder, port),
    prepare=lambda folder: in_rivals("datasette_server", "prepare", folder),
    words="document.querySelector('h3')?.textContent",
    press=press_facet,
    path="/bench/initiatives?_facet=theme",
    search=Search(enter_word, answers="table.rows-and-columns"),
    about="Datasette with its map plugin, as installed: the map holds the first 1,000 rows; main theme as a facet",
)
# Presses the plugin's button once, as soon as it appears; the result is complete when the button is gone.
LOAD_ALL = """(() => {
  const button = document.querySelector('button.cluster-map-button');
  if (button?.textContent === 'load all' && !window.pressed) { window.pressed = true; button.click(); }
  return button ? null : document.querySelector('h3')?.textContent;
})()"""
DATASETTE_ALL = replace(
    DATASETTE,
    name="datasette, all rows",
    words=LOAD_ALL,
    search=None,
    about="the same, with its button “load all” pressed at once",
)
DASH = Contender(
    "dash-leaflet",
    lambda port, _: in_rivals("dash_app", port),
    words="document.querySelector('#count')?.textContent",
    press=press_checkbox,
    environment=own_data,
    about="Dash, pandas, GeoJSON clustered in the browser",
)
CONTENDERS = {each.name: each for each in (OURS, NAIVE, FOLIUM, DATASETTE, DATASETTE_ALL, DASH)}
