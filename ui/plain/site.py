"""Implements `api.site.Site`: which page, HTTP status or file belongs to which address."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from markupsafe import Markup

from data_loaders.schema import Language, Theme
from data_loaders.store import DataProblem, Snapshot
from data_loaders.topics import Topic
from measures.search import Suggestion
from ui.address import Params
from ui.changes.story import changes_story
from ui.export import CSV_MIME, XLSX_MIME, Provenance, csv_bytes, xlsx_bytes
from ui.map_mode import Mode
from ui.parameters import CHANGES, known, with_query
from ui.picture import card_svg, png
from ui.plain.first_paint import style_element
from ui.plain.found import answer_links, found_story, is_outside, typed
from ui.plain.page import Page, alone, footer_html, head_html, header_html
from ui.plain.render import PICTURES, story_html
from ui.plain.scripts import script
from ui.plain.sitemap import favicon, robots, security, sitemap
from ui.plain.tokens import style, style_address
from ui.plain.written import StoryOf, WrittenPage, about, written_page
from ui.site_address import SENDING, base_path, outward, sending_is_elsewhere, site_address
from ui.story import HttpStatus, Link, Part, Story
from ui.style import STYLE
from ui.texts import texts
from ui.view import View, language_of, view_of

LOG = logging.getLogger(__name__)
HOME, OLD_HOME = "kaart", "start"
MAKERS: Mapping[str, tuple[Callable[..., bytes], str]] = {"csv": (csv_bytes, CSV_MIME), "xlsx": (xlsx_bytes, XLSX_MIME)}
NO_HEADER = '<base target="_blank"><style>:root { --kop: 0px }</style>'


class Site:
    """Makes all pages and files.

    Args:
        stories: page → the function that makes its story, in the order of the navigation.
        paper: turns a story into a PDF.
    """

    def __init__(
        self, stories: Mapping[str, StoryOf], paper: Callable[[View, Story], bytes] = lambda _view, _story: b""
    ) -> None:
        self.stories, self._print = {**stories, CHANGES: changes_story}, paper
        self.pages = tuple(stories)
        # Partners' lists may be sent to another server than this.
        elsewhere = (SENDING,) if sending_is_elsewhere() else ()
        self.menu = (*self.pages[:-1], *elsewhere, *self.pages[-1:])

    @property
    def base(self) -> str:
        """The path under which the site lives; empty at the root of its host."""
        return base_path()

    # ---- pages

    def page(self, path: str, params: Params) -> Page | None:
        """The page at `path`. None if making it failed: Streamlit then answers, and its live page shows the error."""
        name = path.strip("/")
        if name in self.pages or not name:
            if path != f"/{name}":
                return _moved(f"/{name}", params)
            return self._made(name or HOME, params)
        if name == CHANGES:
            return self.alone(known(params), changes_story)
        return _moved("/", params) if name == OLD_HOME else self.unknown(params)

    def _made(self, name: str, params: Params) -> Page | None:
        meant = known(params)
        try:
            return self._page(name, view_of(meant), embedded=params.get("embed") == ["1"])
        except DataProblem as problem:
            return problem_page(problem, language_of(params))
        except Exception:
            LOG.exception("page %s failed: %s", name, meant)
            return None

    def _page(self, name: str, view: View, *, embedded: bool) -> Page:
        story_of = self.stories[name]
        page = written_page(view, story_of, embedded=embedded)
        if page.forward:
            return Page(page.language, "", "", page.status, page.forward)
        header, mark = view.once(
            Topic.HEADER, lambda: self._header(view, page, embedded=embedded), *about(view, story_of, embedded=embedded)
        )
        body = f'{header}<div id="eerste"><main id="blad" tabindex="-1">{page.html}</main></div>'
        version = view.snapshot.version
        return Page(page.language, page.head, body, page.status, footer=page.footer, version=version, mark=mark)

    def _header(self, view: View, page: WrittenPage, *, embedded: bool) -> tuple[str, str]:
        """The header of a page, and the mark of the whole page."""
        header = NO_HEADER if embedded else outward(header_html(view, page.page, self.menu))
        parts = (header, page.html, page.head, page.footer, view.snapshot.version)
        return header, sha256("\0".join(parts).encode()).hexdigest()

    def warm(self) -> None:
        """Make the pages that most visits begin with: every page, and the map with each theme."""
        for name in self.pages:
            self.page(f"/{name}", {})
        for theme in Theme:
            self.page(f"/{HOME}", {"thema": [theme.value]})
        # This prepares the shapes of all municipalities for maps that colour them.
        self.page(f"/{HOME}", {"weergave": [Mode.MUNICIPALITIES]})

    def unknown(self, params: Params) -> Page | None:
        """The page for an unknown address."""
        return self.alone(params, self._unknown)

    def _unknown(self, view: View) -> Story:
        t = view.t
        links = tuple(Link(t(f"{name}.nav"), view.link(name)) for name in self.menu)
        return Story(
            "",
            t("site.unknown_title"),
            t("site.unknown_title"),
            t("site.unknown"),
            actions=links,
            status=HttpStatus.UNKNOWN,
        )

    def alone(self, params: Params, story_of: StoryOf, *, embedded: bool = False) -> Page | None:
        """A page without Streamlit, as a whole HTML document; `embedded`: only its first part, for inside another site."""
        try:
            view = view_of(params)
        except DataProblem as problem:
            return problem_page(problem, language_of(params))
        return self._whole(view, story_of(view), embedded=embedded)

    def _whole(self, view: View, story: Story, *, embedded: bool = False) -> Page:
        shown = replace(story, parts=story.parts[:1]) if embedded else story
        main = f'<main id="blad" tabindex="-1">{story_html(view, shown)}</main>'
        if embedded:
            body = f'{NO_HEADER}<div id="eerste">{main}</div>'
        else:
            body = f"{header_html(view, story.page, self.menu)}{main}{footer_html(view)}"
        page = Page(view.language, str(head_html(view, story)), body, int(story.status))
        return _outward(alone(page, self.script(view.language)))

    def style(self, body: str) -> str:
        """A `<style>` element with the rules that `body` needs."""
        return style_element(body)

    def script(self, language: Language) -> str:
        """What comes at the end of every page: scripts, and the rules for Streamlit's page, which would come late from Streamlit."""
        return STYLE + script(self.pages, language)

    # ---- search

    def answer_links(self, rows: list[Suggestion], params: Params) -> list[dict[str, str]]:
        """Words and address of each search result; links stay on the page that the parameter `op` names, if they can."""
        view = view_of(params)
        return [
            {"words": link.words, "address": base_path() + link.address}
            for link in answer_links(view, rows, (params.get("op") or [""])[-1])
        ]

    def found_page(self, rows: list[Suggestion], params: Params) -> Page | None:
        """The search results as a page; a redirect if only one result can be meant."""
        view = view_of(params)
        links = answer_links(view, rows, (params.get("op") or [""])[-1])
        if is_sure(view, rows):
            return Page(view.language, "", "", HttpStatus.MOVED, links[0].address)
        return self._whole(view, found_story(view, links))

    # ---- files

    def file(self, page: str, name: str, kind: str, params: Params) -> tuple[bytes, str, str] | None:
        """Bytes, media type and file name of a part of a page; None if there is no such part or kind of file."""
        if page not in self.stories or kind not in {*MAKERS, *PICTURES}:
            return None
        view = view_of(known(params))
        story = self.stories[page](view)
        part = story.part(name)
        if part is None or not part.is_of_data:
            return None
        file = f"samenkaart-{name}-{view.snapshot.version}.{kind}"
        if kind in PICTURES:
            return _picture(view, story, part, kind, file)
        if kind not in part.files:
            return None
        origin = Provenance(
            title=" ".join(filter(None, [f"{part.title}. {part.sentence}", part.note])),
            source=part.source,
            licence=view.t("site.licence_data"),
            data_version=view.snapshot.version,
            age=part.age,
            address=f"{site_address()}{view.link(page, **{k: v for k, v in view.params.items() if k != 'taal'})}#{name}",
        )
        make, media_type = MAKERS[kind]
        rows = part.file_rows() if part.file_rows else part.rows
        return make(rows, origin, view.language), media_type, file

    def paper(self, page: str, params: Params) -> bytes | None:
        """The page as PDF; None for a page without an address of its own."""
        return self._for(page, params, self._print)

    def picture(self, page: str, params: Params) -> bytes | None:
        """The picture for previews of the page; None for a page without an address of its own."""
        return self._for(page, params, lambda view, story: png(card_svg(view, story)))

    def _for(self, page: str, params: Params, make: Callable[[View, Story], bytes]) -> bytes | None:
        if page not in self.stories:
            return None
        view = view_of(known(params))
        story = self.stories[page](view)
        return make(view, story) if story.address and not story.forward else None

    # ---- for machines

    def well_known(self, path: str, snapshot: Snapshot) -> tuple[str, str] | None:
        """Text and media type of robots.txt, the sitemap, the icon, security.txt or the style sheet; None for other paths."""
        makers: Mapping[str, tuple[Callable[[], str], str]] = {
            style_address(): (style, "text/css; charset=utf-8"),
            "/robots.txt": (robots, "text/plain; charset=utf-8"),
            "/sitemap.xml": (lambda: sitemap(snapshot, self.menu), "application/xml"),
            "/favicon.svg": (favicon, "image/svg+xml"),
            "/.well-known/security.txt": (lambda: security(snapshot), "text/plain; charset=utf-8"),
        }
        if path not in makers:
            return None
        make, media_type = makers[path]
        return make(), media_type


