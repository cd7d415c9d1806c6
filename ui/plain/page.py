"""A story as a whole page: head, header, story, footer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from data_loaders.schema import Language
from ui.numbers import long_date
from ui.open_data.addresses import feed_addresses, oembed_address
from ui.parameters import OPENS, TRAVELS, in_language, with_query
from ui.plain.first_paint import style_element
from ui.plain.render import templates
from ui.site_address import site_address
from ui.story import Story
from ui.texts import texts
from ui.view import View

LONGEST_DESCRIPTION = 300


@dataclass(frozen=True)
class Page:
    """A story as the server sends it. Where Streamlit has a page too, that live page takes over from `body`."""

    language: Language
    head: str
    body: str
    """HTML of header and story (and footer, on a page without Streamlit)."""
    status: int = 200
    forward: str = ""
    """The address to redirect to; the other fields are then empty."""
    document: str = ""
    """The whole HTML document of a page without Streamlit; else empty."""
    footer: str = ""
    """HTML of the footer of a page with Streamlit."""
    version: str = ""
    """The data version of the page."""
    mark: str = ""
    """A key of all its HTML: equal for equal pages. Empty: none was made."""


def page_macro(macro: str, language: Language, **values: object) -> Markup:
    """A piece of HTML around the story, from a macro in `page.html.jinja`."""
    module = templates().get_template("page.html.jinja").make_module({"t": texts(language), "language": language})
    return Markup(getattr(module, macro)(**values))  # noqa: S704 - made by a template that escapes


def head_html(view: View, story: Story) -> Markup:
    """The `<head>`: title, description, canonical address, previews, feeds and structured data."""
    site = site_address()
    # The answer is a heading, so it has no full stop; as a sentence it gets one.
    summary = story.description or " ".join(filter(None, [f"{story.answer.rstrip('.')}.", story.sentence]))
    description = summary[:LONGEST_DESCRIPTION]
    canonical = {spoken: site + in_language(story.address, spoken) for spoken in ("nl", "en")} if story.address else {}
    picture = site + in_language(picture_address(story), view.language) if story.address else ""
    return page_macro(
        "head", view.language, story=story, name=view.t("site.name"), description=description, alt=summary, canonical=canonical, other="",
        site=site, picture=picture, things=_json_ld(view, story, site),
        feeds=feed_addresses(view, story.page), oembed=oembed_address(view, story),
    )  # fmt: skip


def picture_address(story: Story) -> str:
    """The address of the picture for previews of a link."""
    _, _, query = story.address.partition("?")
    return f"/beeld/{story.page}.png{'?' + query if query else ''}"


def _json_ld(view: View, story: Story, site: str) -> Markup:
    """Structured data (JSON-LD) about the page. Each `<` is escaped, so that no name can end the script element."""
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
    return Markup(json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - has no `<` left


def header_html(view: View, page: str, pages: Sequence[str]) -> Markup:
    """The header: skip link, logo, navigation (its links keep the choice), search box, and a link to the other language."""
    travels = {name: values for name, values in view.params.items() if name in TRAVELS}

    def along(to: str) -> str:
        return with_query(f"/{to}", {name: values for name, values in travels.items() if name != OPENS.get(to)})

    named = [{"name": name, "words": view.t(f"{name}.nav"), "address": along(name)} for name in pages]
    rest = {name: values for name, values in view.params.items() if name != "taal"}
    other = urlencode(rest | ({"taal": ["en"]} if view.language == "nl" else {}), doseq=True)
    hidden = [(name, value) for name, values in travels.items() for value in values if name != "embed"]
    return page_macro(
        "header", view.language, pages=named, page=page, home=along(""), language_address=f"?{other}", kept=hidden
    )


def footer_html(view: View) -> Markup:
    """The footer: data version, date, number of initiatives, licence, and the sources of the geography."""
    count = view.snapshot.table("initiatives").height
    date = long_date(view.snapshot.date, view.language)
    return page_macro("footer", view.language, version=view.snapshot.version, date=date, count=count)


def alone(page: Page, script: str) -> Page:
    """`page` as a document that stands by itself."""
    head, body = Markup(page.head), Markup(page.body + script)  # noqa: S704 - both made above
    whole = page_macro("document", page.language, head=head, style=Markup(style_element(page.body)), body=body)  # noqa: S704
    return replace(page, document=str(whole).strip())
