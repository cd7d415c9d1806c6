"""Changes as Atom (RFC 4287), JSON Feed 1.1 and CSV. A feed reader follows them; nobody needs to leave an e-mail address."""

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

import polars as pl
from markupsafe import escape

from data_loaders.spreadsheet import as_text
from ui.changes.known import Known, aside_words, follow_address, known_changes
from ui.changes.narrowed import narrowed
from ui.changes.words import Entry, entries
from ui.filter_words import chip_words
from ui.site_address import site_address
from ui.view import View

ATOM = "http://www.w3.org/2005/Atom"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
IN_FRAGMENT = "/@:!$&'()*+,;="
"""Characters that stand in the fragment of an address as they are, besides letters and digits (RFC 3986)."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def feed_title(view: View) -> str:
    """The title of the feed, with the filters that are on."""
    chosen = [chip_words(view, field, value) for field, value in view.selection.active()]
    on = [*chosen, *(each.words for each in narrowed(view).chosen)]
    return f"{view.t('wijzigingen.feed')}: {', '.join(on)}" if on else view.t("wijzigingen.feed")


def _about(view: View, known: Known) -> str:
    """The subtitle of the feed: what it holds, and which changes the choice leaves out."""
    return " ".join([view.t("wijzigingen.feed_about"), *aside_words(view, known)])


def atom(view: View) -> bytes:
    """The changes as Atom."""
    site, known = site_address(), known_changes(view)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": view.language})
    _text(feed, "id", site + follow_address(view, ".atom"))
    _text(feed, "title", feed_title(view))
    _text(feed, "subtitle", _about(view, known))
    _text(feed, "updated", _moment(view.snapshot.date.isoformat()))
    _text(feed, "rights", view.t("site.licence_data"))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=site + follow_address(view, ".atom"))
    SubElement(feed, "link", rel="alternate", type="text/html", href=site + follow_address(view))
    SubElement(feed, "link", rel="license", href=LICENCE)
    _text(SubElement(feed, "author"), "name", view.t("site.name"))
    for each in entries(view, known.rows):
        feed.append(_entry(view, each))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode()


def _entry(view: View, each: Entry) -> Element:
    entry = Element("entry")
    _text(entry, "id", _key(each))
    _text(entry, "title", each.title)
    _text(entry, "updated", _moment(each.date.isoformat()))
    SubElement(entry, "link", rel="alternate", type="text/html", href=site_address() + each.address)
    for theme in each.themes:
        SubElement(entry, "category", term=theme, label=view.t(f"theme.{theme}"))
    _text(entry, "content", html_of(each)).set("type", "html")
    return entry


def _text(parent: Element, name: str, words: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NOT_IN_XML.sub("", words)
    return element


def html_of(each: Entry) -> str:
    """The sentences of an entry; words from data are escaped."""
    return "".join(f"<p>{escape(words)}</p>" for words in each.sentences)


def _key(each: Entry) -> str:
    """The identifier of an entry. It does not depend on language or filters, so a feed reader shows a change once."""
    return f"{site_address()}/wijzigingen#{quote(each.key.replace(' ', '-'), safe=IN_FRAGMENT)}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def json_feed(view: View) -> bytes:
    """The changes as JSON Feed 1.1."""
    site, known = site_address(), known_changes(view)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(view),
        "description": _about(view, known),
        "home_page_url": site + follow_address(view),
        "feed_url": site + follow_address(view, ".json"),
        "language": view.language,
        "authors": [{"name": view.t("site.name"), "url": f"{site}/over"}],
        "items": [
            {
                "id": _key(each),
                "url": site + each.address,
                "title": each.title,
                "content_text": "\n".join(each.sentences),
                "date_published": _moment(each.date.isoformat()),
                "tags": [view.t(f"theme.{theme}") for theme in each.themes],
            }
            for each in entries(view, known.rows)
        ],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def table(view: View) -> bytes:
    """The changes as CSV: the columns of `Change` and the release of each. No cell can run as a formula."""
    rows = known_changes(view).rows
    lists = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    flat = rows.with_columns(pl.col(lists).list.join("; "), pl.col("subject", "kind", "reason").cast(pl.String))
    return flat.with_columns(as_text(pl.col(pl.String))).write_csv(line_terminator="\r\n").encode()


FEEDS: Mapping[str, tuple[Callable[[View], bytes], str]] = {
    "atom": (atom, "application/atom+xml"),
    "json": (json_feed, "application/feed+json"),
    "csv": (table, "text/csv; charset=utf-8"),
}
"""End of the address → the function that makes the feed, and its media type."""
