"""Our own part of the web server: routes beside Streamlit, headers around it, and a warm start."""

import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from api.addresses import ShortAddress
from api.assets import PackedAssets
from api.bulk import bulk_routes
from api.closed import ClosedAddresses
from api.features import routes as features
from api.find import warm_soon
from api.headers import SecurityHeaders
from api.health import healthz, readyz
from api.layers import layer
from api.logs import Referenced
from api.metrics import METRICS, Counted
from api.outside import KnownHost, UnderPath, hosts
from api.pages import WholePage, scripts_within
from api.pulse import beating
from api.regions import Press, region_routes
from api.rest.host import Host
from api.rest.service import Below, Service
from api.room import LivePlaces
from api.site import Site, site_routes
from api.sockets import SocketBudget
from api.stopping import stopping_gently
from api.uploads import Shelf, upload_routes
from api.v1.routes import BASE, VERSION, service


def routes(
    press: Press | None = None,
    site: Site | None = None,
    shelf: Shelf | None = None,
    address: Callable[[], str] = lambda: "",
    host: Host | None = None,
) -> Sequence[BaseRoute]:
    """The addresses that we answer ourselves. Without one of the arguments, its addresses do not exist.

    Args:
        press: makes files about regions.
        site: makes pages and their files.
        shelf: keeps partners' files while they are checked.
        address: gives the public address of the site, for links in files.
        host: gives the addresses for programs the texts and filters of the site.
    """
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/lagen/{version}/{name}.geojson", layer),
        *bulk_routes(),
        *(region_routes(press, address) if press else []),
        *(site_routes(site) if site else []),
        *(upload_routes(shelf) if shelf else []),
        *(program_routes(host) if host else []),
    ]


def program_routes(host: Host) -> Sequence[BaseRoute]:
    """The addresses for programs. They cover everything below `/api`, so that a program never gets a page."""
    rest = Service("/api", VERSION, (), host, f"{BASE}/openapi.json")
    return [Below(each) for each in (service(host), features.service(host), rest)]


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
