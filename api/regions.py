"""A region as a file: `/regio/GM0344.pdf`, `.html`, and the picture for link previews (`.png`)."""

from collections.abc import Callable
from threading import Lock
from typing import Literal, Protocol, cast

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.expensive import BusyError, Queue, busy_answer
from data_loaders.store import DataProblem, Snapshot, current, last_problem
from measures.memory import Memory

Spoken = Literal["nl", "en"]
MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "png": "image/png"}
ROOM = {"html": 4_000_000, "png": 2_000_000, "pdf": 2_000_000}
"""Bytes of each kind that are kept: what readers ask for again is the same few regions."""


class Press(Protocol):
    """Makes files about regions; `ui.paper` does, and hands itself in, since nothing here may know of it."""

    def file(self, snapshot: Snapshot, code: str, language: Spoken, kind: str, site: str) -> bytes | None:
        """The bytes of a file; None for an unknown region."""

    def unknown(self, code: str, language: Spoken, site: str) -> bytes:
        """A helpful page (HTML) for an unknown region."""


def region_routes(press: Press, site: Callable[[], str]) -> list[Route]:
    """The addresses of the files; `site` tells the address that their links begin with, never the host that was asked."""

    kept = _Kept()

    def region(request: Request) -> Response:
        kind, code = request.path_params["kind"], request.path_params["code"].upper()
        if kind not in MEDIA_TYPES:
            return PlainTextResponse("404", status_code=404)
        language: Spoken = "en" if request.query_params.get("taal") == "en" else "nl"
        try:
            snapshot = current()
            made = kept.file(press, snapshot, code, language, kind, site()) if code in _codes(snapshot) else None
        except DataProblem as problem:
            return PlainTextResponse(problem.message_en if language == "en" else problem.message_nl, status_code=503)
        except BusyError:
            return busy_answer()
        if made is None:
            return Response(press.unknown(code, language, site()), 404, media_type=MEDIA_TYPES["html"])
        return Response(made, media_type=MEDIA_TYPES[kind], headers=_headers(code, language, kind, snapshot.version))

    return [Route("/regio/{code}.{kind}", region)]


class _Kept:
    """Files about one data version, up to a number of bytes per kind."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._queue = Queue(at_once=1, waiting=8)
        self._version = ""
        self._files: dict[str, Memory] = {}

    def _of(self, version: str, kind: str) -> Memory:
        with self._lock:
            if version != self._version:
                self._version, self._files = version, {each: Memory(room) for each, room in ROOM.items()}
            return self._files[kind]

    def file(  # noqa: PLR0913, PLR0917 - what tells one file from another
        self, press: Press, snapshot: Snapshot, code: str, language: Spoken, kind: str, site: str
    ) -> bytes | None:
        """The bytes of a file, made when they are not kept; None for an unknown region.

        Raises:
            BusyError: too many files are being made.
        """
        memory = self._of(snapshot.version, kind)
        asked = (code, language, site, str(last_problem() or ""))  # a file says that there is a newer version

        def make() -> bytes | None:
            with self._queue.place():
                # Others may have waited for the same file: it is made once.
                return cast(
                    "bytes | None", memory.recall(asked, lambda: press.file(snapshot, code, language, kind, site))
                )

        return cast("bytes | None", memory.recall(asked, make))


def _codes(snapshot: Snapshot) -> set[str]:
    return set(snapshot.table("regions")["code"])


def _headers(code: str, language: Spoken, kind: str, version: str) -> dict[str, str]:
    headers = {"Cache-Control": "public, max-age=3600"}
    if kind == "pdf":
        headers["Content-Disposition"] = f'inline; filename="samenkaart-{code}-{language}-{version}.pdf"'
    return headers
