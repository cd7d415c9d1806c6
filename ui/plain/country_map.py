"""A map in the page itself (SVG): regions of the country, or of one region, in the colour of a class, and circles with counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from geo.sketch import Sketch, Window, sketch
from ui.view import View

COUNTRY = "NL"
FAR, NEAR = 6, 8
"""Zooms that outlines are drawn for: of the country, and of one region."""
MARGIN_PX = 14
SHAPES = {RegionLevel.PROVINCE: "provinces", RegionLevel.COROP: "corops", RegionLevel.MUNICIPALITY: "municipalities"}
LETTER_PX, LINE_PX = 6.6, 16
COUNT_FITS_PX = 7.5
"""Least radius of a circle with its count in it."""


@dataclass(frozen=True)
class Area:
    """One region."""

    code: str
    words: str
    """What pointing at it tells."""
    kind: str = ""
    """Class in the style sheet that gives it its colour."""
    sign: str = ""
    """In its middle, so that its class is not told by its colour alone."""
    address: str = ""
    """Where a press leads; empty: nowhere."""


@dataclass(frozen=True)
class Circle:
    """How many there are at one point."""

    longitude: float
    latitude: float
    radius: float
    """Pixels."""
    count: str
    name: str
    words: str
    address: str = ""


@dataclass(frozen=True)
class Frame:
    """What a map shows, and how large."""

    width: int
    height: int
    level: RegionLevel = RegionLevel.MUNICIPALITY
    """Whose outlines are drawn."""
    inside: str = COUNTRY
    """Code of the region that fills the map."""


def country_map(
    view: View, frame: Frame, alt: str, areas: Sequence[Area] = (), circles: Sequence[Circle] = ()
) -> Markup:
    """The map; `alt` tells it in words."""
    regions = view.snapshot.table("regions")
    row = regions.row(by_predicate=pl.col("code") == frame.inside, named=True)
    bounds = (row["west"], row["south"], row["east"], row["north"])
    window = Window.around(bounds, (frame.width // 2, frame.height // 2), MARGIN_PX)
    shown = _ground(view, window, frame, areas) + _signs(window, regions, areas) + _circles(window, circles)
    return Markup(
        '<svg class="landkaart" viewBox="{} {} {} {}" width="{}" height="{}" role="group" aria-label="{}">{}</svg>'
    ).format(-frame.width // 2, -frame.height // 2, frame.width, frame.height, frame.width, frame.height, alt, shown)


def _sketch(view: View, shapes: str, zoom: int, key: str = "code") -> Sketch:
    return view.once_for_all("sketch", lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def _ground(view: View, window: Window, frame: Frame, areas: Sequence[Area]) -> Markup:
    """Water, land abroad, the regions, and the borders of provinces over them."""
    zoom = FAR if frame.inside == COUNTRY else NEAR
    abroad = _sketch(view, "surroundings", FAR, "kind").outlines["land"].path
    kinds = {area.code: area for area in areas}
    shapes = _sketch(view, SHAPES[frame.level], zoom).within(window)
    provinces = _sketch(view, "provinces", zoom).within(window)
    path = Markup('<path class="gebied {}" d="{}"><title>{}</title></path>')
    plain = Markup('<path class="gebied" d="{}"/>')
    linked = Markup('<a href="{}" data-keuze="regio={}" aria-label="{}">{}</a>')
    shown = []
    for code, outline in shapes.items():
        if (area := kinds.get(code)) is None:
            shown.append(plain.format(outline))
            continue
        shape = path.format(area.kind, outline, area.words)
        shown.append(linked.format(area.address, code, area.words, shape) if area.address else shape)
    borders = Markup().join(Markup('<path d="{}"/>').format(each) for each in provinces.values())
    return Markup(
        '<rect x="-50%" y="-50%" width="100%" height="100%" fill="var(--water)"/>'
        '<g transform="{}"><path d="{}" fill="var(--buiten)"/></g><g transform="{}">{}<g class="provincies">{}</g></g>'
    ).format(window.transform(FAR), abroad, window.transform(zoom), Markup().join(shown), borders)


def _signs(window: Window, regions: pl.DataFrame, areas: Sequence[Area]) -> Markup:
    at = {code: (x, y) for code, x, y in regions.select("code", "longitude", "latitude").iter_rows() if x is not None}
    text = Markup('<text class="sein {}" x="{:g}" y="{:g}" aria-hidden="true">{}</text>')
    signed = [area for area in areas if area.sign and area.code in at]
    return Markup().join(text.format(area.kind, *window.px(*at[area.code]), area.sign) for area in signed)


def _circles(window: Window, circles: Sequence[Circle]) -> Markup:
    """Large ones first, so that small ones lie on top; names where they cover nothing."""
    placed = [(*window.px(each.longitude, each.latitude), each) for each in circles]
    shape = Markup('<circle class="bol" cx="{:g}" cy="{:g}" r="{:.1f}"><title>{}</title></circle>')
    count = Markup('<text class="aantal" x="{:g}" y="{:g}" aria-hidden="true">{}</text>')
    linked = Markup('<a href="{}" data-keuze="plaats={}" aria-label="{}">{}</a>')
    shown = []
    for x, y, each in placed:
        mark = shape.format(x, y, each.radius, each.words)
        if each.radius >= COUNT_FITS_PX:
            mark += count.format(x, y + 4, each.count)
        shown.append(linked.format(each.address, each.name, each.words, mark) if each.address else mark)
    return Markup().join(shown) + _names(window, placed)


def _names(window: Window, placed: Sequence[tuple[float, float, Circle]]) -> Markup:
    """Beside its circle, to the right or else to the left."""
    taken = [(x - each.radius, y - each.radius, x + each.radius, y + each.radius) for x, y, each in placed]
    text = Markup('<text class="naam" x="{:g}" y="{:g}" aria-hidden="true">{}</text>')
    names = []
    for x, y, each in placed:
        wide = LETTER_PX * len(each.name)
        for left in (x + each.radius + 4, x - each.radius - 4 - wide):
            box = (left, y - LINE_PX / 2, left + wide, y + LINE_PX / 2)
            is_inside = box[0] > -window.half[0] and box[2] < window.half[0]
            if is_inside and all(box[2] < a or box[0] > c or box[3] < b or box[1] > d for a, b, c, d in taken):
                taken.append(box)
                names.append(text.format(left, y + 4.5, each.name))
                break
    return Markup().join(names)
