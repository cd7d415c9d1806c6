"""Which figures we have: for each indicator a strip of years, a strip of provinces, and a bar for municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.goals.availability import by_region, by_year, shares
from measures.goals.kinds import Presence
from pages.doelen.board import Board, Row
from pages.doelen.signs import key
from ui.age import judged_age
from ui.drawing import bar, box, line, svg, words
from ui.numbers import number
from ui.plain.lists import folded, linked
from ui.story import Part, PartKind, Story

FIRST_YEAR = 2012
"""First year of the strips. There are few earlier figures; those still make a later year without a figure "older only"."""
CELL_PX, STRIP_PX = 22, 20


@dataclass(frozen=True)
class Matrix:
    """The cells of one kind (years, provinces or municipalities), with their names."""

    name: str
    cells: pl.DataFrame
    """Rows of `measures.goals.availability`, with a column `place`: the year or the name of the region."""
    places: Sequence[str]
    short: Sequence[str]
    """Short names of `places`, to fit above a cell; empty if a bar is drawn instead of cells."""


def coverage(board: Board) -> Story:
    """The page: how many of all possible figures are known, in total and per year, province and municipality."""
    t = board.view.t
    years = by_year(board.programme, FIRST_YEAR, board.today.year).with_columns(place=pl.col("year").cast(pl.String))
    every = [str(year) for year in range(FIRST_YEAR, board.today.year + 1)]
    matrices = [Matrix("years", years, every, [f"’{year[2:]}" for year in every])]
    for level, name in ((RegionLevel.PROVINCE, "provinces"), (RegionLevel.MUNICIPALITY, "municipalities")):
        cells = by_region(board.programme, level, board.today).with_columns(place=pl.col("region"))
        places = cells["place"].unique(maintain_order=True).to_list()
        matrices.append(Matrix(name, cells, places, _letters(places) if level == RegionLevel.PROVINCE else ()))
    total = _total(years)
    return Story(
        page="doelen",
        title=t("doelen_dekking.title"),
        answer=t("doelen_dekking.answer", **total),
        sentence=t("doelen_dekking.sentence"),
        address="/doelen?deel=dekking",
        crumbs=board.crumbs(),
        parts=tuple(_part(board, matrix) for matrix in matrices),
    )


def _letters(places: Sequence[str]) -> list[str]:
    """Two letters for each province: GR, NH."""
    return ["".join(part[0] for part in name.split("-")) if "-" in name else name[:2].upper() for name in places]


def _total(cells: pl.DataFrame) -> dict[str, int]:
    row = shares(cells.with_columns(all=pl.lit(0)), "all").row(0, named=True)
    return {"known": row["known"], "old": row["old"], "missing": row["missing"], "cells": row["cells"]}


def _part(board: Board, matrix: Matrix) -> Part:
    t, name = board.view.t, matrix.name
    counted = shares(matrix.cells, "indicator_id")
    has_any = counted.filter(pl.col("known") + pl.col("old") > 0)
    without = board.programme.indicators.join(has_any, on="indicator_id", how="anti")
    sentence = t(f"doelen_dekking.{name}_sentence", places=len(matrix.places), **_total(matrix.cells))
    rows = _table(board, counted)
    return Part(
        name={"years": "per-jaar", "provinces": "per-provincie", "municipalities": "per-gemeente"}[name],
        title=t(f"doelen_dekking.{name}"),
        sentence=sentence,
        kind=PartKind.FIGURE,
        rows=rows,
        links={t("doelen_lijst.indicator"): [board.href(indicator=each) for each in counted["indicator_id"]]},
        body=_legend(board, matrix) + _goals(board, matrix, {row["indicator_id"]: row for row in has_any.to_dicts()}) + _without(board, without),
        source=board.per_row,
        age=judged_age(board.view, board.today, matrix.cells.filter(pl.col("presence") != Presence.MISSING)["year"]),
        file_rows=lambda: _cell_table(board, matrix.cells),
    )  # fmt: skip


def _goals(board: Board, matrix: Matrix, counted: dict[str, Row]) -> Markup:
    """A table for each goal: its indicators with their strip or bar, and how many figures are known."""
    per_goal = shares(matrix.cells)
    tables = []
    for goal in per_goal.iter_rows(named=True):
        mine = board.programme.indicators.filter(goal_id=goal["goal_id"])["indicator_id"]
        rows = [_row(board, matrix, counted[each]) for each in mine if each in counted]
        share = board.view.t(
            "doelen_dekking.share",
            id=str(goal["goal_id"]),
            known=goal["known"],
            cells=goal["cells"],
            share=number(round(goal["share"] * 100, 1 if goal["share"] >= 0.001 else 2), board.view.language),
        )
        tables.append(_goal_table(share, matrix, rows))
    return Markup().join(tables)


def _goal_table(share: str, matrix: Matrix, rows: list[Markup]) -> Markup:
    if not rows:
        return Markup("<h3>{}</h3>").format(share)
    head = Markup('<tr class="hoofd"><th></th><td>{}</td><td></td></tr>').format(_head(matrix)) if matrix.short else ""
    return Markup('<h3>{}</h3><table class="dekking">{}{}</table>').format(share, head, Markup().join(rows))


def _head(matrix: Matrix) -> Markup:
    shapes = [words(CELL_PX * (n + 0.5), 13, text, "klein", "middle") for n, text in enumerate(matrix.short)]
    return svg(CELL_PX * len(matrix.short), 16, shapes)


def _row(board: Board, matrix: Matrix, counted: Row) -> Markup:
    indicator_id = counted["indicator_id"]
    name, total = board.indicator_name(indicator_id), counted["cells"]
    shown = (
        _strip(board, matrix, indicator_id) if matrix.short else bar(counted["known"] / total, counted["old"] / total)
    )
    return Markup('<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td class="getal">{}</td></tr>').format(
        board.href(indicator=indicator_id),
        name,
        shown,
        board.view.t("doelen_dekking.of", known=counted["known"], cells=total),
    )


def _strip(board: Board, matrix: Matrix, indicator_id: str) -> Markup:
    """A cell for each place: filled if known, a dash if only an older figure is known, else empty. It does not need colour."""
    t = board.view.t
    presence = dict(matrix.cells.filter(indicator_id=indicator_id).select("place", "presence").iter_rows())
    shapes = []
    for n, place in enumerate(matrix.places):
        title = Markup("<title>{}</title>").format(f"{place}: {t('doelen_dekking.' + presence[place])}")
        shapes.append(Markup("<g>{}{}</g>").format(title, _cell(presence[place], CELL_PX * n)))
    known = ", ".join(place for place in matrix.places if presence[place] == Presence.KNOWN)
    label = t("doelen_dekking.strip", known=known or t("doelen.none"))
    return svg(CELL_PX * len(matrix.places), STRIP_PX, shapes, label)


def _cell(presence: str, x: float) -> Markup:
    frame = box(x + 1, 1, CELL_PX - 2, STRIP_PX - 2, "vol" if presence == Presence.KNOWN else "leeg")
    middle = STRIP_PX / 2
    return frame + (line(x + 7, middle, x + CELL_PX - 7, middle, "oud") if presence == Presence.OLD else Markup())


def _legend(board: Board, matrix: Matrix) -> Markup:
    if not matrix.short:
        return Markup()
    return key((svg(CELL_PX, STRIP_PX, [_cell(each, 0)]), board.view.t(f"doelen_dekking.{each}")) for each in Presence)


def _without(board: Board, indicators: pl.DataFrame) -> Markup:
    """A folded list of the indicators without any figure of this kind, instead of empty rows."""
    if indicators.is_empty():
        return Markup()
    names = linked(board.named_link(each) for each in indicators["indicator_id"])
    return folded(board.view.t("doelen_dekking.without", count=indicators.height), names)


def _table(board: Board, counted: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    return counted.select(
        pl.Series(t("doelen_lijst.indicator"), [board.indicator_name(each) for each in counted["indicator_id"]]),
        *(pl.col(each.value).cast(pl.Int64).alias(t(f"doelen_dekking.{each}")) for each in Presence),
    )


def _cell_table(board: Board, cells: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    presence_words = {presence.value: t(f"doelen_dekking.{presence}") for presence in Presence}
    names = {row["indicator_id"]: board.words(row, "name") for row in board.programme.indicators.to_dicts()}
    return cells.select(
        pl.col("goal_id").alias(t("doelen_lijst.goal")),
        pl.col("indicator_id").replace(names).alias(t("doelen_lijst.indicator")),
        pl.col("place").alias(t("doelen_dekking.place")),
        pl.col("presence").cast(pl.String).replace(presence_words).alias(t("doelen_dekking.presence")),
    )
