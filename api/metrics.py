"""Metrics for those who run the site, in the format of Prometheus.

They have a port of their own, so that no reader can ask for them. Unless the setting names another host, only the machine
itself can. They hold nothing about a person: no IP addresses, no search words.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.room import ROOM
from data_loaders.memory import MOST_BYTES, remembered_now
from data_loaders.store import DataProblem, current, last_problem

SETTING = "SAMENKAART_METRICS"
"""Environment variable: host and port (`127.0.0.1:9464`). Without it there are no metrics."""

KINDS = {
    "/zoek": "search",
    "/healthz": "health",
    "/api/": "program",
    "/readyz": "health",
    "/lagen/": "layer",
    "/_stcore/": "streamlit",
    "/static/": "streamlit",
}
"""Start of a path → kind of answer. Every other path is a page or a file."""


def kind_of(path: str) -> str:
    """The kind of answer at a path: one of `KINDS`, `file` or `page`."""
    kind_found = next((kind for start, kind in KINDS.items() if path.startswith(start)), "")
    return kind_found or ("file" if "." in path.rsplit("/", maxsplit=1)[-1] else "page")


class _Data(Collector):
    """The data version in use, its age, and whether a newer one was refused."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        version = GaugeMetricFamily("samenkaart_data_version", "1 for the version in use", labels=["version"])
        age = GaugeMetricFamily("samenkaart_data_age_days", "Days since the newest source was read")
        refused = GaugeMetricFamily("samenkaart_data_refused", "1 while a newer release cannot be used")
        try:
            snapshot = current()
        except DataProblem:
            yield version
        else:
            version.add_metric([snapshot.version], 1)
            yield version
            day = time.mktime(snapshot.date.timetuple())
            age.add_metric([], (time.time() - day) // 86_400)
            yield age
        refused.add_metric([], 0 if last_problem() is None else 1)
        yield refused


class _Memory(Collector):
    """How many answers the process remembers, and their size in bytes."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        count = GaugeMetricFamily("samenkaart_remembered", "Answers and indexes that are kept", labels=["topic"])
        size = GaugeMetricFamily("samenkaart_remembered_bytes", "Bytes that they take", labels=["topic"])
        for each in remembered_now():
            count.add_metric([each.topic.value], each.count)
            size.add_metric([each.topic.value], each.size)
        yield count
        yield size
        yield GaugeMetricFamily("samenkaart_remembered_bytes_most", "Room for all answers together", value=MOST_BYTES)


class Metrics:
    """The counters of one server process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self.answers = Counter(
            "samenkaart_answers", "Answers by kind and status", ["kind", "status"], registry=registry
        )
        self.seconds = Histogram("samenkaart_answer_seconds", "Time to a whole answer", ["kind"], registry=registry)
        self.readers = Gauge("samenkaart_live_readers", "Open live pages", registry=registry)
        places = Gauge("samenkaart_live_places", "Live pages that new readers may open in all", registry=registry)
        places.set_function(lambda: ROOM.most)
        self.held = Counter(
            "samenkaart_held", "Plain pages to new readers for whom there was no live one", registry=registry
        )
        self.presses = Counter("samenkaart_presses", "Messages from live pages", registry=registry)
        self.runs = Histogram("samenkaart_run_seconds", "Time of one run of a live page", ["page"], registry=registry)
        self.stalls = Histogram(
            "samenkaart_loop_stall_seconds",
            "How late the event loop was, twenty times a second",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
            registry=registry,
        )
        self.longest_stall = Gauge(
            "samenkaart_loop_stall_seconds_max",
            "The longest stall of the event loop since the start",
            registry=registry,
        )
        self._longest = 0.0
        self.errors = Counter("samenkaart_errors", "Errors that nobody foresaw", ["where"], registry=registry)
        ProcessCollector(registry=self.registry)
        self.registry.register(_Data())
        self.registry.register(_Memory())

    @contextmanager
    def run(self, page: str) -> Iterator[None]:
        """Measure the time of one run of a live page."""
        with self.runs.labels(page).time():
            yield

    def note_stall(self, seconds: float) -> None:
        """Record by how many seconds the event loop was late."""
        self.stalls.observe(seconds)
        if seconds > self._longest:
            self._longest = seconds
            self.longest_stall.set(seconds)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the metrics on the address of `SAMENKAART_METRICS` until the block ends; do nothing without that setting."""
        host, _, port = os.environ.get(SETTING, "").rpartition(":")
        if not port:
            yield
            return
        server, thread = start_http_server(int(port), host or "127.0.0.1", self.registry)
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


METRICS = Metrics()
"""The metrics of this process."""


class Counted:
    """Counts answers with their time, live pages and the messages that these send."""

    def __init__(self, app: ASGIApp, metrics: Metrics = METRICS) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request, and pass it on."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._live_page(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind, start, status = kind_of(scope["path"]), time.perf_counter(), 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note_status)
        except Exception:
            self.metrics.errors.labels("server").inc()
            raise
        finally:
            self.metrics.answers.labels(kind, str(status)).inc()
            self.metrics.seconds.labels(kind).observe(time.perf_counter() - start)

    async def _live_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def count_message() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                self.metrics.presses.inc()
            return message

        with self.metrics.readers.track_inprogress():
            await self.app(scope, count_message, send)
