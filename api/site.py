"""Addresses of the site outside Streamlit: search, files of a page's parts, pages as PDF and picture, robots.txt and the like."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from api.expensive import BusyError, Files, Queue, busy_answer
from api.layers import FOR_EVER
from api.rest.filters import refuse_unused
from api.rest.negotiation import chosen_language
from api.rest.problems import Fault, ProblemKind, Refusal, shown
from api.rest.service import refused
from data_loaders.memory import SHARED, Key
from data_loaders.schema.rows import rows_of
from data_loaders.store import DataProblem, current, last_problem, one_release
from data_loaders.topics import Topic
from measures.search import Suggestion, search_index
from ui.address import LONGEST_TEXT, Params
from ui.parameters import PARAMETERS, known
from ui.plain.site import Site
from ui.view import language_of, view_of

DAY, HOUR = "public, max-age=86400", "public, max-age=3600"
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


STYLE = "/stijl/"
"""Start of the style sheet's address. Its file name changes with its content."""
WELL_KNOWN = ("/robots.txt", "/sitemap.xml", "/favicon.svg", "/.well-known/security.txt")


def params_of(request: Request) -> Params:
    """The parameters of an address, with every value of each."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


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
        *(Route(path, with_data(well_known)) for path in (*WELL_KNOWN, STYLE + "{name}.css")),
    ]


def _search_routes(site: Site) -> Sequence[Route]:
    def find(request: Request) -> Response:
        params = params_of(request)
        return JSONResponse(site.answer_links(_rows(params), params), headers={"Cache-Control": "no-cache"})

    def find_page(request: Request) -> Response:
        params = params_of(request)
        page = site.found_page(_rows(params), params)
        if page is None:
            return PlainTextResponse("503", status_code=503)
        if page.forward:
            return RedirectResponse(page.forward, 303)
        return HTMLResponse(page.document, page.status, headers={"Cache-Control": "no-cache"})

    return [Route("/zoek", with_data(find)), Route("/vind", with_data(find_page))]


def _file_routes(site: Site) -> Sequence[Route]:
    """The addresses of files. Files are made one at a time in a short queue, so that no page waits behind them."""
    queue = Queue(at_once=1, waiting=8)
    files = Files(queue)

    def file(request: Request) -> Response:
        given, params = request.path_params, params_of(request)
        _refuse_unused(given["page"], params)
        with queue.place():
            made = site.file(given["page"], given["name"], given["kind"], params)
        if made is None:
            raise Refusal(ProblemKind.UNKNOWN_ITEM, value=f"{given['page']}/{given['name']}.{given['kind']}"[:60])
        body, media_type, name = made
        return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def whole(request: Request) -> Response:
        name, kind = request.path_params["page"], request.url.path.rsplit(".", 1)[1]
        params = known(params_of(request))
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
        Route("/bestand/{page}/{name}.{kind}", with_data(file)),
        Route("/{page:str}.pdf", with_data(whole)),
        Route("/beeld/{page:str}.png", with_data(whole)),
    ]


def _refuse_unused(page: str, params: Params) -> None:
    """Refuse parameters and values that mean nothing: a page says so in a note, but a program would not see it in a file."""
    strange = [shown(name) for name in params if name not in PARAMETERS]
    if strange:
        here = ", ".join(name for name, each in PARAMETERS.items() if page in (each.pages or (page,)))
        raise Refusal(ProblemKind.WRONG_PARAMETER, *(Fault(name, "unknown", {"known": here}) for name in strange[:3]))
    refuse_unused(view_of(known(params)).notes)


def problem_answer(error: Exception, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """Why there is no such answer, as problem details, with these `headers`."""
    language = chosen_language(request.scope["query_string"], request.headers.get("accept-language", ""))
    reply = refused(error, language, request.url.path)
    return Response(reply.body, reply.status, {**(headers or {}), **reply.headers}, reply.media_type)


def _rows(params: Params) -> list[Suggestion]:
    typed = params.get("zoek") or params.get("q") or [""]
    return found_rows(typed[-1][:LONGEST_TEXT])


def found_rows(query: str) -> list[Suggestion]:
    """At most ten names that fit the typed `query`, the best match first.

    Raises:
        DataProblem: there is no usable data.
    """
    snapshot = current()

    def rows() -> list[Suggestion]:
        suggested = search_index(snapshot).suggest(query).select(*Suggestion.__annotations__)
        return rows_of(suggested, Suggestion)

    return [*SHARED.recall(Key(Topic.SUGGESTION, (snapshot.version, query)), rows)]


def with_data(
    answer: Callable[[Request], Response], headers: Mapping[str, str] | None = None
) -> Callable[[Request], Response]:
    """`answer`, or why there is none, with these `headers`: a wrong question, no data, or too many who ask."""

    def answered(request: Request) -> Response:
        try:
            with one_release():
                return answer(request)
        except BusyError:
            return busy_answer()
        except Refusal as refusal:
            return problem_answer(refusal, request, headers)
        except DataProblem as problem:
            return PlainTextResponse(problem.message(language_of(params_of(request))), 503, headers)

    return answered
