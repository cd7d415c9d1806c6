"""Tries a partner's file against the release in use, without changing anything."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from data_loaders.snapshot import Snapshot
from prepare.clean.themes import Category
from prepare.columns.field import Column
from prepare.merging import Merged, PreviousIds, merge, read_decisions, read_words
from prepare.place.locate import Atlas
from prepare.read.source import ReadConfig, SourceResult, Words, read_source
from prepare.tables import Candidates

_RELEASE = "\u0000release"
"""Stands for the release among the names of files; no file can be called so."""


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
class RowReport:
    """What would become of one row of the file."""

    row: int
    outcome: Outcome
    id: str | None
    name: str
    municipality_code: str | None
    themes: list[str]
    precision: str | None
    merged_with: str | None
    """Id of the initiative, known already or from an earlier row, that this row is about."""
    reason: str | None
    """Why the row was rejected, merged or changed, in Dutch."""
    remedy: str | None


@dataclass(frozen=True)
class CheckReport:
    """What would become of a whole file: `read` = `accepted` + `merged` + `rejected`."""

    file: str
    read: int
    accepted: int
    merged: int
    rejected: int
    columns: list[Column]
    """Every column of the file: what it was recognised as and how; None for what is unknown."""
    categories: list[Category]
    """Every word in the columns with themes: what it was understood as, and in how many rows it stands."""
    rows: list[RowReport]
    rejects: pl.DataFrame
    """`prepare.tables.Rejects`: every message, also those about the whole file."""
    is_usable: bool

    @property
    def status(self) -> ExitStatus:
        """Exit status of the command."""
        if not self.is_usable:
            return ExitStatus.UNUSABLE
        return ExitStatus.SOME_REJECTED if self.rejected else ExitStatus.ALL_TAKEN

    def as_json(self) -> str:
        """The report as one JSON object; `messages` holds every message."""
        plain: dict[str, Any] = {
            "file": self.file,
            "read": self.read,
            "accepted": self.accepted,
            "merged": self.merged,
            "rejected": self.rejected,
            "usable": self.is_usable,
            "columns": [vars(column) for column in self.columns],
            "categories": [vars(category) for category in self.categories],
            "rows": [vars(row) for row in self.rows],
            "messages": self.rejects.drop("file").to_dicts(),
        }
        return json.dumps(plain, ensure_ascii=False, indent=2)


def check(path: Path, *, snapshot: Snapshot, sources: Path, this_year: int, network: str | None = None) -> CheckReport:
    """What would become of every row of `path`.

    Args:
        path: the partner's file.
        snapshot: the release in use: known initiatives, places and boundaries.
        sources: the folder with the word lists and the decisions of people (`data/sources`).
        this_year: later start years are in the future.
        network: name of the network that sent the file.

    Raises:
        DataProblem, OSError, SourceError: the release or our own lists are damaged.
    """
    names = ("regions", "places", "postcodes", "districts", "municipality_changes")
    tables = {name: snapshot.table(name) for name in names}
    atlas = Atlas.load(tables, snapshot.shapes("municipalities"))
    result = read_source(path, ReadConfig(Words.load(sources), atlas, this_year, network))
    merged = _merge(result.candidates, snapshot, sources) if result.candidates.height else None
    rows = sorted([*_taken(result, snapshot, merged), *_rejected(result)], key=lambda row: row.row)
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    return CheckReport(
        path.name,
        result.read,
        counts[Outcome.ACCEPTED],
        counts[Outcome.MERGED],
        counts[Outcome.REJECTED],
        result.columns,
        result.categories,
        rows,
        result.rejects,
        result.is_usable,
    )


def _merge(candidates: pl.DataFrame, snapshot: Snapshot, sources: Path) -> Merged:
    known = snapshot.table("initiatives")
    decisions = sources / "decisions.csv"
    return merge(
        pl.concat([_as_candidates(known), candidates]),
        regions=snapshot.table("regions"),
        words=read_words(sources / "words" / "name_words.csv"),
        decisions=read_decisions(decisions) if decisions.is_file() else None,
        previous=PreviousIds(known, snapshot.table("aliases"), snapshot.table("statements")),
    )


def _as_candidates(known: pl.DataFrame) -> pl.DataFrame:
    """The initiatives of a release as if each were one row of one file, in their order."""
    page = pl.col("sources").list.first().struct
    rows = known.with_row_index("row", offset=1).with_columns(
        source=pl.lit(_RELEASE),
        row=pl.col("row").cast(pl.Int32),
        source_url=page.field("url"),
        source_title=page.field("title"),
        source_year=page.field("year"),
    )
    return Candidates.validate(rows.select(Candidates.column_names()), cast=True)


def _taken(result: SourceResult, snapshot: Snapshot, merged: Merged | None) -> Iterator[RowReport]:
    """The rows that are not rejected, in the order of the file."""
    if merged is None:
        return
    known = snapshot.table("initiatives")
    names = dict(enumerate(known["name"], start=1))
    first: dict[str, str] = {
        entry["id"]: f"'{names[entry['row']]}', dat al op de Samenkaart staat"
        for entry in merged.outcomes.filter(source=_RELEASE).iter_rows(named=True)
    }
    ids = dict(merged.outcomes.filter(pl.col("source") != _RELEASE).select("row", "id").iter_rows())
    remarks = _words(result.rejects, rejected=False)
    doubts = _doubts(merged.reviews)
    for row in result.candidates.iter_rows(named=True):
        number, name = row["row"], ids[row["row"]]
        reasons, remedies = remarks.get(number, ([], []))
        if name in first:
            reasons = [f"Dit is hetzelfde initiatief als {first[name]}.", *reasons]
        elif number in doubts:
            reasons = [f"Dit lijkt op '{doubts[number]}'. Een mens beoordeelt of het hetzelfde is.", *reasons]
        yield RowReport(
            row=number,
            outcome=Outcome.MERGED if name in first else Outcome.ACCEPTED,
            id=name,
            name=row["name"],
            municipality_code=row["municipality_code"],
            themes=row["themes"],
            precision=row["location_precision"],
            merged_with=name if name in first else None,
            reason=" ".join(reasons) or None,
            remedy=" ".join(remedies) or None,
        )
        first.setdefault(name, f"rij {number}")


def _doubts(reviews: pl.DataFrame) -> dict[int, str]:
    """Per row of the file the name of the initiative that it may be about, according to the merger."""
    sides = [
        reviews.select(source=f"source_{one}", row=f"row_{one}", name=f"name_{other}") for one, other in ("ab", "ba")
    ]
    about = pl.concat(sides).filter(pl.col("source") != _RELEASE)
    return dict(about.select("row", "name").iter_rows())


def _rejected(result: SourceResult) -> Iterator[RowReport]:
    for number, (reasons, remedies) in _words(result.rejects, rejected=True).items():
        yield RowReport(
            row=number,
            outcome=Outcome.REJECTED,
            id=None,
            name=result.names.get(number, ""),
            municipality_code=None,
            themes=[],
            precision=None,
            merged_with=None,
            reason=" ".join(reasons),
            remedy=" ".join(remedies),
        )


def _words(rejects: pl.DataFrame, *, rejected: bool) -> dict[int, tuple[list[str], list[str]]]:
    """Reasons and remedies per row, of the messages that do, or do not, reject it."""
    words: dict[int, tuple[list[str], list[str]]] = {}
    about = rejects.filter(pl.col("row").is_not_null(), rejected=rejected)
    for row, reason, remedy in about.select("row", "reason", "remedy").iter_rows():
        reasons, remedies = words.setdefault(row, ([], []))
        reasons.append(reason)
        if remedy and remedy not in remedies:
            remedies.append(remedy)
    return words
