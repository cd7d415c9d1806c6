"""The marks on the map (`ui.map_svg.Mark`): bubbles, regions or points."""

import math
from dataclasses import replace

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import rows_of
from measures.counts import BubbleRow, Grain, chosen_bubbles
from measures.points import PointRow
from pages.kaart.pointed import PARAMETER, spoken
from ui.choropleth import everywhere, region_tokens, widened
from ui.filter_controls import address
from ui.map_ground import Mark
from ui.map_mode import LEVELS, MapChoice
from ui.map_tips import RegionOnMap, bubble_tip, region_tip
from ui.plain.listing import spot_key
from ui.point_map import dot_radii, point_tips, point_token
from ui.view import View

LARGEST_PX, SMALLEST_PX = 22.0, 3.2
"""Largest and smallest radius of a bubble in pixels."""
MOST_PER_ROOT = {Grain.MUNICIPALITY: 5.6, Grain.SPOT: 8.5}
"""Largest radius in pixels for one initiative, with bubbles per municipality and per place."""
QUIET_PX = 2.3


def per_root(largest: int, by: Grain) -> float:
    """Pixels of radius per square root of a count: areas are in proportion, and the largest bubble has a fixed size."""
    return min(MOST_PER_ROOT[by], LARGEST_PX / math.sqrt(max(largest, 1)))


def bubble_px(count: int, largest: int, by: Grain) -> float:
    """Radius of a bubble in pixels, never too small to see."""
    return round(max(SMALLEST_PX, per_root(largest, by) * math.sqrt(count)), 1)


def bubble_token(view: View) -> str:
    """Name of the colour of bubbles: that of the chosen theme if there is one, else the accent."""
    themes = view.selection.themes
    return f"thema-{themes[0]}" if len(themes) == 1 else "accent"


def bubble_marks(view: View, rows: pl.DataFrame, by: Grain) -> list[Mark]:
    """A circle for each row of `measures.counts.bubbles`, the largest first, and then the quiet circles."""
    largest = int(rows["count"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    on_map = rows.filter(pl.col("longitude").is_not_null())
    marks = [
        Mark(
            words=bubble_tip(view, row),
            colour=bubble_token(view),
            address=_pointing(view, row, by),
            at=(row["longitude"], row["latitude"]),
            radius=bubble_px(row["count"], largest, by),
            count=row["count"],
            name=_name(view, row, by),
            key=spot_key(view, row["municipality_code"], row["place"]),
            is_own=_is_pointed(view, row),
        )
        for row in rows_of(on_map, BubbleRow)
    ]
    return [*marks, *_quiet(view, on_map, by)]


def _name(view: View, row: BubbleRow, by: Grain) -> str:
    code = row["municipality_code"]
    own = view.names.everyday(code) if code in view.names.municipalities else ""
    place = str(row["place"] or own).split(",")[0]
    return place if by is Grain.SPOT else own


def _quiet(view: View, rows: pl.DataFrame, by: Grain) -> list[Mark]:
    """Quiet circles for municipalities with initiatives, but none with the chosen themes."""
    chosen = view.selection
    if not chosen.themes or by is not Grain.MUNICIPALITY:
        return []
    every = chosen_bubbles(view.catalogue, replace(chosen, themes=()), by)
    quiet = every.filter(pl.col("longitude").is_not_null()).join(rows, on="municipality_code", how="anti")
    return [
        Mark(
            view.t("kaart.other_themes", name=row["municipality"]),
            "",
            at=(row["longitude"], row["latitude"]),
            radius=QUIET_PX,
            is_quiet=True,
        )
        for row in quiet.iter_rows(named=True)
    ]


def _pointing(view: View, row: BubbleRow, by: Grain) -> str:
    """The address that a press on a bubble opens: it selects the bubble, or clears it if it was selected.

    A bubble of a province narrows the choice to that province.
    """
    if row["municipality_code"] not in view.names.municipalities:
        return to_region(view, row["municipality_code"])
    words = "" if _is_pointed(view, row) else spoken(row["municipality"], row["place"] if by is Grain.SPOT else None)
    return address(view, view.selection, **{PARAMETER: words})


def _is_pointed(view: View, row: BubbleRow) -> bool:
    return view.typed(PARAMETER) == spoken(row["municipality"], row["place"])


def to_region(view: View, code: str | None, place: str | None = None) -> str:
    """The address with the choice narrowed to a region; empty if that region is not a filter."""
    if code in view.names.municipalities:
        return address(view, replace(view.selection, municipality=code, place=place))
    if code in view.names.provinces:
        return address(view, replace(view.selection, province=code, municipality=None, place=None))
    return ""


def region_marks(view: View, rows: pl.DataFrame, choice: MapChoice) -> list[Mark]:
    """A mark for every region: in the colour of its class (`rows` of `ui.choropleth.figures`), or that of outside the choice."""
    regions = everywhere(view, rows, choice)
    is_filter = LEVELS[choice.mode] is not RegionLevel.COROP
    return [
        Mark(
            words=region_tip(view, row, choice),
            colour=colour,
            address=to_region(view if row["count"] is not None else widened(view), row["code"]) if is_filter else "",
            code=row["code"],
            is_own=bool(row["is_own"]),
        )
        for row, colour in zip(rows_of(regions, RegionOnMap), region_tokens(view, rows, choice), strict=True)
    ]


def point_marks(view: View, rows: pl.DataFrame) -> list[Mark]:
    """A dot for each row of `measures.points.points`. A press opens its only initiative, or narrows the choice to its place."""
    on_map = rows.filter(pl.col("longitude").is_not_null())
    points = zip(rows_of(on_map, PointRow), dot_radii(rows), point_tips(view, on_map), strict=True)
    return [
        Mark(
            words=words,
            colour=point_token(row["theme"]),
            address=_opened(view, row),
            at=(row["longitude"], row["latitude"]),
            radius=radius,
            count=row["count"] if row["count"] > 1 else 0,
        )
        for row, radius, words in points
    ]


def _opened(view: View, row: PointRow) -> str:
    if row["count"] == 1:
        return view.link("initiatieven", id=row["ids"][0])
    return address(view, replace(view.selection, place=row["place"])) if row["place"] else ""
