"""The colours of `ui.palette` as tokens (custom properties) of the style sheet, for a light and a dark ground."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from data_loaders.schema import Theme
from geo.breaks import ClassKind
from ui import palette
from ui.palette import RGB, Ground, rgb
from ui.plain.needed import compact

_TOKENS = {
    "grond": palette.GROUND, "inkt": palette.INK, "vaag": palette.FAINT_INK, "accent": palette.ACCENT, "op-accent": palette.ON_ACCENT,
    "link": palette.LINK, "vlak": palette.GRID, "tint": palette.TINT, "rand": palette.BORDER, "regel": palette.RULE,
    "haar": palette.HAIR, "waarschuwing": palette.WARNING, "waarschuwing-vlak": palette.WARNING_GROUND, "water": palette.WATER,
    "buiten": palette.ABROAD, "land": palette.LAND, "naast": palette.BESIDE, "lijn": palette.LINE,
}  # fmt: skip
"""Name of a token → its colour for each ground. Other tokens are made in `tokens`."""


def tokens(ground: Ground) -> dict[str, str]:
    """All tokens with their colour. `thema-zorg` is the colour of a theme, `op-thema-zorg` the colour of words on it."""
    tokens_of = {name: colours[ground] for name, colours in _TOKENS.items()}
    for theme in Theme:
        colour = palette.THEME_COLOURS[ground][theme]
        tokens_of |= {f"thema-{theme}": colour, f"op-thema-{theme}": palette.words_on(colour)}
    tokens_of |= {f"rol-{role}": colour for role, colour in palette.ROLE_COLOURS[ground].items()}
    for state, colour in palette.STATE_COLOURS[ground].items():
        tokens_of |= {f"stand-{state}": colour, f"op-stand-{state}": palette.words_on(colour)}
    for step, colour in enumerate(palette.SCALE[ground]):
        tokens_of |= {f"schaal-{step}": colour, f"op-schaal-{step}": palette.words_on(colour)}
    for need, colours in enumerate(palette.PAIR[ground]):
        for known, colour in enumerate(colours):
            tokens_of |= {f"paar-{need}{known}": colour, f"op-paar-{need}{known}": palette.words_on(colour)}
    kinds = {"nul": ClassKind.ZERO, "onbekend": ClassKind.UNKNOWN, "zonder": ClassKind.NO_DATA}
    tokens_of |= {name: palette.NOT_A_VALUE[ground][kind] for name, kind in kinds.items()}
    return tokens_of | {"schaduw": f"0 2px 10px {'rgb(27 42 54 / 18%)' if ground == 'light' else 'rgb(0 0 0 / 45%)'}"}


MARKS = ("accent", "vaag", "waarschuwing", "naast", "land", "nul", "zonder")
"""Colours of marks whose name has no hyphen."""


@cache
def shades(ground: Ground) -> dict[str, RGB]:
    """All tokens as red, green and blue, for the moving map."""
    return {name: rgb(colour) for name, colour in tokens(ground).items() if colour.startswith("#")}


def fills() -> str:
    """A CSS class for each colour, for the marks of a map and its legend."""
    return "".join(
        f":is(.landkaart,.sleutel) .{name}{{fill:var(--{name})}}"
        for name in tokens("light")
        if "-" in name or name in MARKS
    )


@cache
def style() -> str:
    """The whole style sheet: tokens for the light or dark setting of the reader's system, then the rules. Paper is always light."""
    light, dark = ("".join(f"--{name}:{value};" for name, value in tokens(on).items()) for on in ("light", "dark"))
    rules = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("style.css", "map.css", "kaart.css"))
    return compact(f"{fills()}:root{{{light}}}@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}{rules}")


@cache
def style_address() -> str:
    """The address of the style sheet. Its name changes with its content, so that browsers may keep it for ever."""
    return f"/stijl/{sha256(style().encode()).hexdigest()[:12]}.css"
