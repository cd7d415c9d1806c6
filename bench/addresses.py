"""Measures whether a hostile or broken address takes more time than a plain one, on the real data.

    python -m bench.addresses [--visits 15]

The clients use Streamlit's own protocol, with a new connection per visit. Visits to all addresses alternate; times are only
comparable within one run.
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.figures import Figures
from tests.browser.harness import Site, serve
from tests.hostile import HOSTILE

VISITS = 15


async def _visit(url: str, query: str) -> float:
    """Seconds from the request for the map page at this address to the end of its script run."""
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None, ping_interval=None) as connection:  # type: ignore[list-item]  # a name of its library's own type
        message = BackMsg()
        message.rerun_script.query_string = query
        start = time.perf_counter()
        await connection.send(message.SerializeToString())
        while True:
            frame = await connection.recv()
            received = frame.encode() if isinstance(frame, str) else frame
            if ForwardMsg.FromString(received).HasField("script_finished"):
                return time.perf_counter() - start


def measure(site: Site, visits: int) -> Iterator[Figures]:
    """Median time per hostile address, also as a multiple of that of the plain page in the same turns."""
    url = f"ws://{urlsplit(site.url).netloc}/_stcore/stream"
    queries = {what: urlencode(address, doseq=True, errors="replace") for what, address in HOSTILE.items()}
    took: dict[str, list[float]] = {what: [] for what in ("plain", *queries)}
    asyncio.run(_visit(url, ""))
    for _ in range(visits):
        for what, times in took.items():
            times.append(asyncio.run(_visit(url, queries.get(what, ""))))
    plain = statistics.median(took["plain"])
    for what, times in took.items():
        median = statistics.median(times)
        about = {"what": "address", "address": what, "query_bytes": len(queries.get(what, ""))}
        yield {**about, "median_ms": round(median * 1000), "times_plain": round(median / plain, 2)}


def figures(visits: int = VISITS) -> Iterator[Figures]:
    """The same as `measure`, on a new server."""
    with serve() as site:
        yield from measure(site, visits)


def main() -> None:
    """Print one JSON object per address."""
    parser = argparse.ArgumentParser(prog="python -m bench.addresses", description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS)
    for line in figures(parser.parse_args().visits):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
