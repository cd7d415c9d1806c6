"""How long a region takes: its page to fully drawn, its A4, and all of them, on one core.

    python -m bench.regions [--papers 40] [--visits 5]

JSON lines. Papers are made in one process on one core, as the command `python -m ui.paper` does; the first one, which
starts the engines, is told apart.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

from data_loaders.store import current
from tests.browser.harness import open_browser, serve, visit
from ui.paper.__main__ import codes_of
from ui.paper.press import Kind, press

PATHS = {
    "large": "/regio?gemeente=Amsterdam",
    "empty": "/regio?gemeente=Ommen",
    "compared": "/regio?gemeente=Zwolle&vergelijk=PV23",
}
SITE = "https://example.org"


def papers(count: int) -> Iterator[dict[str, Any]]:
    """Time of `count` files of each kind, spread over the country, and what all would take."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    snapshot = current()
    codes = codes_of(snapshot, [])
    start = time.perf_counter()
    press(snapshot, codes[0], "nl", Kind.PDF, SITE)
    yield {"what": "first_paper", "ms": round(1000 * (time.perf_counter() - start))}
    for kind in Kind:
        times = []
        for code in codes[:: max(1, len(codes) // count)]:
            start = time.perf_counter()
            press(snapshot, code, "nl", kind, SITE)
            times.append(time.perf_counter() - start)
        figures = {"median_ms": round(1000 * statistics.median(times)), "slowest_ms": round(1000 * max(times))}
        all_seconds = round(statistics.fmean(times) * len(codes))
        yield {
            "what": f"region_{kind}",
            "made": len(times),
            **figures,
            "regions": len(codes),
            "all_seconds": all_seconds,
        }


def pages(visits: int) -> Iterator[dict[str, Any]]:
    """From opening the address to the page at rest with its map, new visitors on a warm server."""
    with serve() as site, open_browser() as browser:
        for name, path in PATHS.items():
            times = []
            for _ in range(visits + 1):
                with visit(browser, site) as seen:
                    start = time.perf_counter()
                    page = seen.open(path)
                    page.wait_for_selector("canvas, .vega-embed svg, .schuif table", timeout=60_000)
                    times.append(time.perf_counter() - start)
            warm = times[1:]
            figures = {"median_ms": round(1000 * statistics.median(warm)), "slowest_ms": round(1000 * max(warm))}
            yield {"what": "region_page", "page": name, "first_ms": round(1000 * times[0]), **figures}


def main() -> None:
    """Print one line per figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.regions", description=__doc__)
    parser.add_argument("--papers", type=int, default=40)
    parser.add_argument("--visits", type=int, default=5)
    asked = parser.parse_args()
    for figures in (*pages(asked.visits), *papers(asked.papers)):
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
