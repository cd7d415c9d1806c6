import gzip
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from api.pages import HOLD, STREAMLIT_TAG, WholePage
from api.room import Room
from tests.api.asgi import Answer, get
from ui.address import Params
from ui.plain.page import Page
from ui.plain.site import Site

PARTS = '<link rel="modulepreload" href="./a.js"><link rel="stylesheet" href="./a.css"><script type="module" src="./b.js"></script>'
STREAMLIT = (
    f'<html lang="en"><head><title>S</title><link rel="shortcut icon" href="./s.png">{PARTS}</head>'
    '<body><noscript>You need\nJavaScript.</noscript><div id="root"></div></body></html>'
)
BROWSER = {"accept": "text/html,*/*"}


def made(body: str, status: int = 200, forward: str = "", document: str = "") -> Page:
    return Page("en", "<title>Titel</title>", body, status, forward, document, "<footer>voet</footer>", "versie")


@pytest.fixture(autouse=True)
def its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.STREAMLIT", STREAMLIT.encode())


class MadeSite(Site):
    """A site that records its requests."""

    def __init__(self, words: str = "eerste") -> None:
        super().__init__({})
        self.words, self.styled = words, 0

    def page(self, path: str, params: Params) -> Page | None:
        if path == "/gemerkt":
            return replace(made(f"<main>{self.words} {params}</main>"), mark=f"{self.words} {params}")
        if path == "/kapot":
            return None
        if path == "/oud":
            return made("", 301, "/nieuw?a=b")
        if path == "/nergens":
            return made("", 404, document="<!doctype html><p>nergens</p>")
        return made(f"<main>{self.words} {path} {params}</main>", 410 if path == "/weg" else 200)

    def style(self, _body: str) -> str:
        self.styled += 1
        return "<style>1</style>"

    def script(self, _language: str) -> str:
        return "<script>1</script>"


def streamlit(packed: bool = False) -> ASGIApp:
    def answer(request: Request) -> Response:
        if "if-none-match" in request.headers or "if-modified-since" in request.headers:
            return Response(status_code=304)
        if request.url.path.endswith(".txt"):
            return PlainTextResponse("tekst", headers={"etag": '"eigen"'})
        if request.url.path.endswith(".html"):
            return HTMLResponse("<p>van ons zelf</p>")
        body = STREAMLIT.encode()
        headers = {"last-modified": "Fri, 27 Nov 2026 12:00:00 GMT", "etag": STREAMLIT_TAG} | (
            {"content-encoding": "gzip"} if packed else {}
        )
        return HTMLResponse(gzip.compress(body) if packed else body, headers=headers)

    return Starlette(routes=[Route("/{path:path}", answer)])


def html(answer: Answer) -> str:
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    return body.decode()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("accepted", ["gzip, deflate, br", ""])
def test_each_address_begins_with_its_own_page(packed: bool, accepted: str) -> None:
    address, headers = "/regio?thema=zorg&thema=energie", {"accept-encoding": accepted}

    answer = get(WholePage(streamlit(packed), MadeSite()), address, headers=headers)
    told = html(answer)

    # Packed for who can read that, however Streamlit's own page reached us.
    assert answer.headers.get("content-encoding", "") == ("gzip" if accepted else "")
    assert "Accept-Encoding" in answer.headers["vary"]

    assert "<main>eerste /regio {'thema': ['zorg', 'energie']}</main>" in told.split('<div id="root">')[0]
    assert told.endswith("<footer>voet</footer><script>1</script></body></html>")
    assert '<meta name="gegevens" content="versie"><style>1</style>' in told


def test_the_head_is_ours_and_the_parts_of_the_live_page_wait() -> None:
    head, body = html(get(WholePage(streamlit(), MadeSite()), "/regio")).split("</head>")

    assert head.startswith('<html lang="en"><head><title>Titel</title>')
    assert "modulepreload" not in head + body.split('<template id="straks">')[0]
    assert f'<template id="straks">{PARTS}</template>' in body
    assert "You need" not in body


def test_moved_pages_redirect() -> None:
    answer = get(WholePage(streamlit(), MadeSite()), "/oud")

    assert (answer.status, answer.headers["location"], answer.body) == (301, "/nieuw?a=b", b"")


