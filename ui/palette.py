"""The colours of the site, for a light and a dark background ("ground").

The theme colours were found by a search. All sets of colours with these hues and a contrast of at least 3:1 with ground and
land (WCAG 2.2, criterion 1.4.11) were compared. This set has the largest differences for readers with and without colour
blindness. `tests/ui/test_palette.py` computes both. Not everyone can tell eight colours apart, so a theme is never shown by
colour alone.
"""

from collections.abc import Sequence
from typing import Literal

from data_loaders.schema import PartnerRole, Theme
from geo.breaks import MOST_CLASSES, ClassKind
from measures.networks import CellState

Ground = Literal["light", "dark"]
RGB = tuple[int, int, int]

GROUND: dict[Ground, str] = {"light": "#ffffff", "dark": "#12202b"}
INK: dict[Ground, str] = {"light": "#1b2a36", "dark": "#e8eef2"}
ACCENT: dict[Ground, str] = {"light": "#0b5c7a", "dark": "#5eb0d6"}
"""Ground, ink and accent as in `.streamlit/config.toml`; also used for pictures that are made without a browser."""

WARNING: dict[Ground, str] = {"light": "#8a4b00", "dark": "#f0b96a"}
"""For warnings, always together with a word or a shape. Contrast with the ground is at least 4.5:1."""

LAND: dict[Ground, str] = {"light": "#ffffff", "dark": "#1c2d3a"}
"""Land under bubbles and points, which have a contrast of at least 3:1 with it."""

BESIDE: dict[Ground, str] = {"light": "#f6f5f2", "dark": "#16242f"}
"""The country outside a chosen municipality; bubbles and points have a contrast of at least 3:1 with it too."""

WATER: dict[Ground, str] = {"light": "#e0eaf0", "dark": "#0a141c"}
ABROAD: dict[Ground, str] = {"light": "#eeece7", "dark": "#1d2326"}
"""Water and land abroad: pale, unlike any class of regions. Outlines of regions have a contrast of at least 3:1 with both."""

FAINT_INK: dict[Ground, str] = {"light": "#55646f", "dark": "#9fb0bb"}
"""Names of seas and countries, for orientation; contrast with water and land abroad is at least 4.5:1."""

GRID: dict[Ground, str] = {"light": "#f3f6f8", "dark": "#1c2d3a"}
"""Lines behind a chart."""

BORDER: dict[Ground, str] = {"light": "#7a8791", "dark": "#7c909d"}
"""Outline of a region; contrast with ground and land is at least 3:1."""

LINE: dict[Ground, str] = {"light": "#bcc8d0", "dark": "#33485a"}
"""Borders of municipalities: for orientation, so fainter than borders of provinces."""

RULE: dict[Ground, str] = {"light": "#d5dde3", "dark": "#33485a"}
HAIR: dict[Ground, str] = {"light": "#e4eaee", "dark": "#26394a"}
"""Lines between blocks, and fainter lines between rows. They are decoration, so they need no contrast."""

TINT: dict[Ground, str] = {"light": "#e4eff4", "dark": "#1d4257"}
"""Background of what is chosen; never the only sign of it."""

LINK: dict[Ground, str] = {"light": "#0b5c7a", "dark": "#7cc4e2"}
ON_ACCENT: dict[Ground, str] = {"light": "#ffffff", "dark": "#0d1a23"}

WARNING_GROUND: dict[Ground, str] = {"light": "#fdf3e4", "dark": "#3a2c17"}
"""Background of a warning: only for a passed date, "worse" and "missed", and always with that word."""

THEME_COLOURS: dict[Ground, dict[Theme, str]] = {
    "light": {
        Theme.HOUSING: "#a52f00",
        Theme.CARE: "#ec588b",
        Theme.ENERGY: "#9c8f1f",
        Theme.MEETING: "#8133ae",
        Theme.LIVELIHOOD: "#352318",
        Theme.FACILITIES: "#6588f2",
        Theme.GREEN_FOOD: "#4c7359",
        Theme.MOBILITY: "#003c47",
    },
    "dark": {
        Theme.HOUSING: "#fe9786",
        Theme.CARE: "#b94f8b",
        Theme.ENERGY: "#f3e507",
        Theme.MEETING: "#cab8ff",
        Theme.LIVELIHOOD: "#817360",
        Theme.FACILITIES: "#437ffe",
        Theme.GREEN_FOOD: "#719501",
        Theme.MOBILITY: "#9ff0df",
    },
}
"""Opaque colours; if they were transparent, they would have too little contrast with the land."""

