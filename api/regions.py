"""A region as a file: `/regio/GM0344.pdf` and `.html`. A region of a reader's own: `/regio/EIGEN.pdf?gemeenten=…`."""

from collections.abc import Callable
from typing import Literal, Protocol
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from api.expensive import BusyError, Files, Queue, busy_answer
from api.site import Params, fields
from data_loaders.memory import Key
from data_loaders.store import DataProblem, Snapshot, current, last_problem
from data_loaders.topics import Topic

Spoken = Literal["nl", "en"]
MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
PICTURE = "/beeld/regio.png"
"""Address of the picture of a region page. The older address `/regio/<code>.png` redirects here."""
PARAMETERS = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}


class Press(Protocol):
    """Makes files about regions. `ui.paper.press` does; `dashboard.py` hands it in, because `api` may not import `ui`."""

    def region_params(self, snapshot: Snapshot, code: str, language: Spoken, params: Params) -> Params | None:
        """The parameters that name the region (those of an own region, else none); None for an unknown region."""

    def file(  # noqa: PLR0913, PLR0917 - what a file is made of
        self, snapshot: Snapshot, code: str, language: Spoken, kind: str, site: str, params: Params
    ) -> bytes | None:
        """The bytes of a file; None for an unknown region."""

    def unknown(self, code: str, language: Spoken, site: str) -> bytes:
        """A helpful page (HTML) for an unknown region."""


def region_routes(press: Press, site: Callable[[], str]) -> list[Route]:
    """The addresses of the files. `site` gives the public address for links in them; the host of a request is never used."""

    files = Files(Queue(at_once=1, waiting=8))

    def region(request: Request) -> Response:
        kind, code = request.path_params["kind"], request.path_params["code"].upper()
        if kind not in MEDIA_TYPES:
            return PlainTextResponse("404", status_code=404)
        language: Spoken = "en" if request.query_params.get("taal") == "en" else "nl"
        try:
            snapshot = current()
            own = press.region_params(snapshot, code, language, fields(request.query_params.multi_items()))
            # A file warns when a newer data version could not be used, so that warning is part of the key.
            about = (kind, code, language, site(), str(last_problem() or ""), str(own))
            key = Key(Topic.REGION_FILE, about)
            made = (
                files.file(snapshot.version, key, lambda: press.file(snapshot, code, language, kind, site(), own))
                if own is not None
                else None
            )
        except DataProblem as problem:
            return PlainTextResponse(problem.message_en if language == "en" else problem.message_nl, status_code=503)
        except BusyError:
            return busy_answer()
        if made is None:
            return Response(press.unknown(code, language, site()), 404, media_type=MEDIA_TYPES["html"])
        return Response(made, media_type=MEDIA_TYPES[kind], headers=_headers(code, language, kind, snapshot.version))

    def picture(request: Request) -> Response:
        code = request.path_params["code"].upper()
        params = fields(request.query_params.multi_items())
        named = {} if "gemeenten" in params else {PARAMETERS.get(code[:2], "vergelijk"): [code]}
        return RedirectResponse(f"{PICTURE}?{urlencode(named | params, doseq=True)}", 301)

    return [Route("/regio/{code}.png", picture), Route("/regio/{code}.{kind}", region)]


def _headers(code: str, language: Spoken, kind: str, version: str) -> dict[str, str]:
    headers = {"Cache-Control": "public, max-age=3600"}
    if kind == "pdf":
        headers["Content-Disposition"] = f'inline; filename="samenkaart-{code}-{language}-{version}.pdf"'
    return headers
