"""The figures of a series as a table, and sentences on how to read them."""

from collections.abc import Sequence

import polars as pl

from measures.goals.kinds import Step
from pages.doelen import words
from pages.doelen.board import Board
from pages.doelen.chart import Series
from ui.units import unit_words


def value_table(board: Board, units: Sequence[str], points: pl.DataFrame) -> pl.DataFrame:
    """A row for every observation, with its remark and source; `units` has a unit for each row."""
    view, t = board.view, board.view.t
    return pl.DataFrame(
        {
            t("doelen_cijfer.year"): points["year"].cast(pl.String),
            t("doelen_cijfer.value"): points["value"],
            t("doelen_cijfer.unit"): [unit_words(view.t, unit) for unit in units],
            t("doelen_cijfer.reading"): [words.reading(view, kinds) for kinds in points["qualifiers"]],
            t("doelen_cijfer.remark"): points["qualifier_note"].fill_null(""),
            t("doelen_cijfer.source"): points["source_title"],
            t("doelen_cijfer.address"): points["source_url"],
        }
    )


def dutch_columns(board: Board) -> frozenset[str]:
    """Columns of `value_table` with words of sources, which are always Dutch."""
    return frozenset({board.view.t("doelen_cijfer.remark"), board.view.t("doelen_cijfer.source")})


def how_to_read(board: Board, unit: str, curve: Series) -> list[str]:
    """Sentences about gaps, breaks and averages in the series, contradicting sources, and remarks of sources."""
    view, t = board.view, board.view.t
    disputed = [
        t(
            "doelen_cijfer.disputed",
            year=str(row["year"]),
            values=words.every_value(view, row, unit),
            value=words.amount(view, row["value"], unit),
        )
        for row in curve.points.filter(pl.col("others").list.len() > 0).iter_rows(named=True)
    ]
    between = [
        t(
            f"doelen_cijfer.step.{row['kind']}",
            first=str(row["year_from"]),
            last=str(row["year_to"]),
            count=max(row["missing_years"], 1),
        )
        for row in curve.steps.filter(pl.col("kind") != Step.LINE).iter_rows(named=True)
    ]
    remarks = [
        f"{row['year']}: {words.figure(view, row, unit)}: {row['qualifier_note'].rstrip('.')}."
        for row in curve.every_reading.drop_nulls("qualifier_note").iter_rows(named=True)
    ]
    return between + disputed + remarks
