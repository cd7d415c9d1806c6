"""The exact points inside one municipality: one dot per point, in the colour of its theme."""

import polars as pl
import streamlit as st

from data_loaders.schema import Theme
from geo.layers import bubble_layer, bubble_rows, deck
from ui.colours import map_colours
from ui.legend import LegendRow
from ui.map_view import MAP_HEIGHT_PX, NAMED, TURN, ground, names_layer, start_view
from ui.palette import ACCENT, THEME_COLOURS, Ground, rgb
from ui.session import View

OPENED = "opened_initiative"
"""Id of an initiative that was chosen on the map; the page opens it."""


def point_colour(theme: str | None, ground_name: Ground) -> str:
    """The colour of a theme; the accent where a point holds several."""
    return THEME_COLOURS[ground_name][Theme(theme)] if theme else ACCENT[ground_name]


def point_map(view: View, rows: pl.DataFrame, alt: str) -> None:
    """Draw `measures.points.points`; choosing a point with one initiative opens it."""
    shade: Ground = st.context.theme.type or "light"
    colours = map_colours(shade, view.selection.themes)
    drawn = bubble_rows(rows, [_tip(view, row) for row in rows.iter_rows(named=True)])
    placed = rows.filter(pl.col("longitude").is_not_null())
    fills = [list(rgb(point_colour(theme, shade))) for theme in placed["theme"]]
    dots = [
        {"p": dot["p"], "r": max(dot["r"], 6.0), "name": dot["t"], "c": fill}
        for dot, fill in zip(drawn, fills, strict=True)
    ]
    layer = bubble_layer(dots, fill=colours.bubble, line=colours.rim)
    layer.get_fill_color = "@@=c"
    key = f"map_{st.session_state.get(TURN, 0)}"
    st.pydeck_chart(
        deck(
            [
                *ground(view.snapshot.version, colours, is_near=True, chosen=view.selection.municipality),
                layer,
                names_layer(view, colours),
            ],
            start_view(view),
            NAMED,
        ),
        height=MAP_HEIGHT_PX,
        on_select=lambda: _open(placed, key),
        selection_mode="single-object",
        alt=alt,
        key=key,
    )


def _tip(view: View, row: dict[str, object]) -> str:
    names = list(row["names"])  # type: ignore[call-overload]  # a list of names
    more = int(row["count"]) - len(names)  # type: ignore[call-overload]  # a count
    precision = ", ".join(view.t(f"precision.{value}") for value in row["location_precision"])  # type: ignore[attr-defined]
    rest = [view.t("kaart.more_here", count=more)] if more else []
    return "\n".join([*names, *rest, view.t("kaart.point_is", precision=precision)])


def _open(placed: pl.DataFrame, key: str) -> None:
    indices = st.session_state[key].selection.indices.get("bubbels")
    if not indices:
        return
    row = placed.row(indices[0], named=True)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    if row["count"] == 1:
        st.session_state[OPENED] = row["ids"][0]


def point_table(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` in the reader's words, with a total."""
    t = view.t
    shown = rows.select(
        pl.when(pl.col("longitude").is_not_null())
        .then(pl.col("place").fill_null(""))
        .otherwise(pl.lit(t("map.not_placed")))
        .alias(t("map.place")),
        pl.col("names").list.join("; ").alias(t("kaart.names")),
        pl.col("location_precision")
        .list.eval(pl.element().replace({p: t(f"precision.{p}") for p in _precisions(rows)}))
        .list.join(", ")
        .alias(t("kaart.precision")),
        pl.col("count").alias(t("map.number")),
    )
    total = pl.DataFrame([[t("map.total")], [""], [""], [rows["count"].sum()]], schema=shown.schema)
    return pl.concat([shown, total])


def point_legend(view: View, rows: pl.DataFrame, shade: Ground) -> list[LegendRow]:
    """Colour, words and number of initiatives per colour on the map."""
    placed = rows.filter(pl.col("longitude").is_not_null())
    counts = dict(placed.group_by("theme").agg(pl.col("count").sum()).iter_rows())
    order = [theme.value for theme in Theme if theme.value in counts] + ([None] if None in counts else [])
    return [
        LegendRow(
            view.t(f"theme.{theme}") if theme else view.t("kaart.several_themes"),
            point_colour(theme, shade),
            counts[theme],
        )
        for theme in order
    ]


def _precisions(rows: pl.DataFrame) -> list[str]:
    return rows["location_precision"].explode(empty_as_null=True).drop_nulls().unique().to_list()
