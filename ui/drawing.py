"""Small drawings in the page itself (SVG): lines, bars, signs and words.

Colours come from classes of the style sheet, so that light, dark and paper follow. Words are escaped by `Markup.format`.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from geo.placing import width_px

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Turns figures into positions in a drawing."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where `value` stands, to a tenth of a pixel."""
        share = (value - self.first) / (self.last - self.first) if self.last != self.first else 0.5
        return round(self.start + share * (self.end - self.start), 1)


def ticks(last: float, most: int = 4) -> list[float]:
    """Round figures from zero up to the first one at or above `last`, in about `most` steps at most."""
    if last <= 0:
        return [0.0, 1.0]
    rough = last / most
    size = 10 ** math.floor(math.log10(rough))
    step = next(part * size for part in _STEPS if part * size >= rough * (1 - 1e-9))
    return [round(step * number, 10) for number in range(math.ceil(last / step - 1e-9) + 1)]


def svg(width: int, height: int, shapes: Iterable[Markup], label: str = "", css: str = "") -> Markup:
    """A drawing. `label` is its text alternative; without a label it is hidden from screen readers."""
    description = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="tekening {}" viewBox="0 0 {} {}" width="{}" height="{}" {}>{}</svg>').format(
        css, width, height, width, height, description, Markup().join(shapes)
    )


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Markup:
    """A straight line."""
    return Markup('<path class="{}" d="M{:g} {:g}L{:g} {:g}"/>').format(css, x1, y1, x2, y2)


def box(x: float, y: float, width: float, height: float, css: str) -> Markup:
    """A rectangle; nothing if it has no width."""
    if width <= 0:
        return Markup()
    return Markup('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>').format(css, x, y, width, height)


def words(x: float, y: float, text: str, css: str = "", anchor: str = "start") -> Markup:
    """Words; `anchor` tells which end of them is at `x` (start, middle, end)."""
    return Markup('<text class="{}" x="{:g}" y="{:g}" text-anchor="{}">{}</text>').format(css, x, y, anchor, text)


def width_of(text: str, size: float = 13) -> float:
    """The approximate width of `text` in pixels."""
    return width_px(text, size)


def sign(shape: Markup, x: float, y: float, title: str = "", scale: float = 1) -> Markup:
    """A sign of 16 by 16 pixels with its middle at (`x`, `y`); `title` is its tooltip."""
    tooltip = Markup("<title>{}</title>").format(title) if title else Markup()
    size = f" scale({scale:g})" if scale != 1 else ""
    place = f"translate({x - 8 * scale:g} {y - 8 * scale:g}){size}"
    return Markup('<g transform="{}">{}{}</g>').format(place, tooltip, shape)


def mark(shape: Markup, title: str = "", size: int = 16) -> Markup:
    """A sign that stands among words."""
    tooltip = Markup("<title>{}</title>").format(title) if title else Markup()
    description = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    return Markup('<svg class="tekening teken" viewBox="0 0 16 16" width="{0}" height="{0}" {1}>{2}{3}</svg>').format(
        size, description, tooltip, shape
    )


def hatched(x: float, y: float, width: float, height: float, css: str = "streep") -> Markup:
    """A hatched rectangle: it looks neither filled nor empty."""
    if width <= 0:
        return Markup()
    slants = (Markup("M{:g} {:g}L{:g} {:g}").format(*ends) for ends in _slants(x, y, width, height))
    return box(x, y, width, height, f"{css} vlakje") + Markup('<path class="{}" d="{}"/>').format(
        css, Markup().join(slants)
    )


def _slants(x: float, y: float, width: float, height: float) -> Iterable[tuple[float, float, float, float]]:
    """The ends of the hatching lines, at 45 degrees, cut off at the sides of the rectangle."""
    low, right = y + height, x + width
    for step in range(1, math.ceil((width + height) / 6)):
        left = x + 6 * step
        first, last = max(x, left - height), min(left, right)
        yield first, y + (left - first), last, low - height + (left - last)


def bar(known: float, unknown: float) -> Markup:
    """A bar that fills its column: the known share filled, the unknown share hatched, the rest empty. Hidden from screen readers.

    Args:
        known: the known share, 0 to 1.
        unknown: the share of which nothing is known, 0 to 1; drawn after the known share.
    """
    return Markup(
        '<span class="meter" aria-hidden="true"><i style="width:{:.1f}%"></i><i class="streep" style="width:{:.1f}%"></i></span>'
    ).format(100 * known, 100 * unknown)
