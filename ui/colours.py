"""Colours of the map in light and dark."""

from dataclasses import dataclass

from data_loaders.schema import Theme
from geo.layers import Colour
from ui.palette import ABROAD, ACCENT, BESIDE, BORDER, FAINT_INK, GROUND, INK, LAND, THEME_COLOURS, WATER, Ground, rgb

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
    bubble: Colour
    rim: Colour
    ink: Colour
    faint: Colour


def map_colours(ground: Ground, themes: tuple[Theme, ...]) -> MapColours:
    """One chosen theme gives its own colour; otherwise the accent, since a bubble then holds several themes."""
    base = THEME_COLOURS[ground][themes[0]] if len(themes) == 1 else ACCENT[ground]
    return MapColours(
        water=rgb(WATER[ground]),
        abroad=rgb(ABROAD[ground]),
        land=rgb(LAND[ground]),
        beside=rgb(BESIDE[ground]),
        line=rgb(LINE[ground]),
        border=rgb(BORDER[ground]),
        bubble=rgb(base),
        rim=rgb(GROUND[ground]),
        ink=rgb(INK[ground]),
        faint=rgb(FAINT_INK[ground]),
    )
