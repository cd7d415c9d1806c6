"""Run the benchmark: `make bench`, or `make bench ARGS="--rows 1000 --parts browser"`. One JSON object per line."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from bench import capacity, merge
from bench.browser import Figures, measured, repeat_visit, theme_presses, visits
from bench.contenders import NAIVE, OURS, RIVALS, Contender
from bench.generate import write
from tests.browser.harness import launch, open_browser

CLIENTS = (1, 10, 100)
MOST_NAIVE_ROWS = 1_000_000
"""Rows times clients: the naive way sends every row to every client; ten million of them ended the server."""


def machine() -> Figures:
    """On what the figures were measured; compare ratios, not absolute figures of two machines."""
    packages = {name: version(name) for name in ("streamlit", "polars", "pydeck")}
    return {"what": "machine", "cores": os.cpu_count(), "python": platform.python_version(), **packages}


def in_browser(browser: Browser, contender: Contender, rows: int, folder: Path, repeat: int) -> Iterator[Figures]:
    """Everything a reader with a browser notices of one contender."""
    about = {"contender": contender.name, "rows": rows}
    try:
        with launch(
            lambda port: contender.command(port, folder), contender.environment(folder), contender.health
        ) as site:
            yield {"what": "first_map", **about, **measured(lambda: visits(browser, site, contender, repeat))}
            yield {
                "what": "theme_to_repaint",
                **about,
                **measured(lambda: theme_presses(browser, site, contender, repeat)),
            }
            yield {"what": "repeat_visit", **about, **measured(lambda: repeat_visit(browser, site, contender))}
    except RuntimeError as error:
        yield {"what": "start", **about, "failed": str(error)[-300:]}


def under_load(contender: Contender, rows: int, folder: Path) -> Iterator[Figures]:
    """What one server process can bear."""
    for clients in CLIENTS:
        about = {"what": "capacity", "contender": contender.name, "rows": rows, "clients": clients}
        if contender is NAIVE and clients * rows > MOST_NAIVE_ROWS:
            yield {**about, "failed": "not run: would fill the memory of the machine"}
            continue
        with launch(
            lambda port: contender.command(port, folder), contender.environment(folder), contender.health
        ) as site:
            yield {**about, **measured(partial(capacity.measure, site, clients))}


def browser_part(rows: int, folder: Path, repeat: int) -> Iterator[Figures]:
    """Ours beside the naive way, in the same browser."""
    with open_browser() as browser:
        for contender in (OURS, NAIVE):
            yield from in_browser(browser, contender, rows, folder, repeat)


def capacity_part(rows: int, folder: Path, _repeat: int) -> Iterator[Figures]:
    """Ours beside the naive way, under load."""
    for contender in (OURS, NAIVE):
        yield from under_load(contender, rows, folder)


def merge_part(rows: int, _folder: Path, _repeat: int) -> Iterator[Figures]:
    """The merger of the preparation beside rivals, on rows of its own."""
    yield from merge.scale(rows)


def rivals_part(rows: int, folder: Path, repeat: int) -> Iterator[Figures]:
    """Other tools, on the same rows in the same browser; a time-out or a crash is their result."""
    with open_browser() as browser:
        for contender in RIVALS:
            yield from in_browser(browser, contender, rows, folder, repeat)


PARTS = {"browser": browser_part, "capacity": capacity_part, "rivals": rivals_part, "merge": merge_part}


def run(rows: list[int], parts: list[str], repeat: int) -> Iterator[Figures]:
    """Every figure asked for, as soon as it is there."""
    yield machine()
    if "merge" in parts:
        yield from merge.quality()
    for count in rows:
        with tempfile.TemporaryDirectory(prefix="samenkaart-bench-") as name:
            write(Path(name), count)
            for part in parts:
                yield from PARTS[part](count, Path(name), repeat)


def main(arguments: list[str]) -> None:
    """Print one JSON object per figure."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args(arguments)
    for figures in run(options.rows, options.parts, options.repeat):
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
