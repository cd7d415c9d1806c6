"""A scatter plot (SVG) of two figures of the same places, with words in its four corners."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ui.drawing import Scale, box, line, svg, ticks, width_of, words

WIDTH, HEIGHT = 600, 430
LEFT, RIGHT, TOP, BOTTOM = 40, 594, 30, 362
"""The edges of the plane in pixels; figures and names of the axes are outside it."""
DOT_PX, OWN_PX = 4.5, 7.0
MOST_NAMED = 8
"""With more places than this, only the reader's own place gets a name."""


@dataclass(frozen=True)
class Dot:
    """A place. Places at exactly the same point become one dot, whose area grows with their number."""

    x: float
    y: float
    name: str
    is_own: bool = False


@dataclass(frozen=True)
class PlaneAxis:
    """One axis of the plot."""

    title: str
    middle: float | None
    """The value at which a line divides the plot; None for no line."""
    middle_words: str


@dataclass(frozen=True)
class Plane:
    """The plot without its dots."""

    x: PlaneAxis
    """The horizontal axis."""
    y: PlaneAxis
    """The vertical axis, from zero. It is a square root scale, so that low values lie further apart."""
    corners: tuple[str, str, str, str]
    """Words for the corners: lower right (high, little), upper right, lower left, upper left."""
    alt: str
    """The text alternative."""
    count: Callable[[float], str]
    """Writes a value of either axis in the reader's language."""


def scatter(plane: Plane, dots: Sequence[Dot]) -> Markup:
    """The plot with its dots."""
    across, up = _across(dots), _up(plane, dots)
    shapes = [
        *_corners(plane, across, up),
        *_ticks(plane, across, up, dots),
        *_dots(across, up, dots),
        words(0, 16, f"↑ {plane.y.title}", "klein"),
        words(RIGHT, HEIGHT - 8, f"{plane.x.title} →", "klein", "end"),
    ]
    return svg(WIDTH, HEIGHT, shapes, plane.alt, "wolk")


def _across(dots: Sequence[Dot]) -> Scale:
    values = [dot.x for dot in dots] or [0.0, 1.0]
    room = 0.04 * (max(values) - min(values) or 1)
    return Scale(min(values) - room, max(values) + room, LEFT, RIGHT)


def _up(plane: Plane, dots: Sequence[Dot]) -> Callable[[float], float]:
    most = math.sqrt(max([plane.y.middle or 0, *(dot.y for dot in dots)]) * 1.08 or 1)
    scale = Scale(0, most, BOTTOM - 28, TOP + 14)
    return lambda value: scale(math.sqrt(value))


def _corners(plane: Plane, across: Scale, up: Callable[[float], float]) -> list[Markup]:
    """The words in the corners, a tint in the lower right one, and the two dividing lines with their words."""
    if plane.x.middle is None or plane.y.middle is None:
        return []
    right, high = across(plane.x.middle), up(plane.y.middle)
    low_right, top_right, low_left, top_left = plane.corners
    return [
        box(right, high, RIGHT - right, BOTTOM - high, "hoekvlak"),
        line(right, TOP, right, BOTTOM, "as stippel"),
        line(LEFT, high, RIGHT, high, "as stippel"),
        words(RIGHT - 4, BOTTOM - 5, low_right, "vet halo", "end"),
        words(RIGHT - 4, TOP + 8, top_right, "klein halo", "end"),
        words(LEFT + 4, BOTTOM - 5, low_left, "klein halo"),
        words(LEFT + 4, TOP + 8, top_left, "klein halo"),
        words(right, BOTTOM + 37, plane.x.middle_words, "klein", "middle"),
        words(RIGHT - 4, high - 5, plane.y.middle_words, "klein halo", "end"),
    ]


def _ticks(plane: Plane, across: Scale, up: Callable[[float], float], dots: Sequence[Dot]) -> list[Markup]:
    upward = [0.0, *_steps(max([dot.y for dot in dots], default=1) or 1)]
    most = max(4, round(4 * across.last / (across.last - across.first)))
    sideways = [tick for tick in ticks(across.last, most) if across.first <= tick <= across.last]
    return [
        line(LEFT, BOTTOM, RIGHT, BOTTOM, "as"),
        *(words(LEFT - 6, up(tick) + 4, plane.count(tick), "klein", "end") for tick in upward),
        *(words(across(tick), BOTTOM + 17, plane.count(tick), "klein", "middle") for tick in sideways),
    ]


def _steps(most: float) -> list[float]:
    """Three round values up to `most`, at fairly even distances on a square root scale."""
    power = 10 ** math.floor(math.log10(most))
    top = next(part * power for part in (5, 2, 1) if part * power <= most * (1 + 1e-9))
    return [top / 10, top * 0.4, top]


def _dots(across: Scale, up: Callable[[float], float], dots: Sequence[Dot]) -> list[Markup]:
    """The dots, the largest first and the reader's own place last. Few dots get their names; the own place always does."""
    spots: dict[tuple[float, float], list[Dot]] = {}
    for dot in sorted(dots, key=lambda each: each.is_own):
        spots.setdefault((across(dot.x), up(dot.y)), []).append(dot)
    own = [(spot, here) for spot, here in spots.items() if any(dot.is_own for dot in here)]
    rest = sorted(
        ((spot, here) for spot, here in spots.items() if (spot, here) not in own), key=lambda each: -len(each[1])
    )
    circle = Markup('<circle class="{}" cx="{:g}" cy="{:g}" r="{:.1f}"><title>{}</title></circle>')
    shapes = []
    for spot, here in [*rest, *own]:
        is_own, names = (spot, here) in own, ", ".join(dot.name for dot in here)
        radius = max(DOT_PX * math.sqrt(len(here)), OWN_PX if is_own else 0)
        shapes.append(circle.format("punt" if is_own else "plek", *spot, radius, names))
        if is_own or len(dots) <= MOST_NAMED:
            shapes.append(_name(spot, radius, here[-1].name if is_own else names, "vet" if is_own else "klein"))
    return shapes


def _name(spot: tuple[float, float], radius: float, name: str, css: str) -> Markup:
    """A name to the right of its circle, or to the left if there is no room."""
    is_right = spot[0] + radius + 8 + width_of(name) < RIGHT
    x = spot[0] + (radius + 4 if is_right else -radius - 4)
    return words(x, spot[1] + 4.5, name, f"{css} halo", "start" if is_right else "end")
