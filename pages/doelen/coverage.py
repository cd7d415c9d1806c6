"""Which figures there are: indicators by year, and indicators by region, with shares and their denominators."""

from html import escape

import altair as alt
import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel
from geo.breaks import ClassKind
from measures.goals.availability import by_region, by_year, shares
from measures.goals.kinds import Presence
from pages.doelen.board import Board
from ui import plain
from ui.age import judged_age
from ui.charts import AnyChart, draw_chart, ground
from ui.figure import Figure, draw_figure
from ui.numbers import number
from ui.palette import GROUND, NOT_A_VALUE, SCALE, Ground

FIRST_YEAR = 2012
"""Before it there are a few figures only; the newest of them still makes a later year "old"."""

ROW_PX = 19


def coverage(board: Board) -> None:
    """Both matrices."""
    t = board.view.t
    st.html(plain.link(t("doelen.all_goals"), board.href() if board.view.language == "en" else "/doelen"))
    plain.paragraph(t("doelen_dekking.title"), "h1")
    years = by_year(board.programme, FIRST_YEAR, board.today.year)
    _matrix(board, "years", years.with_columns(place=pl.col("year").cast(pl.String)))
    provinces = by_region(board.programme, RegionLevel.PROVINCE, board.today)
    _matrix(board, "provinces", provinces.with_columns(place=pl.col("region")))
    municipalities = by_region(board.programme, RegionLevel.MUNICIPALITY, board.today)
    known = municipalities.filter(pl.col("presence") != Presence.MISSING)["region_code"].unique()
    seen = municipalities.filter(pl.col("region_code").is_in(known.implode()))
    _matrix(board, "municipalities", seen.with_columns(place=pl.col("region")), municipalities)


def _matrix(board: Board, name: str, cells: pl.DataFrame, everything: pl.DataFrame | None = None) -> None:
    """One matrix; `everything` when what is drawn leaves regions without any figure out."""
    view, t = board.view, board.view.t
    whole = cells if everything is None else everything
    counted = shares(whole)
    total = shares(whole.with_columns(all=pl.lit(0)), "all").row(0, named=True)
    places = whole["place" if everything is None else "region_code"].n_unique()
    figure = Figure(
        name=f"dekking-{name}",
        title=t(f"doelen_dekking.{name}"),
        sentence=t(
            f"doelen_dekking.{name}_sentence",
            known=total["known"],
            cells=total["cells"],
            places=places,
            rest=places - cells["place"].n_unique(),
        ),
        table=_table(board, cells),
        source=t("doelen_lijst.sources_per_row"),
        age=judged_age(view, board.today, whole.filter(pl.col("presence") != Presence.MISSING)["year"]),
    )
    drawn = matrix_chart(board, cells, ground())
    draw_figure(view, figure, lambda alt_text: draw_chart(drawn, alt_text, view.language, f"matrix_{name}"))
    lines = [
        t(
            "doelen_dekking.share",
            id=str(row["goal_id"]),
            known=row["known"],
            cells=row["cells"],
            share=number(round(row["share"] * 100, 1), view.language),
        )
        for row in counted.iter_rows(named=True)
    ]
    st.html(f'<ul class="doel">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def matrix_chart(board: Board, cells: pl.DataFrame, on: Ground) -> AnyChart:
    """A cell per indicator and year or region: filled, half filled or empty, so that colour is not needed."""
    t = board.view.t
    said = {presence.value: t(f"doelen_dekking.{presence}") for presence in Presence}
    ids = cells["indicator_id"].unique(maintain_order=True)
    names = {
        indicator_id: f"{board.indicator(indicator_id)['goal_id']}. {board.indicator_name(indicator_id)}"
        for indicator_id in ids
    }
    data = cells.select(
        "place",
        pl.col("indicator_id").replace(names).alias("name"),
        pl.col("presence").cast(pl.String).replace(said).alias("presence"),
    )
    order = [names[indicator_id] for indicator_id in sorted(ids, key=lambda key: (names[key][0], names[key]))]
    colours = [SCALE[on][4], SCALE[on][1], GROUND[on]]
    x = alt.X("place:N", title=None, sort=None, axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=130))
    y = alt.Y("name:N", title=None, sort=order, axis=alt.Axis(labelLimit=300, labelFontSize=12))
    colour = alt.Color(
        "presence:N",
        title=None,
        scale=alt.Scale(domain=list(said.values()), range=colours),
        legend=alt.Legend(orient="top"),
    )
    tooltip = [
        alt.Tooltip("name:N", title=t("doelen_lijst.indicator")),
        alt.Tooltip("place:N", title=t("doelen_dekking.place")),
        alt.Tooltip("presence:N", title=t("doelen_dekking.presence")),
    ]
    cell = alt.Chart(data).mark_rect(stroke=NOT_A_VALUE[on][ClassKind.UNKNOWN], strokeWidth=1)
    chart: AnyChart = cell.encode(x=x, y=y, color=colour, tooltip=tooltip).properties(height=ROW_PX * len(names))
    return chart


def _table(board: Board, cells: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    said = {presence.value: t(f"doelen_dekking.{presence}") for presence in Presence}
    names = {row["indicator_id"]: board.words(row, "name") for row in board.programme.indicators.to_dicts()}
    return cells.select(
        pl.col("goal_id").alias(t("doelen_lijst.goal")),
        pl.col("indicator_id").replace(names).alias(t("doelen_lijst.indicator")),
        pl.col("place").alias(t("doelen_dekking.place")),
        pl.col("presence").cast(pl.String).replace(said).alias(t("doelen_dekking.presence")),
    )
