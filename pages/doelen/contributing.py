"""Initiatives of the same kind as what an indicator of the goal counts; only where the data declare it."""

import polars as pl
import streamlit as st

from measures.goals.links import link_counts, linked_initiatives
from pages.doelen.board import Board
from ui import plain
from ui.age import initiatives_age
from ui.figure import Figure, source_line
from ui.grid import grid


def contributing(board: Board, goal_id: int, indicator_id: str | None = None) -> None:
    """Initiatives of the kinds that the goal's indicators count, or that nothing is declared."""
    view, t = board.view, board.view.t
    plain.paragraph(t("doelen_lijst.contributing"), "h2")
    initiatives = view.snapshot.table("initiatives")
    linked = linked_initiatives(board.programme, initiatives).filter(goal_id=goal_id)
    declared = link_counts(board.programme, linked).row(by_predicate=pl.col("goal_id") == goal_id, named=True)
    if indicator_id:
        linked = linked.filter(indicator_id=indicator_id)
    is_declared = declared["is_declared"] and (
        indicator_id is None or indicator_id in set(board.programme.goal_links["indicator_id"])
    )
    if not is_declared:
        plain.paragraph(t("doelen_lijst.none_declared"))
        return
    shown = _table(board, linked, initiatives)
    sentence = t("doelen_lijst.linked", count=shown.height)
    plain.paragraph(sentence, name="zin")
    opened = st.column_config.LinkColumn(display_text=t("list.open_link"), width="small")
    grid(shown, alt=sentence, key="linked", height=280, column_config={t("list.open"): opened})
    source_line(
        view,
        Figure(
            name=f"zelfde-soort-doel-{goal_id}",
            title=t("doelen_lijst.contributing"),
            sentence=sentence,
            table=shown,
            source=t("kaart.source"),
            age=initiatives_age(view, initiatives.filter(pl.col("id").is_in(linked["initiative_id"].implode()))),
        ),
    )


def _table(board: Board, linked: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    view, t = board.view, board.view.t
    extra = "&taal=en" if view.language == "en" else ""
    names = {row["indicator_id"]: board.words(row, "name") for row in board.programme.indicators.to_dicts()}
    per_initiative = linked.group_by("initiative_id", maintain_order=True).agg(
        pl.col("indicator_id").replace(names).unique(maintain_order=True).str.join("; ").alias("counted_by"),
        pl.col(f"why_{view.language}").unique(maintain_order=True).str.join(" ").alias("why"),
    )
    facts = initiatives.select("name", "municipality_code", initiative_id="id")
    municipality = pl.col("municipality_code").replace_strict(
        view.names.municipalities, default="", return_dtype=pl.String
    )
    return (
        per_initiative.join(facts, on="initiative_id", how="left", maintain_order="left")
        .with_columns(municipality=municipality)
        .select(
            pl.format("/initiatieven?id={}" + extra, "initiative_id").alias(t("list.open")),
            pl.col("name").alias(t("doelen_lijst.initiative")),
            pl.col("municipality").alias(t("doelen_cijfer.municipality")),
            pl.col("counted_by").alias(t("doelen_lijst.counted_by")),
            pl.col("why").alias(t("doelen_lijst.why")),
        )
    )
