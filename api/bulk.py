"""A whole release as files: `/data/<version>/<file>`, and `/data/nieuwste/<file>` for the newest."""

import logging
import subprocess
import sys
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from api.expensive import RETRY_SECONDS, BusyError
from api.headers import has_it
from api.layers import FOR_EVER
from api.rest.problems import ProblemKind, Refusal
from api.site import problem_answer
from data_loaders.bulk import BulkFile, bulk_files, bulk_path
from data_loaders.releases import release
from data_loaders.store import DataProblem, Snapshot, current

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
NEWEST = "nieuwste"
PATIENCE_SECONDS = 3.0
"""How long a request waits for files that are being made; after that the caller is asked to come back."""
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}


def bulk_routes() -> list[Route]:
    """The addresses of the files."""
    return [
        Route("/data/{version}/{name}", bulk, methods=["GET", "HEAD", "OPTIONS"]),
        Route("/data/{version}/", index, methods=["GET", "HEAD"]),
    ]


def index(_request: Request) -> Response:
    """The list of files of a release, as a data package."""
    # A relative address, so that it also works when the site lives under a path.
    return RedirectResponse("datapackage.json", 303, headers=OPEN_TO_ALL)


def bulk(request: Request) -> Response:
    """One file; it never changes, so a browser may keep it for ever."""
    version, name = request.path_params["version"], request.path_params["name"]
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={**OPEN_TO_ALL, **PREFLIGHT})
    try:
        in_use = current()
        if version == NEWEST:
            to = f"../{in_use.version}/{name}"
            return RedirectResponse(to, 302, headers={**OPEN_TO_ALL, "Cache-Control": "no-cache"})
        place = find(in_use, version, name)
    except (KeyError, ValueError):
        refusal = Refusal(ProblemKind.UNKNOWN_ITEM, value=f"{version}/{name}"[:60])
        return problem_answer(refusal, request, OPEN_TO_ALL)
    except BusyError:
        being_made = Refusal(ProblemKind.BEING_MADE, headers={"Retry-After": str(RETRY_SECONDS)})
        return problem_answer(being_made, request, OPEN_TO_ALL)
    except DataProblem as problem:
        return problem_answer(problem, request, OPEN_TO_ALL)
    return _file(request, *place)


def find(in_use: Snapshot, version: str, name: str) -> tuple[Path, BulkFile]:
    """The path of a file and its entry in the list of files. Makes the files of the release first if they are missing.

    Raises:
        KeyError: no such release is kept, or it has no such file.
        BusyError: the files are being made.
        DataProblem: the release is damaged.
    """
    chosen = release(in_use, version)
    files = bulk_files(chosen) or _MAKER.make(in_use, chosen)
    return bulk_path(chosen, name), files[name]


def make_soon() -> None:
    """Make the files of the release in use, so that the first download need not wait."""
    try:
        in_use = current()
        if not bulk_files(in_use):
            _MAKER.make(in_use, in_use)
    except (BusyError, DataProblem) as problem:
        LOG.info("files of the release are not there yet: %s", problem)


class _Maker:
    """Runs `prepare bulk` in a process of its own, so that its memory and libraries are gone when it ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def make(self, in_use: Snapshot, chosen: Snapshot) -> dict[str, BulkFile]:
        """Start making the files of `chosen`, and wait at most `PATIENCE_SECONDS` for them.

        Raises:
            BusyError: they are not there yet, or could not be made.
        """
        process = self._started(in_use, chosen)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise BusyError from error
        files = bulk_files(chosen)
        if not files:
            LOG.error("files of %s were not made: exit status %s", chosen.version, process.returncode)
            raise BusyError
        return files

    def _started(self, in_use: Snapshot, chosen: Snapshot) -> "subprocess.Popen[bytes]":
        """The process that makes the files of `chosen`. Only one release is made at a time."""
        with self._lock:
            running = {version: each for version, each in self._running.items() if each.poll() is None}
            self._running = running
            if chosen.version in running:
                return running[chosen.version]
            if running:
                raise BusyError
            command = [sys.executable, "-m", "prepare", "--prepared", str(in_use.folder)]
            process = subprocess.Popen(  # noqa: S603 - our own module; the version is one that is kept
                [*command, "bulk", "--version", chosen.version], cwd=ROOT, stdout=subprocess.DEVNULL
            )
            self._running[chosen.version] = process
            return process


_MAKER = _Maker()


def _file(request: Request, path: Path, known: BulkFile) -> Response:
    tag = f'"{known.sha256}"'
    headers = {**OPEN_TO_ALL, "Cache-Control": FOR_EVER, "ETag": tag}
    if has_it(request.headers, tag):
        return Response(status_code=304, headers=headers)
    # Not compressed: a range counts the bytes of the file itself, and most of these formats are compressed inside.
    headers["Content-Encoding"] = "identity"
    return FileResponse(path, headers=headers, media_type=known.media_type)
