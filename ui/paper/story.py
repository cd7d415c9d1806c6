"""Any story as tagged PDF: its words, its tables, and the drawings that stand by themselves."""

import re
from html import unescape
from typing import Any

from markupsafe import Markup

from ui.numbers import long_date
from ui.palette import BORDER, INK
from ui.paper.press import set_pdf
from ui.plain.page import in_language
from ui.plain.render import notes, safe
from ui.plain.tokens import style, tokens
from ui.site_address import site_address
from ui.story import Part, Story
from ui.view import View

WIDE_MM, NARROW_MM = 178, 110
"""Widths of a drawing: a line of time or a chart, and a map."""
_ONE_DRAWING = re.compile(r"(?:<nav\b.*?</nav>\s*)?(?:<div[^>]*>)?(<svg\b.*?</svg>)(?:</div>)?", re.DOTALL)
"""A choice above it leads elsewhere, which paper cannot."""
_BLOCK = re.compile(r"</?(?:p|li|h3|ul|ol|table|tr|details|summary|pre|div|form|label)\b[^>]*>")


def story_pdf(view: View, story: Story) -> bytes:
    """The story as PDF/UA-1; the same story gives the same bytes."""
    address = site_address() + in_language(story.address, view.language) if story.address else ""
    date = long_date(view.snapshot.date, view.language)
    data = {
        "language": view.language,
        "ink": INK["light"],
        "border": BORDER["light"],
        "site": view.t("site.name"),
        "title": story.title,
        "description": story.description or story.answer,
        "answer": story.answer,
        "sentence": story.sentence,
        "limits": story.limits,
        "notes": notes(view, story),
        "parts": [_part(view, part) for part in story.parts],
        "address": address,
        "foot": view.t("site.paper_foot", date=date, version=view.snapshot.version),
    }
    return set_pdf("story.typ", data, view.snapshot)


def _part(view: View, part: Part) -> dict[str, Any]:
    right, columns = part.number_columns, part.rows.columns
    # A map has its legend beside it on the page, and in its picture file: that one is whole by itself.
    svg = drawing(part.body) or (part.drawing() if part.drawing else "")
    has_rows = part.is_of_data or not part.body
    return {
        "title": part.title,
        "sentence": part.sentence,
        "svg": svg,
        "alt": part.sentence or part.title,
        "width": NARROW_MM if re.search(r'<svg [^>]*class="\w+kaart"', svg) else WIDE_MM,
        "prose": [] if has_rows else lines(part.body),
        "columns": [{"words": name, "is_number": name in right} for name in columns],
        "rows": [
            [
                {"words": words, "address": _whole(part.links.get(name), row)}
                for name, words in zip(columns, cells, strict=True)
            ]
            for row, cells in enumerate(part.in_words(view.language))
        ]
        if has_rows
        else [],
        "note": part.note,
        "source": view.t("figure.source", source=part.source, age=part.age) if part.is_of_data else "",
    }


def _whole(addresses: Any, row: int) -> str:
    """The address of a cell, from anywhere."""
    address = safe(addresses[row]) if addresses else ""
    return site_address() + address if address.startswith("/") else address if address.startswith("http") else ""


def drawing(body: Markup) -> str:
    """The one drawing that `body` is, in the colours of paper and with its rules inside; empty where it is more or less than that."""
    found = _ONE_DRAWING.fullmatch(str(body).strip())
    if not found or found[1].count("<svg") > 1:
        return ""
    names = set(re.findall(r'class="([\w ]+)"', found[1]))
    first = next(iter(re.findall(r'<svg class="(\w+)', found[1])), "")
    rules = (
        "".join(re.findall(rf"^(?:\.huis )?\.{first}[^{{@]*{{[^}}]*}}", style(), re.MULTILINE))
        if first and names
        else ""
    )
    light = tokens("light")
    drawn = re.sub(r"var\(--([\w-]+)\)", lambda match: light.get(match[1], "none"), f"<style>{rules}</style>{found[1]}")
    rules, svg = drawn.split("</style>", 1)
    whole = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return whole.replace(">", f">{rules}</style>", 1)


def lines(body: Markup) -> list[str]:
    """The words of prose, a line per paragraph, item or row."""
    shown = re.sub(r"<(?:svg|textarea)\b.*?</(?:svg|textarea)>", "", str(body), flags=re.DOTALL)
    told = (unescape(re.sub(r"<[^>]+>", " ", piece)) for piece in _BLOCK.split(shown))
    return [" ".join(line.split()) for line in told if line.strip()]
