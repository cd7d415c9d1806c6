"""Failures of two replicas behind the real proxy. `make load` and `python -m bench.chaos` do the same on a larger scale."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from bench.chaos import KINDS, chaos_at
from bench.load import Crowd, load_at
from bench.releases import two_releases
from tests.api.asgi import in_own_thread
from tests.deploy.stand import Stand, stand, unverified


@dataclass(frozen=True)
class Prepared:
    """A test setup with the two releases that it can show."""

    stood: Stand
    releases: dict[str, Path]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


class Stays(urllib.request.HTTPRedirectHandler):
    """Reports a redirect instead of following it."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    folder = tmp_path_factory.mktemp("stand")
    root, first, second = two_releases(folder)
    with stand(folder, root, {"SAMENKAART_AANLEVEREN": "elders"}) as stood:
        yield Prepared(stood, {"1": first, "2": second})


def ask(url: str, headers: Mapping[str, str] | None = None) -> Answer:
    opener = urllib.request.build_opener(Stays, urllib.request.HTTPSHandler(context=unverified()))
    try:
        with opener.open(urllib.request.Request(url, headers=dict(headers or {})), timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def test_a_reader_stays_with_one_replica(prepared: Prepared) -> None:
    answer = ask(prepared.stood.url)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("samenkaart=")
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    again = ask(prepared.stood.url, {"Cookie": cookie.split(";")[0]})
    assert again.headers["Set-Cookie"] is None


def test_the_proxy_answers_to_its_own_name_and_keeps_what_may_be_kept(prepared: Prepared) -> None:
    url, version = prepared.stood.url, json.loads(ask(f"{prepared.stood.url}/readyz").body)["data_version"]
    layer = f"{url}/lagen/{version}/provinces.geojson"

    assert ask(url, {"Host": "elders.example"}).status == 421
    assert "max-age" in ask(url).headers["Strict-Transport-Security"]
    first, second = ask(layer), ask(layer)
    assert first.headers["Set-Cookie"] is None
    assert "immutable" in first.headers["Cache-Control"]
    assert int(second.headers["Age"]) >= 0


def test_costly_files_have_a_bound_per_address(prepared: Prepared) -> None:
    asked = [ask(f"{prepared.stood.url}/regio/niets.pdf").status for _ in range(13)]

    assert asked[0] == 404
    assert asked[-1] == 429
    assert ask(prepared.stood.url).status == 200


def test_readers_lose_nothing_when_a_replica_is_killed_all_are_restarted_and_data_comes_in(prepared: Prepared) -> None:
    crowd = Crowd(readers=12, arriving=4, reading=3)
    figures = in_own_thread(lambda: load_at(prepared.stood, prepared.releases["2"], crowd))

    assert [what.split()[0] for what in figures["troubles"]] == ["kill", "switch", "restart", "over"]
    assert {name: figures[name] for name in ("failed", "why", "lost_filters", "two_versions")} == {
        "failed": 0,
        "why": [],
        "lost_filters": 0,
        "two_versions": 0,
    }
    assert figures["views"] == 12 * 5


def test_every_view_is_whole_and_of_one_version_whatever_is_killed(prepared: Prepared) -> None:
    figures = in_own_thread(lambda: chaos_at(prepared.stood, prepared.releases, instants=8, apart=0.7))

    assert {*figures["done"]} >= {*KINDS}
    assert {*figures["views"]} == {"whole"}, figures["odd"]
    assert figures["failed"] == 0, figures["why"]
    assert not [
        line for replica in prepared.stood.replicas for line in replica.log().splitlines() if "Traceback" in line
    ]
