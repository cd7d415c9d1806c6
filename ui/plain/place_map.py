"""A small map in the page itself (SVG): one region among its neighbours, with points in it or with counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from geo.layers import WORLD_PX
from geo.sketch import Sketch, Window, sketch, world
from ui.view import View

WIDTH, HEIGHT, COUNTRY_HEIGHT = 420, 236, 460
ZOOM, COARSE = 10, 7
"""That outlines of municipalities and of larger regions are drawn for."""
MARGIN_PX = 26
NEIGHBOURS_PX = 68
"""Room around a region for its neighbours."""
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
    return _svg(window, drawn, alt, "img")


@dataclass(frozen=True)
class Beside:
    """A region on the map that leads to its own page."""

    code: str
    name: str
    address: str
    count: int
    point: tuple[float, float] | None
    """Longitude and latitude of its middle."""
    is_own: bool = False


def region_map(view: View, region: Mapping[str, Any], shapes: str, regions: Sequence[Beside], alt: str) -> Markup:
    """`region` among others: each a link, with the number of known initiatives in it.

    Args:
        view: the data version.
        region: its row in the table of regions.
        shapes: the level that is drawn (`municipalities`, `corops`, `provinces`).
        regions: those that are named and counted, the region itself too.
        alt: the map in words.
    """
    is_country = region["level"] == RegionLevel.COUNTRY
    window = _around(region, 12, COUNTRY_HEIGHT) if is_country else _around(region, NEIGHBOURS_PX)
    outlines = _sketch(view, shapes, ZOOM if shapes == "municipalities" else COARSE, "code")
    drawn = _ground(view, window) + _linked(window, outlines, regions) + _counts(window, regions)
    return _svg(window, drawn, alt, "group")


def _linked(window: Window, outlines: Sketch, regions: Sequence[Beside]) -> Markup:
    within, known = outlines.within(window), {each.code: each for each in regions}
    rest = Markup().join(Markup('<path d="{}"/>').format(path) for code, path in within.items() if code not in known)
    drawn = []
    for each in sorted(regions, key=lambda each: each.is_own):
        if each.code in within:
            kind = "eigen" if each.is_own else "buur"
            path = Markup('<path class="{}" d="{}"/>').format(kind, within[each.code])
            # The bubble is the link that says its name; a press on the area does the same.
            area = Markup('<a href="{}" tabindex="-1" aria-hidden="true">{}</a>').format(each.address, path)
            drawn.append(area if each.address else path)
    inside = Markup('<g class="naast">{}</g>{}').format(rest, Markup().join(drawn))
    return Markup('<g transform="{}">{}</g>').format(window.transform(outlines.zoom), inside)


def _counts(window: Window, regions: Sequence[Beside]) -> Markup:
    """A bubble per region with its number, and its name where there is room; nothing known is a dashed ring."""
    most = max([1, *(each.count for each in regions)])
    taken: list[tuple[float, float, float]] = []
    drawn = []
    for each in sorted(regions, key=lambda each: (not each.is_own, -each.count)):
        if each.point is None:
            continue
        x, y = window.px(*each.point)
        if abs(x) > window.half[0] or abs(y) > window.half[1]:
            continue
        radius = max(9.0, 22 * math.sqrt(each.count / most)) if each.count else 6.0
        words = Markup("<title>{}: {}</title>").format(each.name, each.count)
        ring = '<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}">{}</circle>'
        kind = "bol" if each.count else "geen"
        mark = Markup(ring).format(kind, x, y, radius, words)  # noqa: S704 - our own drawing
        if each.count:
            mark += Markup('<text class="aantal" x="{:.1f}" y="{:.1f}">{}</text>').format(x, y, each.count)
        drawn.append(Markup('<a href="{}">{}</a>').format(each.address, mark) if each.address else mark)
        half, high = LETTER_PX * len(each.name) / 2, y + radius + 9
        is_clear = all(abs(x - other) > half + wide or abs(high - row) > LINE_PX for other, row, wide in taken)
        if is_clear and abs(x) + half < window.half[0] and high < window.half[1]:
            taken.append((x, high, half))
            name = "hoofd" if each.is_own else "naam"
            drawn.append(Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(name, x, high, each.name))
    return Markup().join(drawn)


def _svg(window: Window, drawn: Markup, alt: str, role: str) -> Markup:
    wide, high = window.half
    box = f"{-wide} {-high} {2 * wide} {2 * high}"
    return Markup(
        '<svg class="plekkaart" viewBox="{}" width="{}" height="{}" role="{}" aria-label="{}">{}</svg>'
    ).format(box, 2 * wide, 2 * high, role, alt, drawn)


def _ground(view: View, window: Window) -> Markup:
    land = _sketch(view, "surroundings", 6, "kind").outlines.get("land")
    return Markup(
        '<rect x="{}" y="{}" width="100%" height="100%" fill="var(--water)"/>'
        '<g transform="{}"><path d="{}" fill="var(--buiten)"/></g>'
    ).format(-window.half[0], -window.half[1], window.transform(6), land.path if land else "")


def _around(region: Mapping[str, Any], margin: int = MARGIN_PX, height: int = HEIGHT) -> Window:
    """The region fitted to the width and the height of the map, with room for what lies around it."""
    left, top = world(region["west"], region["north"])
    right, bottom = world(region["east"], region["south"])
    room = (WIDTH - 2 * margin) / max(right - left, 1e-6), (height - 2 * margin) / max(bottom - top, 1e-6)
    middle = (left + right) / 2, (top + bottom) / 2
    latitude = math.degrees(2 * math.atan(math.exp(2 * math.pi * (0.5 - middle[1] / WORLD_PX))) - math.pi / 2)
    return Window(360 * middle[0] / WORLD_PX - 180, latitude, math.log2(min(room)), (WIDTH // 2, height // 2))


def _sketch(view: View, shapes: str, zoom: int, key: str) -> Sketch:
    return view.once_for_all("sketch", lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def _outlines(view: View, window: Window, code: str) -> Markup:
    shapes = _sketch(view, "municipalities", ZOOM, "code").within(window)
    own = shapes.pop(code, "")
    beside = Markup().join(Markup('<path d="{}"/>').format(path) for path in shapes.values())
    return _ground(view, window) + Markup(
        '<g transform="{}"><g class="naast">{}</g><path class="eigen" d="{}"/></g>'
    ).format(window.transform(ZOOM), beside, own)


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
