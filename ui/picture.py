"""A map as a picture file, with everything in it that a reader needs who sees only the picture.

Drawn by Vega-Lite on the server, without a browser. The same input gives the same SVG, byte for byte.
"""

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import quoteattr

import polars as pl
import vl_convert

from data_loaders.schema import Language
from ui.legend import LegendRow
from ui.palette import ABROAD, ACCENT, BESIDE, BORDER, GROUND, INK, LAND, WATER, Ground
from ui.picture_key import AS_IS, WIDTH_PX, Key, Spec, area_px, plain

GeoJson = Mapping[str, Any]

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""vl-convert carries Liberation Sans; readers' machines have Arial, in which every letter is as wide."""

MAP_PX = 620
MARGIN_PX = 12
"""Around the shapes, where what lies around them is drawn too."""
GAP_PX = 28
PNG_SCALE = 2
TITLE_LETTERS, SENTENCE_LETTERS, SOURCE_LETTERS = 68, 120, 140
"""What fits on one line over the full width, in the size of each."""

MOST_LINES = 6


class PictureFormat(StrEnum):
    """Kinds of picture file."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True)
class MapPicture:
    """What is in the picture. All texts are shown as they are; none is read as markup or formula."""

    title: str
    sentence: str
    """The result in words; also the description for readers who do not see the picture."""
    source: str
    """Source, date of the data, data version and link."""
    shapes: GeoJson
    """Features with the property `code`; the picture shows exactly their extent."""
    around: GeoJson | None = None
    """Land that is not in `shapes`; where it is not either, the picture shows water. Without it the ground stays empty."""
    beside: GeoJson | None = None
    """Regions of the same kind that are not in `shapes`: quiet, with borders and without a class."""
    borders: GeoJson | None = None
    """Heavier outlines on top, such as provinces."""
    own: GeoJson | None = None
    """The region that stands out, by an outline."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Colour (`#rrggbb`) per code; what is not in it is land."""
    classes: Sequence[LegendRow] = ()
    classes_title: str = ""
    """What `fills` stand for."""
    classes_unit: str = ""
    """The word for what is counted per class, such as gemeenten."""
    bubbles: pl.DataFrame | None = None
    """`longitude`, `latitude`, `count` (at least 1) and `colour`; rows without a point are left out."""
    bubbles_title: str = ""


def draw_picture(picture: MapPicture, file: PictureFormat, language: Language, ground: Ground = "light") -> bytes:
    """The bytes of a picture file; numbers in the legend are written as `language` does."""
    spec = _page(picture, language, ground)
    if file is PictureFormat.PNG:
        return bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE, allowed_base_urls=[]))
    svg = str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    # Vega writes the description only in a browser.
    return svg.replace("<svg ", f'<svg role="img" aria-label={quoteattr(plain(picture.sentence))} ', 1).encode()


