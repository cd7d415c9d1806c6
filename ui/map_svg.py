"""Draws every map of the site as SVG from a list of marks.

A mark is a circle or a coloured region, with words, an address and the name of a colour. Paper and picture files use the same
drawing (`ui.still`). The moving map has the same marks and names, so nothing changes when it takes over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from geo.sketch import Window
from geo.spread import spread_out
from ui.map_ground import Scene, borders, land_and_water, moved, outlines, paths, window_of
from ui.map_mode import SHAPES
from ui.map_names import Placed, names
from ui.view import View

WRITTEN_FROM_PX = 8.2
"""A circle with at least this radius has room for its count."""
RING_PX = 30
"""Radius of the dashed ring around a point that stands for a whole place."""


@dataclass(frozen=True)
class Mark:
    """A circle or a coloured region. It is a region if it has a `code`."""

    words: str
    """Its tooltip."""
    colour: str
    """Name of a colour in the style sheet: `accent`, `thema-zorg`, `schaal-3`, `onbekend`."""
    address: str = ""
    """The address that a press opens; empty if it is not a link."""
    at: tuple[float, float] = (0.0, 0.0)
    """Longitude and latitude of the middle of a circle, or of the sign in a region."""
    radius: float = 0.0
    """Radius of a circle in pixels."""
    count: int = 0
    """A number, written inside a circle if it fits; 0 for none."""
    name: str = ""
    """Name, written beside a circle if there is room. The first marks in the list get room first."""
    code: str = ""
    """Code of the region; empty for a circle."""
    sign: str = ""
    """Sign in the middle of a region, so that colour is not the only sign of its class."""
    is_own: bool = False
    """Whether it is highlighted: a region by an outline, a circle by a ring."""
    key: str = ""
    """Key of a circle: rows of the list with the same key are highlighted together with it."""
    is_twin: bool = False
    """Whether a circle in the region is the same link. The region is then skipped by keyboards and screen readers."""
    is_quiet: bool = False
    """Whether a circle is drawn open, without a name: something is known here, but not for this choice."""
    is_about: bool = False
    """Whether a circle stands for a whole place, district or municipality; it then has a dashed ring."""


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
        '<svg class="landkaart{}" viewBox="{} {} {wide} {high}" width="{wide}" height="{high}" role="group" aria-label="{}">{}{}</svg>'
    ).format(
        "" if scene.inside else " heel-land",
        -wide // 2,
        -high // 2,
        alt,
        HATCH,
        Markup().join(layers),
        wide=wide,
        high=high,
    )


def placed(window: Window, marks: Sequence[Mark]) -> list[Placed[Mark]]:
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


def _circles(circles: Sequence[Placed[Mark]]) -> Iterator[Markup]:
    """The circles with their counts; quiet circles are drawn first, so that they lie under the others."""
    for each in sorted(circles, key=lambda one: not one.mark.is_quiet):
        mark = each.mark
        circle = Markup('<circle class="{}" cx="{:g}" cy="{:g}" r="{:g}">{}</circle>').format(
            "stil-punt" if mark.is_quiet else f"{mark.colour} aan" if mark.is_own else mark.colour,
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
            size = 11 if mark.radius < 11 else 12 if mark.radius < 17 else 14
            circle += Markup('<text class="op-{}" x="{:g}" y="{:g}" font-size="{}">{}</text>').format(
                mark.colour, each.x, round(each.y + size * 0.34, 1), size, mark.count
            )
        yield _linked(mark, circle)


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
