"""A person's answers, found back in the rows of this preparation."""

from pathlib import Path

import polars as pl

from data_loaders.schema.folding import fold_expr
from prepare.merging.tables import Answer, Decisions
from prepare.problems import SourceError

FILE = "decisions.csv"
_SIDES = ("a", "b")


def read_decisions(path: Path) -> pl.DataFrame:
    """The answers in `path` as rows of `Decisions`.

    Raises:
        SourceError: the file lacks a column or has a row that is not a valid answer.
    """
    read = pl.read_csv(path, infer_schema=False)
    missing = [column for column in Decisions.column_names() if column not in read.columns]
    if missing:
        raise SourceError(
            FILE, f"De kolom {', '.join(missing)} ontbreekt.", "Zet de kop terug zoals docs/merging.md die noemt."
        )
    result = read.select(Decisions.column_names()).with_row_index("row", offset=2)
    valid, failures = Decisions.filter(
        result.drop("row").with_columns(pl.col("answer").cast(pl.Enum(Answer), strict=False))
    )
    if len(failures.invalid()):
        rules = ", ".join(failures.counts())
        raise SourceError(
            FILE,
            f"{len(failures.invalid())} rij(en) kloppen niet ({rules}).",
            "Vul answer (same, different of part_of), name_a, name_b, why en when (JJJJ-MM-DD) in; part_of vraagt ook een source_url.",
        )
    return valid


def links(rows: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Every pair of rows that an answer is about.

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


def unused(rows: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """The answers of which a side is no longer in any source."""
    found = links(rows, decisions)["decision"].unique()
    return decisions.with_row_index("decision").filter(~pl.col("decision").is_in(found.implode())).drop("decision")


def _side(rows: pl.DataFrame, decisions: pl.DataFrame, side: str) -> pl.DataFrame:
    """`decision` and the numbers of the rows that this side of it names."""
    asked = decisions.select(
        "decision",
        folded=fold_expr(pl.col(f"name_{side}")),
        asked_source=f"source_{side}",
        asked_place=fold_expr(pl.col(f"place_{side}")),
        asked_municipality=f"municipality_code_{side}",
    )
    found = asked.join(rows.select("index", "folded", "source", "folded_place", "municipality_code"), on="folded")
    fits = [
        pl.col(asked_for).is_null() | pl.col(asked_for).eq_missing(pl.col(column))
        for asked_for, column in (
            ("asked_source", "source"),
            ("asked_place", "folded_place"),
            ("asked_municipality", "municipality_code"),
        )
    ]
    return found.filter(pl.all_horizontal(fits)).select("decision", pl.col("index").alias(side)).sort("decision", side)
