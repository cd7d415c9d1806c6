import asyncio
from collections.abc import Mapping
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Scope

from api import uploads
from api.server import routes
from api.uploads import MOST_AT_ONCE, upload_routes
from pages.aanleveren.shelf import LARGEST, Shelf
from tests.api.asgi import run


def ask(
    app: Starlette, ticket: str, parts: list[bytes], method: str = "PUT", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body of the answer to a request whose body is sent in `parts`."""
    sent: list[Message] = []
    run(send_to(app, ticket, parts, sent, method=method, headers=headers))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


async def send_to(
    app: Starlette,
    ticket: str,
    parts: list[bytes],
    sent: list[Message],
    *,
    method: str = "PUT",
    headers: Mapping[str, str] | None = None,
) -> None:
    path = f"/aanleveren/bestand/{ticket}"
    named = {"x-bestandsnaam": "lijst%20%C3%A9.csv", **(headers or {})}
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    left = list(parts)

    async def receive() -> Message:
        await asyncio.sleep(0)
        body = left.pop(0) if left else b""
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    await app(scope, receive, send)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def app(shelf: Shelf) -> Starlette:
    return Starlette(routes=list(upload_routes(shelf)))


def test_a_file_comes_in_with_the_name_that_it_has(app: Starlette, shelf: Shelf) -> None:
    ticket = shelf.ticket()

    assert ask(app, ticket, [b"Naam", b";Plaats"])[0] == 204

    kept = shelf.sent(ticket)
    assert kept is not None
    assert (kept.name, kept.content) == ("lijst é.csv", b"Naam;Plaats")


def test_nothing_comes_in_without_a_ticket(app: Starlette, shelf: Shelf) -> None:
    assert ask(app, "verzonnen", [b"x" * 1000]) == (404, b"unknown")
    assert shelf.files() == 0


def test_a_body_that_is_larger_than_it_says_is_refused(app: Starlette, shelf: Shelf) -> None:
    ticket = shelf.ticket()
    part = bytes(1_000_000)

    assert ask(app, ticket, [part] * 12, headers={"content-length": "10"}) == (413, b"large")
    assert shelf.sent(ticket) is None


def test_a_body_with_a_too_large_stated_size_is_not_read(app: Starlette, shelf: Shelf) -> None:
    assert ask(app, shelf.ticket(), [], headers={"content-length": str(LARGEST + 1)}) == (413, b"large")


def test_a_visitor_who_leaves_loses_the_file(app: Starlette, shelf: Shelf) -> None:
    ticket = shelf.ticket()
    ask(app, ticket, [b"x"])

    assert ask(app, ticket, [], method="DELETE")[0] == 204
    assert shelf.files() == 0
    assert ask(app, ticket, [b"x"])[0] == 404


def test_an_upload_that_never_ends_is_aborted(app: Starlette, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.05)

    # Each empty part lets the clock go on.
    assert ask(app, shelf.ticket(), [b""] * 100_000_0) == (408, b"slow")


def test_only_a_few_files_come_in_at_the_same_time(app: Starlette, shelf: Shelf) -> None:
    async def all_at_once() -> list[int]:
        answers: list[list[Message]] = [[] for _ in range(MOST_AT_ONCE + 3)]
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*(send_to(app, shelf.ticket(), [b"x"] * 5, sent) for sent in answers))
        return [sent[0]["status"] for sent in answers]

    statuses = run(all_at_once())

    assert (statuses.count(204), statuses.count(503)) == (MOST_AT_ONCE, 3)


def test_a_site_without_the_page_has_no_address_for_files() -> None:
    def addresses(shelf: Shelf | None) -> list[str]:
        return [route.path for route in routes(shelf=shelf) if isinstance(route, Route)]

    assert [path for path in addresses(None) if "bestand" in path] == []
    assert [path for path in addresses(Shelf()) if "bestand" in path] == ["/aanleveren/bestand/{ticket}"]
