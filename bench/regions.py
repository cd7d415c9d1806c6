"""Measures the time of a region's story, its A4 and its other files, on one core.

    python -m bench.regions [--papers 7] [--all] [--visits 5]

It prints JSON lines, within fifteen seconds with the defaults on an idle machine; the `cpu` figures are valid on a busy
machine too. Papers are made in one process, as by `python -m ui.paper`. The first one is reported separately, because it
starts the engines. The time for all regions is estimated from a sample, or measured with `--all`. `--visits` needs the
browser of the tests.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import NamedTuple

from playwright.sync_api import Browser

from bench.figures import Figures
from data_loaders.store import Snapshot, current
from tests.browser.harness import Site, open_browser, serve, visit
from ui.paper.__main__ import codes_of
from ui.paper.press import PaperKind, press
from ui.region.region_view import region_view_of

PATHS = {
    "large": "/regio?gemeente=Amsterdam",
    "empty": "/regio?gemeente=Ommen",
    "compared": "/regio?gemeente=Zwolle&vergelijk=PV23",
}
SITE = "https://example.org"
PAPERS = 7
SAMPLE = 20
"""Size of the sample from which the time for all regions is estimated."""


class Took(NamedTuple):
    """Clock time and processor time of one task, in seconds."""

    clock: float
    processor: float


def _timed(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def _spread(codes: list[str], count: int) -> list[str]:
    """`count` codes at equal distances in the list, from the first."""
    chosen = min(count, len(codes))
    return [codes[place * len(codes) // chosen] for place in range(chosen)]


def _figures(what: str, times: list[Took]) -> Figures:
    median, processor = (round(1000 * statistics.median(each)) for each in zip(*times, strict=True))
    slowest = round(1000 * max(took.clock for took in times))
    return {"what": what, "made": len(times), "median_ms": median, "slowest_ms": slowest, "median_cpu_ms": processor}


def story_figures(snapshot: Snapshot, codes: list[str]) -> Figures:
    """Time to compute the story of a profile, per region."""
    return _figures("region_told", [_timed(partial(region_view_of, snapshot, code, "nl")) for code in codes])


def papers(snapshot: Snapshot, codes: list[str]) -> Iterator[Figures]:
    """Time to make the files of each kind, per region."""
    for kind in PaperKind:
        times = [_timed(partial(press, snapshot, code, "nl", kind, SITE)) for code in codes]
        yield _figures(f"region_{kind}", times)


def all_pdfs(snapshot: Snapshot, codes: list[str], *, is_measured: bool) -> Figures:
    """Time for the PDFs of all regions in one language, estimated from `SAMPLE` unless `is_measured`."""
    made = codes if is_measured else _spread(codes, SAMPLE)
    times = [_timed(partial(press, snapshot, code, "nl", PaperKind.PDF, SITE)) for code in made]
    clock, processor = (round(statistics.fmean(each) * len(codes), 1) for each in zip(*times, strict=True))
    counts = {"regions": len(codes), "made": len(made), "measured": is_measured}
    return {"what": "all_pdfs", **counts, "seconds": clock, "cpu_seconds": processor}


@contextmanager
def _one_core() -> Iterator[None]:
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def figures(count: int = PAPERS, *, is_measured: bool = False) -> Iterator[Figures]:
    """All figures that need no browser, on one core, after one region as warm-up."""
    with _one_core():
        yield from _figures_of(current(), count, is_measured=is_measured)


def _figures_of(snapshot: Snapshot, count: int, *, is_measured: bool) -> Iterator[Figures]:
    codes = codes_of(snapshot, [])
    first = _timed(partial(press, snapshot, codes[0], "nl", PaperKind.PDF, SITE))
    yield {"what": "first_pdf", "ms": round(1000 * first.clock), "cpu_ms": round(1000 * first.processor)}
    chosen = _spread(codes, count)
    yield story_figures(snapshot, chosen)
    yield from papers(snapshot, chosen)
    yield all_pdfs(snapshot, codes, is_measured=is_measured)


def pages(visits: int) -> Iterator[Figures]:
    """Time from opening the address to the complete page with its map, for new visitors on a warm server."""
    with serve() as site, open_browser() as browser:
        for name, path in PATHS.items():
            times = [_visited(browser, site, path) for _ in range(visits + 1)]
            median, slowest = round(1000 * statistics.median(times[1:])), round(1000 * max(times[1:]))
            figures = {"first_ms": round(1000 * times[0]), "median_ms": median, "slowest_ms": slowest}
            yield {"what": "region_page", "page": name, "made": visits, **figures}


def _visited(browser: Browser, site: Site, path: str) -> float:
    with visit(browser, site) as seen:
        start = time.perf_counter()
        seen.open(path).wait_for_selector("canvas, .vega-embed svg, .schuif table", timeout=60_000)
        return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    """Print one JSON object per figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.regions", description=__doc__)
    parser.add_argument("--papers", type=int, default=PAPERS, help="regions of which every file is made")
    parser.add_argument("--all", action="store_true", help="make every PDF, instead of estimating")
    parser.add_argument("--visits", type=int, default=0, help="visits per page in a browser; 0 for none")
    options = parser.parse_args(arguments)
    seen = pages(options.visits) if options.visits else ()
    for line in chain(seen, figures(options.papers, is_measured=options.all)):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
