"""Feeds of changes, the catalogue description (DCAT), oEmbed, and figures with a permanent address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.bulk import OPEN_TO_ALL
from api.headers import has_it
from api.site import HOUR, params_of, with_data
from data_loaders.store import current
from data_loaders.topics import Topic
from ui.address import Params
from ui.changes.feed import FEEDS
from ui.changes.narrowed import narrowed
from ui.open_data.addresses import meant
from ui.open_data.figures import CitedFigure, figure_story
from ui.parameters import known
from ui.plain.page import picture_address
from ui.plain.site import HOME, Site
from ui.site_address import embed_code, site_address
from ui.view import View, data_of, view_of

UNKNOWN = "Dit adres is er niet. / There is no such address."
EMBED_SIZE = {"maxwidth": 800, "maxheight": 640}
SMALLEST = 200
DAY_SECONDS = 86_400


def open_data_routes(site: Site) -> Sequence[Route]:
    """The addresses; anybody's scripts may read them. `site` makes the pages."""

    def oembed(request: Request) -> Response:
        params = params_of(request)
        if params.get("format", ["json"])[-1] != "json":
            return PlainTextResponse("501: json", 501, headers=OPEN_TO_ALL)
        embedded = embedding(site, (params.get("url") or [""])[-1], params)
        if embedded is None:
            return PlainTextResponse(UNKNOWN, 404, headers=OPEN_TO_ALL)
        return JSONResponse(embedded, headers={**OPEN_TO_ALL, "Cache-Control": HOUR})

    def figure(request: Request) -> Response:
        params, given = params_of(request), request.path_params
        cited = CitedFigure(given["page"], given["name"], given["version"])
        known = meant(cited.page, params, data_of(current()).names)
        made = site.alone(params, lambda _: figure_story(site.stories, cited, known))
        return Response(made.document or made.body, made.status, media_type="text/html") if made else Response("", 503)

    return [
        Route("/wijzigingen.{kind}", with_data(feed, OPEN_TO_ALL)),
        Route("/dcat.{kind}", with_data(description, OPEN_TO_ALL)),
        Route("/oembed", with_data(oembed, OPEN_TO_ALL)),
        Route("/cijfer/{page}/{name}@{version}", with_data(figure, OPEN_TO_ALL)),
    ]


def feed(request: Request) -> Response:
    """The changes as Atom, JSON Feed or a table."""
    make, media_type = FEEDS.get(request.path_params["kind"], (None, ""))
    view = view_of(params_of(request))
    # Who follows a municipality that was misspelt must not be told of the whole country for years.
    is_clear = make and not view.notes and not narrowed(view).notes
    return _sent(request, make(view) if make and is_clear else None, media_type)


def description(request: Request) -> Response:
    """Our data as DCAT-AP-NL describes them."""
    from ui.open_data.dcat import DESCRIPTIONS  # noqa: PLC0415 - what it needs weighs more than the rest, and is seldom asked for

    write, media_type = DESCRIPTIONS.get(request.path_params["kind"], (None, ""))
    return _sent(request, write(current()) if write else None, media_type)


def _sent(request: Request, body: bytes | None, media_type: str) -> Response:
    if body is None:
        return PlainTextResponse(UNKNOWN, 404, headers=OPEN_TO_ALL)
    tag = f'"{sha256(body).hexdigest()[:20]}"'
    headers = {**OPEN_TO_ALL, "Cache-Control": HOUR, "ETag": tag}
    if has_it(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


@dataclass(frozen=True)
class _About:
    """What oEmbed needs of a page. It is small, so it can be remembered."""

    title: str
    answer: str
    picture: str


def embedding(site: Site, url: str, params: Params) -> Mapping[str, object] | None:
    """oEmbed 1.0, `rich`: one of our pages in a frame; None for what is no page of ours."""
    parts, ours = urlsplit(url), urlsplit(site_address())
    page = parts.path.removeprefix(ours.path).strip("/") or HOME
    if not url or parts.netloc not in {"", ours.netloc} or page not in site.stories:
        return None
    given = meant(page, known(parse_qs(parts.query)), data_of(current()).names)
    view = view_of(given)
    about = view.once(Topic.EMBEDDING, lambda: _about(site, page, view), page, *sorted(map(str, given.items())))
    if about is None:
        return None
    width, height = (_at_most(params, name, size) for name, size in EMBED_SIZE.items())
    address = f"{site_address()}/{page}{'?' + parts.query if parts.query else ''}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": about.title,
        "provider_name": "Samenkaart",
        "provider_url": site_address(),
        "cache_age": DAY_SECONDS,
        "width": width,
        "height": height,
        "html": embed_code(about.answer, address, height),
        "thumbnail_url": site_address() + about.picture,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def _about(site: Site, page: str, view: View) -> _About | None:
    story = site.stories[page](view)
    if story.status >= 400 or story.forward or not story.address:
        return None
    return _About(story.title, story.answer, picture_address(story))


def _at_most(params: Params, name: str, size: int) -> int:
    typed = (params.get(name) or [""])[-1]
    return max(SMALLEST, min(size, int(typed))) if typed.isascii() and typed.isdigit() and len(typed) < 6 else size
