import json
import logging
import urllib.request

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from api.logs import HEADER, JsonLines, Referenced
from api.metrics import SETTING, Counted, Metrics, kind_of
from data_loaders.memory import MOST_BYTES, SHARED, Key
from data_loaders.topics import Topic
from tests.api.asgi import get, run
from tests.browser.harness import free_port


def fails(_request: Request) -> PlainTextResponse:
    raise ZeroDivisionError


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_what_is_remembered_is_a_figure_by_topic(metrics: Metrics) -> None:
    SHARED.recall(Key(Topic.PICTURE, "metrics"), lambda: b"x" * 10_000)

    topic = {"topic": "picture"}
    assert (value(metrics, "samenkaart_remembered", **topic) or 0) >= 1
    assert (value(metrics, "samenkaart_remembered_bytes", **topic) or 0) > 10_000
    assert value(metrics, "samenkaart_remembered_bytes_most") == MOST_BYTES


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/regio", "page"),
        ("/regio/GM0344.pdf", "file"),
        ("/zoek", "search"),
        ("/lagen/2026/municipalities.geojson", "layer"),
        ("/_stcore/stream", "streamlit"),
    ],
)
def test_answers_are_counted_by_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_an_answer_is_counted_with_its_status(metrics: Metrics) -> None:
    get(Counted(PlainTextResponse("weg", status_code=410), metrics), "/regio?gemeente=Zeist")

    assert value(metrics, "samenkaart_answers_total", kind="page", status="410") == 1
    assert value(metrics, "samenkaart_answer_seconds_count", kind="page") == 1


def test_an_error_is_counted_and_goes_on(metrics: Metrics) -> None:
    with pytest.raises(ZeroDivisionError):
        get(Counted(Starlette(routes=[Route("/", fails)]), metrics), "/")

    assert value(metrics, "samenkaart_errors_total", where="server") == 1
    assert value(metrics, "samenkaart_answers_total", kind="page", status="500") == 1


def test_a_live_page_counts_while_it_is_open(metrics: Metrics) -> None:
    messages: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": b"x"}]
    open_pages: list[float | None] = []

    async def page(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()
        await receive()
        open_pages.append(value(metrics, "samenkaart_live_readers"))

    async def receive() -> Message:
        return messages.pop(0)

    async def send(_message: Message) -> None:
        return

    run(Counted(page, metrics)({"type": "websocket", "path": "/_stcore/stream"}, receive, send))

    assert open_pages == [1]
    assert value(metrics, "samenkaart_live_readers") == 0
    assert value(metrics, "samenkaart_presses_total") == 1


def test_figures_are_read_on_their_own_address(metrics: Metrics, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"127.0.0.1:{free_port()}"
    monkeypatch.setenv(SETTING, address)
    with metrics.run("regio"), metrics.serving():
        figures = urllib.request.urlopen(f"http://{address}/metrics", timeout=20).read().decode()

    assert "samenkaart_data_version{version=" in figures
    assert "samenkaart_data_refused 0.0" in figures
    assert "process_resident_memory_bytes" in figures


def test_every_answer_has_a_reference_that_its_log_lines_bear(caplog: pytest.LogCaptureFixture) -> None:
    def page(_request: Request) -> PlainTextResponse:
        logging.getLogger("samenkaart").warning("iets")
        line = JsonLines().format(caplog.records[-1])
        return PlainTextResponse(line)

    answer = get(Referenced(Starlette(routes=[Route("/", page)])), "/?q=geheim")
    line = json.loads(answer.body)

    assert line["request"] == answer.headers[HEADER.lower()]
    assert line["message"] == "iets"
    assert "geheim" not in answer.body.decode()
