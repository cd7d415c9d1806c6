"""The shapes of regions for the map; a browser fetches them once per data version."""

import gzip

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data_loaders.memory import SHARED, Key
from data_loaders.store import REGION_SHAPES, SHAPES, DataProblem, Snapshot, release
from data_loaders.topics import Topic
from geo.borders import border_lines

BORDERS = "-borders"
NAMES = frozenset((*SHAPES, *(f"{name}{BORDERS}" for name in REGION_SHAPES)))
FOR_EVER = "public, max-age=31536000, immutable"


def _shapes(snapshot: Snapshot, name: str) -> bytes:
    shapes = snapshot.shapes(name.removesuffix(BORDERS))
    if not name.endswith(BORDERS):
        return shapes
    key = Key(Topic.LAYER, (snapshot.version, name))
    return SHARED.recall(key, lambda: border_lines(shapes, snapshot.shapes("surroundings")))


def layer(request: Request) -> Response:
    """One file with shapes (GeoJSON). Its address contains the data version, so a browser may keep it for ever."""
    name = request.path_params["name"]
    if name not in NAMES:
        return PlainTextResponse("onbekende laag", status_code=404)
    try:
        snapshot = release(request.path_params["version"])
        shapes = _shapes(snapshot, name)
    except DataProblem as problem:
        return PlainTextResponse(problem.message("nl"), status_code=503)
    # A page made just before an update asks for the old version. This process may still have it. Otherwise the answer holds
    # the new shapes, which no browser may keep under the old address.
    fresh = request.path_params["version"] == snapshot.version
    headers = {"Cache-Control": FOR_EVER if fresh else "no-store", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        key = Key(Topic.LAYER, (snapshot.version, name, "gzip"))
        return Response(
            SHARED.recall(key, lambda: gzip.compress(shapes, 9, mtime=0)),
            media_type="application/geo+json",
            headers=headers | {"Content-Encoding": "gzip"},
        )
    return Response(shapes, media_type="application/geo+json", headers=headers)
