"""Tries a partner's file against the release in use, without changing anything."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypedDict

import polars as pl

from data_loaders.checked import CheckReport, ColumnReport, Outcome, RowReport
from data_loaders.schema import Status
from data_loaders.schema.rows import rows_of
from data_loaders.snapshot import Snapshot
from prepare.check_report import report_messages
from prepare.columns.field import Column
from prepare.language import Phrase, phrase, speaking
from prepare.merging import Merged, PairingRule, PreviousIds, merge, read_decisions, read_words
from prepare.merging.seats import seated
from prepare.messages import quote
from prepare.place.evidence import Atlas
from prepare.read.answers import about_known
from prepare.read.source import ReadConfig, SourceResult, Words, read_source
from prepare.tables import Candidates
from prepare.task import Task

_RELEASE = "\u0000release"
"""Marks rows of the release in the column `source`; no file can have this name."""
_SAMPLES = 3
_LOOKED_INTO = 500
"""Number of rows in which sample values are looked for."""


def check(task: Task, snapshot: Snapshot) -> CheckReport:
    """What would become of every row of a file. Other programs call `prepare.worker.check_file`, which bounds it.

    Args:
        task: the file and what goes with it.
        snapshot: the release in use: known initiatives, places and boundaries.

    Raises:
        DataProblem, OSError, SourceError: the release or our own lists are damaged.
    """
    with speaking(task.language):
        return _check(task, snapshot)


def _check(task: Task, snapshot: Snapshot) -> CheckReport:
    names = ("regions", "places", "postcodes", "districts", "municipality_changes")
    tables = {name: snapshot.table(name) for name in names}
    atlas = Atlas.load(tables, snapshot.shapes("municipalities"), snapshot.shapes("surroundings"))
    words = Words.load(task.sources)
    config = ReadConfig(words, atlas, task.this_year, task.network, limits=task.limits, keeps_cells=True)
    result = read_source(task.file, config)
    merged = _merge(result.candidates, snapshot, task.sources) if result.candidates.height else None
    if result.is_answers:
        result, answers = _answers(result, snapshot)
    else:
        answers = []
    rows = sorted([*_taken(result, snapshot, merged), *answers, *_rejected(result)], key=lambda row: row.row)
    counts = Counter(row.outcome for row in rows)
    return CheckReport(
        file=task.file.name,
        usable=result.is_usable,
        read=result.read,
        accepted=counts[Outcome.ACCEPTED],
        merged=counts[Outcome.MERGED],
        rejected=counts[Outcome.REJECTED],
        doubtful=sum(row.doubtful for row in rows),
        columns=[_column(column, result) for column in result.columns],
        categories=result.categories,
        rows=rows,
        messages=report_messages(result.rejects),
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
    rows = (
        seated(known)
        .with_row_index("row", offset=1)
        .with_columns(
            source=pl.lit(_RELEASE),
            row=pl.col("row").cast(pl.Int32),
            source_url=page.field("url"),
            source_title=page.field("title"),
            source_year=page.field("year"),
        )
    )
    return Candidates.validate(rows.select(Candidates.column_names()), cast=True)


@dataclass(frozen=True)
class _Same:
    """The initiative that a row is, or may be, about."""

    id: str | None = None
    row: int | None = None
    name: str = ""
    is_of_a_crowd: bool = False
    """So many initiatives are alike that not all pairs were compared."""


def _taken(result: SourceResult, snapshot: Snapshot, merged: Merged | None) -> Iterator[RowReport]:
    """The rows that are not rejected, in the order of the file."""
    if merged is None:
        return
    names = snapshot.table("initiatives")["name"].to_list()
    first = {
        entry["id"]: _Same(entry["id"], name=names[entry["row"] - 1])
        for entry in merged.outcomes.filter(source=_RELEASE).iter_rows(named=True)
    }
    ids = dict(merged.outcomes.filter(pl.col("source") != _RELEASE).select("row", "id").iter_rows())
    remarks = _words(result.rejects, rejected=False)
    doubts = _doubts(merged.reviews)
    numbered = result.candidates.select("row", "themes").iter_rows()
    for (number, themes), facts in zip(numbered, _facts(result.candidates), strict=True):
        name = ids[number]
        reasons, remedies = remarks.get(number, ([], []))
        same = first.get(name)
        is_doubtful = same is None and number in doubts
        about = same or doubts.get(number) or _Same()
        if same:
            known = phrase(Phrase.SAME_AS_KNOWN, name=same.name)
            reasons = [known if same.id else phrase(Phrase.SAME_AS_ROW, row=same.row), *reasons]
        elif is_doubtful:
            maybe = Phrase.MAYBE_SAME_OF_MANY if about.is_of_a_crowd else Phrase.MAYBE_SAME
            reasons = [phrase(maybe, name=about.name), *reasons]
        yield RowReport(
            row=number,
            outcome=Outcome.MERGED if same else Outcome.ACCEPTED,
            doubtful=is_doubtful,
            id=name,
            merged_with=name if same else None,
            same_as=about.id,
            same_as_row=about.row,
            reason=" ".join(reasons) or None,
            remedy=" ".join(remedies) or None,
            cells=tuple(result.cells.get(number, ())),
            themes=tuple(themes),
            **facts,
        )
        first.setdefault(name, _Same(row=number))


def _answers(result: SourceResult, snapshot: Snapshot) -> tuple[SourceResult, list[RowReport]]:
    """For a filled list: the result with messages about unknown ids, and a report per answer about a known initiative."""
    initiatives = snapshot.table("initiatives").rename({"status_year": "year"})
    names: dict[str, str] = dict(initiatives.select("id", "name").iter_rows())
    now = dict(zip(names, rows_of(initiatives.select(*_Stated.__annotations__), _Stated), strict=True))
    aliases = dict(snapshot.table("aliases").select("old_id", "id").iter_rows())
    file = str(result.answers["source"].first() or "")
    about, id_messages = about_known(result.answers, file, names, aliases)
    rejects = pl.concat([result.rejects, id_messages])
    words_of_row = _words(rejects, rejected=False)
    stated = result.answers.rename({"source_year": "year"}).select(*_Stated.__annotations__)
    given = dict(zip(result.answers["row"], rows_of(stated, _Stated), strict=True))
    rows = [
        RowReport(
            row=number, outcome=Outcome.MERGED, name=names[known], id=known, merged_with=known, same_as=known,
            reason=" ".join([
                phrase(Phrase.ANSWER_TAKEN, name=names[known]), *_changes(now[known], given[number]),
                *words_of_row.get(number, ([], []))[0],
            ]),
            remedy=" ".join(words_of_row.get(number, ([], []))[1]) or None,
            status=given[number]["status"], website=given[number]["website"],
            cells=tuple(result.cells.get(number, ())),
        )
        for number, known in about.items()
    ]  # fmt: skip
    called = {row: names.get(identifier, identifier) for row, identifier in result.names.items()}
    return replace(result, rejects=rejects, names=called), rows


class _Facts(TypedDict):
    """What a report repeats of a row that is taken."""

    name: str
    place: str | None
    municipality_code: str | None
    longitude: float | None
    latitude: float | None
    precision: str | None
    started_year: int | None
    status: str | None
    website: str | None
    summary: str | None


def _facts(candidates: pl.DataFrame) -> list[_Facts]:
    return rows_of(candidates.rename({"location_precision": "precision"}).select(*_Facts.__annotations__), _Facts)


class _Stated(TypedDict):
    """What the map, or an answer, says of an initiative."""

    status: str
    year: int | None
    website: str | None


def _changes(now: _Stated, answer: _Stated) -> Iterator[str]:
    """Sentences about what an answer changes in the status and site on the map.

    As in a merge, the newest statement counts.
    """
    if answer["status"] != Status.UNKNOWN:
        is_known, year, newest = now["status"] != Status.UNKNOWN, answer["year"] or 0, now["year"] or 0
        before = _status_words(now) if is_known else phrase(Phrase.NO_STATUS)
        words = {"before": before, "after": _status_words(answer)}
        if is_known and now["status"] == answer["status"]:
            yield phrase(Phrase.ANSWER_CONFIRMS, **words)
        elif is_known and newest >= year:
            yield phrase(Phrase.ANSWER_SAME_YEAR if newest == year else Phrase.ANSWER_OLDER, **words)
        else:
            yield phrase(Phrase.ANSWER_CHANGES, **words)
    if answer["website"]:
        yield phrase(Phrase.ANSWER_SITE, before=now["website"] or phrase(Phrase.NO_SITE), after=answer["website"])


def _status_words(stated: _Stated) -> str:
    words = phrase(Phrase(f"status_{stated['status']}"))
    return f"{words} ({stated['year']})" if stated["year"] else words


def _doubts(reviews: pl.DataFrame) -> dict[int, _Same]:
    """Row of the file to the initiative that it may be about, by the merger's reviews; known initiatives take precedence."""
    sides = [
        reviews.select(
            source=f"source_{one}", row=f"row_{one}", name=f"name_{other}", id=f"id_{other}",
            other_row=f"row_{other}", is_known=pl.col(f"source_{other}") == _RELEASE,
            is_of_a_crowd=pl.col("reason") == PairingRule.TOO_MANY_ALIKE,
        )
        for one, other in ("ab", "ba")
    ]  # fmt: skip
    about = pl.concat(sides).filter(pl.col("source") != _RELEASE).sort("is_known", maintain_order=True)
    return {
        row["row"]: _Same(
            id=row["id"] if row["is_known"] else None,
            row=None if row["is_known"] else row["other_row"],
            name=row["name"],
            is_of_a_crowd=row["is_of_a_crowd"],
        )
        for row in about.iter_rows(named=True)
    }


