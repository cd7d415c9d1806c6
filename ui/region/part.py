"""One part of a region's story: a sentence and the table behind it, in the reader's words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import polars as pl

from data_loaders.schema import Language
from ui.numbers import number

_SAFE = re.compile(r"(https?://|/(?!/)|\?|[A-Z]{2}\d*(\.en)?\.html$)")
"""Addresses that may become a link: the web, our own pages, and the file of another region."""


@dataclass(frozen=True)
class Part:
    """What is said about one subject; drawn on screen, on paper and in the file alike."""

    name: str
    """Stable name in addresses and file names."""
    title: str
    sentence: str
    table: pl.DataFrame
    """Numbers as numbers, years as text; column names are what a reader sees."""
    note: str = ""
    codes: Sequence[str | None] = ()
    """Region behind the first cell of each row; empty where the rows are no regions."""
    links: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    """Address per row, for the columns that lead somewhere."""
    age: str = ""
    """When the facts were read and how old they are; empty for those of the region's initiatives."""

    @property
    def number_columns(self) -> set[str]:
        """Columns that stand to the right."""
        return {name for name, dtype in self.table.schema.items() if dtype.is_numeric()}

    def rows(self, language: Language) -> list[list[str]]:
        """Every cell in words."""
        return [[cell_words(cell, language) for cell in row] for row in self.table.iter_rows()]


def rate_words(rate: float | None, language: Language) -> str:
    """A rate with the digits that mean something; empty without one."""
    return "" if rate is None else number(rate, language, 2 if rate < 10 else 1)


def cell_words(cell: Any, language: Language) -> str:
    """A cell as a reader of `language` writes it."""
    if isinstance(cell, float):
        return number(cell, language) if cell == int(cell) and cell >= 10 else number(cell, language, 2)
    return "" if cell is None else number(cell, language) if isinstance(cell, int) else str(cell)


def html_table(part: Part, language: Language, addresses: Mapping[str, Sequence[str | None]]) -> str:
    """The table as HTML that screen readers can walk; every word from data is escaped.

    Args:
        part: what to show.
        language: of the numbers.
        addresses: column to address per row; only own pages and http(s) become links.
    """
    columns, right = part.table.columns, part.number_columns
    head = "".join(f'<th scope="col"{_side(name in right)}>{escape(name)}</th>' for name in columns)
    body = []
    for place, row in enumerate(part.rows(language)):
        shown = [
            _linked(words, addresses[name][place] if name in addresses else None)
            for name, words in zip(columns, row, strict=True)
        ]
        cells = [f"<td{_side(name in right)}>{cell}</td>" for name, cell in zip(columns[1:], shown[1:], strict=True)]
        body.append(f'<tr><th scope="row">{shown[0]}</th>{"".join(cells)}</tr>')
    caption = f"<caption>{escape(part.title)}</caption>"
    rows = f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    # Wider than a phone: the table scrolls by itself, by keyboard too, and the page does not.
    frame = f'<div class="schuif" role="region" tabindex="0" aria-label="{escape(part.title)}">'
    return f'{frame}<table class="regio">{caption}{rows}</table></div>'


def _linked(words: str, address: str | None) -> str:
    is_safe = address is not None and _SAFE.match(address)
    return f'<a href="{escape(address or "", quote=True)}">{escape(words)}</a>' if is_safe else escape(words)


def _side(right: bool) -> str:
    return ' class="getal"' if right else ""
