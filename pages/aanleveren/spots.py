"""The map of the rows: a dot per point, in the colour of its outcome that needs most attention."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_loaders.checked import CheckReport, RowReport, State
from pages.aanleveren.words import shown_rows
from ui.map_ground import Mark, Scene
from ui.map_key import LegendRow, MapKey, key_board
from ui.map_svg import map_svg
from ui.view import View

MAP_PX = (420, 440)
MOST_NAMES = 6
LARGEST_DOT_PX, SMALLEST_DOT_PX = 14.0, 5.0
COLOURS = {State.DOUBTFUL: "waarschuwing", State.MERGED: "vaag", State.NEW: "accent"}
"""Outcome → name of its colour. Refused rows have no place."""


@dataclass(frozen=True)
class Spot:
    """All rows at one point."""

    longitude: float
    latitude: float
    rows: tuple[RowReport, ...]
    """The rows here; those that need attention come first."""


def spots(report: CheckReport) -> list[Spot]:
    """Every point of the report; those with most rows first, so that small dots are drawn on top."""
    rows_at: dict[tuple[float, float], list[RowReport]] = {}
    for row in shown_rows(report, ()):
        if row.longitude is not None and row.latitude is not None:
            rows_at.setdefault((round(row.longitude, 4), round(row.latitude, 4)), []).append(row)
    return [Spot(*point, tuple(rows)) for point, rows in sorted(rows_at.items(), key=lambda each: -len(each[1]))]


def map_body(view: View, report: CheckReport) -> Markup:
    """The map as HTML, with its sentence and legend."""
    all_spots = spots(report)
    sentence = map_sentence(view, report, all_spots)
    marks = [
        Mark(
            tip(view, spot),
            COLOURS[spot.rows[0].state],
            at=(spot.longitude, spot.latitude),
            radius=round(min(LARGEST_DOT_PX, SMALLEST_DOT_PX * math.sqrt(len(spot.rows))), 1),
        )
        for spot in all_spots
    ]
    key = MapKey(view.t("aanleveren.map.key"), "", legend(view, all_spots), is_round=True)
    picture = map_svg(view, Scene(_inside(view, all_spots), size=MAP_PX), marks, sentence)
    return Markup("<p>{}</p>{}{}").format(sentence, picture, key_board(view, key))


def _inside(view: View, all_spots: Sequence[Spot]) -> str:
    """Code of the province in which all rows lie; empty if they lie in several."""
    provinces = {view.names.province_of.get(row.municipality_code or "", "") for spot in all_spots for row in spot.rows}
    return provinces.pop() if len(provinces) == 1 else ""


def map_sentence(view: View, report: CheckReport, all_spots: Sequence[Spot]) -> str:
    """How many rows have a place on the map."""
    placed = sum(len(spot.rows) for spot in all_spots)
    return view.t("aanleveren.map.sentence", placed=placed, count=len(report.rows))


def legend(view: View, all_spots: Sequence[Spot]) -> list[LegendRow]:
    """A row for each outcome, with its colour and number of rows."""
    counts = Counter(row.state for spot in all_spots for row in spot.rows)
    return [LegendRow(view.t(f"aanleveren.state.{state}"), COLOURS[state], count) for state, count in counts.items()]


def tip(view: View, spot: Spot) -> str:
    """The tooltip of a dot."""
    names = [f"{row.name} ({view.t(f'aanleveren.state.{row.state}')})" for row in spot.rows[:MOST_NAMES]]
    more = len(spot.rows) - len(names)
    return "\n".join([*names, *([view.t("aanleveren.map.more", count=more)] if more else [])])
