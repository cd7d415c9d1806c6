"""The one address that takes files from visitors. It asks for a ticket, and limits size and time. (Streamlit's own is closed.)"""

from asyncio import timeout
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

NAME_HEADER = "x-bestandsnaam"
MOST_AT_ONCE = 8
"""Uploads at the same time; each takes its size in memory."""
SECONDS = 120.0
"""Longest time for one upload."""
STATUSES = {"unknown": 404, "large": 413, "empty": 422, "full": 503, "often": 429, "slow": 408}


class Shelf(Protocol):
    """Keeps files. `pages.aanleveren.shelf` does; `dashboard.py` hands it in, because `api` may not import `pages`."""

    def refusal(self, ticket: str, size: int) -> str | None:
        """Why a file of `size` bytes would be refused (a key of `STATUSES`); None if it would be accepted."""

    def put(self, ticket: str, name: str, content: bytes) -> str | None:
        """Keep a file; returns why it was refused, or None."""

    def forget(self, ticket: str) -> None:
        """Delete everything of a visit."""


def upload_routes(shelf: Shelf) -> Sequence[Route]:
    """The address to which the page `/aanleveren` sends files."""
    coming = _Coming(shelf)

    async def taken(request: Request) -> Response:
        ticket = request.path_params["ticket"]
        if request.method == "DELETE":
            shelf.forget(ticket)
            return Response(status_code=204)
        refused = await coming.take(ticket, request)
        if refused is None:
            return Response(status_code=204)
        return PlainTextResponse(refused, status_code=STATUSES[refused], headers={"Cache-Control": "no-store"})

    return [Route("/aanleveren/bestand/{ticket}", taken, methods=["PUT", "DELETE"])]


class _Coming:
    """Receives at most `MOST_AT_ONCE` files at a time."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._busy = 0

    async def take(self, ticket: str, request: Request) -> str | None:
        """Read the body and keep it; returns why it was refused (a key of `STATUSES`), or None."""
        stated = request.headers.get("content-length", "")
        refused = self._shelf.refusal(ticket, int(stated) if stated.isascii() and stated.isdigit() else 0)
        if refused or self._busy >= MOST_AT_ONCE:
            return refused or "full"
        self._busy += 1
        try:
            async with timeout(SECONDS):
                return await self._read(ticket, request)
        except TimeoutError:
            return "slow"
        except ClientDisconnect:
            return "unknown"
        finally:
            self._busy -= 1

    async def _read(self, ticket: str, request: Request) -> str | None:
        content = bytearray()
        async for part in request.stream():
            content += part
            # The stated length may be missing or wrong.
            if refused := self._shelf.refusal(ticket, len(content)):
                return refused
        return self._shelf.put(ticket, unquote(request.headers.get(NAME_HEADER, "")), bytes(content))
