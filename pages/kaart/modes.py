"""Each way of drawing the map as one drawing: sentence, table, legend, picture on screen and in a file, of the same frame."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data_loaders.schema import LocationPrecision, RegionLevel
from measures.counts import chosen_bubbles, grain
from measures.points import on_a_middle, points
from pages.kaart.marks import bubble_colour, bubble_marks, point_marks, region_marks
from ui.choropleth import classes, everywhere, figures, legend_notes, region_map, region_sentence
from ui.first_map import Mark
from ui.legend import LegendRow, legend_html
from ui.map_mode import LEVELS, SHAPES, Asked, Mode
from ui.map_table import bubble_table, region_table
from ui.map_tips import measure_words
from ui.map_view import bubble_map
from ui.palette import Ground
from ui.picture import MapPicture
from ui.point_map import point_colour, point_legend, point_map, point_table, points_sentence
from ui.session import View


@dataclass(frozen=True)
class Drawing:
    """One figure of the map, before it is drawn."""

    title: str
    sentence: str
    """What this way of drawing tells, after the result sentence."""
    table: pl.DataFrame
    draw: Callable[[str], None]
    """Draws the map; is given the text alternative."""
    marks: Callable[[], list[Mark]]
    """The same as `draw`, for a map that is there before any script runs."""
    key: Callable[[Ground], list[LegendRow]]
    """The rows of the legend, in the colours of that ground."""
    key_title: str
    key_unit: str
    """Text key for the number of one row of the legend."""
    picture: Callable[[MapPicture], MapPicture]
    """Puts the figure into a picture that has its words and ground already."""
    key_notes: Sequence[str] = ()

    def legend(self, view: View, rows: list[LegendRow]) -> str:
        """The legend as HTML; `rows` are those of `key`."""
        return legend_html(view.t, self.key_title, self.key_unit, rows, self.key_notes)


def drawing(view: View, chosen: pl.DataFrame, asked: Asked) -> Drawing:
    """The figure that the address asks for."""
    if asked.mode in LEVELS:
        return _regions(view, asked)
    if asked.mode is Mode.POINTS:
        return _points(view, chosen)
    return _bubbles(view)


def shapes(view: View, level: RegionLevel, codes: Collection[str] | None = None) -> dict[str, Any]:
    """The shapes of these regions of `level`; without `codes` those inside the chosen region, else all of them."""
    collection = json.loads(view.snapshot.shapes(SHAPES[level]))
    inside = view.selection.municipality or view.selection.province
    if codes is None and inside:
        own = pl.any_horizontal(pl.col("code", "province_code") == inside)
        codes = view.snapshot.table("regions").filter(own)["code"].to_list()
    kept = [feature for feature in collection["features"] if codes is None or feature["properties"]["code"] in codes]
    return {**collection, "features": kept or collection["features"]}


def around(view: View) -> dict[str, Any]:
    """Land around the shapes of a picture: abroad and, of a chosen region, the rest of the country."""
    drawn = json.loads(view.snapshot.shapes("surroundings"))["features"]
    land = [feature for feature in drawn if feature["properties"]["kind"] == "land"]
    is_part = view.selection.municipality or view.selection.province
    own = json.loads(view.snapshot.shapes("provinces"))["features"] if is_part else []
    return {"type": "FeatureCollection", "features": [*land, *own]}


def _regions(view: View, asked: Asked) -> Drawing:
    rows = figures(view, asked)

    def picture(plain: MapPicture) -> MapPicture:
        of_region, key = classes(view, rows, asked, "light")
        codes = rows["code"].drop_nulls().to_list()
        level = LEVELS[asked.mode]
        beside = everywhere(view, rows, asked).filter(pl.col("count").is_null())["code"].to_list()
        own = rows.filter("is_own")["code"].to_list()
        return replace(
            plain,
            shapes=shapes(view, level, codes),
            around=around(view),
            beside=shapes(view, level, beside) if beside else None,
            own=shapes(view, level, own) if own else None,
            fills={code: key[row].colour for code, row in zip(codes, of_region, strict=True)},
            classes=key,
            classes_title=measure_words(view, asked),
            classes_unit=view.t(f"kaart.level_{LEVELS[asked.mode]}"),
        )

    what = measure_words(view, asked)
    return Drawing(
        title=what if asked.mode is Mode.WHITE_SPOTS else view.t(f"kaart.title_per_{LEVELS[asked.mode]}", what=what),
        sentence=region_sentence(view, rows, asked),
        table=region_table(view, rows, asked),
        draw=lambda alt: region_map(view, rows, asked, alt),
        marks=lambda: region_marks(view, rows, asked),
        key=lambda ground: classes(view, rows, asked, ground)[1],
        key_title=what,
        key_unit=f"kaart.count_{LEVELS[asked.mode]}",
        key_notes=legend_notes(view, rows, asked),
        picture=picture,
    )


def _bubbles(view: View) -> Drawing:
    by = grain(view.catalogue, view.selection)
    rows = chosen_bubbles(view.catalogue, view.selection, by)

    def key(ground: Ground) -> list[LegendRow]:
        placed = rows.filter(pl.col("longitude").is_not_null())
        return [LegendRow(view.t(f"kaart.bubble_{by.name.lower()}"), bubble_colour(view, ground), placed.height)]

    return Drawing(
        title=view.t(f"kaart.title_{by.name.lower()}"),
        sentence="",
        table=view.once("bubble_table", lambda: bubble_table(view, rows)),
        draw=lambda alt: bubble_map(view, rows, by, alt),
        marks=lambda: bubble_marks(view, rows, by),
        key=key,
        key_title=view.t("kaart.bubble_size"),
        key_unit="kaart.count_bubbles",
        picture=lambda plain: replace(
            plain,
            shapes=shapes(view, RegionLevel.MUNICIPALITY),
            around=around(view),
            bubbles=rows.select("longitude", "latitude", "count", colour=pl.lit(bubble_colour(view, "light"))),
            bubbles_title=view.t("map.number"),
        ),
    )


def _points(view: View, chosen: pl.DataFrame) -> Drawing:
    def counted() -> tuple[pl.DataFrame, dict[LocationPrecision, int]]:
        # A point bears the name of its spot, as everywhere on the map: that is what a press on it narrows the choice to.
        named = view.catalogue.rows(chosen, 0, chosen.height).with_columns(chosen["place"].cast(pl.String))
        return points(named), on_a_middle(named)

    rows, middles = view.once("points", counted)
    coloured = [point_colour(theme, "light") for theme in rows["theme"]]
    key_title = view.t("kaart.point_colour" if rows["longitude"].count() else "kaart.points_no_key")
    return Drawing(
        title=view.t("kaart.title_points"),
        sentence=points_sentence(view, rows, middles),
        table=view.once("point_table", lambda: point_table(view, rows)),
        draw=lambda alt: point_map(view, rows, alt),
        marks=lambda: point_marks(view, rows),
        key=lambda ground: point_legend(view, rows, ground),
        key_title=key_title,
        key_unit="map.count",
        picture=lambda plain: replace(
            plain,
            shapes=shapes(view, RegionLevel.MUNICIPALITY),
            around=around(view),
            classes=point_legend(view, rows, "light"),
            classes_title=key_title,
            classes_unit=view.t("kaart.initiatives"),
            bubbles=rows.select("longitude", "latitude", "count", colour=pl.Series(coloured, dtype=pl.String)),
            bubbles_title=view.t("map.number"),
        ),
    )
