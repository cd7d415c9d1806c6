"""A region as a file: `/regio/GM0344.pdf` and `.html`. A region of a reader's own: `/regio/EIGEN.pdf?gemeenten=…`."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from api.expensive import Files, Queue
from api.site import params_of, with_data
from data_loaders.memory import Key
from data_loaders.schema import Language
from data_loaders.store import current, last_problem
from data_loaders.topics import Topic
from ui.names import BESIDE, REGION_PARAMETERS
from ui.paper.press import PaperKind, press, region_params, unknown_html
from ui.site_address import site_address
from ui.view import language_of

MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
PICTURE = "/beeld/regio.png"
"""Address of the picture of a region page. The older address `/regio/<code>.png` redirects here."""


def region_routes() -> list[Route]:
    """The addresses of the files; their links begin with the address of the site, never with the host that was asked."""
    files = Files(Queue(at_once=1, waiting=8))

    def region(request: Request) -> Response:
        kind, code = request.path_params["kind"], request.path_params["code"].upper()
        if kind not in MEDIA_TYPES:
            return PlainTextResponse("404", status_code=404)
        params, site, snapshot = params_of(request), site_address(), current()
        language = language_of(params)
        own = region_params(snapshot, code, language, params)
        if own is None:
            return Response(unknown_html(code, language, site), 404, media_type=MEDIA_TYPES["html"])
        # A file says that there is a newer version.
        key = Key(Topic.REGION_FILE, (kind, code, language, site, str(last_problem() or ""), str(own)))
        made = files.file(snapshot.version, key, lambda: press(snapshot, code, language, PaperKind(kind), site, own))
        return Response(made, media_type=MEDIA_TYPES[kind], headers=_headers(code, language, kind, snapshot.version))

    def picture(request: Request) -> Response:
        code, params = request.path_params["code"].upper(), params_of(request)
        named = {} if "gemeenten" in params else {REGION_PARAMETERS.get(code[:2], BESIDE): [code]}
        return RedirectResponse(f"{PICTURE}?{urlencode(named | params, doseq=True)}", 301)

    return [Route("/regio/{code}.png", picture), Route("/regio/{code}.{kind}", with_data(region))]


def _headers(code: str, language: Language, kind: str, version: str) -> dict[str, str]:
    headers = {"Cache-Control": "public, max-age=3600"}
    if kind == "pdf":
        headers["Content-Disposition"] = f'inline; filename="samenkaart-{code}-{language}-{version}.pdf"'
    return headers
