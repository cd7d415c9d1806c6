"""Health checks: does the site work, and may a proxy send readers to it?"""

from starlette.requests import Request
from starlette.responses import JSONResponse

from api.room import ROOM
from data_loaders.store import DataProblem, current, last_problem


def healthz(_request: Request) -> JSONResponse:
    """200 with the data version while there is usable data, 503 with the reason otherwise.

    A newer version that could not be used is named under `problem`; the site then still shows the last good one.
    """
    try:
        snapshot = current()
    except DataProblem as problem:
        return JSONResponse({"status": "error", "problem": problem.message("en")}, status_code=503)
    newer = last_problem()
    return JSONResponse(
        {"status": "ok", "data_version": snapshot.version, "problem": newer.message("en") if newer else None},
        headers={"Cache-Control": "no-store"},
    )


def readyz(_request: Request) -> JSONResponse:
    """200 while a proxy may send readers here: there is usable data, and the process is not about to stop.

    A full process stays ready, because it still serves plain pages. `room` says whether one more reader can get the live page.
    """
    try:
        version = current().version
    except DataProblem as problem:
        return JSONResponse({"status": "no data", "problem": problem.message("en"), "room": False}, status_code=503)
    status = "stopping" if ROOM.is_stopping else "ready"
    return JSONResponse(
        {"status": status, "data_version": version, "room": ROOM.has_place()},
        status_code=503 if ROOM.is_stopping else 200,
        headers={"Cache-Control": "no-store"},
    )
