"""CSV and other text with a separator: which encoding, which separator, which rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes

from prepare.language import Phrase, phrase
from prepare.limits import LIMITS, Limits
from prepare.messages import Message, Problem, UnusableFileError, message
from prepare.read.quotes import Quote, Record, records

Row = tuple[int, list[str]]
"""Number as the maker of the file sees it, and the cells as text."""

_SAMPLE_LINES = 40
_COLUMN_SLACK = 10
"""A separator may also stand in texts."""
_USUAL_DELIMITERS = ",;\t|"
_UNUSUAL = 2
"""How much more of the column names an unusual delimiter must show: one name in full."""
_NEVER_DELIMITERS = frozenset(" \"'’.-_/\\@()[]<>%€+\r\n")
_SEPARATOR_LINE = re.compile(r"sep=([^\w\s\"']|\t)\r?\n", re.I)
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OLD_CODE_PAGES = ["cp1252", "cp850", "mac_roman", "latin_1"]

csv.field_size_limit(LIMITS.file)


@dataclass
class RawTable:
    """A file as rows of text, before anything is understood; rows in which nothing is filled are left out."""

    rows: Iterator[Row]
    messages: list[tuple[int | None, Message]] = field(default_factory=list)
    delimiter: str | None = None
    """Of a text file."""
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """Web address behind a cell, by row number and column."""


def read_text(
    path: Path,
    score: Callable[[list[str]], int],
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: Limits = LIMITS,
) -> RawTable:
    """The rows of a text file.

    Args:
        path: the file.
        score: how many column names a row holds that are known to us; the separator under which
            the file shows most of them is taken.
        encoding: when given, used instead of detection.
        delimiter: when given, used instead of detection.
        limits: how much is read at most.

    Raises:
        UnusableFileError: an encoding that does not fit, or too many columns.
    """
    text, odd_rows = _decode(path.read_bytes(), encoding)
    stated = _SEPARATOR_LINE.match(text)
    chosen = delimiter or (stated[1] if stated else best_delimiter(text, score))
    # Before any row is made: one line of separators only would become millions of cells.
    if any(line.count(chosen) > limits.columns * _COLUMN_SLACK for line in text[: limits.columns * 1_000].split("\n")):
        raise UnusableFileError(Problem.COLUMNS_TOO_MANY, limit=limits.columns)
    rows: list[Row] = []
    messages: list[tuple[int | None, Message]] = [(row, message(Problem.ENCODING_MIXED)) for row in odd_rows]
    for number, record in enumerate(records(text, chosen), start=1):
        if any(cell.strip() for cell in record.cells) and not (stated and number == 1):
            rows.append((number, record.cells))
            messages += _about_quotes(number, record)
    return RawTable(iter(rows), messages, delimiter=chosen)


def best_delimiter(text: str, score: Callable[[list[str]], int]) -> str:
    """The sign between the cells: most known column names first, then the evenest rows."""
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    sample = "\n".join(line[:10_000] for line in lines)
    counts = Counter(sign for sign in sample if not sign.isalnum() and sign not in _NEVER_DELIMITERS)
    others = [sign for sign, _ in counts.most_common(8) if sign not in _USUAL_DELIMITERS and sign.isprintable()]

    def quality(sign: str) -> tuple[int, float, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
        rows = [cells for cells in reader if any(cell.strip() for cell in cells)]
        widths = Counter(len(cells) for cells in rows)
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        evenness = times / len(rows) if rows and width > 1 else 0.0
        # "1: Uw naam;2: Gemeente" has a colon too.
        handicap = 0 if sign in _USUAL_DELIMITERS else _UNUSUAL
        return max((score(cells) for cells in rows), default=0) - handicap, evenness, counts[sign]

    signs: list[str] = [*_USUAL_DELIMITERS, *others]
    return max(signs, key=quality)


def _about_quotes(number: int, record: Record) -> Iterator[tuple[int, Message]]:
    """What is to be said about the quotes of a row."""
    if record.quote:
        problem = Problem.QUOTE_STRAY if record.quote is Quote.STRAY else Problem.QUOTE_DOUBTFUL
        details = {"first": record.first_line, "last": record.last_line}
        yield number, message(problem, value=record.cells[0], details=details)


def _decode(data: bytes, encoding: str | None) -> tuple[str, list[int]]:
    """The text, and the rows that were in another encoding than the others."""
    known = encoding or next((name for bom, name in _BOMS.items() if data.startswith(bom)), None) or _wide(data)
    try:
        return data.decode(known or "utf-8"), []
    except UnicodeDecodeError:
        return (data.decode(known, errors="replace"), []) if known and known != "utf-8-sig" else _decode_lines(data)
    except (LookupError, UnicodeError) as error:
        raise UnusableFileError(
            Problem.FILE_DAMAGED, detail=phrase(Phrase.NOT_THAT_ENCODING, encoding=known)
        ) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark at the start shows as a NUL in every other byte."""
    sample = data[:4000]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) > 3 and zeros.count(0) > 0.7 * len(zeros):
            return name
    return None


def _decode_lines(data: bytes) -> tuple[str, list[int]]:
    """Line by line: UTF-8 where that fits, else the old code page that fits the other lines best."""
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    texts = [_utf8(line) for line in lines]
    others = [number for number, text in enumerate(texts) if text is None]
    page = _code_page(b"\n".join(lines[number] for number in others))
    is_mixed = any(text is not None and not text.isascii() for text in texts)
    decoded = [
        line.decode(page, errors="replace") if text is None else text for line, text in zip(lines, texts, strict=True)
    ]
    return "\n".join(decoded), [number + 1 for number in others] if is_mixed else []


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _code_page(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_OLD_CODE_PAGES).best()
        return best.encoding if best else "latin_1"
    # Windows writes nearly every Dutch CSV; the other pages win only where Windows-1252 cannot be right.
    return "cp1252"
