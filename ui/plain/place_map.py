"""A small map in the page itself (SVG): one municipality among its neighbours, with points in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from geo.layers import WORLD_PX
from geo.sketch import Sketch, Window, sketch, world
from ui.view import View

WIDTH, HEIGHT = 420, 236
ZOOM = 10
"""That the outlines are drawn for."""
MARGIN_PX = 26
LETTER_PX, LINE_PX = 6.4, 15


@dataclass(frozen=True)
class Point:
    """Something on the map."""

    longitude: float
    latitude: float
    words: str
    theme: str
    is_main: bool = False
    is_about: bool = False
    """It stands for a whole place, district or municipality: a dashed ring says so."""


def place_map(view: View, code: str, points: Sequence[Point], alt: str) -> Markup:
    """The municipality `code` with `points`; `alt` tells the map in words."""
    regions = view.snapshot.table("regions").filter(level=RegionLevel.MUNICIPALITY)
    window = _around(regions.row(by_predicate=pl.col("code") == code, named=True))
    drawn = _outlines(view, window, code) + _points(window, points) + _names(window, regions, code, points)
    half = f"{-WIDTH // 2} {-HEIGHT // 2} {WIDTH} {HEIGHT}"
    return Markup(
        '<svg class="plekkaart" viewBox="{}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(half, WIDTH, HEIGHT, alt, drawn)


def _around(region: dict[str, Any]) -> Window:
    """The region fitted to the width and the height of the map."""
    left, top = world(region["west"], region["north"])
    right, bottom = world(region["east"], region["south"])
    room = (WIDTH - 2 * MARGIN_PX) / max(right - left, 1e-6), (HEIGHT - 2 * MARGIN_PX) / max(bottom - top, 1e-6)
    middle = (left + right) / 2, (top + bottom) / 2
    latitude = math.degrees(2 * math.atan(math.exp(2 * math.pi * (0.5 - middle[1] / WORLD_PX))) - math.pi / 2)
    return Window(360 * middle[0] / WORLD_PX - 180, latitude, math.log2(min(room)), (WIDTH // 2, HEIGHT // 2))


def _sketch(view: View, shapes: str, zoom: int, key: str) -> Sketch:
    return view.once_for_all("sketch", lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def _outlines(view: View, window: Window, code: str) -> Markup:
    around = _sketch(view, "surroundings", 6, "kind").outlines["land"].path
    shapes = _sketch(view, "municipalities", ZOOM, "code").within(window)
    own = shapes.pop(code, "")
    beside = Markup().join(Markup('<path d="{}"/>').format(path) for path in shapes.values())
    return Markup(
        '<rect x="{}" y="{}" width="100%" height="100%" fill="var(--water)"/>'
        '<g transform="{}"><path d="{}" fill="var(--buiten)"/></g>'
        '<g transform="{}"><g class="naast">{}</g><path class="eigen" d="{}"/></g>'
    ).format(-WIDTH // 2, -HEIGHT // 2, window.transform(6), around, window.transform(ZOOM), beside, own)


def _points(window: Window, points: Sequence[Point]) -> Markup:
    drawn = []
    for point in sorted(points, key=lambda each: each.is_main):
        x, y = window.px(point.longitude, point.latitude)
        title = Markup("<title>{}</title>").format(point.words)
        if not point.is_main:
            drawn.append(Markup('<circle class="ander" cx="{}" cy="{}" r="4">{}</circle>').format(x, y, title))
            continue
        if point.is_about:
            ring = Markup('<circle class="ongeveer" cx="{}" cy="{}" r="30" style="--kleur:var(--thema-{})"/>')
            drawn.append(ring.format(x, y, point.theme))
        main = Markup('<circle class="punt" cx="{}" cy="{}" r="7" style="--kleur:var(--thema-{})">{}</circle>')
        drawn.append(main.format(x, y, point.theme, title))
    return Markup().join(drawn)


def _names(window: Window, regions: pl.DataFrame, code: str, points: Sequence[Point]) -> Markup:
    """Names of neighbours where there is room, the main points first."""
    wanted = [(*window.px(each.longitude, each.latitude), each.words, True) for each in points if each.is_main]
    near = regions.filter(pl.col("code") != code).drop_nulls(["longitude", "latitude"])
    near = near.sort("population", descending=True, nulls_last=True)
    wanted += [
        (*window.px(x, y), name, False) for x, y, name in near.select("longitude", "latitude", "name").iter_rows()
    ]
    taken: list[tuple[float, float, float]] = []
    names = []
    for x, y, name, is_main in wanted:
        half = LETTER_PX * len(name) / 2
        left = min(max(x, half - WIDTH / 2 + 6), WIDTH / 2 - half - 6) if is_main else x
        high = y + 22 if is_main else y
        is_inside = abs(left) + half < WIDTH / 2 and abs(high) < HEIGHT / 2 - LINE_PX / 2
        is_clear = all(abs(left - other) > half + wide or abs(high - row) > LINE_PX for other, row, wide in taken)
        if is_inside and is_clear:
            taken.append((left, high, half))
            kind = "hoofd" if is_main else "naam"
            names.append(Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, left, high, name))
    return Markup().join(names)
