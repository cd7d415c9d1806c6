"""The rows on a map: one dot per point and outcome."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from geo.layers import WrittenDeck, areas, bubble_layer, fit, radius_px, written
from pages.aanleveren.report import FileReport, Row, State
from pages.aanleveren.words import shown_rows
from ui import plain
from ui.colours import map_colours
from ui.legend import LegendRow, legend_html
from ui.map_view import NAMED, around, border_layer, names_layer, shape_address
from ui.palette import ACCENT, FAINT_INK, WARNING, Ground, rgb
from ui.view import View

HEIGHT_PX = 420
MOST_NAMES = 6
LEAST_ZOOM, MOST_ZOOM = 5.5, 9.0
NARROWER = 0.5
"""Zoom levels: this map stands beside the rows, narrower than those that `fit` is for."""
LARGEST_DOT_PX, SMALLEST_DOT_PX = 14.0, 5.0
PLACED = (State.DOUBTFUL, State.MERGED, State.NEW)
"""Outcomes of rows that have a place; of a refused row it is not known."""


@dataclass(frozen=True)
class Spot:
    """All rows at one point."""

    longitude: float
    latitude: float
    rows: tuple[Row, ...]
    """What asks for attention first."""


def spots(report: FileReport) -> list[Spot]:
    """Every point of the report; those with most rows first, so that small ones lie on top."""
    found: dict[tuple[float, float], list[Row]] = {}
    for row in shown_rows(report, ()):
        if row.longitude is not None and row.latitude is not None:
            found.setdefault((round(row.longitude, 4), round(row.latitude, 4)), []).append(row)
    return [Spot(*point, tuple(rows)) for point, rows in sorted(found.items(), key=lambda each: -len(each[1]))]


def state_colours(ground: Ground) -> dict[State, str]:
    """The colour of each outcome; on the map its legend stands beside it."""
    warning = WARNING[ground]
    return {
        State.NEW: ACCENT[ground],
        State.MERGED: FAINT_INK[ground],
        State.DOUBTFUL: warning,
        State.REFUSED: warning,
    }


def map_part(view: View, report: FileReport) -> None:
    """The map with its sentence and legend; nothing when no row has a point."""
    found = spots(report)
    if not found:
        return
    ground: Ground = st.context.theme.type or "light"
    sentence = map_sentence(view, report, found)
    plain.paragraph(view.t("aanleveren.map.title"), "h2")
    plain.paragraph(sentence)
    st.pydeck_chart(
        WrittenDeck(_written(view, found, ground), NAMED), height=HEIGHT_PX, alt=sentence, key="kaart_nagekeken"
    )
    st.html(legend_html(view.t, view.t("aanleveren.map.key"), "aanleveren.map.count", legend(view, found, ground)))


def map_sentence(view: View, report: FileReport, found: Sequence[Spot]) -> str:
    """How many rows have a place on the map."""
    placed = sum(len(spot.rows) for spot in found)
    return view.t("aanleveren.map.sentence", placed=placed, count=len(report.rows))


def legend(view: View, found: Sequence[Spot], ground: Ground) -> list[LegendRow]:
    """Colour, words and number of rows per outcome."""
    colours = state_colours(ground)
    counts = Counter(row.state for spot in found for row in spot.rows)
    return [
        LegendRow(view.t(f"aanleveren.state.{state}"), colours[state], count)
        for state, count in counts.items()
        if count
    ]


def _written(view: View, found: Sequence[Spot], ground: Ground) -> str:
    colours = map_colours(ground, ())
    of_states = state_colours(ground)
    largest = max(len(spot.rows) for spot in found)
    rows = [
        {
            "p": [spot.longitude, spot.latitude],
            "r": min(LARGEST_DOT_PX, max(SMALLEST_DOT_PX, radius_px(len(spot.rows), largest))),
            "name": tip(view, spot),
            "c": PLACED.index(spot.rows[0].state),
        }
        for spot in found
    ]
    dots = bubble_layer(rows, fill=colours.bubble, line=colours.rim)
    dots.get_fill_color = f"@@=({[list(rgb(of_states[state])) for state in PLACED]})[c]"
    version = view.snapshot.version
    layers = [
        *around(version, colours),
        areas("gemeenten", shape_address(version, "municipalities"), fill=colours.land),
        border_layer("provinciegrenzen", version, "provinces", line=colours.border, width_px=1.4),
        names_layer(view, colours),
        dots,
    ]
    return written(layers, start(found))


def tip(view: View, spot: Spot) -> str:
    """What pointing at a dot tells."""
    names = [f"{row.name} ({view.t(f'aanleveren.state.{row.state}')})" for row in spot.rows[:MOST_NAMES]]
    more = len(spot.rows) - len(names)
    return "\n".join([*names, *([view.t("aanleveren.map.more", count=more)] if more else [])])


def start(found: Sequence[Spot]) -> dict[str, float]:
    """All dots in view, no closer than a province."""
    longitudes, latitudes = [spot.longitude for spot in found], [spot.latitude for spot in found]
    view = fit(min(longitudes) - 0.1, min(latitudes) - 0.07, max(longitudes) + 0.1, max(latitudes) + 0.07)
    return {**view, "zoom": max(LEAST_ZOOM, min(view["zoom"] - NARROWER, MOST_ZOOM))}
