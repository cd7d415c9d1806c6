"""Where a visitor's file comes in: one address of our own, with a ticket, a limit and a time (Streamlit's own is closed)."""

from asyncio import timeout
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

NAME_HEADER = "x-bestandsnaam"
MOST_AT_ONCE = 8
"""Files that may be coming in at the same time; each costs its size in memory."""
SECONDS = 120.0
"""For a whole file to come in."""
STATUSES = {"unknown": 404, "large": 413, "empty": 422, "full": 503, "often": 429, "slow": 408}


class Shelf(Protocol):
    """Keeps files; `pages.aanleveren.shelf` does, and hands itself in, since nothing here may know of it."""

    def refusal(self, ticket: str, size: int) -> str | None:
        """Why a file of this size would not be taken in; None when it would be."""

    def put(self, ticket: str, name: str, content: bytes) -> str | None:
        """Keep a file; the result says why not, if so."""

    def forget(self, ticket: str) -> None:
        """Throw away all of a visit."""


def upload_routes(shelf: Shelf) -> Sequence[Route]:
    """The address for files of the page `/aanleveren`."""
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
    """Takes in a few files at a time, none larger than its visit may send."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._busy = 0

    async def take(self, ticket: str, request: Request) -> str | None:
        """Read the body and keep it; the result says why not, if so."""
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
            # A stated length may be a lie, or absent.
            if refused := self._shelf.refusal(ticket, len(content)):
                return refused
        return self._shelf.put(ticket, unquote(request.headers.get(NAME_HEADER, "")), bytes(content))
