"""Measures the memory of one server process after many requests and tabs, and the longest stall of its event loop.

python -m bench --parts endurance
"""

import asyncio
import itertools
import random
import re
import time
import urllib.request
from collections.abc import Iterator

import httpx

from bench.figures import Figures
from bench.readers import Reader
from bench.watch import Cost
from data_loaders.schema import Theme
from data_loaders.store import current
from tests.browser.harness import Site, free_port, serve

REQUESTS, TABS, REST_SECONDS = 10_000, 500, 300.0
AT_ONCE = 8
STALL = re.compile(r"samenkaart_loop_stall_seconds_max ([\d.e-]+)")
PAGES = ("", "initiatieven", "regio", "netwerken", "doelen", "data", "over")


def varied(seed: int = 0) -> Iterator[tuple[str, str]]:
    """Endless pairs of host and address, more than our caches can hold: pages, files, pictures, searches and paper."""
    choose = random.Random(seed)
    regions = [code for code in current().table("regions")["code"].to_list() if code.startswith("GM")]
    themes = [theme.value for theme in Theme]
    for number in itertools.count():
        chosen = "&".join(f"thema={theme}" for theme in choose.sample(themes, choose.randint(0, 3)))
        more = f"gemeente={choose.choice(regions)}&van={choose.randint(1990, 2020)}&tot={choose.randint(2020, 2026)}"
        host = f"h{number}.voorbeeld.nl"
        kind = number % 100
        if kind < 70:
            yield f"/{PAGES[kind % len(PAGES)]}?{chosen}&{more}", host
        elif kind < 85:
            yield f"/zoek?q={''.join(choose.choices('abdeghiklmnorstuvz', k=4))}", host
        elif kind < 95:
            yield f"/bestand/initiatieven/initiatieven.csv?{chosen}&{more}", host
        elif kind < 98:
            yield f"/regio/{choose.choice(regions)}.png", host
        else:
            yield f"/regio/{choose.choice(regions)}.pdf", host


async def _ask_all(site: Site, requests: int) -> dict[int, int]:
    """Request `requests` addresses of `varied`, some at a time; returns the number of answers per status."""
    statuses: dict[int, int] = {}
    addresses = itertools.islice(varied(), requests)
    async with httpx.AsyncClient(base_url=site.url, timeout=60) as client:

        async def ask() -> None:
            for address, host in addresses:
                answer = await client.get(address, headers={"Accept": "text/html", "Host": host})
                statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1

        await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    return statuses


async def _open_and_close(site: Site, tabs: int) -> None:
    """Open `tabs` tabs, some at a time; press once in each, and close it."""
    numbers = iter(range(tabs))

    async def read() -> None:
        for number in numbers:
            async with Reader(site.url) as reader:
                await reader.press(f"thema={list(Theme)[number % len(Theme)].value}")
                await reader.press(f"van={1990 + number % 30}")

    await asyncio.gather(*(read() for _ in range(AT_ONCE)))


def _megabytes(site: Site) -> int:
    return round(Cost.of(site.process.pid).memory / 1e6)


def _longest_stall(port: int) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        stall = STALL.search(answer.read().decode())
    return round(float(stall[1]) * 1000, 1) if stall else -1.0


def figures(requests: int = REQUESTS, tabs: int = TABS, rest: float = REST_SECONDS) -> Iterator[Figures]:
    """Memory at the start, after the requests, after the tabs and after a rest, and the longest stall."""
    port = free_port()
    with serve(environment={"SAMENKAART_METRICS": f"127.0.0.1:{port}"}) as site:
        # Visit each kind of page first, because modules that the server loads late belong to its start.
        asyncio.run(_ask_all(site, 100))
        asyncio.run(_open_and_close(site, 2))
        start = _megabytes(site)
        statuses = asyncio.run(_ask_all(site, requests))
        after_requests, stall_ms = _megabytes(site), _longest_stall(port)
        asyncio.run(_open_and_close(site, tabs))
        after_tabs = _megabytes(site)
        time.sleep(rest)
        rested = _megabytes(site)
        yield {
            "what": "endurance",
            "requests": requests,
            "tabs": tabs,
            "statuses": {str(status): count for status, count in sorted(statuses.items())},
            "start_mb": start,
            "after_requests_mb": after_requests,
            "after_tabs_mb": after_tabs,
            "rested_mb": rested,
            "ratio": round(rested / start, 2),
            "longest_stall_ms": max(stall_ms, _longest_stall(port)),
        }
