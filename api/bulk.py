"""A whole release as files: `/data/<version>/<file>`, and `/data/nieuwste/<file>` for the newest."""

import time
from pathlib import Path
from typing import Literal

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from api.bulk_maker import MAKER
from api.expensive import RETRY_SECONDS
from api.headers import has_it
from api.layers import FOR_EVER
from api.rest.problems import ProblemKind, Refusal
from api.rest.service import CORS, PREFLIGHT
from api.site import problem_answer
from data_loaders.bulk import BulkFile, bulk_files, bulk_path, made_names, released_file
from data_loaders.releases import kept_versions, release
from data_loaders.store import DataProblem, current

NEWEST = "nieuwste"
PATIENCE_SECONDS = 20.0
"""How long a request waits for files that are being made. After that the answer is 503 with `Retry-After`."""
LOOK_SECONDS = 0.2
MOST_READY = 6
"""The number of newest releases whose files are made at the start of the server."""
OPEN_TO_ALL = {
    **CORS,
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag, Retry-After",
}
ASKED_FOR = {**PREFLIGHT, "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range"}
METHODS = ["GET", "HEAD", "OPTIONS"]
Place = tuple[Path, BulkFile] | Literal["newest"]
"""The path of a file and its entry in the list of files."""


def bulk_routes() -> list[Route]:
    """The addresses of the files."""
    return [
        Route("/data/{version}/{name}", bulk, methods=METHODS),
        Route("/data/{version}/", index, methods=METHODS),
    ]


def index(request: Request) -> Response:
    """The list of files of a release, as a data package."""
    if request.method == "OPTIONS":
        return _what_is_possible()
    # From here, so that it holds wherever the site lives.
    return RedirectResponse("datapackage.json", 303, headers=OPEN_TO_ALL)


async def bulk(request: Request) -> Response:
    """Send one file. It never changes, so a browser may keep it for ever."""
    version, name = request.path_params["version"], request.path_params["name"]
    if request.method == "OPTIONS":
        return _what_is_possible()
    try:
        return _sent(request, await _when_made(version, name), name)
    except Exception as error:
        return problem_answer(error, request, OPEN_TO_ALL)


def _what_is_possible() -> Response:
    return Response(status_code=204, headers={**OPEN_TO_ALL, **ASKED_FOR, "Allow": ", ".join(METHODS)})


async def _when_made(version: str, name: str) -> Place:
    """The place of a file, which is made first if it is missing. Waiting holds no thread of the server."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (place := await run_sync(find, version, name)) is None:
        if time.monotonic() > end:
            raise Refusal(ProblemKind.BEING_MADE, headers={"Retry-After": str(RETRY_SECONDS)})
        await anyio.sleep(LOOK_SECONDS)
    return place


def find(version: str, name: str) -> Place | None:
    """The place of a file; None if it is still being made. Asks for it to be made if nobody did yet.

    Raises:
        Refusal: no such release is kept, it has no such file, or the file cannot be made.
        DataProblem: the release is damaged.
    """
    in_use = current()
    if version == NEWEST:
        return "newest"
    try:
        chosen = release(in_use, version)
    except KeyError:
        raise Refusal(ProblemKind.UNKNOWN_ITEM, value=version[:60]) from None
    if known := released_file(chosen, name):
        return bulk_path(chosen, name), known
    if name not in made_names(chosen):
        raise Refusal(ProblemKind.UNKNOWN_ITEM, value=name[:60])
    files = bulk_files(chosen)
    if not files:
        MAKER.make_first(in_use, version)
        return None
    return bulk_path(chosen, name), files[name]


def make_soon() -> None:
    """Start making the files of the newest releases in the background, so that the first download need not wait."""
    try:
        in_use = current()
        for version in kept_versions(in_use)[:MOST_READY]:
            if not bulk_files(release(in_use, version)):
                MAKER.make_later(in_use, version)
    except DataProblem:
        return  # the site itself tells which file is wrong


def _sent(request: Request, place: Place, name: str) -> Response:
    if place == "newest":
        to = f"../{current().version}/{name}"
        return RedirectResponse(to, 302, headers={**OPEN_TO_ALL, "Cache-Control": "no-cache"})
    path, known = place
    tag = f'"{known.sha256}"'
    headers = {**OPEN_TO_ALL, "Cache-Control": FOR_EVER, "ETag": tag}
    if has_it(request.headers, tag):
        return Response(status_code=304, headers=headers)
    # Not compressed: a range counts the bytes of the file itself, and most of these formats are compressed inside.
    headers["Content-Encoding"] = "identity"
    return FileResponse(path, headers=headers, media_type=known.media_type)
