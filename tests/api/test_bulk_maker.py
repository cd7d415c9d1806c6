"""Files that are not there yet: who waits for them holds up nobody, and is told when to come back."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api import bulk, bulk_maker
from api.bulk import bulk_routes
from api.bulk_maker import Maker
from data_loaders.bulk import SETTING
from data_loaders.releases import kept_versions
from data_loaders.store import current
from tests.api.asgi import run

OLDER = kept_versions(current())[-1]
MOST_THREADS = 40
"""Of the server, for answers that are no coroutines."""


class Slow:
    """Makes nothing until it may go on, and notes what it was asked for."""

    def __init__(self, status: int = 0) -> None:
        self.asked: list[str] = []
        self.status, self.may_end, self.has_begun = status, Event(), Event()

    def __call__(self, _folder: Path, version: str) -> int:
        self.asked.append(version)
        self.has_begun.set()
        self.may_end.wait()
        return self.status


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Slow]:
    making = Slow()
    monkeypatch.setenv(SETTING, str(tmp_path))
    monkeypatch.setattr(bulk_maker, "_made", making)
    monkeypatch.setattr(bulk, "MAKER", Maker())
    yield making
    making.may_end.set()


def client() -> httpx.AsyncClient:
    def other(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("hier")

    app = Starlette(routes=[*bulk_routes(), Route("/ander", other)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://samenkaart.example")


def asked(*addresses: str) -> list[httpx.Response]:
    async def all_of_them() -> list[httpx.Response]:
        async with client() as asking:
            return await asyncio.gather(*map(asking.get, addresses))

    return run(all_of_them())


def test_who_waits_for_files_holds_up_nobody(slow: Slow) -> None:
    async def while_many_wait() -> str:
        async with client() as asking:
            waiting = [
                asyncio.create_task(asking.get(f"/data/{OLDER}/initiatives.csv")) for _ in range(2 * MOST_THREADS)
            ]
            await asyncio.to_thread(slow.has_begun.wait)
            other = await asking.get("/ander")
            assert not any(task.done() for task in waiting)
            for task in waiting:
                task.cancel()
            return other.text

    assert run(while_many_wait()) == "hier"
    assert slow.asked == [OLDER]


def test_who_waited_long_enough_is_told_when_to_come_back(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PATIENCE_SECONDS", 0.0)

    (answer,) = asked(f"/data/{OLDER}/initiatives.csv?taal=en")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert json.loads(answer.content)["title"] == "These files are still being made"
    assert slow.asked == [OLDER]


def test_what_the_release_has_itself_waits_for_nothing(slow: Slow) -> None:
    tables, shapes = asked(f"/data/{OLDER}/initiatives.parquet", f"/data/{OLDER}/provinces.geojson")

    assert (tables.status_code, tables.content[:4]) == (200, b"PAR1")
    assert (shapes.status_code, shapes.headers["content-type"]) == (200, "application/geo+json")
    assert slow.asked == []


def test_what_cannot_be_made_is_not_tried_again_and_again(slow: Slow) -> None:
    slow.status = 1
    slow.may_end.set()
    address = f"/data/{OLDER}/initiatives.csv"

    answers = [asked(address)[0] for _ in range(3)]

    assert {(answer.status_code, answer.headers["content-type"]) for answer in answers} == {
        (500, "application/problem+json")
    }
    assert slow.asked == [OLDER]


def test_what_somebody_waits_for_goes_before_what_is_made_ahead(slow: Slow) -> None:
    maker, in_use = Maker(), current()
    maker.make_later(in_use, "nieuwste")
    slow.has_begun.wait()
    for version in ("ouder", "oudst"):
        maker.make_later(in_use, version)

    maker.make_first(in_use, "oudst")
    slow.may_end.set()
    while len(slow.asked) < 3:
        slow.has_begun.wait(0.01)

    assert slow.asked == ["nieuwste", "oudst", "ouder"]


def test_the_newest_releases_are_made_before_anybody_asks(slow: Slow) -> None:
    slow.may_end.set()

    bulk.make_soon()
    while len(slow.asked) < len(kept_versions(current())):
        slow.has_begun.wait(0.01)

    assert tuple(slow.asked) == kept_versions(current())[: bulk.MOST_READY]
