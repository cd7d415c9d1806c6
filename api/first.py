"""The next map for a press on a theme that is under way."""

import gzip
from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.layers import FOR_EVER
from api.site import Params, fields
from data_loaders.store import DataProblem, current


class First(Protocol):
    """Makes it; `pages.kaart.first` does, and hands itself in, since nothing here may know of it."""

    def ahead(self, params: Params) -> bytes:
        """The next sentence and bubbles (JSON); empty where the map is drawn in another way."""

    def ground(self, params: Params) -> bytes:
        """What lies under them (SVG)."""


def first_routes(first: First) -> Sequence[Route]:
    """Addresses of what a press on a theme shows next; with the data version in them, so that a browser may keep the answers."""
    return [
        Route("/vooruit/{version}/bollen", _answering(first.ahead, "application/json")),
        Route("/vooruit/{version}/grond", _answering(first.ground, "image/svg+xml")),
    ]


def _answering(make: Callable[[Params], bytes], media_type: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        made = make(fields(request.query_params.multi_items()))
        if not made or request.path_params["version"] != _version():
            return Response(status_code=204, headers={"Cache-Control": "no-store"})
        packed = gzip.compress(made, 6, mtime=0)
        headers = {"Cache-Control": FOR_EVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            packed = made
            del headers["Content-Encoding"]
        return Response(packed, media_type=media_type, headers=headers)

    return answer


def _version() -> str:
    try:
        return current().version
    except DataProblem:
        return ""
