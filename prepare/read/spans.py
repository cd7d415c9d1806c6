"""Cells merged over several rows in an OpenDocument spreadsheet, which the reading library leaves out."""

import zipfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MARK = b"number-rows-spanned"


class Span(NamedTuple):
    """A cell merged downwards; rows and columns count from 0."""

    top: int
    left: int
    bottom: int


def spans_of_ods(path: Path) -> dict[str, list[Span]]:
    """Per sheet the cells merged over more than one row; empty when the file cannot be understood."""
    with zipfile.ZipFile(path) as parts:
        if "content.xml" not in parts.namelist() or _MARK not in parts.read("content.xml"):
            return {}
        with parts.open("content.xml") as content:
            try:
                return _spans(iterparse(content, events=("start", "end")))
            except (ParseError, ValueError):
                return {}


def _spans(events: object) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    sheet, row, column = "", 0, 0
    for event, element in events:  # type: ignore[attr-defined]
        if event == "start" and element.tag == f"{_TABLE}table":
            sheet, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "start" and element.tag == f"{_TABLE}table-row":
            column = 0
        elif event == "end" and element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            height = _number(element, "number-rows-spanned")
            if height > 1:
                found[sheet].append(Span(row, column, row + height - 1))
            column += _number(element, "number-columns-repeated")
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            row += _number(element, "number-rows-repeated")
            element.clear()
    return found


def _number(element: Element, name: str) -> int:
    return int(element.get(_TABLE + name, "1"))
