"""Compares our API with Datasette and pygeoapi, on the same rows: `make bench ARGS="--parts api"`.

Requests follow each other over one connection. Each step has many different questions, so that no cache can answer.
"""

import http.client
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from bench.browser import Served
from bench.contenders import DATASETTE, OURS, Contender, in_rivals
from bench.figures import Figures
from bench.watch import StoppedError
from data_loaders.schema import RegionLevel, Status
from data_loaders.store import current

REQUESTS, PAGE = 40, 100
PATIENCE, LEAST = 45.0, 3
"""Seconds after which a step ends, and the number of answers that it needs at least."""
BULK = 5
"""Number of requests for the whole table."""
READ = 1 << 20
"""Bytes read at a time."""
MADE_SECONDS = 900
"""Most seconds for a server to make its files; meanwhile it answers 503."""
REFUSED = (
    "limit=0", "limit=10000000", "thema=nep", "gemeente=Nergenshuizen", "van=2020&tot=2010", f"q={'a' * 10_000}", "nep=1", "cursor=abcdef",
)  # fmt: skip
"""Invalid requests to our API, which it must refuse."""
Question = str
Address = Callable[[Question], str]
Serve = Callable[[Contender, Path], AbstractContextManager[tuple[Served, Figures]]]


def _v1(name: str, **fixed: object) -> Address:
    return lambda value: f"/api/v1/initiatives?{urlencode({name: value, 'limit': PAGE, **fixed})}"


def _ogc(name: str, base: str = "/api/features/v1") -> Address:
    return lambda value: f"{base}/collections/initiatives/items?{urlencode({name: value, 'limit': PAGE, 'f': 'json'})}"


def _datasette(name: str) -> Address:
    return lambda value: (
        f"/bench/initiatives.json?{urlencode({f'{name}__exact': value, '_size': PAGE, '_shape': 'objects'})}"
    )


def _datasette_box(value: str) -> str:
    west, south, east, north = value.split(",")
    inside = {"longitude__gte": west, "longitude__lte": east, "latitude__gte": south, "latitude__lte": north}
    return f"/bench/initiatives.json?{urlencode({**inside, '_size': PAGE, '_shape': 'objects'})}"


def _datasette_counts(value: str) -> str:
    return f"/bench/initiatives.json?{urlencode({'municipality_code__exact': value, '_facet': 'status', '_size': 0})}"


def _ogc_whole(value: str) -> str:
    return f"/collections/initiatives/items?{urlencode({'limit': value, 'f': 'json'})}"


@dataclass(frozen=True)
class Api:
    """One API for the same rows."""

    name: str
    contender: Contender
    steps: dict[str, Address]
    """Step to a function that makes an address of a question; a missing step is not supported."""


PYGEOAPI = Contender(
    "pygeoapi",
    lambda port, folder: in_rivals("pygeoapi_server", "serve", folder, port),
    prepare=lambda folder: in_rivals("pygeoapi_server", "prepare", folder),
    words="",
    press=OURS.press,
    health="/conformance?f=json",
    about="pygeoapi on Starlette, rows as GeoParquet",
)
APIS = (
    Api(
        "samenkaart",
        OURS,
        {
            "api_municipality": _v1("gemeente"),
            "api_status": _v1("status"),
            "api_one": lambda value: f"/api/v1/initiatives/{value}",
            "api_counts": lambda value: f"/api/v1/initiative-counts?{urlencode({'gemeente': value, 'per': 'status'})}",
            "api_refused": lambda value: f"/api/v1/initiatives?{value}",
            "api_bulk_csv": lambda _: "/data/nieuwste/initiatives.csv",
        },
    ),
    Api(
        "samenkaart, OGC",
        OURS,
        {
            "api_municipality": _ogc("municipalityCode"),
            "api_status": _ogc("status"),
            "api_box": _ogc("bbox"),
            "api_one": lambda value: f"/api/features/v1/collections/initiatives/items/{value}?f=json",
            "api_bulk_geojson": lambda _: "/data/nieuwste/initiatives.geojson",
        },
    ),
    Api(
        "datasette",
        DATASETTE,
        {
            "api_municipality": _datasette("municipality_code"),
            "api_status": _datasette("status"),
            "api_box": _datasette_box,
            "api_one": lambda value: f"/bench/initiatives.json?{urlencode({'id__exact': value, '_shape': 'objects'})}",
            "api_counts": _datasette_counts,
            "api_bulk_csv": lambda _: "/bench/initiatives.csv?_stream=on&_size=max",
        },
    ),
    Api(
        "pygeoapi",
        PYGEOAPI,
        {
            "api_municipality": _ogc("municipality_code", ""),
            "api_status": _ogc("status", ""),
            "api_box": _ogc("bbox", ""),
            "api_one": lambda value: f"/collections/initiatives/items/{value}?f=json",
            "api_bulk_geojson": _ogc_whole,
        },
    ),
)


