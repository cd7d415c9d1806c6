"""Reads one source file into candidates and messages, without losing a row.

    config = ReadConfig(Words.load(sources), Atlas.load(tables, boundaries), this_year=2026)
    result = read_source(path, config)

For every file: rows read = rows in `candidates` + rejected rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NoReturn

import polars as pl

from data_loaders.checked import Category
from data_loaders.schema.folding import fold
from prepare.clean.cells import COMBINED
from prepare.clean.words import Words
from prepare.columns.content import settle_columns
from prepare.columns.field import Column, Field
from prepare.columns.names import LOCATING, Header, header_score, read_headers
from prepare.language import Phrase, phrase
from prepare.limits import LIMITS, Limits
from prepare.messages import Notes, Problem, UnusableFileError, message, quote
from prepare.place.evidence import Atlas
from prepare.read.answers import answer_columns, read_answers
from prepare.read.candidates import candidates
from prepare.read.geo import read_json, read_map
from prepare.read.kind import FileKind, kind_of
from prepare.read.links import with_links
from prepare.read.rows import Layout, ReadConfig, RowReader, without_persons
from prepare.read.settings import Settings, read_settings, settings_path
from prepare.read.sheet import read_sheet
from prepare.read.text import RawTable, read_text
from prepare.read.text import Row as RawRow
from prepare.tables import Answered, Candidates

__all__ = ["Atlas", "ReadConfig", "SourceResult", "Words", "read_source"]

_HEADER_WITHIN = 40
_SAMPLE_ROWS = 300
_MOST_NAMED = 12


@dataclass(frozen=True)
class SourceResult:
    """Result of reading one file."""

    candidates: pl.DataFrame
    """`prepare.tables.Candidates`, in the order of the file."""
    rejects: pl.DataFrame
    """`prepare.tables.Rejects`, including remarks; a row is rejected when one of its messages says so."""
    read: int
    """Number of rows about initiatives; titles, empty rows and totals do not count."""
    columns: list[Column] = field(default_factory=list)
    """Every column, also unknown and unused ones, with the way in which it was recognised."""
    categories: list[Category] = field(default_factory=list)
    """Every category in the theme columns, most used first."""
    names: dict[int, str] = field(default_factory=dict)
    """Row number to name, also of rejected rows."""
    cells: dict[int, list[str]] = field(default_factory=dict)
    """Row number to cells as written, without those about persons; empty unless `ReadConfig.keeps_cells`."""
    answers: pl.DataFrame = field(default_factory=Answered.create_empty)
    """`prepare.tables.Answered`; filled only if the file is a list of answers, which has no candidates."""
    is_answers: bool = False
    """Whether the file is a list of answers (see `prepare.read.answers`)."""
    is_usable: bool = True
    """False when nothing could be read; the reason is in `rejects`."""


def read_source(path: Path, config: ReadConfig) -> SourceResult:
    """Read, recognise, clean and locate all rows of a file. Problems with the file never raise; see `is_usable`."""
    notes = Notes(path.name)
    try:
        return _read(path, config, notes)
    except UnusableFileError as error:
        notes.entries.insert(0, (None, error.message))
        columns, cells = (error.columns, error.cells) if isinstance(error, _NoColumnsError) else ([], {})
        return SourceResult(Candidates.create_empty(), notes.frame(), 0, columns, cells=cells, is_usable=False)


def _answers(
    path: Path, headers: list[Header], rows: Iterator[RawRow], config: ReadConfig, notes: Notes
) -> SourceResult:
    answered = read_answers(path.name, headers, rows, config.this_year, notes)
    cells = answered.cells if config.keeps_cells else {}
    return SourceResult(
        Candidates.create_empty(), notes.frame(), answered.read, answered.columns, names=answered.names, cells=cells,
        answers=answered.answers, is_answers=True,
    )  # fmt: skip


class _NoColumnsError(UnusableFileError):
    """A file whose columns a person must identify; the error carries columns and cells to help with that."""

    def __init__(self, problem: Problem, columns: list[Column], rows: Iterable[RawRow], /, **details: object) -> None:
        super().__init__(problem, **details)
        self.columns = columns
        self.cells = {number: without_persons(cells, columns) for number, cells in rows}


def _read(path: Path, config: ReadConfig, notes: Notes) -> SourceResult:
    settings = read_settings(path)
    config = replace(config, words=config.words.with_categories(settings.categories))
    table = open_table(path, settings, config.words, config.limits)
    notes.entries += table.messages
    headers, rows = recognise(path, table, settings, config)
    if answer_columns([header.label for header in headers]):
        return _answers(path, headers, rows, config, notes)
    if table.links:
        headers, rows = with_links(headers, rows, table.links)
    sample = list(islice(rows, _SAMPLE_ROWS))
    if not sample:
        raise UnusableFileError(Problem.NO_ROWS)
    columns = settle_columns(headers, [cells for _, cells in sample], config.words, config.atlas.gazetteer)
    _check_columns(path, columns, sample, settings)
    reader = RowReader(Layout(path.name, columns, table.delimiter), settings, config, notes)
    reader.take(chain(sample, rows))
    if reader.read == 0:
        raise UnusableFileError(Problem.NO_ROWS)
    notes.tell_once(reader.read)
    _tell_absent(path, columns, settings, notes)
    _tell_columns(path, columns, reader, notes)
    return SourceResult(
        candidates(reader.records),
        notes.frame(),
        reader.read,
        columns,
        reader.categories,
        reader.names,
        reader.cells,
    )


def open_table(path: Path, settings: Settings, words: Words, limits: Limits = LIMITS) -> RawTable:
    """The rows of a file of any supported kind.

    Raises:
        UnusableFileError: the file cannot be read.
    """
    score = partial(header_score, words=words)
    match kind_of(path, limits):
        case FileKind.SHEET:
            return read_sheet(path, score, sheet=settings.sheet, limits=limits)
        case FileKind.JSON:
            return read_json(path, limits)
        case FileKind.MAP:
            return read_map(path, score, layer=settings.sheet, limits=limits)
        case FileKind.TEXT:
            return read_text(path, score, encoding=settings.encoding, delimiter=settings.delimiter, limits=limits)


def recognise(
    path: Path, table: RawTable, settings: Settings, config: ReadConfig
) -> tuple[list[Header], Iterator[RawRow]]:
    """Find the header; returns the columns with the meaning of their names, and the rows below the header.

    Raises:
        UnusableFileError: none of the first forty rows is a header.
    """
    head = list(islice(table.rows, _HEADER_WITHIN))
    named = {fold(name) for name in settings.columns}

    values = _values(cells for _, cells in head)

    def score(cells: Sequence[str]) -> int:
        names = [cell for position, cell in enumerate(cells) if values[position, cell] == 1]
        return (
            header_score(names, config.words) + sum(fold(cell) in named for cell in names) + len(answer_columns(names))
        )

    if settings.header_row is not None:
        best = next((i for i, (number, _) in enumerate(head) if number == settings.header_row), None)
    else:
        best = max(range(len(head)), key=lambda i: (score(head[i][1]), -i), default=None)
        # A part of one name may be a coincidence, and a row that is mistaken for the header is lost.
        best = best if best is not None and score(head[best][1]) >= (1 if best == 0 else 2) else None
    if best is None:
        _no_header(path, head, config.words)
    header = head[best][1]
    headers = read_headers(header, config.words, settings.columns)
    return headers, (row for row in chain(head[best + 1 :], table.rows) if row[1] != header)


def _values(rows: Iterable[list[str]]) -> Counter[tuple[int, str]]:
    """How often each text occurs in each column; a text that occurs twice is a value and not the column's name.

    Identical rows count once, because a header may be repeated on each page.
    """
    return Counter((position, cell) for row in {tuple(row) for row in rows} for position, cell in enumerate(row))


def _check_columns(path: Path, columns: list[Column], sample: list[RawRow], settings: Settings) -> None:
    """Raise an error when no row can be accepted with these columns."""
    beside = settings_path(path).name
    if not any(column.field == Field.NAME for column in columns):
        shown = _shown([column.header for column in columns])
        raise _NoColumnsError(Problem.NO_NAME_COLUMN, columns, sample, columns=shown, settings=beside)
    headers = {fold(column.header) for column in columns}
    absent = [name for name in settings.columns if fold(name) not in headers]
    if absent:
        detail = phrase(Phrase.NO_COLUMN, names=", ".join(absent))
        raise _NoColumnsError(Problem.SETTINGS_INVALID, columns, sample, settings=beside, detail=detail)


def _no_header(path: Path, head: list[RawRow], words: Words) -> NoReturn:
    """Raise an error with the first row as possible column names, so that a person can identify them."""
    top, rows = (head[0][1], head[1:]) if head else ([], [])
    columns = [Column(header.position, header.label) for header in read_headers(top, words, {})]
    shown = _shown([cell for cell in top if cell.strip()])
    raise _NoColumnsError(Problem.NO_HEADER, columns, rows, columns=shown, settings=settings_path(path).name)


def _shown(names: list[str]) -> str:
    """Names of columns, joined for use in a sentence."""
    return ", ".join(map(quote, names[:_MOST_NAMED])) + (" …" if len(names) > _MOST_NAMED else "")


def _tell_absent(path: Path, columns: list[Column], settings: Settings, notes: Notes) -> None:
    """Add a message about the file for each required column that is absent."""
    details = {"columns": _shown([c.header for c in columns]), "settings": settings_path(path).name}
    fields = {column.field for column in columns}
    if Field.THEMES not in fields and not settings.themes:
        notes.add(None, message(Problem.NO_THEME_COLUMN, details=details))
    if fields.isdisjoint(LOCATING) and not settings.municipality:
        notes.add(None, message(Problem.NO_LOCATION_COLUMN, details=details))


def _tell_columns(path: Path, columns: list[Column], reader: RowReader, notes: Notes) -> None:
    """Add the messages about columns and sources of the whole file."""
    beside = settings_path(path).name
    for header, count in reader.personal.items():
        notes.add(None, message(Problem.COLUMN_PERSONAL, column=header, details={"count": count}))
    for about, (first, *others) in reader.fields.items():
        if about not in COMBINED | {Field.PERSONAL, Field.UNUSED}:
            details = {"first": first.header}
            notes.add(None, *(message(Problem.COLUMN_DUPLICATE, column=c.header, details=details) for c in others))
    unknown = [column.header for column in columns if column.field is None and column.header]
    if unknown:
        shown = {"count": len(unknown), "columns": _shown(unknown), "settings": beside}
        notes.add(None, message(Problem.COLUMNS_UNKNOWN, details=shown))
    if reader.default_source:
        details = {"url": reader.default_source, "settings": beside}
        notes.add(None, message(Problem.SOURCE_ABSENT, details=details))
