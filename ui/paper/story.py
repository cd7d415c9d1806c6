"""Any story as a tagged PDF: its words, its tables and its drawings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import polars as pl
from markupsafe import Markup

from ui.numbers import long_date
from ui.palette import BORDER, INK
from ui.paper.press import set_pdf
from ui.parameters import in_language
from ui.plain.render import notes, safe
from ui.site_address import site_address
from ui.still import drawing_in, still
from ui.story import Part, Story
from ui.view import View

WIDE_MM, NARROW_MM = 178, 110
"""Width of a wide drawing (a time line or a chart), and of other drawings."""
MOST_COLUMNS, LONG, WIDEST = 9, 60, 44
"""Columns that fit on a page; letters of a text that counts as long; letters above which a column gets no wider."""
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


def _part(view: View, part: Part) -> dict[str, object]:
    right, columns = part.number_columns, printed_columns(part)
    hidden = part.rows.width - len(columns)
    svg, key = drawing_in(part.body), part.drawing().key if part.drawing else ""
    has_rows = part.is_of_data or not part.body
    words = replace(part, rows=part.rows.select(columns)).in_words(view.language)
    return {
        "title": part.title,
        "sentence": part.sentence,
        "svg": still(svg) if svg else "",
        "key": still(key) if key else "",
        "alt": part.sentence or part.title,
        "width": NARROW_MM if 'class="landkaart' in svg else WIDE_MM,
        "prose": [] if has_rows else lines(part.body),
        "columns": [
            {"words": name, "is_number": name in right, "weight": weight}
            for name, weight in zip(columns, _weights(columns, words), strict=True)
        ],
        "rows": [
            [
                {"words": cell, "address": _whole(part.links.get(name), row)}
                for name, cell in zip(columns, cells, strict=True)
            ]
            for row, cells in enumerate(words)
        ]
        if has_rows
        else [],
        "note": " ".join(filter(None, [part.note, view.t("site.paper_columns", count=hidden) if hidden else ""])),
        "source": view.t("figure.source", source=part.source, age=part.age) if part.is_of_data else "",
    }


def printed_columns(part: Part) -> list[str]:
    """The columns that fit on a page. Web addresses are left out, and with many columns also long texts; the files have all."""
    texts = {
        name: part.rows[name].drop_nulls().cast(pl.String)
        for name, dtype in part.rows.schema.items()
        if dtype == pl.String
    }
    addresses = {name for name, cells in texts.items() if cells.len() and cells.str.starts_with("http").all()}
    shown = [name for name in part.rows.columns if name not in addresses] or part.rows.columns
    if len(shown) > MOST_COLUMNS:
        long = {name for name, cells in texts.items() if sum(map(len, cells)) > LONG * max(cells.len(), 1)}
        shown = [name for name in shown if name not in long][:MOST_COLUMNS]
    return shown


def _weights(columns: list[str], rows: list[list[str]]) -> list[float]:
    """The relative widths of columns, from their longest word and the length of their cells."""
    weights = []
    for place, name in enumerate(columns):
        cells = [row[place] for row in rows]
        words = [word for cell in [name, *cells] for word in cell.split()]
        longest = max(map(len, words), default=1)
        typical = sum(map(len, cells)) / max(len(cells), 1)
        weights.append(round(min(max(longest, typical, 4), WIDEST), 1))
    return weights


def _whole(addresses: Sequence[str | None] | None, row: int) -> str:
    """The full web address of a cell; empty if it has none."""
    address = safe(addresses[row]) if addresses else ""
    if address.startswith("/"):
        return site_address() + address
    return address if address.startswith("http") else ""


def lines(body: Markup) -> list[str]:
    """The words of HTML prose, with a line for each paragraph, item or row."""
    shown = re.sub(r"<(?:svg|textarea)\b.*?</(?:svg|textarea)>", "", str(body), flags=re.DOTALL)
    texts = (unescape(re.sub(r"<[^>]+>", " ", piece)) for piece in _BLOCK.split(shown))
    return [" ".join(line.split()) for line in texts if line.strip()]
