"""Reads what our spreadsheet library ignores in ODS files: vertically merged cells and hyperlinks."""

import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from prepare.read.xlsx_parts import Links

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LINK = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a"
_ADDRESS = "{http://www.w3.org/1999/xlink}href"
_MARKS = (b"number-rows-spanned", b"<text:a")


class Span(NamedTuple):
    """A vertically merged cell; rows and columns count from 0."""

    top: int
    left: int
    bottom: int


@dataclass
class SheetParts:
    """Merged cells and hyperlinks of one sheet."""

    spans: list[Span] = field(default_factory=list)
    links: Links = field(default_factory=dict)


def parts_of_ods(path: Path) -> dict[str, SheetParts]:
    """Sheet name to its merged cells and hyperlinks; empty when the file is not readable ODS."""
    with zipfile.ZipFile(path) as parts:
        if "content.xml" not in parts.namelist():
            return {}
        content = parts.read("content.xml")
        if not any(mark in content for mark in _MARKS):
            return {}
        del content
        with parts.open("content.xml") as opened:
            try:
                return _parts(iterparse(opened, events=("start", "end")))
            except (ParseError, ValueError):
                return {}


def _parts(events: Iterable[tuple[str, Element]]) -> dict[str, SheetParts]:
    parts_of: dict[str, SheetParts] = defaultdict(SheetParts)
    sheet, row, column = "", 0, 0
    for event, element in events:
        if event == "start" and element.tag == f"{_TABLE}table":
            sheet, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "start" and element.tag == f"{_TABLE}table-row":
            column = 0
        elif event == "end" and element.tag in _CELLS:
            _take(parts_of[sheet], element, row, column)
            column += _number(element, "number-columns-repeated")
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            row += _number(element, "number-rows-repeated")
            element.clear()
    return parts_of


def _take(sheet: SheetParts, cell: Element, row: int, column: int) -> None:
    height = _number(cell, "number-rows-spanned")
    if height > 1:
        sheet.spans.append(Span(row, column, row + height - 1))
    link = next(cell.iter(_LINK), None)
    address = "" if link is None else link.get(_ADDRESS, "")
    if address.lower().startswith(("http://", "https://")):
        sheet.links[row + 1, column] = address


def _number(element: Element, name: str) -> int:
    return int(element.get(_TABLE + name, "1"))
