"""The background layers of the moving map (deck.gl): the land, its municipalities and their borders."""

from collections.abc import Mapping
from functools import partial

import pydeck as pdk

from geo import base_map
from geo.layers import Colour, areas, lines, outlines, surroundings
from ui.palette import RGB
from ui.site_address import base_path

NAMED = {"text": "{name}"}
"""Tooltip of bubbles, and of municipalities, whose shapes also have the property `name`."""
TURN = "map_turn"
"""Key in the session of a counter of presses on the map. A new number makes a new map, which has forgotten the last press."""


def shape_address(version: str, name: str) -> str:
    """The address of shapes. It contains the data version, so a browser may keep them for ever."""
    return f"{base_path()}/lagen/{version}/{name}.geojson"


def border_layer(  # noqa: PLR0913 - how one kind of border looks
    name: str, version: str, shapes: str, *, line: Colour, width_px: float, is_near: bool = False
) -> pdk.Layer:
    """The borders of these shapes. At a close zoom (`is_near`) it draws the outlines of the shapes, which fit exactly."""
    if is_near:
        return outlines(name, shape_address(version, shapes), line=line, width_px=width_px)
    return lines(name, shape_address(version, f"{shapes}-borders"), line=line, width_px=width_px)


def surroundings_layers(version: str, colours: Mapping[str, RGB]) -> list[pdk.Layer]:
    """Water and land abroad, under all other layers; nothing if a base map shows them."""
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
    """The country: municipalities that can be pressed (layer `gemeenten`), their borders, and the borders of provinces.

    The map of the whole country has no borders of municipalities: they are hardly visible there, and in a browser without a
    graphics card they cost more than the rest of the map together. A `chosen` municipality (its code) is lighter than others.
    """
    border = partial(border_layer, version=version, is_near=is_near)
    address = shape_address(version, "municipalities")
    if base_map.is_on():
        # Transparent: the municipalities can be pressed, but do not hide the base map.
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
