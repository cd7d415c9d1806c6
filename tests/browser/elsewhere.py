"""A page on another origin in which something of ours is embedded."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """The address of an external page with this body."""
    html = f"<!doctype html><title>Elders</title>{body}"

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        # Another host name is another origin.
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
