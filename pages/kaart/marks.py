"""What is drawn on the map, mark by mark: where, in which colours, what pointing at it tells and where a press on it leads."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import polars as pl

from data_loaders.schema import RegionLevel
from geo.layers import radius_px
from measures.counts import Grain
from measures.selection import Selection
from ui.address import write
from ui.choropleth import everywhere, region_colours, widened
from ui.first_map import Mark
from ui.map_mode import LEVELS, Asked
from ui.map_tips import region_tip
from ui.map_view import tooltip
from ui.palette import ACCENT, THEME_COLOURS, Ground
from ui.parameters import NO_FILTER
from ui.point_map import dot_radii, point_colour, point_tips
from ui.session import View


def bubble_colour(view: View, ground: Ground) -> str:
    """One chosen theme gives its own colour; otherwise the accent, since a bubble then holds several themes."""
    themes = view.selection.themes
    return THEME_COLOURS[ground][themes[0]] if len(themes) == 1 else ACCENT[ground]


def address(view: View, selection: Selection, **more: str) -> str:
    """The query of the page with `selection` and the rest of the address as it is; `more` replaces parts of that."""
    kept = {name: values for name, values in view.params.items() if name in NO_FILTER}
    asked = write(selection, view.names) | kept | more
    return "?" + urlencode({name: values for name, values in asked.items() if values}, doseq=True)


def bubble_marks(view: View, bubbles: pl.DataFrame, by: Grain) -> list[Mark]:
    """A circle per row of `measures.counts.bubbles`; a press narrows the choice to it, as on the live map."""
    colour = bubble_colour(view, "light"), bubble_colour(view, "dark")
    largest = int(bubbles["count"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    return [
        Mark(
            words=tooltip(view, row),
            colour=colour,
            address=_narrowed(view, row, by),
            at=(row["longitude"], row["latitude"]),
            radius=radius_px(row["count"], largest),
        )
        for row in bubbles.filter(pl.col("longitude").is_not_null()).iter_rows(named=True)
    ]


def _narrowed(view: View, row: dict[str, Any], by: Grain) -> str:
    place = row["place"] if by is Grain.SPOT else None
    return _to(view, row["municipality_code"], place)


def _to(view: View, code: str | None, place: str | None = None) -> str:
    """The address of the choice narrowed to a region; empty for one that is no filter."""
    if code in view.names.municipalities:
        return address(view, replace(view.selection, municipality=code, place=place))
    if code in view.names.provinces:
        return address(view, replace(view.selection, province=code, municipality=None, place=None))
    return ""


def region_marks(view: View, rows: pl.DataFrame, asked: Asked) -> list[Mark]:
    """Every region of the map in the colour of its class (`rows` of `ui.choropleth.figures`) or of what lies beside the choice."""
    light, dark = (_region_colours(view, rows, asked, ground) for ground in ("light", "dark"))
    regions = everywhere(view, rows, asked)
    is_filter = LEVELS[asked.mode] is not RegionLevel.COROP
    return [
        Mark(
            words=region_tip(view, row, asked),
            colour=colour,
            address=_to(view if row["count"] is not None else widened(view), row["code"]) if is_filter else "",
            code=row["code"],
            is_own=bool(row["is_own"]),
        )
        for row, colour in zip(regions.iter_rows(named=True), zip(light, dark, strict=True), strict=True)
    ]


def _region_colours(view: View, rows: pl.DataFrame, asked: Asked, ground: Ground) -> Sequence[str]:
    places, colours = region_colours(view, rows, asked, ground)
    return [colours[place] for place in places]


def point_marks(view: View, rows: pl.DataFrame) -> list[Mark]:
    """A dot per row of `measures.points.points`; a press opens its one initiative, or narrows the list to its place."""
    placed = rows.filter(pl.col("longitude").is_not_null())
    told = zip(placed.iter_rows(named=True), dot_radii(rows), point_tips(view, placed), strict=True)
    return [
        Mark(
            words=words,
            colour=(point_colour(row["theme"], "light"), point_colour(row["theme"], "dark")),
            address=_opened(view, row),
            at=(row["longitude"], row["latitude"]),
            radius=radius,
        )
        for row, radius, words in told
    ]


def _opened(view: View, row: dict[str, Any]) -> str:
    if row["count"] == 1:
        spoken = {"taal": "en"} if view.language == "en" else {}
        return "/initiatieven?" + urlencode({"id": row["ids"][0]} | spoken)
    return address(view, replace(view.selection, place=row["place"])) if row["place"] else ""
