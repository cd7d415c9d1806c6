"""The layer with names on the live map."""

from collections.abc import Mapping, Sequence

import pydeck as pdk

from geo.layers import PIXELS, Colour


def label_layer(rows: Sequence[Mapping[str, object]], *, ink: Colour, faint: Colour, rim: Colour) -> pdk.Layer:
    """The names as text with an outline, readable on any fill; rows with `f` have the colour `faint`."""
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
