"""Draws every map of the site as SVG from a list of marks.

A mark is a circle or a coloured region, with words, an address and the name of a colour. Paper and picture files use the same
drawing (`ui.still`). The moving map has the same marks and names, so nothing changes when it takes over.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from data_loaders.topics import Topic
from geo.placing import Room
from geo.sketch import Window
from geo.spread import spread_out
from ui.map_ground import Mark, Placed, Scene, borders, land_and_water, moved, outlines, paths, window_of
from ui.map_mode import SHAPES
from ui.view import View

WRITTEN_FROM_PX = 8.2
"""A circle with at least this radius has room for its count."""
RING_PX = 30
"""Radius of the dashed ring around a point that stands for a whole place."""


def map_svg(view: View, scene: Scene, marks: Sequence[Mark], alt: str) -> Markup:
    """The map as SVG; `alt` is its text alternative."""
    window = window_of(view, scene)
    circles = placed(window, [mark for mark in marks if not mark.code])
    regions = [mark for mark in marks if mark.code]
    wide, high = scene.size
    layers = [
        land_and_water(view, scene, window),
        _regions(view, scene, window, regions),
        borders(view, scene, window),
        _outlined(view, scene, window, regions),
        *_signs(window, regions),
        *_circles(circles),
        Markup('<g class="namen" aria-hidden="true">{}</g>').format(
            Markup().join(
                Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
                    "naam vaag" if each.is_faint else "naam", each.x, each.y, each.words
                )
                for each in names(view, scene, window, circles)
            )
        ),
    ]
    return Markup(
        '<svg class="landkaart{}"{} viewBox="{} {} {wide} {high}" width="{wide}" height="{high}" role="group" aria-label="{}">{}{}</svg>'
    ).format(
        "" if scene.inside else " heel-land",
        # Where there is more room than the map takes, the legend has it.
        Markup(' preserveAspectRatio="xMaxYMid"') if scene.has_card else "",
        -wide // 2,
        -high // 2,
        alt,
        HATCH,
        Markup().join(layers),
        wide=wide,
        high=high,
    )


def placed(window: Window, marks: Sequence[Mark]) -> list[Placed]:
    """Each circle with its position in pixels from the middle of the map. Circles that would hide each other are moved apart."""
    if not marks:
        return []
    points = np.array([window.px(*mark.at) for mark in marks], dtype=float)
    moved_ones = spread_out(points, np.array([mark.radius for mark in marks]))
    return [Placed(mark, round(x, 1), round(y, 1)) for mark, (x, y) in zip(marks, moved_ones.tolist(), strict=True)]


def _regions(view: View, scene: Scene, window: Window, marks: Sequence[Mark]) -> Markup:
    """Each region in its colour; regions without a mark get the colour for regions outside the choice."""
    if scene.level is None:
        return Markup()
    known = {mark.code: mark for mark in marks}
    path = Markup('<path class="{}" d="{}">{}</path>')
    shapes = outlines(view, SHAPES[scene.level], scene.zoom).within(window)
    shapes_drawn = [
        _linked(mark, path.format(mark.colour, shape, _title(mark)))
        for code, shape in shapes.items()
        for mark in [known.get(code) or Mark("", "naast")]
    ]
    return moved(window, scene.zoom, Markup('<g class="vlakken">{}</g>').format(Markup().join(shapes_drawn)))


def _outlined(view: View, scene: Scene, window: Window, marks: Sequence[Mark]) -> Markup:
    """The outline of highlighted regions: a dark line on a wider light one."""
    own = [mark.code for mark in marks if mark.is_own]
    if scene.level is None or not own:
        return Markup()
    shapes = outlines(view, SHAPES[scene.level], scene.zoom).within(window)
    return moved(
        window, scene.zoom, paths((kind, shapes.get(code, "")) for code in own for kind in ("rand", "gekozen"))
    )


def _signs(window: Window, marks: Sequence[Mark]) -> Iterator[Markup]:
    for mark in marks:
        if mark.sign:
            x, y = window.px(*mark.at)
            sign = Markup('<text class="op-{}" x="{:g}" y="{:g}" font-size="14" aria-hidden="true">{}</text>')
            yield sign.format(mark.colour, x, round(y + 5, 1), mark.sign)


def _circles(circles: Sequence[Placed]) -> Iterator[Markup]:
    """The circles with their counts; quiet circles are drawn first, so that they lie under the others."""
    for each in sorted(circles, key=lambda one: not one.mark.is_quiet):
        mark = each.mark
        circle = Markup('<circle class="{}" cx="{:g}" cy="{:g}" r="{:g}">{}</circle>').format(
            _circle_class(mark),
            each.x,
            each.y,
            mark.radius,
            _title(mark),
        )
        if mark.is_about:
            ring = Markup(
                '<circle class="ongeveer" cx="{:g}" cy="{:g}" r="{}" style="fill:var(--{c});stroke:var(--{c})"/>'
            )
            circle = ring.format(each.x, each.y, RING_PX, c=mark.colour) + circle
        if mark.count and mark.radius >= WRITTEN_FROM_PX:
            size = _count_px(mark.radius)
            circle += Markup('<text class="op-{}" x="{:g}" y="{:g}" font-size="{}">{}</text>').format(
                mark.colour, each.x, round(each.y + size * 0.34, 1), size, mark.count
            )
        yield _linked(mark, circle)


def _circle_class(mark: Mark) -> str:
    if mark.is_quiet:
        return "stil-punt"
    return f"{mark.colour} aan" if mark.is_own else mark.colour


def _count_px(radius: float) -> int:
    """The size of the letters of a count inside a circle of `radius` pixels."""
    if radius < 11:
        return 11
    return 12 if radius < 17 else 14


def _title(mark: Mark) -> Markup:
    return Markup("<title>{}</title>").format(mark.words) if mark.words else Markup()


def _linked(mark: Mark, shape: Markup) -> Markup:
    if not mark.address:
        return shape
    more = Markup(' tabindex="-1" aria-hidden="true"') if mark.is_twin else Markup()
    if mark.key:
        more = Markup(' data-plek="{}"').format(mark.key)
    return Markup('<a href="{}"{}>{}</a>').format(mark.address, more, shape)


HATCHES = {"onbekend": 2, "paar-00": 0.9, "paar-10": 0.9, "paar-20": 0.9}
"""Colour that means "nothing known" → width of the stripes over it."""
HATCH = Markup("<defs>{}</defs>").format(
    Markup().join(
        Markup(
            '<pattern id="{}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect width="5" height="5" fill="var(--{})"/><path d="M0 0V5" stroke="var(--grond)" stroke-width="{}"/></pattern>'
        ).format(name, colour, wide)
        for name, (colour, wide) in zip(("geen", "geen-0", "geen-1", "geen-2"), HATCHES.items(), strict=True)
    )
)
"""The SVG patterns for "nothing known", which is always shown as hatching, never as empty."""


NAME_PX, FAINT_PX = 12.5, 12.0
MOST_NAMES, MOST_FAINT = 26, 14
ALWAYS, BARELY, HARDLY = 99, 1.6, 0.7
"""Pixels that a name may overlap circles: for the first five marks, for other marks, for names for orientation."""
SMALL_PX = 300
"""A map that is less high than this has no room for the names of places."""
AROUND = {"belgium": (4.62, 51.06), "germany": (7.05, 51.75)}
"""Longitude and latitude for the names of neighbouring countries."""


@dataclass(frozen=True)
class Name:
    """A name on the map. `x` and `y` are the middle of its base line, in pixels from the middle of the map."""

    words: str
    x: float
    y: float
    is_faint: bool = False


def names(view: View, scene: Scene, window: Window, circles: Sequence[Placed]) -> list[Name]:
    """All names for which there is room."""
    wide, high = scene.size[0] / 2, scene.size[1] / 2
    solid = [each for each in circles if not each.mark.is_quiet]
    room = Room((-wide, -high, wide, high), [(each.x, each.y, each.mark.radius) for each in solid])
    if scene.has_card:
        room.taken.append((-wide, -high, scene.card[0] - wide, scene.card[1] - high))
    placed = []
    named = [each for each in solid if each.mark.name][:MOST_NAMES]
    for place, each in enumerate(named):
        most = ALWAYS if place < 5 else BARELY
        spot = room.place(each.mark.name, (each.x, each.y, each.mark.radius), NAME_PX, most)
        placed += [Name(each.mark.name, *spot)] if spot else []
    taken = {each.mark.name for each in named}
    for name, longitude, latitude in _once(view, scene) if scene.has_names else ():
        x, y = window.px(longitude, latitude)
        here = next((one for one in room.circles if math.hypot(one[0] - x, one[1] - y) < one[2]), (x, y, 3.0))
        spot = room.place(name, here, FAINT_PX, HARDLY) if name not in taken else None
        placed += [Name(name, *spot, is_faint=True)] if spot else []
    return placed


def _once(view: View, scene: Scene) -> list[tuple[str, float, float]]:
    about = (view.language, scene.inside, scene.level, scene.size[1] > SMALL_PX)
    return view.once_for_all(Topic.ORIENTATION, lambda: _orientation(view, scene), *about)


def _orientation(view: View, scene: Scene) -> list[tuple[str, float, float]]:
    """Names for orientation, with longitude and latitude.

    In a municipality these are its places and its neighbours. Elsewhere they are the largest municipalities, and on the map of
    the country the neighbouring countries.
    """
    regions = view.snapshot.table("regions").drop_nulls(["longitude", "latitude"])
    large = regions.filter(level=RegionLevel.MUNICIPALITY).sort("population", descending=True, nulls_last=True)
    places: list[tuple[str, float, float]] = []
    if scene.inside in view.names.municipalities:
        if scene.size[1] > SMALL_PX:
            listed = view.snapshot.table("places").filter(municipality_code=scene.inside, is_official=True)
            known = listed.select("name", "longitude", "latitude").drop_nulls().unique("name", maintain_order=True)
            places = [(str(name), float(x), float(y)) for name, x, y in known.rows()[:MOST_FAINT]]
        beside = regions.filter(code=scene.inside)["neighbours"].to_list()[0] or []
        large = large.filter(pl.col("code").is_in(beside))
    elif scene.codes:
        large = large.filter(pl.col("code").is_in(scene.codes))
    elif scene.inside:
        large = large.filter(pl.any_horizontal(pl.col("province_code", "corop_code") == scene.inside))
    most = MOST_FAINT if scene.level else 3 * MOST_FAINT
    shown = large.head(most).select("code", "longitude", "latitude")
    places += [(view.names.everyday(code), x, y) for code, x, y in shown.iter_rows()]
    return places if scene.inside else [*places, *((view.t(f"map.{name}"), *point) for name, point in AROUND.items())]
