"""The drawing of partners in a real browser: first draw, and focus change to repaint, beside the naive way.

Naive is the same page asked to draw every partner (`per=partner`, `stappen=alle`) instead of groups and who is near.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.networks import SIZES, Figures, made_up
from data_loaders.schema import TABLES
from data_loaders.snapshot import SHAPES
from data_loaders.store import current
from measures.graph import around, partner_graph
from prepare.publish import ManifestParts, write_release
from tests.browser.harness import Site, open_browser, serve, visit

DRAWN = (Path(__file__).parent / "drawn.js").read_text(encoding="utf-8")
NOW = "performance.timeOrigin + performance.now()"
QUIET_MS, PATIENCE_S = 500, 120
VISITS, PRESSES = 3, 7
START = "p00000"
PATHS = {
    "ours": ("/netwerken?deel=tekening", f"/netwerken?deel=tekening&netwerk={START}"),
    "naive": ("/netwerken?deel=tekening&per=partner", f"/netwerken?deel=tekening&netwerk={START}&stappen=alle"),
}
"""Per way: the address of the first draw, and the one where the focus changes."""


def release(folder: Path, size: int) -> Path:
    """A release with the real geography and initiatives, and `size` made-up partners that no initiative names."""
    real = current()
    tables = {name: real.table(name) for name in TABLES}
    partners, relations = made_up(size)
    alone = tables["initiatives"].with_columns(networks=tables["initiatives"]["networks"].list.head(0))
    tables |= {"partners": partners, "relations": relations, "initiatives": alone}
    root = folder / "prepared"
    write_release(root, tables, {name: real.shapes(name) for name in SHAPES}, ManifestParts(date(2026, 1, 1)))
    return root


def walk(size: int, presses: int) -> list[str]:
    """Partners to press one after the other, each two steps at most from the one before; the same at every call."""
    graph, chance, way = partner_graph(*made_up(size)), random.Random(size), [START]
    while len(way) <= presses:
        near = around(graph, way[-1], steps=2)["partner_id"].to_list()
        way.append(chance.choice([partner for partner in near if partner not in way] or near))
    return way[1:]


def figures() -> Iterator[Figures]:
    """Both ways, at every size."""
    with open_browser() as browser:
        for size in SIZES:
            for way in PATHS:
                with _served(size) as site:
                    yield from _measured(browser, site, size, way)


@contextmanager
def _served(size: int) -> Iterator[Site]:
    """A server of its own per way, so that each way's first visitor pays for the layout."""
    with (
        tempfile.TemporaryDirectory(prefix="samenkaart-bench-") as folder,
        serve(environment={"SAMENKAART_DATA": str(release(Path(folder), size))}) as site,
    ):
        yield site


def _measured(browser: Browser, site: Site, size: int, way: str) -> Iterator[Figures]:
    about = {"way": way, "partners": size}
    first, near = PATHS[way]
    times, elements = [], 0
    for _ in range(VISITS + 1):
        with visit(browser, site) as seen:
            times.append(_opened(seen.page, site.url + first))
            elements = seen.page.locator(".tekening svg *").count()
    rest = {"median_ms": round(statistics.median(times[1:])), "elements": elements}
    yield {"what": "network_first_draw", **about, "with_layout_ms": round(times[0]), **rest}
    with visit(browser, site) as seen:
        _opened(seen.page, site.url + near)
        presses = [_pressed(seen.page, partner) for partner in walk(size, PRESSES)]
    told = {"median_ms": round(statistics.median(presses)), "all_ms": [round(ms) for ms in presses]}
    yield {"what": "network_focus_to_repaint", **about, **told}


def _opened(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to the drawing at rest; an empty cache."""
    page.add_init_script(DRAWN)
    page.goto(address, wait_until="commit")
    return _at_rest(page, 0) - float(page.evaluate("performance.timeOrigin"))


def _pressed(page: Page, partner: str) -> float:
    """Milliseconds from the press on a partner to the drawing at rest around it."""
    before = float(page.evaluate(NOW))
    page.locator(f'.tekening a[data-id="{partner}"]').dispatch_event("click")
    return _at_rest(page, before) - float(page.evaluate("drawn.pressed"))


def _at_rest(page: Page, since: float) -> float:
    """When the drawing was last painted (ms since 1970), after `since` and not since half a second.

    Raises:
        TimeoutError: not within two minutes.
    """
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        # Asked from outside: our Content-Security-Policy forbids the `eval` behind wait_for_function, as it should.
        at, now = page.evaluate(f"[window.drawn?.at ?? 0, {NOW}]")
        if at > since and now - at > QUIET_MS:
            return float(at)
        page.wait_for_timeout(50)
    raise TimeoutError(f"no drawing at rest within {PATIENCE_S} s")
