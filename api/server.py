"""Our own part of the web server: routes beside Streamlit, headers around it, and a warm start."""

import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from api.addresses import ShortAddress
from api.assets import PackedAssets
from api.closed import ClosedAddresses
from api.find import find, warm_soon
from api.first import First, first_routes
from api.headers import SecurityHeaders
from api.health import healthz
from api.layers import layer
from api.logs import Referenced
from api.metrics import METRICS, Counted
from api.pages import WholePage
from api.regions import Press, region_routes
from api.sockets import SocketBudget
from api.uploads import Shelf, upload_routes


def routes(press: Press | None = None, first: First | None = None, shelf: Shelf | None = None) -> Sequence[BaseRoute]:
    """Addresses that we answer ourselves.

    Those of files about regions, of the first page and for partners' files only when there is who makes or keeps them.
    """
    return [
        Route("/healthz", healthz),
        Route("/zoek", find),
        Route("/lagen/{version}/{name}.geojson", layer),
        *(region_routes(press) if press else []),
        *(first_routes(first) if first else []),
        *(upload_routes(shelf) if shelf else []),
    ]


def middleware(first: First | None = None) -> Sequence[Middleware]:
    """What happens to every answer, outermost first."""
    return [
        Middleware(Referenced),
        Middleware(Counted),
        Middleware(SecurityHeaders),
        Middleware(ClosedAddresses),
        Middleware(ShortAddress),
        Middleware(SocketBudget),
        Middleware(WholePage, first=first),
        Middleware(PackedAssets),
    ]


def lifespan(
    warm_up: Callable[[], None], soon: Callable[[], None] = lambda: None
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Start warm: load what every visit needs, and take it out of the garbage collector's sight.

    A full collection otherwise walks over all the objects of our libraries and data. The one that Streamlit forces after
    every run of the script is off (`.streamlit/config.toml`); Python's own still come now and then.

    Args:
        warm_up: imports and loads; must not raise.
        soon: makes beside the first visits what many of them will ask; must not raise.
    """

    @asynccontextmanager
    async def started(_app: object) -> AsyncIterator[None]:
        warm_up()
        gc.collect()
        gc.freeze()
        warm_soon(soon)
        with METRICS.serving():
            yield

    return started
