"""Colours of the map in light and dark."""

from dataclasses import dataclass

from geo.layers import Colour
from ui.palette import ABROAD, BESIDE, BORDER, FAINT_INK, GROUND, INK, LAND, WATER, Ground, rgb

LINE: dict[Ground, str] = {"light": "#bcc8d0", "dark": "#33485a"}
"""Municipal borders: there to orient, not to read, so fainter than the borders of provinces."""


@dataclass(frozen=True)
class MapColours:
    """Red, green, blue (and opacity) per part of the map."""

    water: Colour
    abroad: Colour
    land: Colour
    beside: Colour
    line: Colour
    border: Colour
    rim: Colour
    ink: Colour
    faint: Colour


def map_colours(ground: Ground) -> MapColours:
    """For a light or a dark ground."""
    return MapColours(
        water=rgb(WATER[ground]),
        abroad=rgb(ABROAD[ground]),
        land=rgb(LAND[ground]),
        beside=rgb(BESIDE[ground]),
        line=rgb(LINE[ground]),
        border=rgb(BORDER[ground]),
        rim=rgb(GROUND[ground]),
        ink=rgb(INK[ground]),
        faint=rgb(FAINT_INK[ground]),
    )
