"""Reads the report that `python -m prepare check --json` makes of a file. Only this file knows the shape of that JSON."""

import json
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.documents import Document


class State(StrEnum):
    """The outcome of a row; each row has exactly one. Outcomes that need attention come first."""

    REFUSED = "geweigerd"
    DOUBTFUL = "twijfel"
    MERGED = "samengevoegd"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file."""

    header: str
    field: str | None
    """The field that it stands for; None if it was not recognised."""
    samples: tuple[str, ...] = ()
    """Some of its values; empty for a column about persons."""


@dataclass(frozen=True, slots=True)
class Category:
    """One word in a column with themes."""

    word: str
    rows: int
    """Number of rows with this word."""
    themes: tuple[str, ...] | None
    """Our themes for it. Empty: the partner chose to leave it out. None: it was not recognised."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, and its outcome."""

    number: int
    """The row number as its maker sees it; the first row of a sheet is 1."""
    state: State
    name: str
    place: str | None
    municipality_code: str | None
    longitude: float | None
    latitude: float | None
    precision: str | None
    themes: tuple[str, ...]
    started_year: int | None
    status: str | None
    website: str | None
    summary: str | None
    same_as: str | None
    """Id of the known initiative that it is, or may be."""
    same_as_row: int | None
    """Number of an earlier row of this file that it repeats, or may repeat."""
    reason: str
    remedy: str
    cells: tuple[str, ...]
    """The cells as in the file, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark about a file, a row or a cell."""

    row: int | None
    column: str | None
    value: str | None
    reason: str
    remedy: str
    rejects: bool


@dataclass(frozen=True)
class FileReport:
    """The report on a whole file."""

    file: str
    usable: bool
    columns: tuple[Column, ...]
    categories: tuple[Category, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]

    def counts(self) -> dict[State, int]:
        """State → number of rows; together they are all rows."""
        return {state: sum(row.state is state for row in self.rows) for state in State}

    def about_file(self) -> tuple[Remark, ...]:
        """The remarks about the file as a whole."""
        return tuple(remark for remark in self.remarks if remark.row is None)


class ReportProblemError(ValueError):
    """The answer of the check is not a valid report."""


def read_report(text: str | bytes) -> FileReport:
    """The report in `text`.

    Raises:
        ReportProblemError: it is not JSON of the expected shape, or its counts do not add up.
    """
    try:
        answer = json.loads(text)
        report = FileReport(
            file=answer["file"],
            usable=answer["usable"],
            columns=tuple(map(_column, answer["columns"])),
            categories=tuple(map(_category, answer["categories"])),
            rows=tuple(map(_row, answer["rows"])),
            remarks=tuple(map(_remark, answer["messages"])),
        )
        if len(report.rows) != answer["read"]:
            raise ReportProblemError(f"{answer['read']} rows read, {len(report.rows)} rows in the report")
    except (KeyError, TypeError, ValueError) as error:
        raise ReportProblemError(str(error)) from error
    return report


def _column(column: Document) -> Column:
    return Column(column["header"], column["field"], tuple(column["samples"]))


def _category(category: Document) -> Category:
    themes = category["themes"]
    return Category(category["word"], category["rows"], None if themes is None else tuple(themes))


def _row(row: Document) -> Row:
    return Row(
        number=row["row"],
        state=_state(row),
        name=row["name"],
        place=row.get("place"),
        municipality_code=row["municipality_code"],
        longitude=row.get("longitude"),
        latitude=row.get("latitude"),
        precision=row["precision"],
        themes=tuple(row["themes"]),
        started_year=row.get("started_year"),
        status=row.get("status"),
        website=row.get("website"),
        summary=row.get("summary"),
        same_as=row.get("same_as"),
        same_as_row=row.get("same_as_row"),
        reason=row["reason"] or "",
        remedy=row["remedy"] or "",
        cells=tuple(row.get("cells", ())),
    )


def _state(row: Document) -> State:
    if row["outcome"] == "accepted":
        return State.DOUBTFUL if row.get("doubtful") else State.NEW
    return {"merged": State.MERGED, "rejected": State.REFUSED}[row["outcome"]]


def _remark(remark: Document) -> Remark:
    return Remark(
        remark["row"], remark["column"], remark["value"], remark["reason"], remark["remedy"], remark["rejected"]
    )