@pytest.mark.parametrize(("path", "status"), [("/nergens", 404), ("/weg", 410), ("/over", 200)])
def test_each_page_has_its_own_status(path: str, status: int) -> None:
    assert get(WholePage(streamlit(), MadeSite()), path).status == status


def test_a_page_that_does_not_exist_has_no_live_page() -> None:
    assert html(get(WholePage(streamlit(), MadeSite()), "/nergens")) == "<!doctype html><p>nergens</p>"


def test_without_data_the_live_page_says_why() -> None:
    assert html(get(WholePage(streamlit(), MadeSite()), "/kapot")) == STREAMLIT


def test_the_live_page_finds_its_server() -> None:
    assert html(get(WholePage(streamlit(), MadeSite()), "/over/_stcore/health")) == STREAMLIT


def test_a_page_at_an_address_of_our_own_passes_untouched() -> None:
    assert get(WholePage(streamlit(), MadeSite()), "/regio/GM0344.html").body == b"<p>van ons zelf</p>"


def test_streamlits_own_server_sends_the_tag_that_its_page_is_known_by() -> None:
    static = Starlette(routes=create_streamlit_static_assets_routes(None))

    assert [get(static, path).headers["etag"] for path in ("/", "/regio")] == [STREAMLIT_TAG] * 2


def test_answers_other_than_html_pass_unchanged() -> None:
    answer = get(WholePage(streamlit(), MadeSite()), "/bestand.txt")

    assert answer.body == b"tekst"
    assert answer.headers["etag"] == '"eigen"'


def test_a_browser_with_the_current_page_gets_not_modified() -> None:
    app = WholePage(streamlit(), MadeSite())
    tag = get(app, "/kaart", headers=BROWSER).headers["etag"]

    again = get(app, "/kaart", headers={**BROWSER, "if-none-match": tag})

    assert (again.status, again.body) == (304, b"")


def test_who_asks_for_the_headers_alone_is_told_the_same() -> None:
    app = WholePage(streamlit(), MadeSite())
    got, head = (get(app, "/weg", headers=BROWSER, method=method) for method in ("GET", "HEAD"))

    assert (head.status, head.headers) == (got.status, got.headers) != (200, {})


def test_a_page_that_changed_with_the_data_is_sent_anew() -> None:
    tag = get(WholePage(streamlit(), MadeSite("oud")), "/kaart", headers=BROWSER).headers["etag"]
    conditions = {"if-none-match": tag, "if-modified-since": "Fri, 27 Nov 2026 12:00:00 GMT"}

    answer = get(WholePage(streamlit(), MadeSite("nieuw")), "/kaart", headers={**BROWSER, **conditions})

    assert answer.status == 200
    assert "nieuw" in html(answer)
    assert "last-modified" not in answer.headers


@pytest.mark.parametrize(("most", "held"), [(0, True), (1, False)])
def test_without_room_for_a_live_page_its_parts_wait(monkeypatch: pytest.MonkeyPatch, most: int, held: bool) -> None:
    monkeypatch.setattr("api.pages.ROOM", Room(most))

    answer = get(WholePage(streamlit(), MadeSite()), "/kaart", headers=BROWSER)

    assert (HOLD.encode() in answer.body) is held
    assert b"eerste /kaart" in answer.body


def test_a_page_that_is_known_by_its_mark_is_written_once_for_all_who_ask_and_anew_when_it_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = MadeSite("geschreven")
    app = WholePage(streamlit(), site)

    answers = [html(get(app, "/gemerkt?a=1", headers={**BROWSER, "accept-encoding": "gzip"})) for _ in range(3)]
    assert (len({*answers}), site.styled) == (1, 1)
    assert "geschreven {'a': ['1']}" in answers[0]

    other = html(get(app, "/gemerkt?a=2", headers=BROWSER))
    monkeypatch.setattr("api.pages.ROOM", Room(0))
    waiting = html(get(app, "/gemerkt?a=2", headers=BROWSER))
    assert "geschreven {'a': ['2']}" in other
    assert (HOLD in other, HOLD in waiting) == (False, True)
