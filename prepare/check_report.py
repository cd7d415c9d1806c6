"""The report of a check: what would become of a file. It travels between processes as JSON."""

import json
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import polars as pl

from data_loaders.documents import Document
from data_loaders.schema import Theme
from prepare.clean.themes import Category
from prepare.columns.field import Field, How
from prepare.language import speaking
from prepare.messages import Problem, UnusableFileError
from prepare.tables import Rejects
from prepare.task import Task


class ExitStatus(IntEnum):
    """Exit statuses of `python -m prepare check`."""

    ALL_TAKEN = 0
    SOME_REJECTED = 1
    UNUSABLE = 2


class Outcome(StrEnum):
    """What would become of one row."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class ColumnReport:
    """One column of the file."""

    position: int
    """Counted from 0."""
    header: str
    field: Field | None
    """The field that the column was recognised as; None when it was not."""
    how: How | None
    """How the column was recognised."""
    samples: list[str]
    """A few of its values; empty for a column about persons."""


@dataclass(frozen=True)
class RowReport:
    """What would become of one row of the file."""

    row: int
    """As the maker of the file sees it; the first row of a sheet is 1."""
    outcome: Outcome
    name: str
    reason: str | None
    """Why the row was rejected, merged, doubted or changed."""
    remedy: str | None
    doubtful: bool = False
    """The row is accepted, but a person must decide whether it is the initiative in `same_as` or `same_as_row`."""
    id: str | None = None
    merged_with: str | None = None
    """Id of the initiative that this row joins; it was known already, or comes from an earlier row."""
    same_as: str | None = None
    """Id of the known initiative that this row is, or may be, about."""
    same_as_row: int | None = None
    """Number of another row of this file that is, or may be, about the same initiative."""
    place: str | None = None
    municipality_code: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    precision: str | None = None
    themes: tuple[str, ...] = ()
    started_year: int | None = None
    status: str | None = None
    website: str | None = None
    summary: str | None = None
    cells: tuple[str, ...] = ()
    """The row as written in the file, in the order of `CheckReport.columns`; cells about persons are empty."""


@dataclass(frozen=True)
class ReportMessage:
    """One message about the file, a row or a cell."""

    row: int | None
    column: str | None
    value: str | None
    code: str
    """Stable name of the problem (`prepare.messages.Problem`)."""
    reason: str
    remedy: str
    rejected: bool
    """Whether this message causes the row, or the whole file, to be left out."""


@dataclass(frozen=True)
class CheckReport:
    """What would become of a whole file: `read` = `accepted` + `merged` + `rejected`."""

    file: str
    usable: bool
    read: int
    accepted: int
    merged: int
    rejected: int
    doubtful: int
    """How many of the accepted rows a person must judge."""
    columns: list[ColumnReport]
    categories: list[Category]
    """Every category in the theme columns, most used first, with the themes that it stands for."""
    rows: list[RowReport]
    """In the order of the file."""
    messages: list[ReportMessage]

    @property
    def status(self) -> ExitStatus:
        """Exit status of the command."""
        if not self.usable:
            return ExitStatus.UNUSABLE
        return ExitStatus.SOME_REJECTED if self.rejected else ExitStatus.ALL_TAKEN

    @property
    def recognised(self) -> dict[str, str]:
        """Header of each recognised column to its field."""
        fields = {column.header: column.field for column in self.columns}
        return {header: field for header, field in fields.items() if field and field is not Field.UNUSED}

    @property
    def rejects(self) -> pl.DataFrame:
        """The messages as `prepare.tables.Rejects`."""
        rows = [{"file": self.file, **vars(entry)} for entry in self.messages]
        return Rejects.validate(pl.DataFrame(rows, schema=Rejects.create_empty().schema))

    def as_json(self) -> str:
        """The report as one JSON object; `from_json` reads it back."""
        return json.dumps(vars(self), ensure_ascii=False, default=vars)

    @classmethod
    def from_json(cls, text: str | bytes) -> "CheckReport":
        """The report that `as_json` wrote.

        Raises:
            ValueError, TypeError, KeyError: the text is not such a report.
        """
        plain = json.loads(text)
        return cls(
            **plain
            | {
                "columns": [_column(column) for column in plain["columns"]],
                "categories": [_category(category) for category in plain["categories"]],
                "rows": [_row(row) for row in plain["rows"]],
                "messages": [ReportMessage(**entry) for entry in plain["messages"]],
            }
        )


def _column(plain: Document) -> ColumnReport:
    field, how = plain["field"], plain["how"]
    return ColumnReport(**{**plain, "field": Field(field) if field else None, "how": How(how) if how else None})


def _category(plain: Document) -> Category:
    themes = plain["themes"]
    return Category(plain["word"], None if themes is None else tuple(map(Theme, themes)), plain["rows"])


def _row(plain: Document) -> RowReport:
    lists = {name: tuple(plain[name]) for name in ("themes", "cells")}
    return RowReport(**{**plain, **lists, "outcome": Outcome(plain["outcome"])})


def unusable(task: Task, problem: Problem) -> CheckReport:
    """The report on a file of which nothing was read because of `problem`."""
    with speaking(task.language):
        about = UnusableFileError(problem).message
    entry = ReportMessage(None, None, None, about.problem, about.reason, about.remedy, rejected=True)
    return CheckReport(task.file.name, False, 0, 0, 0, 0, 0, [], [], [], [entry])


def report_messages(rejects: pl.DataFrame) -> list[ReportMessage]:
    """Rows of `prepare.tables.Rejects` as messages."""
    return [ReportMessage(**entry) for entry in rejects.drop("file").iter_rows(named=True)]
