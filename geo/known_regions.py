"""A map on which few regions have a figure: all of them by address, the known ones on top with their words."""

import json
from typing import Any

import pydeck as pdk

from geo.layers import COUNTRY_VIEW, PIXELS, Colour, areas, deck, outlines


def known_regions(  # noqa: PLR0913 - the settings of one map
    shapes: bytes, address: str, *, fills: dict[str, Colour], words: dict[str, str], rest: Colour, line: Colour
) -> pdk.Deck:
    """The country with a colour and words for each known region.

    Args:
        shapes: GeoJSON whose features have the properties `code` and `name`.
        address: where the browser finds the same shapes, for the regions that are not known.
        fills: colour per code of a known region.
        words: what is said on pointing at it, as text, per code; the others say their name.
        rest: colour of the regions that are not known.
        line: colour of the outlines.
    """
    layers = [
        areas("onbekend", address, fill=rest),
        _known(shapes, fills, words),
        outlines("grenzen", address, line=line, width_px=0.7),
    ]
    return deck(layers, COUNTRY_VIEW, {"text": "{name}"})


def _known(shapes: bytes, fills: dict[str, Colour], words: dict[str, str]) -> pdk.Layer:
    features = [_told(feature, fills, words) for feature in json.loads(shapes)["features"] if _code(feature) in fills]
    return pdk.Layer(
        "GeoJsonLayer",
        id="bekend",
        data={"type": "FeatureCollection", "features": features},
        stroked=True,
        filled=True,
        get_fill_color="properties.fill",
        get_line_color="properties.fill",
        line_width_units=PIXELS,
        get_line_width=0.5,
        pickable=True,
    )


def _code(feature: dict[str, Any]) -> str:
    return str(feature["properties"]["code"])


def _told(feature: dict[str, Any], fills: dict[str, Colour], words: dict[str, str]) -> dict[str, Any]:
    code = _code(feature)
    return {**feature, "properties": {"code": code, "name": words[code], "fill": list(fills[code])}}
