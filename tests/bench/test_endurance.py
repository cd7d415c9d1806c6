"""A small version of `python -m bench --parts endurance`, without a server: the cache stays bounded with varied requests."""

import gc
import itertools
import tracemalloc
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.endurance import varied
from data_loaders.memory import Memory, Room
from data_loaders.store import current
from pages import stories
from ui import view
from ui.names import names
from ui.plain.site import Site
from ui.view import Data, data_of

ROOM = 1_000_000


def ask(site: Site, pages: int, seed: int) -> None:
    asked = (urlsplit(address) for address, _ in varied(seed))
    wanted = (each for each in asked if each.path.strip("/") in site.pages or each.path == "/")
    for each in itertools.islice(wanted, pages):
        site.page(each.path, parse_qs(each.query))


def test_the_cache_stays_within_its_bound_with_varied_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(data_of(current()).catalogue, memory=Memory(Room(ROOM)))
    monkeypatch.setattr(view, "data_of", lambda snapshot: Data(snapshot, small, names(snapshot)))
    site = Site(stories())
    ask(site, 4, seed=1)
    gc.collect()

    tracemalloc.start()
    try:
        ask(site, 30, seed=2)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kept < 1.5 * ROOM


def test_addresses_are_varied_and_the_same_every_time() -> None:
    once, again = (list(itertools.islice(varied(), 300)) for _ in range(2))

    assert once == again
    assert len({address for address, _ in once}) > 250
    assert len({host for _, host in once}) == 300
