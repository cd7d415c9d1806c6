"""Feeds of changes, the catalogue description (DCAT), oEmbed, and figures with a permanent address."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.bulk import OPEN_TO_ALL
from api.rest.filters import FILTER_PARAMETERS, refuse_unused
from api.rest.models import camel
from api.rest.operation import Call, Operation, Parameter, Reply, Schema
from api.rest.problems import ProblemKind, Refusal
from api.rest.service import Below, Service
from api.site import HOUR, params_of, with_data
from api.v1.routes import BASE, VERSION
from data_loaders.store import current
from data_loaders.topics import Topic
from ui.address import Params
from ui.changes.feed import FEEDS
from ui.changes.known import SINCE, UNTIL
from ui.changes.narrowed import narrowed
from ui.open_data.addresses import meant
from ui.open_data.figures import CitedFigure, figure_story
from ui.parameters import CHANGES, PARAMETERS, known
from ui.plain.page import picture_address
from ui.plain.site import HOME, Site
from ui.site_address import embed_code, site_address
from ui.view import View, data_of, language_of, view_of

DCAT = {"ttl": "text/turtle", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
FIGURE = re.compile(r"cijfer/(?P<page>[\w-]+)/(?P<name>[\w-]+)@(?P<version>[\w-]{1,40})")
EMBED_SIZE = {"maxwidth": 800, "maxheight": 640}
SMALLEST = 200
DAY_SECONDS = 86_400
_KEPT = {"Cache-Control": HOUR}
_WORD: Schema = {"type": "string", "maxLength": 100}
_BESIDE = {
    SINCE: "The older of two releases; the feed then tells everything between them.",
    UNTIL: "The newer of two releases.",
    "naam": "What a reader calls the municipalities of `gemeenten`.",
    "id": "One initiative.",
    "doel": "One goal.",
    "indicator": "One indicator.",
    "regio": "Figures of one region.",
    "vergelijk": "Any of these regions, beside each other.",
    "naar": "Of partners, of which no changes are kept; the feed says so.",
    "rol": "The same.",
    "soort": "The same.",
    "relatie": "The same.",
}
FOLLOWED = (
    *FILTER_PARAMETERS,
    *(
        Parameter(camel(name), about, _WORD, PARAMETERS[name].repeats, other_names=(name,))
        for name, about in _BESIDE.items()
    ),
)
"""Parameters of the feeds: those of the page of changes."""
_LENGTH: Schema = {"type": "integer", "minimum": 1, "maximum": 100_000}
EMBEDDED = (
    Parameter("url", "Address of one of our pages.", {"type": "string", "maxLength": 4_000}),
    Parameter("format", "Only `json`.", {"type": "string", "enum": ["json", "xml"]}),
    Parameter("maxwidth", "Most pixels.", _LENGTH, is_capped=True),
    Parameter("maxheight", "Most pixels.", _LENGTH, is_capped=True),
)


def open_data_routes(site: Site) -> Sequence[BaseRoute]:
    """The addresses; anybody's scripts may read them. `site` makes the pages."""

    def figure(request: Request) -> Response:
        params, given = params_of(request), request.path_params
        cited = CitedFigure(given["page"], given["name"], given["version"])
        known = meant(cited.page, params, data_of(current()).names)
        is_embedded = params.get("embed") == ["1"]
        made = site.alone(params, lambda _: figure_story(site.stories, cited, known), embedded=is_embedded)
        return Response(made.document or made.body, made.status, media_type="text/html") if made else Response("", 503)

    return [
        Below(Service("", VERSION, tuple(operations()), site, f"{BASE}/openapi.json")),
        Route("/cijfer/{page}/{name}@{version}", with_data(figure, OPEN_TO_ALL)),
    ]


