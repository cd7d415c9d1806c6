"""Reads `decisions.csv`, in which people answer which rows are the same, and finds the rows that it names."""

from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError, NoDataError

from data_loaders.schema.folding import fold_expr
from prepare.merging.tables import Answer, Decisions
from prepare.problems import SourceError

FILE = "decisions.csv"
_REMEDY_HEADER = "Zet de kolommen terug zoals docs/merging.md ze noemt."
_REMEDY_ROW = (
    "Vul answer (same, different of part_of), name_a, name_b, why en when (JJJJ-MM-DD) in; "
    "part_of vraagt ook een source_url."
)
_SIDES = ("a", "b")


def read_decisions(path: Path) -> pl.DataFrame:
    """The answers in `path` as rows of `Decisions`.

    Raises:
        SourceError: the file is empty, lacks a column or has an invalid row.
    """
    try:
        read = pl.read_csv(path, infer_schema=False)
    except (NoDataError, ComputeError) as error:
        raise SourceError(FILE, "Het bestand is leeg of geen goede CSV.", _REMEDY_HEADER) from error
    missing = [column for column in Decisions.column_names() if column not in read.columns]
    if missing:
        raise SourceError(FILE, f"De kolom {', '.join(missing)} ontbreekt.", _REMEDY_HEADER)
    answers = read.select(Decisions.column_names()).with_columns(pl.col("answer").cast(pl.Enum(Answer), strict=False))
    if not Decisions.is_valid(answers):
        wrong = next(row for row in range(answers.height) if not Decisions.is_valid(answers[row : row + 1]))
        raise SourceError(FILE, f"In rij {wrong + 2} staat geen geldig antwoord.", _REMEDY_ROW)
    return Decisions.validate(answers)


def links(rows: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """All pairs of rows that an answer names.

    Args:
        rows: described candidates.
        decisions: rows of `Decisions`.

    Returns:
        `decision` (row number in `decisions`), `answer`, `a`, `b` (row numbers in `rows`).
    """
    numbered = decisions.with_row_index("decision")
    sides = [_side(rows, numbered, side) for side in _SIDES]
    pairs = sides[0].join(sides[1], on="decision", maintain_order="left_right").filter(pl.col("a") != pl.col("b"))
    return pairs.join(numbered.select("decision", "answer"), on="decision", maintain_order="left").select(
        "decision", "answer", "a", "b"
    )


def rightly_placed(rows: pl.DataFrame, linked: pl.DataFrame) -> pl.Series:
    """Rows in the right municipality: those named first when a person joined rows of two municipalities."""
    same = linked.filter(answer=Answer.SAME)
    here, there = (rows["municipality_code"].gather(same[side]) for side in _SIDES)
    return same.filter(here.ne_missing(there))["a"]


def unused(rows: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """The answers that name a row which is in no source any more."""
    used = links(rows, decisions)["decision"].unique()
    return decisions.with_row_index("decision").filter(~pl.col("decision").is_in(used.implode())).drop("decision")


def _side(rows: pl.DataFrame, decisions: pl.DataFrame, side: str) -> pl.DataFrame:
    """`decision` with the numbers of the rows that side `a` or `b` names."""
    wanted = decisions.select(
        "decision",
        folded=fold_expr(pl.col(f"name_{side}")),
        asked_source=f"source_{side}",
        asked_place=fold_expr(pl.col(f"place_{side}")),
        asked_municipality=f"municipality_code_{side}",
    )
    matches = wanted.join(rows.select("index", "folded", "source", "folded_place", "municipality_code"), on="folded")
    fits = [
        pl.col(asked_for).is_null() | pl.col(asked_for).eq_missing(pl.col(column))
        for asked_for, column in (
            ("asked_source", "source"),
            ("asked_place", "folded_place"),
            ("asked_municipality", "municipality_code"),
        )
    ]
    return (
        matches.filter(pl.all_horizontal(fits)).select("decision", pl.col("index").alias(side)).sort("decision", side)
    )
