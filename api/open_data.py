"""Feeds of changes, the catalogue description (DCAT), oEmbed, and figures with a permanent address."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.bulk import OPEN_TO_ALL
from api.conditional import has_it
from api.site import Params, fields
from data_loaders.store import DataProblem

HOUR = "public, max-age=3600"
UNKNOWN = "Dit adres is er niet. / There is no such address."


class OpenData(Protocol):
    """Makes these answers. `ui.open_data.made` does; `dashboard.py` hands it in, because `api` may not import `ui`."""

    def feed(self, kind: str, params: Params) -> tuple[bytes, str] | None:
        """Bytes and media type of the changes as a feed (`kind`: atom, json, csv); None for another kind."""

    def description(self, kind: str) -> tuple[bytes, str] | None:
        """Bytes and media type of the description of our data (`kind`: ttl, jsonld, rdf); None for another kind."""

    def embedding(self, url: str, params: Params) -> dict[str, object] | None:
        """How another site can show the page at `url` (oEmbed); None if it is not a page of ours."""

    def figure(self, page: str, name: str, version: str, params: Params) -> tuple[int, str, str]:
        """HTTP status, HTML and forwarding address of one figure as a data version has it."""


def open_data_routes(made: OpenData) -> Sequence[Route]:
    """The addresses. Scripts of any site may read the feeds, the description and oEmbed (CORS)."""

    def feed(request: Request) -> Response:
        return _sent(request, made.feed(request.path_params["kind"], _params(request)))

    def description(request: Request) -> Response:
        return _sent(request, made.description(request.path_params["kind"]))

    def oembed(request: Request) -> Response:
        params = _params(request)
        if params.get("format", ["json"])[-1] != "json":
            return PlainTextResponse("501: json", 501, headers=OPEN_TO_ALL)
        embedding = made.embedding((params.get("url") or [""])[-1], params)
        if embedding is None:
            return PlainTextResponse(UNKNOWN, 404, headers=OPEN_TO_ALL)
        return JSONResponse(embedding, headers={**OPEN_TO_ALL, "Cache-Control": HOUR})

    def figure(request: Request) -> Response:
        given = request.path_params
        status, html, to = made.figure(given["page"], given["name"], given["version"], _params(request))
        headers = {"Location": to} if to else {}
        return Response(html, status, headers, media_type="text/html")

    return [
        Route("/wijzigingen.{kind}", _with_data(feed)),
        Route("/dcat.{kind}", _with_data(description)),
        Route("/oembed", _with_data(oembed)),
        Route("/cijfer/{page}/{name}@{version}", _with_data(figure)),
    ]


def _params(request: Request) -> Params:
    return fields(request.query_params.multi_items())


def _sent(request: Request, made: tuple[bytes, str] | None) -> Response:
    if made is None:
        return PlainTextResponse(UNKNOWN, 404, headers=OPEN_TO_ALL)
    body, media_type = made
    tag = f'"{sha256(body).hexdigest()[:20]}"'
    headers = {**OPEN_TO_ALL, "Cache-Control": HOUR, "ETag": tag}
    if has_it(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _with_data(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """`answer`, or 503 with the reason when there is no usable data."""

    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except DataProblem as problem:
            return PlainTextResponse(problem.message_nl, 503, headers=OPEN_TO_ALL)

    return answered
