"""Initiatives of the kinds that an indicator of a goal counts, if the data declare such a kind."""

import polars as pl
from markupsafe import Markup

from data_loaders.topics import Topic
from measures.goals.links import link_counts, linked_initiatives
from pages.doelen.board import Board
from ui.age import initiatives_age
from ui.plain.lists import linked
from ui.story import Part, PartKind, Place


def same_kind(board: Board, goal_id: int, indicator_id: str | None = None) -> Part:
    """The initiatives of the kinds that the indicators count, or a sentence that no kind is declared."""
    view, t = board.view, board.view.t
    title, initiatives = t("doelen_lijst.contributing"), view.snapshot.table("initiatives")
    place = Place.HALF if indicator_id else Place.WHOLE
    everything = view.once_for_all(Topic.LINKED, lambda: linked_initiatives(board.programme, initiatives))
    of_kind = everything.filter(goal_id=goal_id)
    declared = link_counts(board.programme, of_kind).row(by_predicate=pl.col("goal_id") == goal_id, named=True)
    if indicator_id:
        of_kind = of_kind.filter(indicator_id=indicator_id)
    declares = board.programme.goal_links["indicator_id"]
    if not declared["is_declared"] or (indicator_id is not None and indicator_id not in declares):
        return Part("zelfde-soort", title, t("doelen_lijst.none_declared"), PartKind.TEXT, place=place)
    table = _table(board, of_kind, initiatives)
    return Part(
        "zelfde-soort",
        title,
        t("doelen_lijst.linked", count=table.height),
        kind=PartKind.FIGURE,
        body=_counted(board, of_kind),
        rows=table.select(t("doelen_lijst.initiative"), t("doelen_cijfer.municipality")),
        links={t("doelen_lijst.initiative"): [view.link("initiatieven", id=each) for each in table["id"]]},
        source=t("kaart.source"),
        age=initiatives_age(view, initiatives.filter(pl.col("id").is_in(table["id"].implode()))),
        file_rows=lambda: table.drop("id"),
        place=place,
    )


def _counted(board: Board, of_kind: pl.DataFrame) -> Markup:
    """The number of initiatives of each kind; the table has their names."""
    counts = of_kind.group_by("indicator_id", maintain_order=True).len().iter_rows()
    return linked(board.named_link(each, board.view.t("doelen_lijst.of_kind", count=count)) for each, count in counts)


def _table(board: Board, of_kind: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    view, t = board.view, board.view.t
    names = {row["indicator_id"]: board.words(row, "name") for row in board.programme.indicators.to_dicts()}
    per_initiative = of_kind.group_by("initiative_id", maintain_order=True).agg(
        pl.col("indicator_id").replace(names).unique(maintain_order=True).str.join("; ").alias("counted_by"),
        pl.col(f"why_{view.language}").unique(maintain_order=True).str.join(" ").alias("why"),
    )
    facts = initiatives.select("name", "municipality_code", initiative_id="id")
    municipality = pl.col("municipality_code").replace_strict(
        view.names.municipalities, default="", return_dtype=pl.String
    )
    return per_initiative.join(facts, on="initiative_id", how="left", maintain_order="left").select(
        pl.col("initiative_id").alias("id"),
        pl.col("name").alias(t("doelen_lijst.initiative")),
        municipality.alias(t("doelen_cijfer.municipality")),
        pl.col("counted_by").alias(t("doelen_lijst.counted_by")),
        pl.col("why").alias(t("doelen_lijst.why")),
    )
