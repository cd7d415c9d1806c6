"""The map as a drawing in the page itself (SVG), for the page, for picture files and for the map that moves.

Marks are circles or filled regions with words, an address and the name of a colour; the drawing is the same wherever it is
shown, so nothing changes when a page becomes live. Web Mercator, in pixels of a map of `SIZE`.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from geo.borders import border_lines
from geo.placing import Room
from geo.sketch import Sketch, Window, sketch, sketched_lines
from geo.spread import spread_out
from ui.map_mode import SHAPES
from ui.plain.tokens import tokens
from ui.view import View

SIZE = 536, 540
PADS = {False: (12, 14, 12, 60), True: (26, 30, 26, 30)}
"""Pixels kept free around what is shown; on the map of the country more at the left, where sea leaves room for the legend."""
CARD_PX = (204, 240)
"""Corner that the legend covers: no names there."""
FAR, NEAR, ABROAD_ZOOM = 6, 9, 6
"""Zooms that shapes are drawn for: the country, a chosen region, the land around."""
WRITTEN_FROM_PX = 8.2
"""Radius from which a circle has room for its count."""
NAME_PX, FAINT_PX = 12.5, 12.0
MOST_NAMES, MOST_FAINT = 26, 14


@dataclass(frozen=True)
class Mark:
    """One circle, or one region."""

    words: str
    """What pointing at it tells."""
    colour: str
    """Name of a colour of the style sheet: `accent`, `thema-zorg`, `schaal-3`, `onbekend`."""
    address: str = ""
    """Where a press leads; empty: nowhere."""
    at: tuple[float, float] = (0.0, 0.0)
    """Longitude and latitude of the middle of a circle."""
    radius: float = 0.0
    """Of a circle, in pixels."""
    count: int = 0
    """Written inside a circle that has room."""
    name: str = ""
    """Written beside a circle where there is room; the first marks go first."""
    code: str = ""
    """Of a region: which shape is filled."""
    is_own: bool = False
    """Of a region: whether it stands out among the others, by an outline."""
    is_quiet: bool = False
    """Of a circle: something is known here, but not for this choice. Open, and beside nobody's name."""


def window_of(view: View) -> Window:
    """What the map shows: the chosen region, else the country, fitted to width and height."""
    code = view.selection.municipality or view.selection.province
    regions = view.snapshot.table("regions")
    shown = regions.filter(code=code) if code else regions.filter(level=RegionLevel.PROVINCE)
    west, south = shown.select(pl.col("west", "south").min()).row(0)
    east, north = shown.select(pl.col("east", "north").max()).row(0)
    return Window.fitted((west, south, east, north), SIZE, PADS[bool(code)])


def map_svg(view: View, level: RegionLevel | None, marks: Sequence[Mark], alt: str) -> Markup:
    """The map; `level` is that of the regions with a colour of their own, None of a map of circles. `alt` tells it in words."""
    window = window_of(view)
    circles = placed(window, [mark for mark in marks if not mark.code])
    regions = [mark for mark in marks if mark.code]
    ground = view.once_for_all("map_ground", partial(_ground, view, window, level), level, _inside(view))
    drawn = [
        ground,
        _regions(view, window, level, regions),
        _borders(view, window, level),
        _own(view, window, level, regions),
    ]
    whole = "" if _inside(view) else " heel-land"
    half = f"{-SIZE[0] // 2} {-SIZE[1] // 2} {SIZE[0]} {SIZE[1]}"
    return Markup('<svg class="bollenkaart{}" viewBox="{}" role="group" aria-label="{}">{}{}{}{}</svg>').format(
        whole,
        half,
        alt,
        HATCH,
        Markup().join(drawn),
        Markup().join(_circles(circles)),
        _names(view, window, circles, level),
    )


@dataclass(frozen=True)
class Placed:
    """A circle on the map."""

    mark: Mark
    x: float
    y: float


def placed(window: Window, marks: Sequence[Mark]) -> list[Placed]:
    """Where each circle stands, in pixels from the middle: its own place, or a little beside it where others would hide it."""
    if not marks:
        return []
    points = np.array([window.px(*mark.at) for mark in marks], dtype=float)
    moved = spread_out(points, np.array([mark.radius for mark in marks]))
    return [Placed(mark, round(x, 1), round(y, 1)) for mark, (x, y) in zip(marks, moved.tolist(), strict=True)]


def _inside(view: View) -> str:
    return view.selection.municipality or view.selection.province or ""


