"""Who is measured, and the one place that knows what their screens look like."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from data_loaders.schema import Theme
from tests.browser.harness import DASHBOARD, ROOT, streamlit_command
from ui.texts import texts

RIVAL_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class Contender:
    """One way to show the same rows.

    `command` gives the server's command for a port and a folder of generated data; `words` is the JavaScript expression
    that reads the result in words; `press` switches one theme on, and off when pressed again.
    """

    name: str
    command: Callable[[int, Path], list[str]]
    words: str
    press: Callable[[Page, Theme], None]
    environment: Callable[[Path], Mapping[str, str]] = field(default=lambda _: {})
    health: str = "/"
    path: str = "/"
    type_search: Callable[[Page, str], None] | None = None
    answers: str = "null"
    """JavaScript expression that reads the answers to a search."""


def press_pill(page: Page, theme: Theme) -> None:
    """Press one of Streamlit's pills; ours say the theme in Dutch and go on with a count."""
    label = re.compile(rf"^\s*({theme}|{texts('nl')(f'theme.{theme}')})\b")
    page.locator('[data-testid="stButtonGroup"] button').filter(has_text=label).first.click()


def streamlit(app: Path, python: Path = Path(sys.executable)) -> Callable[[int, Path], list[str]]:
    """The command that serves a Streamlit app."""
    return lambda port, _: streamlit_command(app, port, python)


OURS = Contender(
    "samenkaart",
    streamlit(DASHBOARD),
    words="document.querySelector('p.zin')?.textContent",
    press=press_pill,
    environment=lambda folder: {"SAMENKAART_DATA": str(folder / "prepared")},
    health="/_stcore/health",
)
NAIVE = Contender(
    "naive",
    streamlit(ROOT / "bench" / "naive_app.py"),
    words="document.querySelector('[data-testid=stMarkdown] p')?.textContent",
    press=press_pill,
    environment=lambda folder: {"BENCH_DATA": str(folder)},
    health="/_stcore/health",
)


def press_checkbox(page: Page, theme: Theme) -> None:
    """Press one of Dash's check boxes."""
    page.locator("#themes label").filter(has_text=theme).click()


def press_facet(page: Page, theme: Theme) -> None:
    """Follow one of Datasette's facet links, or the cross behind it when it is on."""
    value = page.locator(".facet-info li").filter(has_text=theme)
    cross = value.locator("a.cross")
    (cross if cross.count() else value.locator("a").first).click()


def own_data(folder: Path) -> Mapping[str, str]:
    """Where a rival finds the rows."""
    return {"BENCH_DATA": str(folder)}


RIVALS = (
    Contender(
        "streamlit-folium",
        streamlit(ROOT / "bench" / "rivals" / "folium_app.py", RIVAL_PYTHON),
        words=NAIVE.words,
        press=press_pill,
        environment=own_data,
        health="/_stcore/health",
    ),
    Contender(
        "datasette-cluster-map",
        lambda port, folder: [str(RIVAL_PYTHON), "-m", "bench.rivals.datasette_server", str(port), str(folder)],
        words="document.querySelector('h3')?.textContent",
        press=press_facet,
        path="/bench/initiatives?_facet=theme",
    ),
    Contender(
        "dash-leaflet",
        lambda port, _: [str(RIVAL_PYTHON), "-m", "bench.rivals.dash_app", str(port)],
        words="document.querySelector('#count')?.textContent",
        press=press_checkbox,
        environment=own_data,
    ),
)
