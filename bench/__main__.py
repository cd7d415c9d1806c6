"""Runs the benchmark: `make bench`, or `make bench ARGS="--rows 1000 --parts browser"`. Prints one JSON object per line."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import psutil

from bench import addresses, api, capacity, endurance, merge, networks, pages, partner_lists, reading, regions, report
from bench.browser import Served, attempt, repeat_visit, search_answers, theme_presses, visits
from bench.contenders import CONTENDERS, NAIVE, OURS, Contender
from bench.figures import Figures
from bench.generate import write
from bench.watch import watched
from tests.browser.harness import ROOT, launch, open_browser

CLIENTS = (1, 10, 100)
MOST_NAIVE_ROWS = 1_000_000
"""Most rows times clients for the naive app, which sends every row to every client; ten million crashed its server."""
START_SECONDS = 300
"""Seconds allowed to start with a million rows, and to load all of them."""
STEPS = {
    "first_map": visits,
    "theme_to_repaint": theme_presses,
    "search": search_answers,
    "repeat_visit": repeat_visit,
}


def machine() -> Figures:
    """The machine on which the figures are measured. Between machines only ratios can be compared."""
    packages = {name: version(name) for name in ("streamlit", "polars", "pydeck")}
    about = {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    memory = round(psutil.virtual_memory().total / 1e9)
    return {"what": "machine", **about, "memory_gb": memory, "python": platform.python_version(), **packages}


@contextmanager
def served(contender: Contender, folder: Path) -> Iterator[tuple[Served, Figures]]:
    """Start a contender's server and load all its data; yields the server and the seconds that this took.

    Raises:
        RuntimeError: the server could not be prepared or did not start; the message ends with its log.
    """
    if contender.prepare:
        done = subprocess.run(contender.prepare(folder), cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
    start = time.monotonic()
    environment = contender.environment(folder)
    with launch(lambda port: contender.command(port, folder), environment, contender.health, START_SECONDS) as site:
        took: Figures = {"start_seconds": round(time.monotonic() - start, 1)}
        with watched(site.process.pid) as watch:
            watch.allow(START_SECONDS)
            if contender.ready:
                with urllib.request.urlopen(site.url + contender.ready, timeout=START_SECONDS):
                    took["ready_seconds"] = round(time.monotonic() - start, 1)
            yield Served(contender, site, watch), took


def in_browser(contender: Contender, rows: int, folder: Path, repeat: int) -> Iterator[Figures]:
    """All browser figures of one contender; if its first map fails, the other figures are skipped."""
    about = {"contender": contender.name, "rows": rows}
    try:
        with served(contender, folder) as (at_work, took), open_browser() as browser:
            yield {"what": "start", **about, **took, "memory_mb": round(at_work.cost().memory / 1e6)}
            for what, step in STEPS.items():
                figures = attempt(partial(step, browser, at_work, repeat), at_work.watch)
                yield {"what": what, **about, **figures}
                if what == "first_map" and "failed" in figures:
                    break
    except RuntimeError as error:
        yield {"what": "start", **about, "failed": str(error)[-300:]}


def under_load(contender: Contender, rows: int, folder: Path) -> Iterator[Figures]:
    """The load that one server process can handle."""
    for clients in CLIENTS:
        about = {"what": "capacity", "contender": contender.name, "rows": rows, "clients": clients}
        if contender is NAIVE and clients * rows > MOST_NAIVE_ROWS:
            yield {**about, "failed": "not run: would fill the memory of the machine"}
            continue
        with served(contender, folder) as (at_work, _):
            yield {**about, **attempt(partial(capacity.measure, at_work.site, clients), at_work.watch)}


def browser_part(rows: int, folder: Path, options: argparse.Namespace) -> Iterator[Figures]:
    """Our site, the naive app and other tools, with the same rows in the same browser."""
    for name in options.contenders:
        yield from in_browser(CONTENDERS[name], rows, folder, options.repeat)


def capacity_part(rows: int, folder: Path, options: argparse.Namespace) -> Iterator[Figures]:
    """Our site and the naive app under load."""
    for contender in (OURS, NAIVE):
        if contender.name in options.contenders:
            yield from under_load(contender, rows, folder)


def api_part(rows: int, folder: Path, _options: argparse.Namespace) -> Iterator[Figures]:
    """Our API and those of other tools, with the same rows and without a browser."""
    yield from api.figures(rows, folder, served)


def merge_part(options: argparse.Namespace) -> Iterator[Figures]:
    """Our merger and rival libraries, on generated rows."""
    yield from merge.quality()
    for count in options.rows:
        yield from merge.scale(count)


def partner_lists_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """How well we read partners' lists, compared with their correct answers."""
    yield from partner_lists.figures()


def reading_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Time to read a partner's list, compared with a simple script; without a browser."""
    yield from reading.figures()


def regions_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Stories and files of regions, on the real data."""
    yield from regions.figures()


def addresses_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Time of hostile addresses compared with the plain page, on the real data."""
    yield from addresses.figures()


def pages_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Time to the first usable content of each page, on the real data."""
    yield from pages.figures()


def networks_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Time of the tables and drawing of networks, for real and generated partners; without a browser."""
    yield from networks.figures()


def endurance_part(_options: argparse.Namespace) -> Iterator[Figures]:
    """Memory after many requests and tabs, and the longest stall of the event loop; takes twenty minutes."""
    yield from endurance.figures()


BY_SIZE = {"browser": browser_part, "capacity": capacity_part, "api": api_part}
ONCE = {
    "merge": merge_part,
    "partner_lists": partner_lists_part,
    "reading": reading_part,
    "regions": regions_part,
    "networks": networks_part,
    "addresses": addresses_part,
    "pages": pages_part,
    "endurance": endurance_part,
}
PARTS = (*BY_SIZE, *ONCE)


def run(options: argparse.Namespace) -> Iterator[Figures]:
    """The requested figures, each as soon as it is measured."""
    yield machine()
    sized = [BY_SIZE[name] for name in options.parts if name in BY_SIZE]
    for count in options.rows if sized else ():
        with tempfile.TemporaryDirectory(prefix="samenkaart-bench-") as name:
            write(Path(name), count)
            for part in sized:
                yield from part(count, Path(name), options)
    for name in options.parts:
        if name in ONCE:
            yield from ONCE[name](options)


def main(arguments: list[str]) -> None:
    """Print one JSON object per figure; with `--report` also write tables into a document."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--contenders", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--report", type=Path, help="document that holds the tables between its two marks")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exit runs the cleanup of servers and files
    figures_so_far = []
    for figures in run(options):
        now = datetime.now(UTC).strftime("%H:%M:%S")
        figures_so_far.append({**figures, "at": now, "load": round(os.getloadavg()[0], 1)})
        print(json.dumps(figures_so_far[-1]), flush=True)
    if options.report:
        report.put_into(options.report, figures_so_far)


if __name__ == "__main__":
    main(sys.argv[1:])
