"""Is the site well?"""

from starlette.requests import Request
from starlette.responses import JSONResponse

from data_loaders.store import DataProblem, current, last_problem


def healthz(_request: Request) -> JSONResponse:
    """200 with the data version while there is usable data, 503 with the reason otherwise.

    A newer version that could not be used is named under `problem`; the site then still shows the last good one.
    """
    try:
        snapshot = current()
    except DataProblem as problem:
        return JSONResponse({"status": "error", "problem": problem.message_en}, status_code=503)
    newer = last_problem()
    return JSONResponse(
        {"status": "ok", "data_version": snapshot.version, "problem": newer.message_en if newer else None},
        headers={"Cache-Control": "no-store"},
    )
