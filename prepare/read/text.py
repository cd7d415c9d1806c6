"""Reads CSV and other delimited text: recognises the encoding and the separator, and splits the rows."""

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
"""Row number as the maker of the file sees it, and the cells as text."""

_SAMPLE_LINES = 40
_COLUMN_SLACK = 10
"""Factor by which separators in a line may exceed the limit of columns, because they also occur in texts."""
_USUAL_DELIMITERS = ",;\t|"
_UNUSUAL = 2
"""Extra score that an unusual separator must reach: that of one full column name."""
_NEVER_DELIMITERS = frozenset(" \"'’.-_/\\@()[]<>%€+\r\n")
_SEPARATOR_LINE = re.compile(r"sep=([^\w\s\"']|\t)\r?\n", re.I)
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OLD_CODE_PAGES = ["cp1252", "cp850", "mac_roman", "latin_1"]

csv.field_size_limit(LIMITS.file)


@dataclass
class RawTable:
    """A file as rows of text, before anything is interpreted; empty rows are left out."""

    rows: Iterator[Row]
    messages: list[tuple[int | None, Message]] = field(default_factory=list)
    delimiter: str | None = None
    """Separator of a text file."""
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """Row number and column to the web address of the cell's hyperlink."""


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
        score: counts the known column names in a row; the separator with the highest count is used.
        encoding: if given, used instead of detection.
        delimiter: if given, used instead of detection.
        limits: how much is read at most.

    Raises:
        UnusableFileError: the given encoding does not exist, or there are too many columns.
    """
    text, odd_rows = _decode(path.read_bytes(), encoding)
    stated = _SEPARATOR_LINE.match(text)
    chosen = delimiter or (stated[1] if stated else best_delimiter(text, score))
    # Check this before rows are made: one line of separators would become millions of cells.
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
    """The separator that gives the most known column names and then the most rows of equal length."""
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    sample = "\n".join(line[:10_000] for line in lines)
    counts = Counter(each for each in sample if not each.isalnum() and each not in _NEVER_DELIMITERS)
    others = [each for each, _ in counts.most_common(8) if each not in _USUAL_DELIMITERS and each.isprintable()]

    def quality(delimiter: str) -> tuple[int, float, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        rows = [cells for cells in reader if any(cell.strip() for cell in cells)]
        widths = Counter(len(cells) for cells in rows)
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        evenness = times / len(rows) if rows and width > 1 else 0.0
        # An unusual character may just occur in the names, as the colon in "1: Uw naam;2: Gemeente".
        handicap = 0 if delimiter in _USUAL_DELIMITERS else _UNUSUAL
        return max((score(cells) for cells in rows), default=0) - handicap, evenness, counts[delimiter]

    likely: list[str] = [*_USUAL_DELIMITERS, *others]
    return max(likely, key=quality)


def _about_quotes(number: int, record: Record) -> Iterator[tuple[int, Message]]:
    """The message about the quotes of a row, if there is a problem."""
    if record.quote:
        problem = Problem.QUOTE_STRAY if record.quote is Quote.STRAY else Problem.QUOTE_DOUBTFUL
        details = {"first": record.first_line, "last": record.last_line}
        yield number, message(problem, value=record.cells[0], details=details)


def _decode(data: bytes, encoding: str | None) -> tuple[str, list[int]]:
    """The text, and the numbers of rows in another encoding than the rest."""
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
    """The variant of UTF-16 in a text without byte order mark, recognised by a NUL in every other byte; else None."""
    sample = data[:4000]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) > 3 and zeros.count(0) > 0.7 * len(zeros):
            return name
    return None


def _decode_lines(data: bytes) -> tuple[str, list[int]]:
    """Decode line by line: as UTF-8 where possible, and the other lines in the code page that fits them best."""
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
    # Windows writes nearly every Dutch CSV file, so another code page is used only if Windows-1252 is impossible.
    return "cp1252"
