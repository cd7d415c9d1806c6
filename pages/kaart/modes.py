"""Makes the map in each mode: its marks, legend, table and sentence, all from the same frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_loaders.schema import LocationPrecision, RegionLevel
from data_loaders.topics import Topic
from measures.counts import chosen_bubbles, grain
from measures.points import on_a_middle, points
from pages.kaart.marks import bubble_marks, bubble_token, per_root, point_marks, region_marks
from pages.kaart.need import need_key, need_marks, need_notes, need_rows, need_sentence, need_table
from ui.choropleth import classes, figures, legend_notes, region_sentence
from ui.map_ground import Mark
from ui.map_key import LegendRow, MapKey
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.map_table import bubble_table, region_table
from ui.map_tips import measure_words
from ui.need import chosen_theme
from ui.point_map import point_legend, point_table, points_sentence
from ui.view import View


@dataclass(frozen=True)
class MapFigure:
    """The map in one mode, before it is drawn."""

    title: str
    sentence: str
    """What this map shows, in words, besides the result sentence."""
    table: pl.DataFrame
    marks: Sequence[Mark]
    level: RegionLevel | None
    """Level of the coloured regions; None for a map of circles."""
    key: MapKey
    notes: Sequence[str] = ()
    """Notes on how to read the map."""


def map_figure(view: View, chosen: pl.DataFrame, choice: MapChoice) -> MapFigure:
    """The map in the mode that the address asks for."""
    if choice.mode is Mode.NEED:
        return _need(view, choice)
    if choice.mode in LEVELS:
        return _regions(view, choice)
    if choice.mode is Mode.POINTS or view.selection.municipality:
        return _points(view, chosen)
    return _bubbles(view)


def _regions(view: View, choice: MapChoice) -> MapFigure:
    rows, what, level = figures(view, choice), measure_words(view, choice), LEVELS[choice.mode]
    return MapFigure(
        title=what if choice.mode is Mode.WHITE_SPOTS else view.t(f"kaart.title_per_{level}", what=what),
        sentence=region_sentence(view, rows, choice),
        table=region_table(view, rows, choice),
        marks=region_marks(view, rows, choice),
        level=level,
        key=MapKey(what, view.t(f"kaart.level_{level}"), classes(view, rows, choice)[1]),
        notes=legend_notes(view, rows, choice),
    )


def _need(view: View, choice: MapChoice) -> MapFigure:
    rows = need_rows(view, choice)
    return MapFigure(
        title=view.t("behoefte.map", theme=view.t(f"theme.{chosen_theme(view)}")),
        sentence=need_sentence(view, rows),
        table=need_table(view, rows, choice),
        marks=need_marks(view, rows, choice),
        level=LEVELS[choice.mode],
        key=need_key(view, rows),
        notes=tuple(need_notes(view, rows, choice)),
    )


def _bubbles(view: View) -> MapFigure:
    by = grain(view.catalogue, view.selection)
    rows = chosen_bubbles(view.catalogue, view.selection, by)
    largest = int(rows.filter(pl.col("longitude").is_not_null())["count"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    marks, themes = bubble_marks(view, rows, by), view.selection.themes
    quiet = view.t("kaart.quiet") if any(mark.is_quiet for mark in marks) else ""
    what = view.t(f"theme.{themes[0]}") if len(themes) == 1 else view.t("map.number")
    return MapFigure(
        title=view.t(f"kaart.title_{by.name.lower()}"),
        sentence="",
        table=view.once(Topic.BUBBLE_TABLE, lambda: bubble_table(view, rows)),
        marks=marks,
        level=None,
        key=MapKey(
            view.t(f"kaart.key_{by.name.lower()}", what=what),
            "",
            (),
            bubble_token(view),
            largest,
            per_root(largest, by),
            quiet,
        ),
    )


def _points(view: View, chosen: pl.DataFrame) -> MapFigure:
    def counted() -> tuple[pl.DataFrame, dict[LocationPrecision, int]]:
        # A point has the name of its spot, because a press on it narrows the choice to that name.
        named = view.catalogue.rows(chosen, 0, chosen.height).with_columns(chosen["place"].cast(pl.String))
        return points(named), on_a_middle(named)

    rows, middles = view.once(Topic.POINTS, counted)
    key: Sequence[LegendRow] = point_legend(view, rows)
    title = view.t("kaart.point_colour" if rows["longitude"].count() else "kaart.points_no_key")
    return MapFigure(
        title=view.t("kaart.title_points"),
        sentence=points_sentence(view, rows, middles),
        table=view.once(Topic.POINT_TABLE, lambda: point_table(view, rows)),
        marks=point_marks(view, rows),
        level=None,
        key=MapKey(title, "", key, is_round=True),
    )
