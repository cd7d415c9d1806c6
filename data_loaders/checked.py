"""The report of a check: what would become of a file. It travels between processes as JSON."""

import json
from dataclasses import dataclass, fields
from enum import StrEnum

from data_loaders.documents import Document
from data_loaders.schema import Theme


class Outcome(StrEnum):
    """What would become of one row."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    REJECTED = "rejected"


class State(StrEnum):
    """The outcome of a row as readers see it, the most urgent first. The values stand in addresses."""

    REFUSED = "geweigerd"
    DOUBTFUL = "twijfel"
    MERGED = "samengevoegd"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column of the file."""

    position: int
    """Counted from 0."""
    header: str
    field: str | None
    """The field that it stands for; None if it was not recognised."""
    how: str | None
    """How the column was recognised."""
    samples: list[str]
    """A few of its values; empty for a column about persons."""


@dataclass(frozen=True, slots=True)
class RowReport:
    """What would become of one row of the file."""

    row: int
    """The row number as its maker sees it; the first row of a sheet is 1."""
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
    """Id of the known initiative that it is, or may be."""
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

    @property
    def state(self) -> State:
        """The outcome as readers are told it."""
        if self.outcome is Outcome.ACCEPTED:
            return State.DOUBTFUL if self.doubtful else State.NEW
        return State.MERGED if self.outcome is Outcome.MERGED else State.REFUSED


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a file, with the themes that it stands for in every row."""

    word: str
    """As first written."""
    themes: tuple[Theme, ...] | None
    """Empty when the settings leave the category out; None when it is unknown."""
    rows: int


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

    def as_json(self) -> str:
        """The report as one JSON object; `from_json` reads it back."""
        return json.dumps(
            vars(self),
            ensure_ascii=False,
            default=lambda part: {each.name: getattr(part, each.name) for each in fields(part)},
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> "CheckReport":
        """The report that `as_json` wrote.

        Raises:
            ValueError, TypeError, KeyError: the text is not such a report.
        """
        plain = json.loads(text)
        report = cls(
            **plain
            | {
                "columns": [ColumnReport(**column) for column in plain["columns"]],
                "categories": [_category(category) for category in plain["categories"]],
                "rows": [_row(row) for row in plain["rows"]],
                "messages": [ReportMessage(**entry) for entry in plain["messages"]],
            }
        )
        if len(report.rows) != report.read:
            raise ValueError(f"{report.read} rows read, {len(report.rows)} told of")
        return report

    def counts(self) -> dict[State, int]:
        """State → number of rows; together they are all rows."""
        return {state: sum(row.state is state for row in self.rows) for state in State}

    def about_file(self) -> list[ReportMessage]:
        """The remarks about the file as a whole."""
        return [message for message in self.messages if message.row is None]


def _category(plain: Document) -> Category:
    themes = plain["themes"]
    return Category(plain["word"], None if themes is None else tuple(map(Theme, themes)), plain["rows"])


def _row(plain: Document) -> RowReport:
    lists = {name: tuple(plain[name]) for name in ("themes", "cells")}
    return RowReport(**{**plain, **lists, "outcome": Outcome(plain["outcome"])})
