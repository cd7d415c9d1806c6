"""The map of initiatives: bubbles with true counts over the shapes of the country."""

from dataclasses import replace
from typing import Any

import polars as pl
import pydeck as pdk
import streamlit as st

from geo.layers import COUNTRY_VIEW, areas, bubble_layer, bubble_rows, deck, fit, outlines
from measures.counts import Grain, top_themes
from ui.colours import MapColours, map_colours
from ui.filter_bar import go
from ui.numbers import number
from ui.session import View

MAP_HEIGHT_PX = 430
TURN = "map_turn"
"""Counts choices made on the map: a new number gives a map without an old choice."""


def shape_address(version: str, name: str) -> str:
    """Where the browser finds the shapes; the version in it lets them be kept for ever."""
    return f"/lagen/{version}/{name}.geojson"


def tooltip(view: View, row: dict[str, Any]) -> str:
    """Name, true count and top themes of one bubble."""
    themes = ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top_themes(row))
    place = row["place"] or row["municipality"]
    where = (
        place if place == row["municipality"] or row["municipality"] in place else f"{place} ({row['municipality']})"
    )
    return f"{where}: {view.t('map.count', count=row['count'])}\n{themes}"


def start_view(view: View) -> dict[str, float]:
    """The chosen region, else the country."""
    code = view.selection.municipality or view.selection.province
    if not code:
        return COUNTRY_VIEW
    bounds = view.snapshot.table("regions").row(by_predicate=pl.col("code") == code, named=True)
    return fit(bounds["west"], bounds["south"], bounds["east"], bounds["north"])


def ground(version: str, colours: MapColours) -> list[pdk.Layer]:
    """The country: municipalities that can be chosen (layer `gemeenten`), their borders, and those of provinces."""
    municipalities = shape_address(version, "municipalities")
    return [
        areas("gemeenten", municipalities, fill=colours.land),
        outlines("gemeentegrenzen", municipalities, line=colours.line, width_px=0.6),
        outlines("provinciegrenzen", shape_address(version, "provinces"), line=colours.border, width_px=1.4),
    ]


def bubble_map(view: View, bubbles: pl.DataFrame, by: Grain, alt: str) -> None:
    """Draw `bubbles` (see `measures.counts.bubbles`); choosing one narrows the selection to it."""
    colours = map_colours(st.context.theme.type or "light", view.selection.themes)
    rows = bubble_rows(bubbles, [tooltip(view, row) for row in bubbles.iter_rows(named=True)])
    layers = [
        *ground(view.snapshot.version, colours),
        bubble_layer(rows, fill=colours.bubble, line=colours.rim),
    ]
    key = f"map_{st.session_state.get(TURN, 0)}"
    st.pydeck_chart(
        deck(layers, start_view(view)),
        height=MAP_HEIGHT_PX,
        on_select=lambda: _narrow(view, bubbles, by, key),
        selection_mode="single-object",
        alt=alt,
        key=key,
    )


def _narrow(view: View, bubbles: pl.DataFrame, by: Grain, key: str) -> None:
    chosen = st.session_state[key].selection
    place, code = None, None
    if indices := chosen.indices.get("bubbels"):
        row = bubbles.row(indices[0], named=True)
        code = row["municipality_code"]
        place = row["place"] if by is Grain.SPOT else None
    elif shapes_chosen := chosen.objects.get("gemeenten"):
        code = shapes_chosen[0]["properties"]["code"]
    if code not in view.names.municipalities:
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    go(replace(view.selection, municipality=code, place=place), view.names)
