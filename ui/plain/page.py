"""A story as a whole page: head, header, story, footer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from data_loaders.schema import Language
from ui.numbers import long_date
from ui.open_data.addresses import feed_addresses, oembed_address
from ui.parameters import OPENS, TRAVELS
from ui.plain.render import story_html, templates
from ui.site_address import site_address
from ui.story import Story
from ui.texts import texts
from ui.view import View

LONGEST_DESCRIPTION = 300
NO_HEADER = '<base target="_blank"><style>:root { --kop: 0px }</style>'


@dataclass(frozen=True)
class Page:
    """What the server makes of a story; the live page takes over from `body` where there is one."""

    language: Language
    head: str
    body: str
    """Header, story and footer."""
    status: int = 200
    forward: str = ""
    """Where to go instead; then there is nothing else."""
    document: str = ""
    """The whole document, of a page that Streamlit does not have; empty where the live page takes over."""
    footer: str = ""
    """What stands under a page that the live one takes over."""
    version: str = ""
    """The data version that all of it was made from."""


def page_of(view: View, story: Story, pages: Sequence[str], *, embedded: bool = False) -> Page:
    """The page of `story`.

    Args:
        view: what the story was made from.
        story: what it says.
        pages: the navigation, in its order.
        embedded: without header and footer, inside another site.
    """
    if story.forward:
        return Page(view.language, "", "", int(story.status), story.forward)
    main = f'<div id="eerste"><main id="blad" tabindex="-1">{story_html(view, story)}</main></div>'
    body = f"{NO_HEADER}{main}" if embedded else f"{header_html(view, story, pages)}{main}"
    footer = "" if embedded else str(footer_html(view))
    return Page(
        view.language,
        str(head_html(view, story)),
        str(body),
        int(story.status),
        footer=footer,
        version=view.snapshot.version,
    )


def page_macro(macro: str, language: Language, **values: object) -> Markup:
    """A part of the page around a story, from `page.html.jinja`."""
    module = templates().get_template("page.html.jinja").make_module({"t": texts(language), "language": language})
    return Markup(getattr(module, macro)(**values))  # noqa: S704 - made by a template that escapes


def head_html(view: View, story: Story) -> Markup:
    """Title, description, the one address of the page, preview, and what machines read."""
    site = site_address()
    # A heading ends without a full stop.
    summary = story.description or " ".join(filter(None, [f"{story.answer.rstrip('.')}.", story.sentence]))
    description = summary[:LONGEST_DESCRIPTION]
    canonical = {spoken: site + in_language(story.address, spoken) for spoken in ("nl", "en")} if story.address else {}
    picture = site + in_language(picture_address(story), view.language) if story.address else ""
    return page_macro(
        "head", view.language, story=story, name=view.t("site.name"), description=description, alt=summary, canonical=canonical, other="",
        site=site, picture=picture, things=_json_ld(view, story, site),
        feeds=feed_addresses(view), oembed=oembed_address(view, story),
    )  # fmt: skip


def picture_address(story: Story) -> str:
    """Where the picture that goes with a link is made."""
    _, _, query = story.address.partition("?")
    return f"/beeld/{story.page}.png{'?' + query if query else ''}"


def in_language(address: str, language: str) -> str:
    """`address` with the language in it; Dutch goes without saying."""
    return address if language == "nl" else f"{address}{'&' if '?' in address else '?'}taal={language}"


def _json_ld(view: View, story: Story, site: str) -> Markup:
    """The things a page is about as JSON-LD; a `<` in a name could end the script, so it is written by its number."""
    things: list[Mapping[str, object]] = [*story.things]
    if story.crumbs:
        steps = [
            {"@type": "ListItem", "position": place, "name": link.words, "item": site + link.address}
            for place, link in enumerate((link for link in story.crumbs if link.address.startswith("/")), 1)
        ]
        things.append({"@type": "BreadcrumbList", "itemListElement": steps})
    if not things:
        return Markup()
    graph = {
        "@context": "https://schema.org",
        "@graph": [{"inLanguage": view.language} | dict(each) for each in things],
    }
    return Markup(json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - see above


def header_html(view: View, story: Story, pages: Sequence[str]) -> Markup:
    """Skip link, logo, navigation that takes the choice along, search box, the other language."""
    travels = {name: values for name, values in view.params.items() if name in TRAVELS}

    def along(page: str) -> str:
        query = urlencode({name: values for name, values in travels.items() if name != OPENS.get(page)}, doseq=True)
        return f"/{page}?{query}" if query else f"/{page}"

    named = [{"name": name, "words": view.t(f"{name}.nav"), "address": along(name)} for name in pages]
    rest = {name: values for name, values in view.params.items() if name != "taal"}
    other = urlencode(rest | ({"taal": ["en"]} if view.language == "nl" else {}), doseq=True)
    hidden = [(name, value) for name, values in travels.items() for value in values if name != "embed"]
    return page_macro(
        "header", view.language, pages=named, page=story.page, home=along(""), language_address=f"?{other}", kept=hidden
    )


def footer_html(view: View) -> Markup:
    """Data version, date, number of initiatives, licence and the holders of the geography."""
    count = view.snapshot.table("initiatives").height
    date = long_date(view.snapshot.date, view.language)
    return page_macro("footer", view.language, version=view.snapshot.version, date=date, count=count)
