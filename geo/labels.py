"""Which names fit on a map without overlapping, and the layer that shows them."""

import math
from collections.abc import Iterable
from typing import Any

import pydeck as pdk

from geo.layers import PIXELS, WORLD_PX, Colour

LETTER_PX, LINE_PX = 7.0, 18.0
"""Room of one letter and of one line, on the wide side: names that nearly touch are hard to read."""


def fitting(names: Iterable[tuple[float, float, str]], zoom: float, most: int = 30) -> list[dict[str, Any]]:
    """The names that do not overlap at `zoom`, earlier ones first; zooming in only takes them further apart.

    Args:
        names: longitude, latitude (degrees, the middle of the name) and name, most important first.
        zoom: of the map when it opens; the world is 512 px times 2 to this power.
        most: upper bound on the number of names.

    Returns:
        Per name its point `p` and its words `n`, in the order of `names`.
    """
    world = WORLD_PX * 2**zoom
    taken: list[tuple[float, float, float]] = []
    kept: list[dict[str, Any]] = []
    for longitude, latitude, name in names:
        x = world * longitude / 360
        y = world * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)
        half = LETTER_PX * len(name) / 2
        if all(abs(x - other) > half + wide or abs(y - high) > LINE_PX for other, high, wide in taken):
            taken.append((x, y, half))
            kept.append({"p": [round(longitude, 3), round(latitude, 3)], "n": name})
        if len(kept) == most:
            break
    return kept


def label_layer(rows: list[dict[str, Any]], *, ink: Colour, faint: Colour, rim: Colour) -> pdk.Layer:
    """The names as text with a rim, readable on any fill; those with `f` are written in `faint`."""
    return pdk.Layer(
        "TextLayer",
        id="namen",
        data=rows,
        get_position="p",
        get_text="n",
        get_size=13,
        size_units=PIXELS,
        get_color=f"f ? {list(faint)} : {list(ink)}",
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("Source Sans, sans-serif"),
        font_weight=600,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 20, "radius": 20, "smoothing": 0.1},
        outline_width=5,
        outline_color=list(rim),
        pickable=False,
    )
