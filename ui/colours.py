"""Colours of the map in light and dark."""

from dataclasses import dataclass
from typing import Literal

from data_loaders.schema import Theme
from geo.layers import Colour
from ui.palette import ACCENT, THEME_COLOURS, rgb

Ground = Literal["light", "dark"]


@dataclass(frozen=True)
class MapColours:
    """Red, green, blue (and opacity) per part of the map."""

    land: Colour
    line: Colour
    border: Colour
    bubble: Colour
    rim: Colour


def map_colours(ground: Ground, themes: tuple[Theme, ...]) -> MapColours:
    """One chosen theme gives its own colour; otherwise the accent, since a bubble then holds several themes."""
    base = THEME_COLOURS[ground][themes[0]] if len(themes) == 1 else ACCENT[ground]
    bubble = (*rgb(base), 205)
    if ground == "dark":
        return MapColours(
            land=(38, 50, 60), line=(74, 90, 102), border=(128, 146, 158), bubble=bubble, rim=(16, 24, 30)
        )
    return MapColours(
        land=(240, 243, 244), line=(205, 212, 216), border=(140, 152, 160), bubble=bubble, rim=(255, 255, 255)
    )
