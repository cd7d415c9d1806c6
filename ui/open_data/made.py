"""What `api.open_data` asks for."""

from urllib.parse import parse_qs, urlsplit

from data_loaders.store import current
from ui.address import Params
from ui.changes.feed import FEEDS
from ui.changes.within import within
from ui.open_data.figures import CitedFigure, figure_story
from ui.plain.page import picture_address
from ui.plain.site import HOME, Site
from ui.site_address import embed_code, site_address
from ui.story import Story
from ui.view import View, view_of

EMBED_SIZE = (800, 640)
SMALLEST = 200
DAY_SECONDS = 86_400


class OpenDataOf:
    """Feeds, descriptions, embedded views and lasting figures of one site.

    Args:
        site: makes the pages.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    def feed(self, kind: str, params: Params) -> tuple[bytes, str] | None:
        """The changes as Atom or JSON Feed."""
        if kind not in FEEDS:
            return None
        make, media_type = FEEDS[kind]
        view = view_of(params)
        # Who follows a municipality that was misspelt must not be told of the whole country for years.
        return None if view.notes or within(view).notes else (make(view), media_type)

    def description(self, kind: str) -> tuple[bytes, str] | None:
        """Our data as DCAT-AP-NL describes them."""
        from ui.open_data.dcat import DESCRIPTIONS  # noqa: PLC0415 - what it needs weighs more than the rest, and is seldom asked for

        if kind not in DESCRIPTIONS:
            return None
        write, media_type = DESCRIPTIONS[kind]
        return write(current()), media_type

    def embedding(self, url: str, params: Params) -> dict[str, object] | None:
        """oEmbed 1.0, `rich`: one of our pages in a frame."""
        story = self._story_at(url)
        if story is None or not story.address:
            return None
        width, height = (
            _at_most(params, name, size) for name, size in zip(("maxwidth", "maxheight"), EMBED_SIZE, strict=True)
        )
        query = urlsplit(url).query
        address = f"{site_address()}/{story.page}{'?' + query if query else ''}"
        return {
            "version": "1.0",
            "type": "rich",
            "title": story.title,
            "provider_name": "Samenkaart",
            "provider_url": site_address(),
            "cache_age": DAY_SECONDS,
            "width": width,
            "height": height,
            "html": embed_code(story.answer, address, height),
            "thumbnail_url": site_address() + picture_address(story),
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        }

    def _story_at(self, url: str) -> Story | None:
        parts, site = urlsplit(url), urlsplit(site_address())
        name = parts.path.removeprefix(site.path).strip("/") or HOME
        if not url or parts.netloc not in {"", site.netloc} or name not in self._site.stories:
            return None
        story = self._site.stories[name](view_of(self._site.known(parse_qs(parts.query))))
        return None if story.status >= 400 or story.forward else story

    def figure(self, page: str, name: str, version: str, params: Params) -> tuple[int, str, str]:
        """One figure at a data version as a page."""

        def story_of(_view: View) -> Story:
            return figure_story(self._site.stories, CitedFigure(page, name, version), self._site.known(params))

        made = self._site.alone(params, story_of)
        return (503, "", "") if made is None else (made.status, made.document or made.body, made.forward)


def _at_most(params: Params, name: str, size: int) -> int:
    typed = (params.get(name) or [""])[-1]
    return max(SMALLEST, min(size, int(typed))) if typed.isascii() and typed.isdigit() and len(typed) < 6 else size