def _page(picture: MapPicture, language: Language, ground: Ground) -> Spec:
    """The Vega-Lite specification, as plain data: Altair would check every coordinate, which takes seconds."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": GROUND[ground],
        "padding": 24,
        "config": {"font": FONT, "view": {"stroke": None}},
        "title": {
            "text": _lines(picture.title, TITLE_LETTERS),
            "subtitle": _lines(picture.sentence, SENTENCE_LETTERS),
            "anchor": "start",
            "fontSize": 22,
            "subtitleFontSize": 13,
            "subtitleLineHeight": 18,
            "subtitlePadding": 8,
            "offset": 16,
            "color": INK[ground],
            "subtitleColor": INK[ground],
        },
        "spacing": 16,
        "vconcat": [
            {"spacing": GAP_PX, "hconcat": [_map(picture, ground), _key(picture, language, ground)]},
            _source(picture.source, ground),
        ],
    }


def _map(picture: MapPicture, ground: Ground) -> Spec:
    layers = [] if picture.around is None else [_around(picture.around, ground)]
    if picture.beside:
        codes = [feature["properties"]["code"] for feature in picture.beside["features"]]
        layers.append(_shapes(picture.beside, dict.fromkeys(codes, BESIDE[ground]), ground))
    layers.append(_shapes(picture.shapes, picture.fills, ground))
    if picture.borders:
        layers.append(_outlines(picture.borders, BORDER[ground], 1.2))
    if picture.own:
        layers += [_outlines(picture.own, GROUND[ground], 5), _outlines(picture.own, ACCENT[ground], 2.5)]
    if picture.bubbles is not None:
        layers.append(_circles(picture.bubbles, ground))
    return {
        "projection": {"type": "mercator", **(_fitted(picture.shapes) if picture.around else {})},
        "view": {"fill": WATER[ground] if picture.around else None},
        "width": MAP_PX,
        "height": MAP_PX,
        "layer": layers,
    }


def _around(around: GeoJson, ground: Ground) -> Spec:
    features = [_turned(feature) for feature in around["features"]]
    return {"data": {"values": features}, "mark": {"type": "geoshape", "fill": ABROAD[ground], "aria": False}}


def _fitted(shapes: GeoJson) -> Spec:
    """The projection in which `shapes` fill the picture; left to itself, Vega would make what lies around them fit too."""
    points = [point for feature in shapes["features"] for point in _points(feature["geometry"]["coordinates"])]
    xs = [math.radians(longitude) for longitude, _ in points]
    ys = [math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) for _, latitude in points]
    scale = (MAP_PX - 2 * MARGIN_PX) / max(max(xs) - min(xs), max(ys) - min(ys))
    middle = [(max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2]
    return {
        "scale": scale,
        "translate": [MAP_PX / 2 - scale * middle[0], MAP_PX / 2 + scale * middle[1]],
        "clipExtent": [[0, 0], [MAP_PX, MAP_PX]],
    }


def _points(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    """The points of a geometry, however deep its lists are nested."""
    if isinstance(coordinates[0], int | float):
        yield coordinates
        return
    for part in coordinates:
        yield from _points(part)


def _shapes(shapes: GeoJson, fills: Mapping[str, str], ground: Ground) -> Spec:
    features = [
        {**_turned(feature), "colour": fills.get(feature["properties"]["code"], LAND[ground])}
        for feature in shapes["features"]
    ]
    return {
        "data": {"values": features},
        "mark": {"type": "geoshape", "stroke": BORDER[ground], "strokeWidth": 0.4, "aria": False},
        "encoding": {"fill": {"field": "colour", "type": "nominal", **AS_IS}},
    }


def _outlines(borders: GeoJson, colour: str, width_px: float) -> Spec:
    line = {"filled": False, "stroke": colour, "strokeWidth": width_px}
    features = [_turned(feature) for feature in borders["features"]]
    return {"data": {"values": features}, "mark": {"type": "geoshape", "aria": False, **line}}


def _circles(bubbles: pl.DataFrame, ground: Ground) -> Spec:
    """Small circles lie on top of large ones."""
    placed = _placed(bubbles).sort("count", "longitude", "latitude", descending=[True, False, False])
    largest = _largest(placed)
    rows = [
        {"longitude": longitude, "latitude": latitude, "area": area_px(count, largest), "colour": colour}
        for longitude, latitude, count, colour in placed.select("longitude", "latitude", "count", "colour").iter_rows()
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "stroke": GROUND[ground], "strokeWidth": 0.8, "opacity": 1, "aria": False},
        "encoding": {
            **{name: {"field": name, "type": "quantitative"} for name in ("longitude", "latitude")},
            "size": {"field": "area", "type": "quantitative", **AS_IS},
            "fill": {"field": "colour", "type": "nominal", **AS_IS},
        },
    }


def _key(picture: MapPicture, language: Language, ground: Ground) -> Spec:
    key = Key(language, ground)
    if picture.classes:
        key.classes(picture.classes_title, picture.classes_unit, picture.classes)
    placed = None if picture.bubbles is None else _placed(picture.bubbles)
    if placed is not None and not placed.is_empty():
        colours = placed["colour"].unique().to_list()
        key.circles(picture.bubbles_title, _largest(placed), colours[0] if len(colours) == 1 else BORDER[ground])
    return key.chart()


def _source(source: str, ground: Ground) -> Spec:
    lines = _lines(source, SOURCE_LETTERS)
    look = {"align": "left", "baseline": "top", "fontSize": 11, "lineHeight": 15, "color": INK[ground]}
    return {
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": lines, **look},
        "encoding": {"x": {"value": 0}, "y": {"value": 0}},
        "width": MAP_PX + GAP_PX + WIDTH_PX,
        "height": 15 * len(lines),
    }


def _turned(feature: GeoJson) -> dict[str, Any]:
    """`feature` with its rings the other way round: D3 wants them clockwise, RFC 7946 the reverse."""
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    turned = [[ring[::-1] for ring in polygon] for polygon in polygons]
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": turned}}


def _lines(words: str, letters: int) -> list[str]:
    """`words` broken into at most `MOST_LINES` lines; never empty, since Vega takes no empty list for a text."""
    lines = textwrap.wrap(plain(words), letters, max_lines=MOST_LINES, placeholder=" …")
    # Vega takes a line that is exactly the name of one of its functions (`if`) for a call of it; with a space it does not.
    return [f"{line} " for line in lines] or [""]


def _placed(bubbles: pl.DataFrame) -> pl.DataFrame:
    return bubbles.drop_nulls(["longitude", "latitude"])


def _largest(placed: pl.DataFrame) -> int:
    return max(placed["count"].to_list(), default=0)