def _zoom(view: View) -> int:
    return NEAR if _inside(view) else FAR


def _sketch(view: View, shapes: str, zoom: int, key: str = "code") -> Sketch:
    return view.once_for_all("sketch", lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def _moved(window: Window, zoom: int, drawn: Markup) -> Markup:
    return Markup('<g transform="{}">{}</g>').format(window.transform(zoom), drawn)


def _paths(kinds: Iterable[tuple[str, str]]) -> Markup:
    return Markup().join(Markup('<path class="{}" d="{}"/>').format(kind, path) for kind, path in kinds)


def _ground(view: View, window: Window, level: RegionLevel | None) -> Markup:
    """Water, land abroad and, where regions have no colour of their own, the country."""
    abroad = _sketch(view, "surroundings", ABROAD_ZOOM, "kind").outlines["land"].path
    water = Markup('<rect class="zee" x="-268" y="-270" width="536" height="540"/>')
    under = water + _moved(window, ABROAD_ZOOM, _paths([("buitenland", abroad)]))
    if level is not None:
        return under
    zoom, own = _zoom(view), _own_codes(view)
    shapes = _sketch(view, "municipalities" if own else "provinces", zoom).within(window)
    land = "".join(path for code, path in shapes.items() if not own or code in own)
    beside = "".join(path for code, path in shapes.items() if own and code not in own)
    return under + _moved(window, zoom, _paths([("naast", beside), ("land", land)] if own else [("land", land)]))


def _own_codes(view: View) -> set[str]:
    """The municipalities of the chosen region; none of the whole country."""
    inside = _inside(view)
    own = pl.any_horizontal(pl.col("code", "province_code") == inside)
    return set(view.snapshot.table("regions").filter(own)["code"]) if inside else set()


def _borders(view: View, window: Window, level: RegionLevel | None) -> Markup:
    """Light lines of the finer regions, heavier ones of provinces, an outline around the chosen region."""
    zoom, inside = _zoom(view), _inside(view)
    finer = SHAPES[level] if level else "municipalities"
    kinds = [("grens", finer), ("provinciegrens", "provinces")] if finer != "provinces" else [("provinciegrens", finer)]
    lines = [(kind, _border(view, window, shapes, zoom)) for kind, shapes in kinds]
    if inside and level is None:
        shapes = "municipalities" if view.selection.municipality else "provinces"
        lines.append(("omtrek", _sketch(view, shapes, zoom).within(window).get(inside, "")))
    return _moved(window, zoom, _paths(lines))


def _border(view: View, window: Window, shapes: str, zoom: int) -> str:
    if _inside(view):
        return "".join(_sketch(view, shapes, zoom).within(window).values())

    def light() -> str:
        pieces = border_lines(view.snapshot.shapes(shapes), view.snapshot.shapes("surroundings"))
        return sketched_lines(pieces, zoom)

    return view.once_for_all("border_sketch", light, shapes, zoom)


def _regions(view: View, window: Window, level: RegionLevel | None, marks: Sequence[Mark]) -> Markup:
    if level is None:
        return Markup()
    shapes = _sketch(view, SHAPES[level], _zoom(view)).within(window)
    drawn = Markup().join(
        _linked(mark, Markup('<path class="{}" d="{}">{}</path>').format(mark.colour, shapes[mark.code], _title(mark)))
        for mark in marks
        if mark.code in shapes
    )
    return _moved(window, _zoom(view), Markup('<g class="vlakken">{}</g>').format(drawn))


def _own(view: View, window: Window, level: RegionLevel | None, marks: Sequence[Mark]) -> Markup:
    """The outline of the region that stands out, in ink on a rim of the ground."""
    own = [mark.code for mark in marks if mark.is_own]
    if level is None or not own:
        return Markup()
    shapes = _sketch(view, SHAPES[level], _zoom(view)).within(window)
    lines = [(kind, shapes.get(code, "")) for code in own for kind in ("rand", "gekozen")]
    return _moved(window, _zoom(view), _paths(lines))


def _circles(circles: Sequence[Placed]) -> Iterator[Markup]:
    """Quiet ones under the others; a count inside where there is room."""
    for each in sorted(circles, key=lambda one: not one.mark.is_quiet):
        mark = each.mark
        kind = "stil-punt" if mark.is_quiet else mark.colour
        circle = Markup('<circle class="{}" cx="{:g}" cy="{:g}" r="{:g}">{}</circle>').format(
            kind, each.x, each.y, mark.radius, _title(mark)
        )
        if mark.count and mark.radius >= WRITTEN_FROM_PX:
            size = 11 if mark.radius < 11 else 12 if mark.radius < 17 else 14
            circle += Markup('<text class="op-{}" x="{:g}" y="{:g}" font-size="{}">{}</text>').format(
                mark.colour, each.x, round(each.y + size * 0.34, 1), size, mark.count
            )
        yield _linked(mark, circle)


def _title(mark: Mark) -> Markup:
    return Markup("<title>{}</title>").format(mark.words)


def _linked(mark: Mark, shape: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(mark.address, shape) if mark.address else shape


def _names(view: View, window: Window, circles: Sequence[Placed], level: RegionLevel | None) -> Markup:
    """Names of marks first, then of what helps to find one's way; none over another."""
    wide, high = SIZE[0] / 2, SIZE[1] / 2
    solid = [each for each in circles if not each.mark.is_quiet]
    room = Room((-wide, -high, wide, high), [(each.x, each.y, each.mark.radius) for each in solid])
    if not _inside(view):
        room.taken.append((-wide, -high, CARD_PX[0] - wide, CARD_PX[1] - high))
    named = [each for each in solid if each.mark.name][:MOST_NAMES]
    drawn = []
    for place, each in enumerate(named):
        spot = room.place(each.mark.name, (each.x, each.y, each.mark.radius), NAME_PX, 99 if place < 5 else 1.6)
        drawn += [_name(each.mark.name, spot, "naam")] if spot else []
    taken = {each.mark.name for each in named}
    for name, longitude, latitude in _orientation(view, level):
        x, y = window.px(longitude, latitude)
        here = next((one for one in room.circles if math.hypot(one[0] - x, one[1] - y) < one[2]), (x, y, 3.0))
        spot = room.place(name, here, FAINT_PX, 0.7) if name not in taken else None
        drawn += [_name(name, spot, "naam vaag")] if spot else []
    return Markup('<g class="namen" aria-hidden="true">{}</g>').format(Markup().join(drawn))


def _name(words: str, spot: tuple[float, float], kind: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, *spot, words)


AROUND = {"belgium": (4.55, 50.93), "germany": (7.05, 51.75)}
"""Where the names of the neighbours stand on the map of the country."""


def _orientation(view: View, level: RegionLevel | None) -> list[tuple[str, float, float]]:
    """What a reader knows: large municipalities, inside a municipality its places, and the neighbours of the country."""
    regions = view.snapshot.table("regions").drop_nulls(["longitude", "latitude"])
    inside = view.selection.municipality
    if inside:
        places = view.snapshot.table("places").filter(municipality_code=inside, is_official=True)
        listed = places.select("name", "longitude", "latitude").drop_nulls().unique("name", maintain_order=True).rows()
        return [(str(name), float(x), float(y)) for name, x, y in listed[:MOST_FAINT]]
    large = regions.filter(level=RegionLevel.MUNICIPALITY).sort("population", descending=True, nulls_last=True)
    if province := view.selection.province:
        large = large.filter(province_code=province)
    rows = large.head(3 * MOST_FAINT if level is None else MOST_FAINT).select("code", "longitude", "latitude")
    listed = [(view.names.everyday(code), x, y) for code, x, y in rows.iter_rows()]
    return listed if province else [*listed, *((view.t(f"map.{name}"), *point) for name, point in AROUND.items())]


HATCH = Markup("<defs>{}</defs>").format(
    Markup().join(
        Markup(
            '<pattern id="{}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect width="5" height="5" fill="var(--{})"/><path d="M0 0V5" stroke="var(--grond)" stroke-width="{}"/></pattern>'
        ).format(name, colour, wide)
        for name, colour, wide in (("geen", "onbekend", 2), *((f"geen-{n}", f"paar-{n}0", 0.9) for n in range(3)))
    )
)
"""Unknown has one look: hatched, never empty."""

_TOKEN = re.compile(r"var\(--([a-z0-9_-]+)\)")


def in_plain_colours(svg: str) -> str:
    """`svg` with the colours themselves (light) in place of their names, for programs that know no custom properties."""
    known = tokens("light")
    return _TOKEN.sub(lambda found: known.get(found[1], "none"), svg)


def without_links(marks: Sequence[Mark]) -> list[Mark]:
    """`marks` for a picture, in which nothing can be pressed."""
    return [replace(mark, address="") for mark in marks]
