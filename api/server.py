"""Our own part of the web server: routes beside Streamlit, headers around it, and a warm start."""

import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from threading import Thread

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from api.addresses import ClosedAddresses, ShortAddress
from api.assets import PackedAssets
from api.bulk import bulk_routes
from api.features import routes as features
from api.headers import SecurityHeaders
from api.health import healthz, readyz
from api.layers import layer
from api.logs import Referenced
from api.metrics import METRICS, Counted
from api.open_data import open_data_routes
from api.outside import KnownHost, UnderPath, hosts
from api.pages import WholePage, scripts_within
from api.pulse import beating
from api.regions import region_routes
from api.rest.service import Below, Service
from api.room import LivePlaces, stopping_gently
from api.site import site_routes
from api.sockets import SocketBudget
from api.uploads import Shelf, upload_routes
from api.v1.routes import BASE, VERSION, service
from data_loaders.store import DataProblem, current
from measures.search import search_index
from ui.plain.site import Site


def routes(site: Site | None = None, shelf: Shelf | None = None) -> Sequence[BaseRoute]:
    """Addresses that we answer ourselves.

    Args:
        site: the pages, with their files and what programs may ask of them.
        shelf: keeps partners' files; without it none are taken in.
    """
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/lagen/{version}/{name}.geojson", layer),
        *bulk_routes(),
        *region_routes(),
        *([*open_data_routes(site), *site_routes(site), *program_routes(site)] if site else []),
        *(upload_routes(shelf) if shelf else []),
    ]


def program_routes(site: Site) -> Sequence[BaseRoute]:
    """The addresses for programs. They cover everything below `/api`, so that a program never gets a page."""
    rest = Service("/api", VERSION, (), site, f"{BASE}/openapi.json")
    return [Below(each) for each in (service(site), features.service(site), rest)]


def middleware(site: Site | None = None, public: str = "") -> Sequence[Middleware]:
    """The layers around every answer, outermost first.

    Args:
        site: makes the pages.
        public: the public address (`https://…`), if one is set. Requests for another host are then refused.
    """
    return [
        Middleware(Referenced),
        Middleware(UnderPath, base=site.base if site else ""),
        Middleware(KnownHost, known=hosts(public)),
        Middleware(Counted),
        Middleware(
            SecurityHeaders, scripts=scripts_within(site) if site else (), is_secure=public.startswith("https:")
        ),
        Middleware(ClosedAddresses),
        Middleware(ShortAddress),
        Middleware(LivePlaces),
        Middleware(SocketBudget),
        Middleware(WholePage, site=site),
        Middleware(PackedAssets),
    ]


def lifespan(
    warm_up: Callable[[], None], soon: Callable[[], None] = lambda: None
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """What happens at start and end: load what every visit needs, and hide it from the garbage collector (`gc.freeze`).

    Otherwise a full collection visits all objects of our libraries and data. Streamlit's forced collection after every run
    is off (`.streamlit/config.toml`), but Python's own still happen.

    Args:
        warm_up: imports and loads before the first visit; must not raise.
        soon: makes common pages in the background after the start; must not raise.
    """

    @asynccontextmanager
    async def started(_app: object) -> AsyncIterator[None]:
        warm_up()
        gc.collect()
        gc.freeze()
        warm_soon(soon)
        with METRICS.serving():
            async with beating(METRICS.note_stall), stopping_gently():
                yield

    return started


def warm_soon(more: Callable[[], None] = lambda: None) -> None:
    """Build the search index in the background, then run `more`. With a million names the server would start too slowly."""

    def make() -> None:
        with suppress(DataProblem):
            search_index(current())
        more()

    Thread(target=make, daemon=True).start()
