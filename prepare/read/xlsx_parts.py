"""Works around our spreadsheet library: repairs files that it misreads, and reads the hyperlinks that it ignores."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

Links = dict[tuple[int, int], str]
"""Row (from 1) and column (from 0) of a cell to the web address of its hyperlink."""

_SHEETS = "xl/worksheets/"
_DIMENSION = re.compile(rb"<dimension\s[^>]*?/>")
_BREAK = re.compile(rb"<text:line-break\s*/>")
_WHOLE_DIMENSION = re.compile(rb'\sref="\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?"')
_LINKS = re.compile(rb"<(?:\w+:)?hyperlinks[\s>].*?</(?:\w+:)?hyperlinks>", re.S)
_FORMULA = re.compile(
    rb'<c\s(?:[^>]*?\s)?r="(?P<cell>[A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[^>]*>\s*HYPERLINK\((?:"|&quot;)(?P<address>https?://[^"<>]{1,2000}?)(?:"|&quot;)'
)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_HEAD = 8_192
_MOST_LINKED = 100_000
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def readable(path: Path) -> Path | io.BytesIO:
    """The file itself, or a repaired copy that the library reads correctly.

    Two repairs are made. Dimensions with only rows or only columns, which LibreOffice writes, are removed. Line breaks
    inside cells of an ODS file become newlines, because the library would join the words around them.
    """
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith(_SHEETS) and _has_odd_dimension(parts, name)]
        if "content.xml" in parts.namelist() and _BREAK.search(parts.read("content.xml")):
            names.append("content.xml")
        if not names:
            return path
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as mended:
            for info in parts.infolist():
                content = parts.read(info)
                mended.writestr(info.filename, _mended(content) if info.filename in names else content)
    copy.seek(0)
    return copy


def _mended(content: bytes) -> bytes:
    return _BREAK.sub(b"\n", _DIMENSION.sub(b"", content, count=1))


def _has_odd_dimension(parts: zipfile.ZipFile, name: str) -> bool:
    with parts.open(name) as part:
        dimension = _DIMENSION.search(part.read(_HEAD))
    return dimension is not None and not _WHOLE_DIMENSION.search(dimension[0])


def links_of(path: Path) -> dict[str, Links]:
    """Sheet name to its hyperlinks; empty when they cannot be read."""
    try:
        with zipfile.ZipFile(path) as parts:
            return dict(_links(parts))
    except (KeyError, ValueError, ParseError, DefusedXmlException):
        return {}


def _links(parts: zipfile.ZipFile) -> Iterator[tuple[str, Links]]:
    files = _targets(parts, "xl/workbook.xml")
    for sheet in fromstring(parts.read("xl/workbook.xml")).iter():
        file = files.get(sheet.get(_ID, ""))
        if sheet.tag.endswith("}sheet") and file:
            content = parts.read(file)
            links = _LINKS.search(content)
            behind = _links_of_sheet(links[0], _targets(parts, file)) if links else {}
            yield sheet.get("name", ""), _links_in_formulas(content) | behind


def _targets(parts: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Id of each relation of a part to its target: a file in the archive, or an address outside."""
    at = PurePosixPath(file)
    relations = str(at.parent / "_rels" / f"{at.name}.rels")
    if relations not in parts.namelist():
        return {}
    entries = fromstring(parts.read(relations))
    return {entry.get("Id", ""): _target(entry, at) for entry in entries}


def _target(entry: Element, at: PurePosixPath) -> str:
    target = entry.get("Target", "")
    if entry.get("TargetMode") == "External":
        return target
    return target.removeprefix("/") if target.startswith("/") else str(at.parent / target)


def _links_of_sheet(block: bytes, targets: dict[str, str]) -> Links:
    links: Links = {}
    opened = fromstring(_without_prefixes(block))
    for link in opened.iter():
        address = targets.get(link.get("id", ""), "")
        if address.lower().startswith(("http://", "https://")):
            for cell in _cells(link.get("ref", "")):
                links[cell] = address
                if len(links) >= _MOST_LINKED:
                    return links
    return links


def _links_in_formulas(content: bytes) -> Links:
    """The addresses in formulas such as =HYPERLINK("https://…"; "text")."""
    formulas = islice(_FORMULA.finditer(content), _MOST_LINKED)
    return {
        (int(cell[2]), _column(cell[1])): html.unescape(formula["address"].decode(errors="replace"))
        for formula in formulas
        if (cell := _CELL.fullmatch(formula["cell"].decode()))
    }


def _without_prefixes(block: bytes) -> bytes:
    """A piece of XML without namespace prefixes, so that it can be parsed outside its document."""
    return re.sub(rb"(</?|\s)\w+:(?=\w+[\s=>/])", rb"\1", block)


def _cells(ref: str) -> Iterator[tuple[int, int]]:
    """Row and column of each cell in a reference such as "D2" or "D2:D9"."""
    first, _, last = ref.partition(":")
    corners = [_CELL.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] and corners[1]:
        (left, top), (right, bottom) = ((_column(corner[1]), int(corner[2])) for corner in corners if corner)
        for row in range(top, min(bottom, top + _MOST_LINKED) + 1):
            yield from ((row, column) for column in range(left, min(right, left + 100) + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
