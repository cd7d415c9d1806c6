"""Measures the time to the first usable content of every page, compared with the map page, on the real data.

A page is usable when the server's complete HTML is painted, so that it can be read, followed and filtered. The live page
comes later and is not measured. Visits have an empty cache, and visits to all pages alternate.
"""

import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser

from bench.figures import Figures
from tests.browser.harness import DESKTOP, Site, open_browser, serve

VISITS = 7
MAP = "/kaart"
PAGES = (
    MAP,
    "/kaart?weergave=gemeenten&maat=per-10000",
    "/initiatieven",
    "/initiatieven?id=buurtbuik-utrecht",
    "/regio",
    "/regio?gemeente=Utrecht",
    "/netwerken",
    "/netwerken?netwerk=lsa",
    "/doelen",
    "/doelen?doel=2",
    "/doelen?indicator=participatieverordening-vastgesteld",
    "/data",
    "/aanleveren",
    "/over",
)
# The time of the first painted words, once the heading exists.
PAINTED = (
    """() => document.querySelector('h1') && performance.getEntriesByName('first-contentful-paint')[0]?.startTime"""
)


def _visit(browser: Browser, site: Site, path: str) -> float:
    """Milliseconds from the request for a page until its words are painted."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    try:
        page = context.new_page()
        page.goto(site.url + path, wait_until="commit")
        return float(page.wait_for_function(PAINTED).json_value())
    finally:
        context.close()


def measure(browser: Browser, site: Site, visits: int) -> Iterator[Figures]:
    """Per page: the very first visit, the median of the others, and this median as a multiple of that of the map page."""
    took: dict[str, list[float]] = {path: [] for path in PAGES}
    for _ in range(visits + 1):
        for path, times in took.items():
            times.append(_visit(browser, site, path))
    of_map = statistics.median(took[MAP][1:])
    for path, (first, *times) in took.items():
        median = statistics.median(times)
        about = {"what": "page", "page": path, "first_ms": round(first), "median_ms": round(median)}
        yield {**about, "all_ms": [round(ms) for ms in times], "times_map": round(median / of_map, 2)}


def figures(visits: int = VISITS) -> Iterator[Figures]:
    """The same as `measure`, with a new server and browser."""
    with serve() as site, open_browser() as browser:
        yield from measure(browser, site, visits)
