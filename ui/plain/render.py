"""A story as HTML. The server and the live page show exactly the same HTML.

Jinja escapes every word. Only `Part.body` is taken unchanged: it is `Markup`, in which words are escaped already.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from ui.age import read_only, stale_words
from ui.changes.known import follow_address
from ui.citation import Cited, Style, cite
from ui.open_data.addresses import figure_address, meant
from ui.parameters import CHANGES, known, with_query
from ui.site_address import embed_code, site_address
from ui.story import Control, ControlPlace, Link, Part, Place, Story, check
from ui.view import View

FOLDER = Path(__file__).parent
PICTURES = ("png", "svg")
_SAFE = re.compile(r"(https?://|mailto:|/(?!/)|\?|#)")
"""Start of an address that may become a link: the web, e-mail, our own pages, this page."""


def safe(address: str | None) -> str:
    """`address` if it may become a link, else an empty text."""
    return address if address and _SAFE.match(address) else ""


@cache
def templates() -> jinja2.Environment:
    """The Jinja templates beside this file. They escape every word, and a missing variable is an error."""
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
    """The whole story as HTML: heading, controls and parts."""
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
            follow="" if panes or not story.address or story.page == CHANGES else follow_address(view, page=story.page)),
        rail=_macro("rail", view, story=story, on=on) if rail else "",
        phone=_macro("phone", view, story=story, on=on) if rail else "",
        panes=_macro("panes", view, story=story, parts=panes, use=use_box(view, story, panes[::-1]), follow=follow_address(view, page=story.page)) if panes else "",
    )  # fmt: skip


def share_texts(view: View, story: Story) -> list[tuple[str, str]]:
    """Title and text of the link to exactly this view, and of its citations. Empty for a page without an address of its own."""
    if not story.address:
        return []
    address = site_address() + with_query(f"/{story.page}", known(view.params))
    title = story.title if story.title == story.answer else f"{story.title}. {story.answer}"
    age = next((part.age for part in story.parts if part.age), "") or read_only(view)
    cited = Cited(title, address, view.snapshot.version, published=view.snapshot.date, age=age, read=view.day)
    return [
        (view.t("share.link"), address),
        *((view.t(f"share.{style}"), cite(cited, style, view.language)) for style in Style),
    ]


def _paper(view: View, story: Story) -> str:
    """The address of the page as PDF; empty for a page without an address of its own."""
    return with_query(f"/{story.page}.pdf", known(view.params)) if story.address else ""


def notes(view: View, story: Story) -> tuple[str, ...]:
    """The notes above a page: whether the data are not the newest, and what in the address was not used."""
    return tuple(filter(None, (stale_words(view.language), *story.notes)))


def heading_html(view: View, story: Story) -> Markup:
    """The heading of a story: answer, sentence, limits, notes and controls."""
    return _macro("heading", view, story=story, notes=notes(view, story), here=view.here())


def embedded_story(view: View, story: Story) -> Story:
    """The story as shown inside another site: of a story with panes only the first pane, with a link to the whole page."""
    panes = [part for part in story.parts if part.place is Place.PANE]
    if not panes:
        return story
    whole = Link(view.t("kaart.whole"), view.here())
    return replace(story, controls=(), actions=(whole,), parts=(panes[0],))


def control_html(view: View, control: Control) -> Markup:
    """One control as HTML, for a part that has controls in its body."""
    return _macro("control", view, control=control)


def use_box(view: View, story: Story, parts: Sequence[Part]) -> Markup:
    """The dialog with files of all these parts, the link, citations and the embed code."""
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
    """One part with its heading, body or table, source and files."""
    head, right = list(part.rows.columns), part.number_columns
    sides = [NUMBER if name in right else Markup() for name in head]
    foreign = part.dutch if view.language != "nl" else frozenset()
    cells = [Markup(' lang="nl"') if name in foreign else side for name, side in zip(head, sides, strict=True)]
    links = [part.links.get(name) for name in head]
    # Cells are made here: a template takes some hundred milliseconds for the cells of all municipalities.
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
    """File extension and address of each file of a part."""
    if not part.is_of_data or part.rows.is_empty() or not story.page:
        return []
    # What the page could not use is told there, and refused of a file.
    kinds, params = (*part.files, *(PICTURES if part.drawing else ())), meant(story.page, view.params, view.names)
    return [(kind, with_query(f"/bestand/{story.page}/{part.name}.{kind}", params)) for kind in kinds]
