"""No answer mixes two data versions, even if a new release arrives between any two requests for data."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import count, cycle
from pathlib import Path

import pytest
from starlette.applications import Starlette

from api.server import routes
from data_loaders import store
from data_loaders.schema import TABLES
from data_loaders.store import SHAPES, Snapshot, Store, current
from pages import PAGES, stories
from prepare.publish import ManifestParts, write_release
from tests.api.asgi import get
from tests.pages.harness import open_page, pieces
from ui.plain.site import Site

OTHER = "2099-01-01-ffffffff"
NOT_ABOUT_RELEASES = [name for name in PAGES if name != "data"]
"""The page about our data lists every release that is kept."""


class Switching:
    """A store that gives another release at every call."""

    def __init__(self, *snapshots: Snapshot) -> None:
        self._snapshots = cycle(snapshots)

    def current(self) -> Snapshot:
        return next(self._snapshots)

    def last_problem(self) -> None:
        return None


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The versions between which the site switches."""
    real = current()
    other = replace(real, manifest=replace(real.manifest, data_version=OTHER))
    switching = Switching(real, other)
    monkeypatch.setattr(store, "_process_store", lambda: switching)
    return {real.version, OTHER}


def named(words: str, versions: set[str]) -> set[str]:
    """The versions that occur in the answer."""
    return set(re.findall("|".join(map(re.escape, versions)), words))


@pytest.mark.parametrize("name", NOT_ABOUT_RELEASES)
def test_a_page_of_the_server_is_of_one_version(versions: set[str], name: str) -> None:
    page = Site(stories()).page(f"/{name}", {})

    assert page
    assert named(page.head + page.body + page.footer + page.version, versions) == {page.version}


@pytest.mark.parametrize("name", NOT_ABOUT_RELEASES)
def test_a_run_of_the_live_page_is_of_one_version_its_footer_too(versions: set[str], name: str) -> None:
    app = open_page(name)
    shown = str([*[each.proto for each in app.main], *pieces(app)])

    assert 'id="voet"' in pieces(app)[0]["footer"]
    assert len(named(shown, versions)) == 1
    # A file that Streamlit keeps for one session is not there at another replica; ours have addresses.
    assert not app.get("download_button")


def test_a_search_names_the_place_by_the_release_it_was_found_in(versions: set[str]) -> None:
    app = Starlette(routes=[*routes(site=Site(stories()))])

    answers = [json.loads(get(app, "/zoek?zoek=zwolle").body) for _ in versions]

    assert answers[0] == answers[1] != []


def test_a_page_of_a_moment_ago_gets_its_own_shapes_and_none_are_kept_under_another_name(tmp_path: Path) -> None:
    root, real = tmp_path / "prepared", current()
    changing = Store(root, clock=count(step=10).__next__)
    shapes = {name: real.shapes(name) for name in SHAPES}

    def publish(day: date) -> str:
        changed = shapes | {
            "provinces": shapes["provinces"].replace(b'"features"', b'"day":"%d","features"' % day.day, 1)
        }
        write_release(root, {name: real.table(name) for name in TABLES}, changed, ManifestParts(day))
        return changing.current().version

    first, second = publish(date(2026, 1, 1)), publish(date(2026, 1, 2))

    assert first != second
    assert b'"day":"1"' in changing.of_version(first).shapes("provinces")
    assert b'"day":"2"' in changing.of_version(second).shapes("provinces")
    assert changing.of_version("2020-01-01-00000000").version == second
