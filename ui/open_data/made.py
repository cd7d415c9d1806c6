"""Implements `api.open_data.OpenData`."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from data_loaders.store import current
from data_loaders.topics import Topic
from ui.address import Params
from ui.changes.feed import FEEDS
from ui.changes.within import within
from ui.open_data.addresses import meant
from ui.open_data.figures import CitedFigure, figure_story
from ui.plain.page import picture_address
from ui.plain.site import HOME, Site
from ui.site_address import embed_code, site_address
from ui.story import Story
from ui.view import View, data_of, view_of

EMBED_SIZE = (800, 640)
SMALLEST = 200
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class _About:
    """What oEmbed needs of a page. It is small, so it can be remembered."""

    title: str
    answer: str
    picture: str


class OpenDataOf:
    """Makes feeds, descriptions, oEmbed answers and permanent figures.

    Args:
        site: makes the pages.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def feed(self, kind: str, params: Params) -> tuple[bytes, str] | None:
        """The changes as a feed (`kind`: atom, json, csv); None for another kind, or if a filter is not understood."""
        if kind not in FEEDS:
            return None
        make, media_type = FEEDS[kind]
        view = view_of(params)
        # Somebody who misspells a municipality must not get the changes of the whole country instead.
        return None if view.notes or within(view).notes else (make(view), media_type)

    def description(self, kind: str) -> tuple[bytes, str] | None:
        """The description of our data (DCAT-AP-NL; `kind`: ttl, jsonld, rdf); None for another kind."""
        from ui.open_data.dcat import DESCRIPTIONS  # noqa: PLC0415 - what it needs weighs more than the rest, and is seldom asked for

        if kind not in DESCRIPTIONS:
            return None
        write, media_type = DESCRIPTIONS[kind]
        return write(current()), media_type

    def embedding(self, url: str, params: Params) -> dict[str, object] | None:
        """The oEmbed 1.0 answer of type `rich` for one of our pages: a frame; None for other addresses."""
        parts, site = urlsplit(url), urlsplit(site_address())
        page = parts.path.removeprefix(site.path).strip("/") or HOME
        if not url or parts.netloc not in {"", site.netloc} or page not in self._site.stories:
            return None
        known = meant(page, parse_qs(parts.query), data_of(current()).names)
        view = view_of(known)
        about = view.once(Topic.EMBEDDING, lambda: self._about(page, view), page, *sorted(map(str, known.items())))
        if about is None:
            return None
        width, height = (
            _at_most(params, name, size) for name, size in zip(("maxwidth", "maxheight"), EMBED_SIZE, strict=True)
        )
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

    def _about(self, page: str, view: View) -> "_About | None":
        story = self._site.stories[page](view)
        if story.status >= 400 or story.forward or not story.address:
            return None
        return _About(story.title, story.answer, picture_address(story))

    def figure(self, page: str, name: str, version: str, params: Params) -> tuple[int, str, str]:
        """HTTP status, HTML and forwarding address of one figure at a data version."""

        def story_of(_view: View) -> Story:
            known = meant(page, params, data_of(current()).names)
            return figure_story(self._site.stories, CitedFigure(page, name, version), known)

        made = self._site.alone(params, story_of)
        return (503, "", "") if made is None else (made.status, made.document or made.body, made.forward)


def _at_most(params: Params, name: str, size: int) -> int:
    typed = (params.get(name) or [""])[-1]
    return max(SMALLEST, min(size, int(typed))) if typed.isascii() and typed.isdigit() and len(typed) < 6 else size
