"""Splits text files into rows, in spite of stray quotation marks that would swallow rows.

A cell in quotes may run over several lines, and a stray quote looks the same. The lines decide: if most of them are
complete rows by themselves, the quote is stray and the lines are rows.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

_LINE_END = re.compile(r"(\r\n|\n|\r)")
_BORDERED = re.compile(r'^"(.*)"$', re.S)
_MOST_LINES, _LONGEST = 1_000, 100_000
"""Most lines and most characters of one row; a quote that stays open for longer is stray."""
_PROSE_SIGN = ","
"""A separator that is also common in prose; two of them in a line do not prove three cells."""


class Quote(Enum):
    """A problem with the quotes of a row."""

    STRAY = auto()
    """A quote did not enclose a cell, and was left out."""
    DOUBTFUL = auto()
    """A cell in quotes runs over lines that could be rows."""


@dataclass(frozen=True)
class Record:
    """One row of a text file."""

    cells: list[str]
    first_line: int
    """Line number, counted from 1."""
    last_line: int
    quote: Quote | None = None


def records(text: str, delimiter: str) -> Iterator[Record]:
    """All rows of `text`, also empty ones. A row that may have swallowed lines is marked with a `Quote`."""
    plain = _plainly(text, delimiter)
    if plain is None:
        yield from _Lines(text, delimiter).records()
    else:
        yield from (Record(cells, number, number) for number, cells in enumerate(plain, start=1))


def _plainly(text: str, delimiter: str) -> list[list[str]] | None:
    """A fast way for nearly every file: the rows, if every line is a row with correct quotes; else None."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows if len(rows) == reader.line_num else None


class _Lines:
    """Reads a file line by line."""

    def __init__(self, text: str, delimiter: str) -> None:
        parts = _LINE_END.split(text)
        self._lines, self._ends = parts[::2], parts[1::2]
        self._delimiter = delimiter
        # A line with an odd number of quotes may be half a row, so it does not count for the usual width.
        sound = (line for line in self._lines if line.count('"') % 2 == 0)
        widths = Counter(len(cells) for cells in map(self._strictly, sound) if cells and len(cells) > 1)
        self._width = max(widths, key=lambda width: (widths[width], width), default=1)
        self._awaits_end = False

    def records(self) -> Iterator[Record]:
        """All rows. After a stray opening quote, the next closing quote is stray too."""
        at = 0
        while at < len(self._lines):
            record = self._record(at)
            if self._awaits_end and any(_ends_alone(cell) for cell in record.cells):
                record = replace(record, cells=[_without_lone_quote(cell) for cell in record.cells], quote=Quote.STRAY)
                self._awaits_end = False
            self._awaits_end |= record.quote is Quote.STRAY and self._is_open(self._lines[at])
            yield record
            at = record.last_line

    def _record(self, at: int) -> Record:
        line = self._lines[at]
        cells = self._strictly(line)
        if cells is not None:
            return Record(cells, at + 1, at + 1)
        last, cells = self._closed(at) if self._is_open(line) else (at, None)
        doubt = self._doubt(at, last) if cells is not None else Quote.STRAY
        if cells is None or doubt is Quote.STRAY:
            return Record(self._mended(line), at + 1, at + 1, Quote.STRAY)
        return Record(cells, at + 1, last + 1, doubt)

    def _strictly(self, text: str) -> list[str] | None:
        """The cells of one row; None when its quotes are not correct."""
        if '"' not in text:
            return text.split(self._delimiter) if text else []
        try:
            rows = list(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None
        return rows[0] if rows else []

    def _is_open(self, text: str) -> bool:
        try:
            list(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False

    def _closed(self, at: int) -> tuple[int, list[str] | None]:
        """For a quote that is open after line `at`: the line on which it closes, and the cells up to there."""
        text = self._lines[at]
        for last in range(at + 1, min(at + _MOST_LINES, len(self._lines))):
            text += self._ends[last - 1] + self._lines[last]
            if len(text) > _LONGEST:
                break
            if '"' in self._lines[last] and text.count('"') % 2 == 0:
                cells = self._strictly(text)
                if cells is not None or not self._is_open(text):
                    return last, cells
        return at, None

    def _doubt(self, first: int, last: int) -> Quote | None:
        """`Quote.STRAY` when the lines of a row surely are rows themselves, `Quote.DOUBTFUL` when they may be."""
        widths = [len(self._mended(line)) for line in self._lines[first : last + 1]]
        whole = sum(width == self._width for width in widths[1:])
        is_sure = self._width > 3 or (self._width == 3 and (self._delimiter != _PROSE_SIGN or len(widths) > 2))
        if is_sure and widths[0] == self._width and 2 * whole > len(widths) - 1:
            return Quote.STRAY
        is_odd = self._width > 1 and (whole or (self._delimiter != _PROSE_SIGN and max(widths[1:]) > 1))
        return Quote.DOUBTFUL if is_odd else None

    def _mended(self, line: str) -> list[str]:
        """The cells of one line. A quote that encloses no cell is removed at the ends of a cell and kept inside it."""
        delimiter, bare = re.escape(self._delimiter), line.strip()
        if len(bare) > 1 and bare[0] == bare[-1] == '"':
            cells = re.split(rf'"\s*{delimiter}\s*"', bare[1:-1])
            if len(cells) == self._width > 1:
                return [cell.replace('""', '"') for cell in cells]
        pieces = re.findall(rf'(?:^|{delimiter})("(?:[^"]|"")*"(?={delimiter}|$)|[^{delimiter}]*)', line)
        return [_without_lone_quote(_BORDERED.sub(r"\1", cell)) for cell in pieces]


def _ends_alone(cell: str) -> bool:
    return cell.endswith('"') and cell.count('"') % 2 == 1


def _without_lone_quote(cell: str) -> str:
    """A cell without an unmatched quote at its start or end."""
    bare = cell.strip()
    if bare.count('"') % 2:
        bare = bare[1:] if bare.startswith('"') else bare.removesuffix('"')
        return bare.replace('""', '"')
    return cell.replace('""', '"')
