"""What lies under the bubbles of the map that moves: shapes of the country that can be chosen, and their borders."""

from collections.abc import Mapping
from functools import partial

import pydeck as pdk

from geo import base_map
from geo.layers import Colour, areas, lines, outlines, surroundings
from ui.palette import RGB
from ui.site_address import base_path

NAMED = {"text": "{name}"}
"""Tooltip of bubbles and, since shapes have the property `name` too, of the municipalities under them."""
TURN = "map_turn"
"""Counts choices made on the map: a new number gives a map without an old choice."""


def shape_address(version: str, name: str) -> str:
    """Where the browser finds the shapes; the version in it lets them be kept for ever."""
    return f"{base_path()}/lagen/{version}/{name}.geojson"


def border_layer(  # noqa: PLR0913 - how one kind of border looks
    name: str, version: str, shapes: str, *, line: Colour, width_px: float, is_near: bool = False
) -> pdk.Layer:
    """The borders of these shapes as light lines; from nearby only the shapes' own outlines fit."""
    if is_near:
        return outlines(name, shape_address(version, shapes), line=line, width_px=width_px)
    return lines(name, shape_address(version, f"{shapes}-borders"), line=line, width_px=width_px)


def surroundings_layers(version: str, colours: Mapping[str, RGB]) -> list[pdk.Layer]:
    """What lies around the country, under all other layers; nothing where a base map shows it."""
    if base_map.is_on():
        return []
    return [surroundings(shape_address(version, "surroundings"), water=colours["water"], abroad=colours["buiten"])]


def land_layers(
    version: str,
    colours: Mapping[str, RGB],
    *,
    is_country: bool = False,
    is_near: bool = False,
    chosen: str | None = None,
) -> list[pdk.Layer]:
    """The country: municipalities that can be chosen (layer `gemeenten`), their borders, and those of provinces.

    On the map of the whole country only provinces have borders: those of municipalities are a faint web there, and cost a
    browser without a graphics card more than everything else on the map together. A `chosen` municipality (its code) lies
    lighter than those beside it.
    """
    border = partial(border_layer, version=version, is_near=is_near)
    address = shape_address(version, "municipalities")
    if base_map.is_on():
        # The municipalities stay there to be chosen, but cover nothing.
        land = areas("gemeenten", address, fill=(*colours["land"], 0))
    elif chosen:
        land = areas("gemeenten", address, fill=colours["naast"], chosen=(chosen, colours["land"]))
    else:
        land = areas("gemeenten", address, fill=colours["land"])
    return [
        *surroundings_layers(version, colours),
        land,
        *(
            []
            if is_country
            else [border("gemeentegrenzen", shapes="municipalities", line=colours["lijn"], width_px=0.6)]
        ),
        border("provinciegrenzen", shapes="provinces", line=colours["rand"], width_px=1.4),
    ]