def _rejected(result: SourceResult) -> Iterator[RowReport]:
    for number, (reasons, remedies) in _words(result.rejects, rejected=True).items():
        yield RowReport(
            row=number,
            outcome=Outcome.REJECTED,
            name=result.names.get(number, ""),
            reason=" ".join(reasons),
            remedy=" ".join(remedies),
            cells=tuple(result.cells.get(number, ())),
        )


def _words(rejects: pl.DataFrame, *, rejected: bool) -> dict[int, tuple[list[str], list[str]]]:
    """Reasons and remedies per row, from the messages that reject the row (or, with `rejected=False`, from the others)."""
    words: dict[int, tuple[list[str], list[str]]] = {}
    about = rejects.filter(pl.col("row").is_not_null(), rejected=rejected)
    for row, reason, remedy in about.select("row", "reason", "remedy").iter_rows():
        reasons, remedies = words.setdefault(row, ([], []))
        reasons.append(reason)
        if remedy and remedy not in remedies:
            remedies.append(remedy)
    return words


def _column(column: Column, result: SourceResult) -> ColumnReport:
    values = (
        cells[column.position] for cells in islice(result.cells.values(), _LOOKED_INTO) if column.position < len(cells)
    )
    samples = list(islice(dict.fromkeys(quote(value.strip()) for value in values if value.strip()), _SAMPLES))
    return ColumnReport(column.position, column.header, column.field, column.how, samples)
