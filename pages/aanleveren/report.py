"""What `python -m prepare check --json` says about a file, as values: this is the only place that knows the shape of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What would become of a row; each row has exactly one, what asks for attention first."""

    REFUSED = "geweigerd"
    DOUBTFUL = "twijfel"
    MERGED = "samengevoegd"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file."""

    header: str
    field: str | None
    """What it is read as; None: not recognised."""
    samples: tuple[str, ...] = ()
    """Some of what stands in it; empty for a column about persons."""


@dataclass(frozen=True, slots=True)
class Category:
    """One word in the columns with themes."""

    word: str
    rows: int
    """In how many rows it stands."""
    themes: tuple[str, ...] | None
    """What it is read as; empty: left out by choice; None: not known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, and what would become of it."""

    number: int
    """As the maker of the file sees it; the first row of a sheet is 1."""
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
    """Id of the known initiative that it is, or may be, about."""
    same_as_row: int | None
    """The earlier row of this file that it is, or may be, about."""
    reason: str
    remedy: str
    cells: tuple[str, ...]
    """The row as it stands in the file, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is said about a file, a row or a cell."""

    row: int | None
    column: str | None
    value: str | None
    reason: str
    remedy: str
    rejects: bool


@dataclass(frozen=True)
class FileReport:
    """What would become of a whole file."""

    file: str
    usable: bool
    columns: tuple[Column, ...]
    categories: tuple[Category, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]

    def counts(self) -> dict[State, int]:
        """How many rows have each state; together they are all rows."""
        return {state: sum(row.state is state for row in self.rows) for state in State}

    def about_file(self) -> tuple[Remark, ...]:
        """What is said about the file as a whole."""
        return tuple(remark for remark in self.remarks if remark.row is None)


class ReportProblemError(ValueError):
    """What the checker said is not a report."""


def read_report(text: str | bytes) -> FileReport:
    """The report in `text`.

    Raises:
        ReportProblemError: it is not JSON of the expected shape, or its counts do not add up.
    """
    try:
        told = json.loads(text)
        report = FileReport(
            file=told["file"],
            usable=told["usable"],
            columns=tuple(map(_column, told["columns"])),
            categories=tuple(map(_category, told["categories"])),
            rows=tuple(map(_row, told["rows"])),
            remarks=tuple(map(_remark, told["messages"])),
        )
        if len(report.rows) != told["read"]:
            raise ReportProblemError(f"{told['read']} rows read, {len(report.rows)} told of")
    except (KeyError, TypeError, ValueError) as error:
        raise ReportProblemError(str(error)) from error
    return report


def _column(told: Mapping[str, Any]) -> Column:
    return Column(told["header"], told["field"], tuple(told["samples"]))


def _category(told: Mapping[str, Any]) -> Category:
    themes = told["themes"]
    return Category(told["word"], told["rows"], None if themes is None else tuple(themes))


def _row(told: Mapping[str, Any]) -> Row:
    return Row(
        number=told["row"],
        state=_state(told),
        name=told["name"],
        place=told.get("place"),
        municipality_code=told["municipality_code"],
        longitude=told.get("longitude"),
        latitude=told.get("latitude"),
        precision=told["precision"],
        themes=tuple(told["themes"]),
        started_year=told.get("started_year"),
        status=told.get("status"),
        website=told.get("website"),
        summary=told.get("summary"),
        same_as=told.get("same_as"),
        same_as_row=told.get("same_as_row"),
        reason=told["reason"] or "",
        remedy=told["remedy"] or "",
        cells=tuple(told.get("cells", ())),
    )


def _state(told: Mapping[str, Any]) -> State:
    if told["outcome"] == "accepted":
        return State.DOUBTFUL if told.get("doubtful") else State.NEW
    return {"merged": State.MERGED, "rejected": State.REFUSED}[told["outcome"]]


def _remark(told: Mapping[str, Any]) -> Remark:
    return Remark(told["row"], told["column"], told["value"], told["reason"], told["remedy"], told["rejected"])
