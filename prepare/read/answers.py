"""Reads a list of answers: the list of what should be checked first, filled in by a partner.

Each filled row is a statement about one known initiative.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from data_loaders.schema import Language, Status, words
from data_loaders.schema.answers import TO_FILL, Answers
from data_loaders.schema.columns import FIRST_YEAR
from data_loaders.schema.folding import fold
from prepare.clean.row import web_address
from prepare.columns.field import NOES, TICKS, Column, Field, How
from prepare.columns.names import Header
from prepare.language import spoken
from prepare.messages import Message, Notes, Problem, message
from prepare.read.rows import without_persons
from prepare.tables import Answered

_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_YEAR = re.compile(r"(\d{4})(?:-\d\d-\d\d)?")
_FIELDS = {
    "id": Field.UNUSED, "exists": Field.STATUS, "stopped": Field.STATUS, "website": Field.WEBSITE,
    "source_url": Field.SOURCE_URL, "source_year": Field.SOURCE_YEAR,
}  # fmt: skip
"""The field as which a report shows each column."""


@dataclass
class AnswersRead:
    """Result of reading one list of answers."""

    answers: pl.DataFrame
    """`prepare.tables.Answered`."""
    read: int
    """Number of rows in which something is filled in."""
    columns: list[Column]
    names: dict[int, str]
    """Row number to id, for the rows in which something is filled in."""
    cells: dict[int, list[str]]


def answer_columns(headers: Sequence[str]) -> dict[str, int]:
    """Column of `Answers` to its position, by its label in either language; empty when this is not a list of answers."""
    position_of: dict[str, int] = {}
    for position, header in enumerate(headers):
        column = _names().get(_bare(header))
        if column:
            position_of.setdefault(column, position)
    is_list = {"id", "source_url"} <= set(position_of) and not {"exists", "stopped", "website"}.isdisjoint(position_of)
    return position_of if is_list else {}


@cache
def _names() -> Mapping[str, str]:
    declared = (("id", *TO_FILL), _LANGUAGES)
    return {_bare(words(Answers, column, language).label): column for column in declared[0] for language in declared[1]}


def _bare(header: str) -> str:
    return " ".join(fold(_IN_BRACKETS.sub(" ", header)).split())


def read_answers(
    source: str, headers: Sequence[Header], rows: Iterable[tuple[int, list[str]]], this_year: int, notes: Notes
) -> AnswersRead:
    """The answers in `rows`. An unusable row is refused with a message in `notes`; an empty row is skipped.

    Only the columns of `Answers` are read; all other columns, also those about persons, are ignored.
    """
    at = answer_columns([header.label for header in headers])
    columns = list(_columns(headers, at))
    records, names, cells = [], {}, {}
    for number, row in rows:
        answer = _Row({name: row[place].strip() if place < len(row) else "" for name, place in at.items()}, this_year)
        if not any(answer.text(name) for name in TO_FILL):
            continue
        names[number], cells[number] = answer.text("id"), without_persons(row, columns)
        record = answer.record()
        notes.add(number, *answer.problems)
        if not answer.problems:
            records.append({"source": source, "row": number, **record})
    frame = pl.DataFrame(records, schema=Answered.create_empty().schema)
    return AnswersRead(Answered.validate(frame), len(names), columns, names, cells)


def _columns(headers: Sequence[Header], at: Mapping[str, int]) -> Iterator[Column]:
    fields = {position: _FIELDS[name] for name, position in at.items()}
    for header in headers:
        likeliest = header.reading.likeliest if header.reading else None
        unused = Field.PERSONAL if likeliest is Field.PERSONAL else Field.UNUSED
        yield Column(header.position, header.label, fields.get(header.position, unused), How.NAME)


@dataclass
class _Row:
    """One filled row. Each method that reads a cell returns its value, or adds a problem."""

    cells: Mapping[str, str]
    this_year: int
    problems: list[Message] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.cells.get(name, "")

    def record(self) -> dict[str, object]:
        known = self._filled("id", Problem.ANSWER_ID_ABSENT)
        status, website = self._status(), self._address("website") if self.text("website") else None
        if status is Status.UNKNOWN and not self.text("website") and not self.problems:
            self._refuse(Problem.ANSWER_ABSENT, "exists")
        page = self._address("source_url") if self._filled("source_url", Problem.ANSWER_SOURCE_ABSENT) else None
        return {
            "id": known,
            "status": status.value,
            "website": website,
            "source_url": page,
            "source_title": "",
            "source_year": self._year(),
        }

    def _refuse(self, problem: Problem, name: str) -> None:
        column = words(Answers, name, spoken()).label
        value = self.text(name) or None
        self.problems.append(
            message(problem, column=column, value=value, rejects=True, details={"year": self.this_year})
        )

    def _filled(self, name: str, problem: Problem) -> str:
        if not self.text(name):
            self._refuse(problem, name)
        return self.text(name)

    def _status(self) -> Status:
        exists, stopped = (self._is_ticked(name) for name in ("exists", "stopped"))
        if exists and stopped:
            self._refuse(Problem.ANSWER_BOTH, "stopped")
        if stopped:
            return Status.ENDED
        return Status.ACTIVE if exists else Status.UNKNOWN

    def _is_ticked(self, name: str) -> bool:
        answer = self.text(name).lower()
        if answer and answer not in TICKS | NOES:
            self._refuse(Problem.ANSWER_UNCLEAR, name)
        return answer in TICKS

    def _address(self, name: str) -> str | None:
        address = web_address(self.text(name))
        if address is None or "@" in self.text(name):
            self._refuse(Problem.ANSWER_ADDRESS_INVALID, name)
            return None
        return address

    def _year(self) -> int | None:
        matched = _YEAR.fullmatch(self.text("source_year"))
        if matched and FIRST_YEAR <= int(matched[1]) <= self.this_year:
            return int(matched[1])
        self._refuse(Problem.ANSWER_YEAR_INVALID, "source_year")
        return None


def about_known(
    answers: pl.DataFrame, source: str, ids: Iterable[str], aliases: Mapping[str, str]
) -> tuple[dict[int, str], pl.DataFrame]:
    """The initiative that each answer is about, and messages about ids that are unknown or forward.

    Args:
        answers: rows of `Answered` of one file.
        source: name of that file.
        ids: the ids of all initiatives.
        aliases: old ids and where they forward to.

    Returns:
        Row number to id, and rows of `prepare.tables.Rejects`.
    """
    known, notes, column = set(ids), Notes(source), words(Answers, "id", spoken()).label
    about: dict[int, str] = {}
    for row, given in answers.select("row", "id").iter_rows():
        target = given if given in known else aliases.get(given)
        if target is None:
            notes.add(row, message(Problem.ANSWER_ID_UNKNOWN, column=column, value=given, rejects=True))
            continue
        about[row] = target
        if target != given:
            notes.add(row, message(Problem.ANSWER_ID_FORWARDED, column=column, value=given, details={"id": target}))
    return about, notes.frame()
