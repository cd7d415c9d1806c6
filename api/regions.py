"""A region as a file: `/regio/GM0344.pdf`, `.html`, and the picture for link previews (`.png`)."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data_loaders.store import DataProblem, Snapshot, current

Spoken = Literal["nl", "en"]
MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "png": "image/png"}
KEPT = 256
"""Files in memory, the largest some hundreds of kilobytes: what readers ask for again is the same few regions."""


class Press(Protocol):
    """Makes files about regions; `ui.paper` does, and hands itself in, since nothing here may know of it."""

    def file(self, snapshot: Snapshot, code: str, language: Spoken, kind: str, site: str) -> bytes | None:
        """The bytes of a file; None for an unknown region."""

    def unknown(self, code: str, language: Spoken, site: str) -> bytes:
        """A helpful page (HTML) for an unknown region."""


def region_routes(press: Press) -> list[Route]:
    """The addresses of the files."""

    @lru_cache(maxsize=KEPT)
    def file(asked: _Asked) -> bytes | None:
        return press.file(asked.snapshot, asked.code, asked.language, asked.kind, asked.site)

    def region(request: Request) -> Response:
        kind, code = request.path_params["kind"], request.path_params["code"].upper()
        if kind not in MEDIA_TYPES:
            return PlainTextResponse("404", status_code=404)
        language: Spoken = "en" if request.query_params.get("taal") == "en" else "nl"
        site = str(request.base_url).rstrip("/")
        try:
            snapshot = current()
            made = (
                file(_Asked(snapshot.version, code, language, kind, site, snapshot))
                if code in _codes(snapshot)
                else None
            )
        except DataProblem as problem:
            return PlainTextResponse(problem.message_en if language == "en" else problem.message_nl, status_code=503)
        if made is None:
            return Response(press.unknown(code, language, site), 404, media_type=MEDIA_TYPES["html"])
        return Response(made, media_type=MEDIA_TYPES[kind], headers=_headers(code, language, kind, snapshot.version))

    return [Route("/regio/{code}.{kind}", region)]


@dataclass(frozen=True)
class _Asked:
    """What tells one file from another; the snapshot follows from its version."""

    version: str
    code: str
    language: Spoken
    kind: str
    site: str
    snapshot: Snapshot = field(compare=False, repr=False)


def _codes(snapshot: Snapshot) -> set[str]:
    return set(snapshot.table("regions")["code"])


def _headers(code: str, language: Spoken, kind: str, version: str) -> dict[str, str]:
    headers = {"Cache-Control": "public, max-age=3600"}
    if kind == "pdf":
        headers["Content-Disposition"] = f'inline; filename="samenkaart-{code}-{language}-{version}.pdf"'
    return headers
