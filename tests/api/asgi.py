"""Sends one request to an ASGI application, without a server or a browser."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message, Scope

T = TypeVar("T")


def in_own_thread(work: Callable[[], T]) -> T:
    """The result of `work`, run in a new thread, because browser tests leave an event loop running in the main thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def run(work: Awaitable[T]) -> T:
    """The result of `work`."""

    async def awaited() -> T:
        return await work

    return in_own_thread(lambda: asyncio.run(awaited()))


@dataclass(frozen=True)
class Answer:
    """The answer to a request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def get(
    app: ASGIApp,
    address: str,
    host: str = "voorbeeld.nl",
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    *,
    leaves: bool = False,
) -> Answer:
    """The answer to a request without a body; with `leaves` the visitor disconnects at once."""
    parts = urlsplit(address)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in {"host": host, **(headers or {})}.items()],
        "server": (host, 443),
        "client": ("127.0.0.1", 1),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        if leaves:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    run(app(scope, receive, send))
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))
