"""Every map of the site as a drawing in the page itself (SVG): marks in, drawing out.

Marks are circles or filled regions with words, an address and the name of a colour. Paper and picture files show the same
drawing (`ui.still`), and the map that moves has the same marks and names, so nothing changes when a page becomes live.
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
"""Radius from which a circle has room for its count."""
RING_PX = 30
"""Of the ring that says that a point stands for a whole place."""


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
    """Longitude and latitude of the middle of a circle, or of the sign of a region."""
    radius: float = 0.0
    """Of a circle, in pixels."""
    count: int = 0
    """Written inside a circle that has room."""
    name: str = ""
    """Written beside a circle where there is room; the first marks go first."""
    code: str = ""
    """Of a region: which shape is filled."""
    sign: str = ""
    """In the middle of a region, so that its class is not told by its colour alone."""
    is_own: bool = False
    """Whether it stands out among the others: a region by an outline, a circle by a ring."""
    key: str = ""
    """Of a circle: rows of a list with the same key light up with it."""
    is_twin: bool = False
    """Of a region: a circle in it is the link that keyboards and listeners meet."""
    is_quiet: bool = False
    """Of a circle: something is known here, but not for this choice. Open, and beside nobody's name."""
    is_about: bool = False
    """Of a circle: it stands for a whole place, district or municipality; a dashed ring says so."""


def map_svg(view: View, scene: Scene, marks: Sequence[Mark], alt: str) -> Markup:
    """The map; `alt` tells it in words."""
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
    """Where each circle stands, in pixels from the middle: its own place, or a little beside it where others would hide it."""
    if not marks:
        return []
    points = np.array([window.px(*mark.at) for mark in marks], dtype=float)
    moved_ones = spread_out(points, np.array([mark.radius for mark in marks]))
    return [Placed(mark, round(x, 1), round(y, 1)) for mark, (x, y) in zip(marks, moved_ones.tolist(), strict=True)]


def _regions(view: View, scene: Scene, window: Window, marks: Sequence[Mark]) -> Markup:
    """Each region in its colour; those without a mark lie beside the choice."""
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
    """The outline of the region that stands out, in ink on a rim of the ground."""
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
    """Quiet ones under the others; a count inside where there is room."""
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
"""Colours that stand for nothing known, and how wide the stripes over each are."""
HATCH = Markup("<defs>{}</defs>").format(
    Markup().join(
        Markup(
            '<pattern id="{}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect width="5" height="5" fill="var(--{})"/><path d="M0 0V5" stroke="var(--grond)" stroke-width="{}"/></pattern>'
        ).format(name, colour, wide)
        for name, (colour, wide) in zip(("geen", "geen-0", "geen-1", "geen-2"), HATCHES.items(), strict=True)
    )
)
"""Unknown has one look: hatched, never empty."""
