"""A story as HTML: the part of the page that the server and the live page have in common, word for word and tag for tag.

Every word is escaped by Jinja; only `Part.body` is taken as it is, and that is `Markup`, made by who escapes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup, escape

from ui.age import read_only
from ui.changes.known import follow_address
from ui.citation import Cited, Style, cite
from ui.open_data.addresses import figure_address
from ui.parameters import CHANGES, PARAMETERS
from ui.site_address import embed_code, site_address
from ui.stale import stale_words
from ui.story import Control, ControlPlace, Link, Part, Place, Story, check
from ui.view import View

FOLDER = Path(__file__).parent
PICTURES = ("png", "svg")
_SAFE = re.compile(r"(https?://|mailto:|/(?!/)|\?|#)")
"""Addresses that may become a link: the web, our own pages, this page."""


def safe(address: str | None) -> str:
    """`address` when it may become a link, else nothing."""
    return address if address and _SAFE.match(address) else ""


@cache
def templates() -> jinja2.Environment:
    """The templates beside this file; a name that is not given is an error, and every word is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_address"] = safe
    return environment


def _macro(macro: str, view: View, **values: object) -> Markup:
    module = templates().get_template("story.html.jinja").make_module({"t": view.t, "language": view.language})
    return Markup(getattr(module, macro)(**values))  # noqa: S704 - made by a template that escapes


def story_html(view: View, story: Story) -> Markup:
    """All of a story: heading, choices, parts."""
    for part in story.parts:
        check(part)
    by_place = {
        place: [part_html(view, story, part) for part in story.parts if part.place is place]
        for place in (Place.HEAD, Place.SIDE)
    }
    panes = [part for part in story.parts if part.place is Place.PANE]
    rail = any(control.place is ControlPlace.RAIL for control in story.controls)
    on = len(view.selection.active())
    blocks = [part_html(view, story, part) for part in story.parts if part.place in (Place.HALF, Place.WHOLE)]
    return _macro(
        "whole", view, page=story.page, heading=heading_html(view, story), head=by_place[Place.HEAD], side=by_place[Place.SIDE], blocks=blocks,
        above=_macro("above", view, story=story, share=[] if panes else share_texts(view, story), paper="" if panes else _paper(view, story),
            follow="" if panes or not story.address or story.page == CHANGES else follow_address(view)),
        rail=_macro("rail", view, story=story, on=on) if rail else "",
        phone=_macro("phone", view, story=story, on=on) if rail else "",
        panes=_macro("panes", view, story=story, parts=panes, use=use_box(view, story, panes[::-1]), follow=follow_address(view)) if panes else "",
    )  # fmt: skip


def share_texts(view: View, story: Story) -> list[tuple[str, str]]:
    """The link to exactly this view and the ways to refer to it; nothing for what is no page of its own."""
    if not story.address:
        return []
    known = {name: values for name, values in view.params.items() if name in PARAMETERS}
    query = urlencode(known, doseq=True)
    address = f"{site_address()}/{story.page}{'?' + query if query else ''}"
    title = story.title if story.title == story.answer else f"{story.title}. {story.answer}"
    age = next((part.age for part in story.parts if part.age), "") or read_only(view)
    cited = Cited(title, address, view.snapshot.version, published=view.snapshot.date, age=age, read=view.day)
    return [
        (view.t("share.link"), address),
        *((view.t(f"share.{style}"), cite(cited, style, view.language)) for style in Style),
    ]


def _paper(view: View, story: Story) -> str:
    """The page as PDF; a region has an A4 of its own."""
    known = {name: values for name, values in view.params.items() if name in PARAMETERS}
    query = urlencode(known, doseq=True)
    return f"/{story.page}.pdf{'?' + query if query else ''}" if story.address else ""


def notes(view: View, story: Story) -> tuple[str, ...]:
    """What a reader must know before the rest: that the data are not the newest, and what of the address was not used."""
    return tuple(filter(None, (stale_words(view.language), *story.notes)))


def heading_html(view: View, story: Story) -> Markup:
    """Answer, sentence, limits, notes and choices."""
    return _macro("heading", view, story=story, notes=notes(view, story), here=view.here())


def embedded_story(view: View, story: Story) -> Story:
    """Of a story with panes the first one only, for another site, with a way to the whole."""
    panes = [part for part in story.parts if part.place is Place.PANE]
    if not panes:
        return story
    whole = Link(view.t("kaart.whole"), view.here())
    return replace(story, controls=(), actions=(whole,), parts=(panes[0],))


def control_html(view: View, control: Control) -> Markup:
    """One control by itself, for a part that shows its own."""
    return _macro("control", view, control=control)


def use_box(view: View, story: Story, parts: Sequence[Part]) -> Markup:
    """Files of all these parts, the link, the citation and the embed code, one press away."""
    texts = share_texts(view, story)
    embed = [(view.t("share.embed"), embed_code(story.answer, texts[0][1]))] if texts else []
    described = [{"title": part.title, "files": files(view, story, part)} for part in parts]
    forever = [
        (f"{view.t('share.forever')}: {part.title}", site_address() + figure_address(view, story.page, part.name))
        for part in parts
        if texts
    ]
    return _macro("use", view, parts=described, texts=[*texts, *forever, *embed], paper=_paper(view, story))


NUMBER = Markup(' class="getal"')
_LINK, _AWAY = Markup('<a href="{}"{}>{}</a>'), Markup(' rel="noopener"')


def _cell(words: str, address: str | None) -> Markup:
    to = safe(address)
    return _LINK.format(to, _AWAY if to.startswith("http") else "", words) if to else escape(words)


def part_html(view: View, story: Story, part: Part) -> Markup:
    """One part under its own heading, with source, table and files."""
    head, right = list(part.rows.columns), part.number_columns
    sides = [NUMBER if name in right else Markup() for name in head]
    foreign = part.dutch if view.language != "nl" else frozenset()
    cells = [Markup(' lang="nl"') if name in foreign else side for name, side in zip(head, sides, strict=True)]
    links = [part.links.get(name) for name in head]
    # Ready-made, since a template takes some hundred milliseconds for the cells of all municipalities.
    table = {
        "columns": [{"words": name, "side": side} for name, side in zip(head, sides, strict=True)],
        "rows": [
            [
                {"html": _cell(words, to[place] if to else None), "side": side}
                for words, to, side in zip(row, links, cells, strict=True)
            ]
            for place, row in enumerate(part.in_words(view.language))
        ],
    }
    forever = figure_address(view, story.page, part.name) if story.page and story.address and part.is_of_data else ""
    return _macro("part", view, part=part, table=table, files=files(view, story, part), forever=forever)


def files(view: View, story: Story, part: Part) -> list[tuple[str, str]]:
    """Ending and address of each file that a part can be downloaded as."""
    if not part.is_of_data or part.rows.is_empty() or not story.page:
        return []
    known = {name: values for name, values in view.params.items() if name in PARAMETERS}
    query = urlencode(known, doseq=True)
    address = f"/bestand/{story.page}/{part.name}"
    kinds = (*part.files, *(PICTURES if part.drawing else ()))
    return [(kind, f"{address}.{kind}{'?' + query if query else ''}") for kind in kinds]