def operations() -> Iterator[Operation]:
    """Feeds, descriptions for catalogues, and oEmbed."""
    for kind, (_, media_type) in FEEDS.items():
        yield Operation(
            f"getChangesAs{kind.capitalize()}", f"/{CHANGES}.{kind}", _feed(kind), "What changed.", "", FOLLOWED,
            produces=(media_type,), is_one_form=True,
        )  # fmt: skip
    for kind, media_type in DCAT.items():
        yield Operation(
            f"getDcatAs{kind.capitalize()}", f"/dcat.{kind}", _description(kind), "What our data are.", "",
            produces=(media_type,), is_one_form=True,
        )  # fmt: skip
    yield Operation(
        "getEmbedding", "/oembed", _oembed, "How a page is embedded.", "", EMBEDDED, is_one_form=True, is_open=True
    )  # fmt: skip


def _feed(kind: str) -> Callable[[Call], Reply]:
    make, media_type = FEEDS[kind]

    def answer(call: Call) -> Reply:
        params = {
            (*each.other_names, each.name)[0]: call.params[each.name] for each in FOLLOWED if each.name in call.params
        }
        # Only the address sets the language, as on a page: a feed service fetches for many readers.
        spoken = language_of(call.params)
        view = view_of(params | {"taal": [spoken]})
        # Who follows a municipality that was misspelt must not be told of the whole country for years.
        refuse_unused((*view.notes, *narrowed(view).notes))
        return Reply(make(view), media_type, headers={**_KEPT, "Content-Language": spoken})

    return answer


def _description(kind: str) -> Callable[[Call], Reply]:
    """Our data as DCAT-AP-NL describes them."""

    def answer(_call: Call) -> Reply:
        from ui.open_data.dcat import DESCRIPTIONS  # noqa: PLC0415 - what it needs weighs more than the rest, and is seldom asked for

        return Reply(DESCRIPTIONS[kind](current()), DCAT[kind], headers=_KEPT)

    return answer


def _oembed(call: Call) -> Reply:
    if call.one("format", "json") != "json":
        # As oEmbed 1.0 wants.
        raise Refusal(ProblemKind.NO_SUCH_FORMAT, status=HTTPStatus.NOT_IMPLEMENTED, asked="xml", offered="json")
    embedded = embedding(call.site, call.one("url"), call.params)
    if embedded is None:
        raise Refusal(ProblemKind.UNKNOWN_ITEM, value=call.one("url")[:60])
    return Reply(json.dumps(embedded, ensure_ascii=False).encode(), headers=_KEPT)


@dataclass(frozen=True)
class _About:
    """What oEmbed needs of a page. It is small, so it can be remembered."""

    title: str
    answer: str
    picture: str


def embedding(site: Site, url: str, params: Params) -> Mapping[str, object] | None:
    """oEmbed 1.0, `rich`: one of our pages, or a figure at a data version, in a frame; None for what is neither."""
    parts, ours = urlsplit(url), urlsplit(site_address())
    path = parts.path.removeprefix(ours.path).strip("/") or HOME
    figure = FIGURE.fullmatch(path)
    page = figure["page"] if figure else path
    if not url or parts.netloc not in {"", ours.netloc} or page not in site.stories:
        return None
    cited = CitedFigure(page, figure["name"], figure["version"]) if figure else None
    given = meant(page, known(parse_qs(parts.query)), data_of(current()).names)
    view = view_of(given)
    about = view.once(Topic.EMBEDDING, lambda: _about(site, page, cited, view), path, *sorted(map(str, given.items())))
    if about is None:
        return None
    width, height = (_at_most(params, name, size) for name, size in EMBED_SIZE.items())
    address = f"{site_address()}/{path}{'?' + parts.query if parts.query else ''}"
    picture = {"thumbnail_url": site_address() + about.picture, "thumbnail_width": 1200, "thumbnail_height": 630}
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
        **(picture if about.picture else {}),
    }


def _about(site: Site, page: str, cited: CitedFigure | None, view: View) -> _About | None:
    story = figure_story(site.stories, cited, view.params) if cited else site.stories[page](view)
    if story.status >= 400 or story.forward or not (story.address or story.lasting):
        return None
    return _About(story.title, story.answer, "" if cited else picture_address(story))


def _at_most(params: Params, name: str, size: int) -> int:
    typed = (params.get(name) or [""])[-1]
    return max(SMALLEST, min(size, int(typed))) if typed.isascii() and typed.isdigit() and len(typed) < 6 else size