def questions(rows: int) -> dict[str, Sequence[Question]]:
    """The questions of each step, the same for every API."""
    choose = random.Random(rows)
    regions = current().table("regions").filter(level=RegionLevel.MUNICIPALITY.value)
    codes = choose.choices(regions["code"].to_list(), k=REQUESTS)
    corners = [(choose.uniform(4.3, 6.5), choose.uniform(51.5, 53.0)) for _ in range(REQUESTS)]
    return {
        "api_municipality": codes,
        "api_status": [each.value for each in Status] * (REQUESTS // len(Status)),
        "api_box": [f"{x:.3f},{y:.3f},{x + 0.3:.3f},{y + 0.2:.3f}" for x, y in corners],
        "api_one": [f"proef-{choose.randrange(rows)}" for _ in range(REQUESTS)],
        "api_counts": codes,
        "api_refused": REFUSED * (REQUESTS // len(REFUSED)),
        "api_bulk_csv": [str(rows)] * BULK,
        "api_bulk_geojson": [str(rows)] * BULK,
    }


def measure(api: Api, served: Served, rows: int) -> Iterator[Figures]:
    """Per step the median and slowest time, the bytes of an answer, and the peak memory of the server."""
    host = urlsplit(served.site.url).netloc
    about = {"contender": api.name, "rows": rows}
    for step, value in questions(rows).items():
        if step not in api.steps and step == "api_refused":
            continue
        if step not in api.steps:
            yield {"what": step, **about, "none": "cannot be asked"}
            continue
        connection = http.client.HTTPConnection(host, timeout=120)
        before = served.cost().memory
        served.watch.peak = 0
        served.watch.allow(600)
        try:
            times, size = _ask(
                connection, [api.steps[step](each) for each in value], 400 if step == "api_refused" else 200
            )
        except (OSError, http.client.HTTPException, StoppedError) as error:
            yield {"what": step, **about, "failed": f"{type(error).__name__}: {error}"}
            continue
        finally:
            connection.close()
        memory = {"memory_mb": round(before / 1e6), "peak_mb": round(max(served.watch.peak, before) / 1e6)}
        times_ms = {
            "median_ms": round(statistics.median(times), 1),
            "slowest_ms": round(max(times), 1),
            "all_ms": times,
        }
        yield {"what": step, **about, **times_ms, "answer_bytes": size, **memory}


def _ask(connection: http.client.HTTPConnection, addresses: Sequence[str], status: int) -> tuple[list[float], int]:
    """Milliseconds per answer, and the median number of bytes. The first answer, in which the server may make files, is left out.

    Raises:
        StoppedError: an answer has another status than `status`.
    """
    times: list[float] = []
    sizes: list[int] = []
    _made(connection, addresses[0])
    end = time.monotonic() + PATIENCE
    for address in (addresses[0], *addresses):
        if time.monotonic() > end and len(times) > LEAST:
            break
        start = time.perf_counter()
        answered, size = _get(connection, address)
        times.append(round((time.perf_counter() - start) * 1000, 1))
        sizes.append(size)
        if answered != status:
            raise StoppedError(f"{answered} for {address}")
    return times[1:], round(statistics.median(sizes[1:]))


def _made(connection: http.client.HTTPConnection, address: str) -> None:
    """Wait as long as the server answers 503 because it is still making its files."""
    end = time.monotonic() + MADE_SECONDS
    while time.monotonic() < end and _get(connection, address)[0] == HTTPStatus.SERVICE_UNAVAILABLE:
        time.sleep(1)


def _get(connection: http.client.HTTPConnection, address: str) -> tuple[int, int]:
    """Status and number of bytes of an answer, after at most one redirect. The answer is read in parts to save memory."""
    for _ in range(2):
        connection.request("GET", address, headers={"Accept": "application/json, application/geo+json, */*"})
        answer = connection.getresponse()
        size = 0
        while part := answer.read(READ):
            size += len(part)
        to = answer.getheader("Location")
        if not to:
            break
        address = urljoin(address, to)
    return answer.status, size


def figures(rows: int, folder: Path, serve: Serve) -> Iterator[Figures]:
    """Every step of every API; only one server runs at a time."""
    for contender in dict.fromkeys(api.contender for api in APIS):
        mine = [api for api in APIS if api.contender is contender]
        try:
            with serve(contender, folder) as (at_work, took):
                about = {"what": "api_start", "contender": mine[0].name, "rows": rows}
                yield {**about, **took, "memory_mb": round(at_work.cost().memory / 1e6)}
                for api in mine:
                    yield from measure(api, at_work, rows)
        except RuntimeError as error:
            yield {"what": "api_start", "contender": mine[0].name, "rows": rows, "failed": str(error)[-300:]}
