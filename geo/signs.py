"""Short signs on the regions of a map, for what a colour alone must not tell."""

from typing import Any

import pydeck as pdk

from geo.layers import PIXELS


def sign_layer(rows: list[dict[str, Any]], *, size_px: int) -> pdk.Layer:
    """Signs as text without a rim: they stand on a fill that they stand out from.

    Args:
        rows: per sign its point `p` (longitude, latitude), the sign `s` and its colour `c`.
        size_px: height of the letters, at every zoom.
    """
    return pdk.Layer(
        "TextLayer",
        id="tekens",
        data=rows,
        get_position="p",
        get_text="s",
        get_color="c",
        get_size=size_px,
        size_units=PIXELS,
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("Source Sans, sans-serif"),
        font_weight=700,
        pickable=False,
    )
