"""What is drawn on the map, mark by mark: where, in which colour, what pointing at it tells and where a press on it leads."""

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
from ui.map_mode import LEVELS, MapChoice
from ui.map_svg import Mark
from ui.map_tips import RegionOnMap, bubble_tip, region_tip
from ui.plain.listing import spot_key
from ui.point_map import dot_radii, point_tips, point_token
from ui.view import View

LARGEST_PX, SMALLEST_PX = 22.0, 3.2
"""Radius of the largest bubble, and of any."""
MOST_PER_ROOT = {Grain.MUNICIPALITY: 5.6, Grain.SPOT: 8.5}
"""The most that one initiative alone may take, on the map of the country and nearer by."""
QUIET_PX = 2.3


def per_root(largest: int, by: Grain) -> float:
    """Pixels of radius per root of a count, so that areas are in proportion and the largest bubble is of one size."""
    return min(MOST_PER_ROOT[by], LARGEST_PX / math.sqrt(max(largest, 1)))


def bubble_px(count: int, largest: int, by: Grain) -> float:
    """Radius of a bubble, with a floor that stays visible."""
    return round(max(SMALLEST_PX, per_root(largest, by) * math.sqrt(count)), 1)


def bubble_token(view: View) -> str:
    """One chosen theme gives its own colour; otherwise the accent, since a bubble then holds several themes."""
    themes = view.selection.themes
    return f"thema-{themes[0]}" if len(themes) == 1 else "accent"


def bubble_marks(view: View, rows: pl.DataFrame, by: Grain) -> list[Mark]:
    """A circle per row of `measures.counts.bubbles`, largest first; a press points at it. Last the quiet ones."""
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
    """Where something is known, but not for the chosen themes."""
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
    """The address that points at a bubble, and on a second press no more; a wider one narrows the choice to its province."""
    if row["municipality_code"] not in view.names.municipalities:
        return to_region(view, row["municipality_code"])
    words = "" if _is_pointed(view, row) else spoken(row["municipality"], row["place"] if by is Grain.SPOT else None)
    return address(view, view.selection, **{PARAMETER: words})


def _is_pointed(view: View, row: BubbleRow) -> bool:
    return view.typed(PARAMETER) == spoken(row["municipality"], row["place"])


def to_region(view: View, code: str | None, place: str | None = None) -> str:
    """The address of the choice narrowed to a region; empty for one that is no filter."""
    if code in view.names.municipalities:
        return address(view, replace(view.selection, municipality=code, place=place))
    if code in view.names.provinces:
        return address(view, replace(view.selection, province=code, municipality=None, place=None))
    return ""


def region_marks(view: View, rows: pl.DataFrame, choice: MapChoice) -> list[Mark]:
    """Every region of the map in the colour of its class (`rows` of `ui.choropleth.figures`) or of what lies beside the choice."""
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
    """A dot per row of `measures.points.points`; a press opens its one initiative, or narrows the list to its place."""
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