def _outward(page: Page) -> Page:
    """`page` with the base path of the site in its addresses."""
    return replace(
        page,
        head=outward(page.head),
        body=outward(page.body),
        document=outward(page.document),
        footer=outward(page.footer),
    )


def _picture(view: View, story: Story, part: Part, kind: str, file: str) -> tuple[bytes, str, str] | None:
    """The picture file of a part. As PNG it has twice the resolution of a link preview, for use on paper."""
    if part.drawing is None:
        return None
    picture = card_svg(view, story, part)
    return (picture.encode(), "image/svg+xml", file) if kind == "svg" else (png(picture, 2), "image/png", file)


def is_sure(view: View, rows: list[Suggestion]) -> bool:
    """Whether the typed words can only mean the first result."""
    return (
        bool(rows)
        and not is_outside(view)
        and (len(rows) == 1 or rows[0]["label"].casefold() == typed(view).casefold())
    )


def _moved(address: str, params: Params) -> Page:
    return Page(language_of(params), "", "", HttpStatus.MOVED, with_query(address, params))


def problem_page(problem: DataProblem, language: Language) -> Page:
    """The page for when there is no usable data: it says which file is wrong and what to do."""
    t = texts(language)
    title = t("problem.title")
    head = Markup('<title>{} · {}</title><meta name="robots" content="noindex">').format(title, t("site.name"))
    body = Markup(
        '<div id="eerste"><main id="blad" class="huis" tabindex="-1"><h1>{}</h1><p>{}</p><p>{}</p></main></div>'
    ).format(title, problem.message(language), t("problem.remedy", remedy=problem.remedy(language)))
    return Page(language, str(head), str(body), 503)
