"""How the benchmark requests whole files."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench import api
from bench.watch import StoppedError

WHOLE = 3 * api.READ + 17
BUSY = 2


@pytest.fixture
def connection() -> Iterator[http.client.HTTPConnection]:
    """A connection to a server that is busy at first, and then redirects to a large file."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            body = b"x" * (WHOLE if self.path == "/data/versie/a.csv" else 5)
            status = (
                503
                if len(asked) <= BUSY
                else {"/data/nieuwste/a.csv": 302, "/data/versie/a.csv": 200}.get(self.path, 404)
            )
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "../versie/a.csv")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with closing(http.client.HTTPConnection("127.0.0.1", server.server_port)) as opened:
            yield opened
        server.shutdown()


def test_a_file_is_waited_for_and_followed_and_counted_whole(connection: http.client.HTTPConnection) -> None:
    times, size = api._ask(connection, ["/data/nieuwste/a.csv"] * 4, 200)

    assert len(times) == 4
    assert size == WHOLE


def test_an_error_answer_gives_no_figure(connection: http.client.HTTPConnection) -> None:
    with pytest.raises(StoppedError, match="404"):
        api._ask(connection, ["/elders"], 200)


def test_an_api_that_offers_the_whole_table_is_measured_with_one_request() -> None:
    whole = {each.name: sorted(step for step in each.steps if "bulk" in step) for each in api.APIS}

    assert whole == {
        "samenkaart": ["api_bulk_csv"], "samenkaart, OGC": ["api_bulk_geojson"], "datasette": ["api_bulk_csv"], "pygeoapi": ["api_bulk_geojson"],
    }  # fmt: skip
    assert {len(asked) for step, asked in api.questions(1000).items() if "bulk" in step} == {api.BULK}
