"""First usable content of every page, with an empty cache, beside that of the map page; by turns, on the real data.

Usable is what can be read, followed and filtered: the server's whole HTML, painted. What the live page adds comes later.
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
# The moment of the first painted words, once the heading is there.
PAINTED = (
    """() => document.querySelector('h1') && performance.getEntriesByName('first-contentful-paint')[0]?.startTime"""
)


def _visit(browser: Browser, site: Site, path: str) -> float:
    """Milliseconds from asking for a page until its words are painted."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    try:
        page = context.new_page()
        page.goto(site.url + path, wait_until="commit")
        return float(page.wait_for_function(PAINTED).json_value())
    finally:
        context.close()


def measure(browser: Browser, site: Site, visits: int) -> Iterator[Figures]:
    """Per page the first visit of all, the median of the others, and that as a multiple of the map page's."""
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
    """The same, on a server and in a browser of its own."""
    with serve() as site, open_browser() as browser:
        yield from measure(browser, site, visits)
