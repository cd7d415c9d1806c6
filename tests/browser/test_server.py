import gzip
import json
import socket
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message

import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from api.connections import LONGEST_HEAD, LONGEST_MESSAGE
from data_loaders.store import current
from tests.browser.harness import Site

ANY_CERTIFICATE = ssl.create_default_context()
ANY_CERTIFICATE.check_hostname, ANY_CERTIFICATE.verify_mode = False, ssl.CERT_NONE


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def ask(site: Site, path: str, **headers: str) -> Answer:
    request = urllib.request.Request(site.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20, context=ANY_CERTIFICATE) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def test_the_limits_on_connections_hold_in_the_server_as_it_is_started(site: Site) -> None:
    # The web server chooses its classes before it imports the site.
    port = int(site.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as opened:
        opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * (LONGEST_HEAD + 1))
        assert opened.recv(100).startswith(b"HTTP/1.1 431 ")

    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")]) as line:
        line.send(bytes(LONGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosedError, match="1009"):
            line.recv()


@pytest.mark.parametrize("path", ["/", "/kaart", "/healthz", "/static/nothing"])
def test_every_answer_has_the_security_headers(site: Site, path: str) -> None:
    headers = ask(site, path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_only_an_embedded_view_may_stand_in_another_site(site: Site) -> None:
    assert "frame-ancestors *" in ask(site, "/kaart?embed=1").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in ask(site, "/kaart?embed=10").headers["Content-Security-Policy"]


@pytest.mark.parametrize(("path", "language"), [("/", "nl"), ("/kaart?taal=en", "en"), ("/kaart?taal=xx", "nl")])
@pytest.mark.parametrize("packed", [True, False])
def test_the_first_html_says_its_language_and_what_it_is(site: Site, path: str, language: str, packed: bool) -> None:
    answer = ask(site, path, **({"Accept-Encoding": "gzip"} if packed else {}))

    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    html = (gzip.decompress(answer.body) if is_packed else answer.body).decode()
    assert f'<html lang="{language}"' in html
    assert '<meta name="description"' in html


def test_health_names_the_data_version(site: Site) -> None:
    told = json.loads(ask(site, "/healthz").body)

    assert told == {"status": "ok", "data_version": current().version, "problem": None}


def test_shapes_are_kept_for_ever_only_under_their_own_version(site: Site) -> None:
    now = ask(site, f"/lagen/{current().version}/municipalities.geojson", **{"Accept-Encoding": "gzip"})
    old = ask(site, "/lagen/2020-01-01-00000000/municipalities.geojson")

    assert "immutable" in now.headers["Cache-Control"]
    assert old.headers["Cache-Control"] == "no-store"
    assert json.loads(gzip.decompress(now.body)) == json.loads(old.body)


@pytest.mark.parametrize("name", ["manifest", "..%2f..%2fmanifest", "initiatives"])
def test_nothing_but_layers_is_served(site: Site, name: str) -> None:
    assert ask(site, f"/lagen/x/{name}.geojson").status in (400, 404)