ROLE_COLOURS: dict[Ground, dict[PartnerRole, str]] = {
    "light": {
        PartnerRole.COALITION: "#0b5c7a",
        PartnerRole.CORE: "#0b5c7a",
        PartnerRole.JOINED: "#0b5c7a",
        PartnerRole.REGIONAL: "#8133ae",
        PartnerRole.MEMBER: "#51606b",
        PartnerRole.FUND: "#a35a00",
        PartnerRole.KNOWLEDGE: "#2f7a4a",
    },
    "dark": {
        PartnerRole.COALITION: "#5fb6dc",
        PartnerRole.CORE: "#5fb6dc",
        PartnerRole.JOINED: "#5fb6dc",
        PartnerRole.REGIONAL: "#cab8ff",
        PartnerRole.MEMBER: "#a9b8c2",
        PartnerRole.FUND: "#f0a850",
        PartnerRole.KNOWLEDGE: "#7fc69a",
    },
}
"""Colour of a partner's role, always with the sign of that role; contrast with the ground is at least 3:1."""

STATE_COLOURS: dict[Ground, dict[CellState, str]] = {
    "light": {
        CellState.OVERLAP: "#115376",
        CellState.SINGLE: "#70b9d7",
        CellState.OTHERS: "#dbe9ef",
        CellState.UNNAMED: "#f6e9bd",
        CellState.GAP: "#f2a65e",
        CellState.OUTSIDE: GROUND["light"],
        CellState.NOTHING_KNOWN: "#c8ccce",
        CellState.REST: GRID["light"],
    },
    "dark": {
        CellState.OVERLAP: "#84cee5",
        CellState.SINGLE: "#2d6a8e",
        CellState.OTHERS: "#1f3f52",
        CellState.UNNAMED: "#57481c",
        CellState.GAP: "#c96f1e",
        CellState.OUTSIDE: GROUND["dark"],
        CellState.NOTHING_KNOWN: "#434c52",
        CellState.REST: GRID["dark"],
    },
}
"""What is known of networks in a region, always with a sign. Words on it are black or white, whichever is easier to read."""

SCALE: dict[Ground, tuple[str, ...]] = {
    "light": ("#a6dbed", "#70b9d7", "#3a98c0", "#14759f", "#115376", "#0c3149"),
    "dark": ("#214c6a", "#2d6a8e", "#388ab3", "#52abcf", "#84cee5", "#c2f2f8"),
}
"""Shades for classes of values, from low to high; the highest has most contrast with the ground."""

NOT_A_VALUE: dict[Ground, dict[ClassKind, str]] = {
    "light": {ClassKind.ZERO: "#f6e9bd", ClassKind.UNKNOWN: "#c8ccce", ClassKind.NO_DATA: GROUND["light"]},
    "dark": {ClassKind.ZERO: "#57481c", ClassKind.UNKNOWN: "#434c52", ClassKind.NO_DATA: GROUND["dark"]},
}
"""Zero is a value and has a colour. Unknown is grey. If nothing can be computed, only the outline is drawn."""

PAIR: dict[Ground, tuple[tuple[str, str, str], ...]] = {
    "light": (("#fbc671", "#bcbbb1", "#77aadf"), ("#b1833d", "#767471", "#375e90"), ("#6b4506", "#373436", "#011a47")),
    "dark": (("#5b2c09", "#504b50", "#35638c"), ("#9e6214", "#8f8877", "#73a8c4"), ("#e69d1e", "#d4caa0", "#b6f2fd")),
}
"""Colours of the map of two figures. There is a row for each class of the first figure, the highest with most contrast with the
ground. In a row there is a colour for each class of the second: brown for none known, grey for fewer, blue for more. They were
found by a search like the theme colours. None known is also hatched."""

_SHADES = {1: (3,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 2, 3, 5), 5: (0, 1, 2, 3, 5), 6: (0, 1, 2, 3, 4, 5)}
"""Number of classes → the shades that are used."""


def class_tokens(kinds: Sequence[ClassKind | str]) -> list[str]:
    """The name of a colour for each class (`schaal-3`, `onbekend`), in the order of `kinds`.

    Args:
        kinds: the column `kind` of `geo.breaks.class_breaks`, at most six of them `value`.

    Raises:
        ValueError: more classes of values than shades.
    """
    values = sum(kind == ClassKind.VALUE for kind in kinds)
    if values > MOST_CLASSES:
        raise ValueError(f"{values} classes, but only {MOST_CLASSES} shades")
    shades = iter(_SHADES.get(values, ()))
    named = {ClassKind.ZERO: "nul", ClassKind.UNKNOWN: "onbekend", ClassKind.NO_DATA: "zonder"}
    return [f"schaal-{next(shades)}" if kind == ClassKind.VALUE else named[ClassKind(kind)] for kind in kinds]


def words_on(colour: str) -> str:
    """Black or white, whichever is easier to read on `colour` (WCAG 2.2, relative luminance)."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, rgb(colour))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.055 else "#0b1319"


def rgb(colour: str) -> RGB:
    """`#rrggbb` as three numbers, for map layers."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
