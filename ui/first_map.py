"""The map as a drawing in the page itself (SVG), there before any script runs: the same marks at the same pixels as the live map.

It is laid over the live map until that is drawn, so position, zoom, radii and colours must be the same; both take them from
the same functions. Colours come in pairs, light and dark, because the server does not know which one a reader's system asks for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from data_loaders.schema import RegionLevel
from geo.borders import border_lines
from geo.sketch import Sketch, Window, sketch, sketched_lines
from ui.colours import LINE
from ui.map_mode import LEVELS, SHAPES, Asked
from ui.map_view import MAP_HEIGHT_PX, map_names, start_view
from ui.palette import ABROAD, ACCENT, BESIDE, BORDER, FAINT_INK, GRID, GROUND, INK, LAND, WATER
from ui.session import View

FAR, NEAR = 6, 10
"""Zooms that shapes are drawn for: on the map of the country, and inside a chosen region."""
HALF_WIDTH_PX = 1000
"""Half of the widest map that is drawn; wider screens show water at its ends."""


COLOURS = {
    "grond": GROUND, "vlak": GRID, "inkt": INK, "accent": ACCENT, "rand": BORDER, "water": WATER, "buiten": ABROAD, "land": LAND,
    "naast": BESIDE, "lijn": LINE, "vaag": FAINT_INK,
}  # fmt: skip
"""Name in the style sheets → colour per ground."""


@cache
def style() -> str:
    """The style sheet of the map, with the colours of the palette in both grounds."""
    light, dark = ("".join(f"--{name}:{colour[on]};" for name, colour in COLOURS.items()) for on in ("light", "dark"))
    where = "#eerste,.vooruit"
    drawn = Path(__file__).with_suffix(".css").read_text("utf-8")
    return f"{where}{{color-scheme:light dark;{light}}}@media (prefers-color-scheme: dark){{{where}{{{dark}}}}}{drawn}"


@dataclass(frozen=True)
class Mark:
    """One circle, or one region."""

    words: str
    """What pointing at it tells."""
    colour: tuple[str, str]
    """`#rrggbb` on a light and on a dark ground."""
    address: str
    """Where a press leads; empty: nowhere."""
    at: tuple[float, float] = (0.0, 0.0)
    """Longitude and latitude of the middle of a circle."""
    radius: float = 0.0
    """Of a circle, in pixels."""
    code: str = ""
    """Of a region: which shape is filled."""
    is_own: bool = False
    """Of a region: whether it stands out among the others, by an outline."""


def first_map(view: View, asked: Asked, marks: Sequence[Mark], alt: str) -> str:
    """The map as an SVG element of the height of the live one, as wide as there is room; `alt` is its text alternative."""
    window, level = _window(view), LEVELS.get(asked.mode)
    regions = [mark for mark in marks if mark.code]
    circles = [mark for mark in marks if not mark.code]
    under = [*_ground(view, window, level), *_regions(view, window, level, regions), *_borders(view, window, level)]
    own = _own(view, window, level, [mark for mark in regions if mark.is_own])
    drawn = [f"<style>{_colour_rules(marks)}</style>", *under, *own, *_circles(window, circles), *_names(view, window)]
    return _svg(drawn, f'role="group" aria-label="{escape(alt)}"')


def map_ground(view: View) -> str:
    """The map without marks, and an empty group where circles belong."""
    window = _window(view)
    under = [*_ground(view, window, None), *_borders(view, window, None)]
    return _svg([*under, '<g class="bollen"></g>', *_names(view, window)], 'aria-hidden="true"')


def placed(view: View, marks: Sequence[Mark]) -> list[tuple[float, float, float]]:
    """Per circle its middle, in pixels from that of the map, and its radius."""
    window = _window(view)
    return [(*window.px(*mark.at), mark.radius) for mark in marks]


def _window(view: View) -> Window:
    start = start_view(view)
    return Window(start["longitude"], start["latitude"], start["zoom"], (HALF_WIDTH_PX, MAP_HEIGHT_PX // 2))


def _svg(drawn: Iterable[str], told: str) -> str:
    # A box two pixels wide, as high as the map and in its middle: whatever the width of the page, a unit is a pixel.
    box = f'viewBox="-1 {-MAP_HEIGHT_PX // 2} 2 {MAP_HEIGHT_PX}" width="100%" height="{MAP_HEIGHT_PX}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="eerste-kaart" {box} {told}>{"".join(drawn)}</svg>'


def _names_of_colours(marks: Sequence[Mark]) -> dict[tuple[str, str], str]:
    return {colour: f"k{place}" for place, colour in enumerate(dict.fromkeys(mark.colour for mark in marks))}


def _colour_rules(marks: Sequence[Mark]) -> str:
    """A class per pair of colours; browsers that do not know `light-dark` keep the light one."""
    return "".join(
        f".{name}{{fill:{light};fill:light-dark({light},{dark})}}"
        for (light, dark), name in _names_of_colours(marks).items()
    )


def _sketch(view: View, shapes: str, zoom: int, key: str = "code") -> Sketch:
    return view.once_for_all("sketch", lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def _zoom(view: View) -> int:
    return NEAR if view.selection.municipality or view.selection.province else FAR


def _ground(view: View, window: Window, level: RegionLevel | None) -> list[str]:
    """Water, land abroad and, where regions have no colour of their own, the country."""
    around = _sketch(view, "surroundings", FAR, "kind").outlines["land"].path
    land = [f'<g transform="{window.transform(FAR)}"><path class="buitenland" d="{around}"/></g>']
    if level is None:
        zoom = _zoom(view)
        shapes = _sketch(view, "municipalities" if zoom == NEAR else "provinces", zoom).within(window)
        chosen = view.selection.municipality
        paths = "".join(
            f'<path class="{"land" if chosen in (None, code) else "naast"}" d="{path}"/>'
            for code, path in shapes.items()
        )
        land.append(f'<g transform="{window.transform(zoom)}">{paths}</g>')
    return land


def _regions(view: View, window: Window, level: RegionLevel | None, marks: Sequence[Mark]) -> list[str]:
    if level is None:
        return []
    zoom = _zoom(view)
    shapes = _sketch(view, SHAPES[level], zoom).within(window)
    names = _names_of_colours(marks)
    shown = "".join(
        _linked(mark, f'<path class="{names[mark.colour]}" d="{shapes[mark.code]}">{_title(mark)}</path>')
        for mark in marks
        if mark.code in shapes
    )
    return [f'<g transform="{window.transform(zoom)}">{shown}</g>']


def _own(view: View, window: Window, level: RegionLevel | None, marks: Sequence[Mark]) -> list[str]:
    """The outline of the region that stands out, in the accent on a rim of the ground, as on the live map."""
    if level is None or not marks:
        return []
    zoom = _zoom(view)
    shapes = _sketch(view, SHAPES[level], zoom).within(window)
    lines = "".join(
        f'<path class="{kind}" d="{shapes.get(mark.code, "")}"/>' for mark in marks for kind in ("rand", "gekozen")
    )
    return [f'<g transform="{window.transform(zoom)}">{lines}</g>']


def _borders(view: View, window: Window, level: RegionLevel | None) -> Iterable[str]:
    """Borders of provinces, and inside a chosen region or between coloured ones those of the shapes that are there."""
    zoom = _zoom(view)
    finer = SHAPES[level] if level else "municipalities"
    for shapes in ["provinces"] if level is None and zoom == FAR else dict.fromkeys((finer, "provinces")):
        kind = "provinciegrens" if shapes == "provinces" else "grens"
        line = _border(view, window, shapes, zoom)
        yield f'<g transform="{window.transform(zoom)}"><path class="{kind}" d="{line}"/></g>'


def _border(view: View, window: Window, shapes: str, zoom: int) -> str:
    """As on the live map: light lines from afar, whole outlines from nearby."""
    if view.selection.municipality:
        return "".join(_sketch(view, shapes, zoom).within(window).values())

    def light() -> str:
        pieces = border_lines(view.snapshot.shapes(shapes), view.snapshot.shapes("surroundings"))
        return sketched_lines(pieces, zoom)

    return view.once_for_all("border_sketch", light, shapes, zoom)


def _circles(window: Window, marks: Sequence[Mark]) -> list[str]:
    names = _names_of_colours(marks)
    return [
        _linked(mark, f'<circle class="{names[mark.colour]}" {_place(window, mark)}>{_title(mark)}</circle>')
        for mark in marks
    ]


def _place(window: Window, mark: Mark) -> str:
    x, y = window.px(*mark.at)
    return f'cx="{x:g}" cy="{y:g}" r="{mark.radius:g}"'


def _title(mark: Mark) -> str:
    return f"<title>{escape(mark.words, quote=False)}</title>"


def _linked(mark: Mark, shape: str) -> str:
    return f'<a href="{escape(mark.address)}">{shape}</a>' if mark.address else shape


def _names(view: View, window: Window) -> list[str]:
    told = []
    for name in map_names(view):
        x, y = window.px(*name["p"])
        faint = ' class="vaag"' if "f" in name else ""
        told.append(f'<text x="{x:g}" y="{y:g}"{faint}>{escape(name["n"])}</text>')
    return told
