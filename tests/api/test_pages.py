import gzip

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from api.first import Params, first_routes, with_first
from api.pages import WholePage
from data_loaders.store import current
from tests.api.asgi import Answer, get

STREAMLIT = '<html lang="en"><head><title>S</title></head><body><div id="root"></div></body></html>'
BROWSER = {"accept": "text/html,*/*"}


class Made:
    """A first page that tells what it was asked."""

    def __init__(self, words: str = "eerste") -> None:
        self.words = words

    def page(self, params: Params, *, embedded: bool) -> str:
        return f"<p>{self.words} {params} {embedded}</p>"

    def script(self) -> str:
        return "<script>1</script>"

    def ahead(self, params: Params) -> bytes:
        return b"" if "weergave" in params else b'{"zin":"een"}'

    def ground(self, _params: Params) -> bytes:
        return b"<svg></svg>"


def streamlit(packed: bool = False) -> ASGIApp:
    def answer(request: Request) -> Response:
        if "if-none-match" in request.headers or "if-modified-since" in request.headers:
            return Response(status_code=304)
        if request.url.path.endswith(".txt"):
            return PlainTextResponse("tekst", headers={"etag": '"eigen"'})
        body = STREAMLIT.encode()
        headers = {"last-modified": "Fri, 27 Nov 2026 12:00:00 GMT"} | ({"content-encoding": "gzip"} if packed else {})
        return HTMLResponse(gzip.compress(body) if packed else body, headers=headers)

    return Starlette(routes=[Route("/{path:path}", answer)])


def html(answer: Answer) -> str:
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    return body.decode()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("path", ["/", "/start", "/kaart", "/kaart/"])
def test_the_map_page_begins_with_the_first_page(path: str, packed: bool) -> None:
    told = html(get(WholePage(streamlit(packed), Made()), f"{path}?thema=zorg&thema=energie"))

    assert told.index("eerste {'thema': ['zorg', 'energie']} False") < told.index('<div id="root">')
    assert told.index("<script>1</script>") > told.index('<div id="root">')
    assert f'<meta name="gegevens" content="{current().version}">' in told


def test_the_parts_of_the_live_page_wait_for_the_first_one() -> None:
    parts = ['<link rel="modulepreload" href="./a.js">', '<link rel="stylesheet" href="./a.css">']
    parts.append('<script type="module" src="./b.js"></script>')
    page = STREAMLIT.replace("</head>", "".join(parts) + "</head>").encode()

    told = with_first(page, "<p>eerste</p>", "").decode()
    other = with_first(page, "", "").decode()

    head, body = told.split("</head>")
    assert not [part for part in parts if part in head]
    assert f'<p>eerste</p><template id="straks">{"".join(parts)}</template>' in body
    assert [part for part in parts if part in other.split("</head>")[0]] == parts


def test_the_page_does_not_ask_for_scripts_that_it_can_do_without() -> None:
    page = STREAMLIT.replace("<body>", "<body><noscript><p>You need\nJavaScript.</p></noscript>").encode()

    assert b"You need" not in with_first(page, "<p>eerste<noscript><p>own</p></noscript></p>", "")
    assert b"<p>own</p>" in with_first(page, "<p>eerste<noscript><p>own</p></noscript></p>", "")
    assert b"You need" in with_first(page, "", "")


def test_an_embedded_map_is_asked_as_such() -> None:
    assert "eerste {} True" in html(get(WholePage(streamlit(), Made()), "/kaart?embed=1"))


def test_other_pages_have_the_script_only() -> None:
    told = html(get(WholePage(streamlit(), Made()), "/regio?gemeente=Utrecht"))

    assert "eerste" not in told
    assert "<script>1</script>" in told


@pytest.mark.parametrize(
    ("query", "language"), [("", "nl"), ("?taal=nl", "nl"), ("?taal=en", "en"), ("?taal=de", "nl")]
)
def test_the_page_says_its_language(query: str, language: str) -> None:
    told = html(get(WholePage(streamlit()), f"/regio{query}"))

    assert f'<html lang="{language}">' in told
    assert told.count('<meta name="description"') == 1
    assert "<title>Samenkaart</title>" in told


def test_what_is_no_html_passes_untouched() -> None:
    answer = get(WholePage(streamlit(), Made()), "/bestand.txt")

    assert answer.body == b"tekst"
    assert answer.headers["etag"] == '"eigen"'


def test_a_browser_that_has_the_page_is_sent_nothing() -> None:
    app = WholePage(streamlit(), Made())
    tag = get(app, "/kaart", headers=BROWSER).headers["etag"]

    again = get(app, "/kaart", headers={**BROWSER, "if-none-match": tag})

    assert (again.status, again.body) == (304, b"")


def test_a_page_that_changed_with_the_data_is_sent_anew() -> None:
    tag = get(WholePage(streamlit(), Made("oud")), "/kaart", headers=BROWSER).headers["etag"]
    conditions = {"if-none-match": tag, "if-modified-since": "Fri, 27 Nov 2026 12:00:00 GMT"}

    answer = get(WholePage(streamlit(), Made("nieuw")), "/kaart", headers={**BROWSER, **conditions})

    assert answer.status == 200
    assert "nieuw" in html(answer)
    assert "last-modified" not in answer.headers


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("name", "body"), [("bollen", b'{"zin":"een"}'), ("grond", b"<svg></svg>")])
def test_the_next_map_is_kept_per_data_version(name: str, body: bytes, packed: bool) -> None:
    app = Starlette(routes=list(first_routes(Made())))
    headers = {"accept-encoding": "gzip"} if packed else {}

    answer = get(app, f"/vooruit/{current().version}/{name}?thema=zorg", headers=headers)

    assert (gzip.decompress(answer.body) if packed else answer.body) == body
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("address", ["/vooruit/oud/bollen?thema=zorg", "/vooruit/{version}/bollen?weergave=corop"])
def test_an_old_version_or_another_way_of_drawing_has_no_next_map(address: str) -> None:
    answer = get(Starlette(routes=list(first_routes(Made()))), address.format(version=current().version))

    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["cache-control"] == "no-store"
