"""Addresses of the site outside Streamlit: search, files of a page's parts, pages as PDF and picture, robots.txt and the like."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from api.expensive import BusyError, Files, Queue, busy_answer
from api.find import LONGEST_QUERY, found_rows
from api.layers import FOR_EVER
from data_loaders.memory import Key
from data_loaders.schema import Language
from data_loaders.store import DataProblem, Snapshot, current, last_problem, one_release
from data_loaders.topics import Topic
from measures.search import Suggestion

Params = dict[str, list[str]]
DAY, HOUR = "public, max-age=86400", "public, max-age=3600"
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


class Page(Protocol):
    """A page of ours as the server sends it."""

    @property
    def language(self) -> Language:
        """The language of its words."""

    @property
    def head(self) -> str:
        """HTML for the `<head>`: title, description, previews."""

    @property
    def body(self) -> str:
        """HTML of all that a reader sees; works without scripts."""

    @property
    def status(self) -> int:
        """HTTP status."""

    @property
    def forward(self) -> str:
        """The address to redirect to; empty: no redirect."""

    @property
    def document(self) -> str:
        """The whole HTML document, if Streamlit has no page at this address; else empty."""

    @property
    def footer(self) -> str:
        """HTML of the footer; empty in an embedded view."""

    @property
    def version(self) -> str:
        """The data version that it was made from; empty without data."""


class Site(Protocol):
    """Makes pages and files. `ui.plain.site` does; `dashboard.py` hands it in, because `api` may not import `ui`."""

    @property
    def base(self) -> str:
        """The path that the site lives under (`/samenkaart`); empty at the root."""

    def page(self, path: str, params: Params) -> Page | None:
        """The page at an address; None leaves the answer to Streamlit."""

    def style(self, body: str) -> str:
        """A `<style>` element with the rules that `body` needs."""

    def script(self, language: Language) -> str:
        """The `<script>` elements of every page."""

    def answer_links(self, rows: list[Suggestion], params: Params) -> list[dict[str, str]]:
        """Words and address of each search result."""

    def found_page(self, rows: list[Suggestion], params: Params) -> Page | None:
        """The search results as a page."""

    def file(self, page: str, name: str, kind: str, params: Params) -> tuple[bytes, str, str] | None:
        """Bytes, media type and file name of a part of a page; None if there is no such part or kind."""

    def paper(self, page: str, params: Params) -> bytes | None:
        """A page as PDF."""

    def picture(self, page: str, params: Params) -> bytes | None:
        """The picture (PNG) that goes with a link to a page."""

    def known(self, params: Params) -> Params:
        """The parameters that the site reads."""

    def well_known(self, path: str, snapshot: Snapshot) -> tuple[str, str] | None:
        """Text and media type of robots.txt, the sitemap, the icon, security.txt or the style sheet; None for other paths."""


STYLE = "/stijl/"
"""Start of the style sheet's address. Its file name changes with its content."""
WELL_KNOWN = ("/robots.txt", "/sitemap.xml", "/favicon.svg", "/.well-known/security.txt")


def fields(items: Sequence[tuple[str, str]]) -> Params:
    """The parameters of an address, with every value of each."""
    params: Params = {}
    for name, value in items:
        params.setdefault(name, []).append(value)
    return params


def site_routes(site: Site) -> Sequence[Route]:
    """The addresses of `site` that Streamlit does not have."""

    def well_known(request: Request) -> Response:
        made = site.well_known(request.url.path, current())
        text, media_type = made or ("404", "text/plain")
        cache_control = FOR_EVER if request.url.path.startswith(STYLE) else DAY
        return Response(
            text,
            200 if made else 404,
            media_type=media_type,
            headers={"Cache-Control": cache_control if made else "no-store"},
        )

    return [
        *_search_routes(site),
        *_file_routes(site),
        Route("/favicon.ico", lambda _request: RedirectResponse("/favicon.svg", 301)),
        *(Route(path, _with_data(well_known)) for path in (*WELL_KNOWN, STYLE + "{name}.css")),
    ]


def _search_routes(site: Site) -> Sequence[Route]:
    def find(request: Request) -> Response:
        params = fields(request.query_params.multi_items())
        return JSONResponse(site.answer_links(_rows(params), params), headers={"Cache-Control": "no-cache"})

    def find_page(request: Request) -> Response:
        params = fields(request.query_params.multi_items())
        page = site.found_page(_rows(params), params)
        if page is None:
            return PlainTextResponse("503", status_code=503)
        if page.forward:
            return RedirectResponse(page.forward, 303)
        return HTMLResponse(page.document, page.status, headers={"Cache-Control": "no-cache"})

    return [Route("/zoek", _with_data(find)), Route("/vind", _with_data(find_page))]


def _file_routes(site: Site) -> Sequence[Route]:
    """The addresses of files. Files are made one at a time in a short queue, so that no page waits behind them."""
    queue = Queue(at_once=1, waiting=8)
    files = Files(queue)

    def file(request: Request) -> Response:
        given, params = request.path_params, fields(request.query_params.multi_items())
        with queue.place():
            made = site.file(given["page"], given["name"], given["kind"], params)
        if made is None:
            return PlainTextResponse("404", status_code=404)
        body, media_type, name = made
        return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def whole(request: Request) -> Response:
        name, kind = request.path_params["page"], request.url.path.rsplit(".", 1)[1]
        params = site.known(fields(request.query_params.multi_items()))
        make = site.paper if kind == "pdf" else site.picture
        # Goals are judged on the day, and paper warns when a newer data version could not be used: both are part of the key.
        state = (datetime.now(UTC).date(), str(last_problem() or ""))
        typed = tuple(sorted((key, tuple(values)) for key, values in params.items()))
        topic = Topic.PAPER if kind == "pdf" else Topic.PICTURE
        made = files.file(current().version, Key(topic, (name, typed, *state)), lambda: make(name, params))
        if not made:
            return PlainTextResponse("404", status_code=404)
        headers = {"Content-Disposition": f'inline; filename="samenkaart-{name}.{kind}"'}
        headers |= {"Cache-Control": HOUR} if kind == "png" else {}
        return Response(made, media_type=MEDIA_TYPES[kind], headers=headers)

    return [
        Route("/bestand/{page}/{name}.{kind}", _with_data(file)),
        Route("/{page:str}.pdf", _with_data(whole)),
        Route("/beeld/{page:str}.png", _with_data(whole)),
    ]


def _rows(params: Params) -> list[Suggestion]:
    typed = params.get("zoek") or params.get("q") or [""]
    return found_rows(typed[-1][:LONGEST_QUERY])


def _with_data(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """`answer`, or 503 with the reason: there is no usable data, or the queue is full."""

    def answered(request: Request) -> Response:
        try:
            with one_release():
                return answer(request)
        except BusyError:
            return busy_answer()
        except DataProblem as problem:
            english = request.query_params.get("taal") == "en"
            return PlainTextResponse(problem.message_en if english else problem.message_nl, status_code=503)

    return answered
