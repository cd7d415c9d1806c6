"""The background of every map: water, land abroad, the country and its borders. In Web Mercator, in pixels of the map."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from data_loaders.topics import Topic
from geo.borders import border_lines
from geo.sketch import Pads, Sketch, Window, sketch, sketched_lines
from measures.region.own import CODE as OWN
from ui.map_mode import SHAPES
from ui.view import View

SIZE = 580, 540
"""Width and height in pixels on the page of the map."""
CARD_PX, CLASSES_PX = (214, 236), (222, 346)
"""Width and height of the corner that the legend covers and the map keeps free: of circles, and of coloured regions."""
FAR, NEAR, ABROAD_ZOOM = 6, 9, 6
"""Zoom levels at which shapes are drawn: of the country, of a region, of the land abroad."""


@dataclass(frozen=True)
class Scene:
    """Which part of the country a map shows, and how large."""

    inside: str = ""
    """Code of the region that fills the map; empty: the whole country."""
    level: RegionLevel | None = None
    """Level of the coloured regions; None for a map of circles."""
    size: tuple[int, int] = SIZE
    margin_px: int = 28
    """Pixels kept free around that region, to show what lies around it."""
    codes: tuple[str, ...] = ()
    """The municipalities of an own region, which is not in the table of regions."""
    has_names: bool = True
    """Whether it has names for orientation as well as those of the marks."""
    has_card: bool = False
    """Whether the legend covers a corner of the map, as on its page."""

    @property
    def card(self) -> tuple[int, int]:
        """Width and height of that corner in pixels."""
        return CARD_PX if self.level is None else CLASSES_PX

    @property
    def pads(self) -> tuple[Pads, ...]:
        """Pixels kept free at the top, right, bottom and left; of several ways the map takes the one that shows its region largest."""
        if not self.inside:
            return ((12, 6, 12, 132) if self.has_card else (12, 12, 12, 12),)
        over, right = self.margin_px - 2, self.margin_px + 2
        if self.has_card:
            return (over, right, over, CARD_PX[0]), (CARD_PX[1], right, over, right)
        return ((over, right) * 2,)

    @property
    def zoom(self) -> int:
        """Zoom level at which shapes are drawn."""
        return NEAR if self.inside else FAR


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


@dataclass(frozen=True)
class Placed:
    """A circle with its position on the map, in pixels from the middle of the map."""

    mark: Mark
    x: float
    y: float


def scene_of(view: View, level: RegionLevel | None = None) -> Scene:
    """The scene of the map page: the chosen region, else the country."""
    chosen = view.selection
    if chosen.together and not chosen.municipality:
        return Scene(OWN, level, codes=chosen.together.codes, has_card=True)
    return Scene(chosen.municipality or chosen.corop or chosen.province or "", level, has_card=True)


def window_of(view: View, scene: Scene) -> Window:
    """The part of the world in the map, fitted to its width and height."""
    regions = view.snapshot.table("regions")
    inside = scene.codes or (scene.inside,)
    shown = regions.filter(pl.col("code").is_in(inside) if scene.inside else pl.col("level") == RegionLevel.PROVINCE)
    west, south = shown.select(pl.col("west", "south").min()).row(0)
    east, north = shown.select(pl.col("east", "north").max()).row(0)
    ways = (Window.fitted((west, south, east, north), scene.size, pads) for pads in scene.pads)
    return max(ways, key=lambda window: window.zoom)


def outlines(view: View, shapes: str, zoom: int, key: str = "code") -> Sketch:
    """The shapes of one kind at one zoom level, drawn once per data version."""
    return view.once_for_all(Topic.SKETCH, lambda: sketch(view.snapshot.shapes(shapes), zoom, key), shapes, zoom)


def moved(window: Window, zoom: int, shapes: Markup) -> Markup:
    """Shapes moved to their place on the map. The class `mercator` tells `ui.still` that the browser scales them."""
    return Markup('<g class="mercator" transform="{}">{}</g>').format(window.transform(zoom), shapes)


def paths(kinds: Iterable[tuple[str, str]]) -> Markup:
    """SVG paths from pairs of class and shape."""
    return Markup().join(Markup('<path class="{}" d="{}"/>').format(kind, path) for kind, path in kinds if path)


def land_and_water(view: View, scene: Scene, window: Window) -> Markup:
    """Water, land abroad and, if no regions are coloured, the country."""
    if scene.inside:
        return _land_and_water(view, scene, window)
    return view.once_for_all(Topic.LAND, lambda: _land_and_water(view, scene, window), scene)


def _land_and_water(view: View, scene: Scene, window: Window) -> Markup:
    (wide, high), (left, top) = scene.size, window.half
    abroad = outlines(view, "surroundings", ABROAD_ZOOM, "kind").outlines.get("land")
    water = Markup('<rect class="zee" x="{}" y="{}" width="{}" height="{}"/>').format(-left, -top, wide, high)
    under = water + moved(window, ABROAD_ZOOM, paths([("buitenland", abroad.path if abroad else "")]))
    if scene.level is not None:
        return under
    own = set(scene.codes) or _own_codes(view, scene.inside)
    shapes = outlines(view, "municipalities" if own else "provinces", scene.zoom).within(window)
    land = "".join(path for code, path in shapes.items() if not own or code in own)
    beside = "".join(path for code, path in shapes.items() if own and code not in own)
    return under + moved(window, scene.zoom, paths([("naast", beside), ("land", land)]))


def _own_codes(view: View, inside: str) -> set[str]:
    """The municipalities in the region that fills the map; empty for the whole country."""
    own = pl.any_horizontal(pl.col("code", "province_code", "corop_code") == inside)
    return set(view.snapshot.table("regions").filter(own)["code"]) if inside else set()


def borders(view: View, scene: Scene, window: Window) -> Markup:
    """Thin borders of the smaller regions, thicker ones of provinces, and an outline of the region that fills the map."""
    finer = SHAPES[scene.level] if scene.level else "municipalities"
    kinds = [("grens", finer), ("provinciegrens", "provinces")] if finer != "provinces" else [("provinciegrens", finer)]
    lines = [(kind, _border(view, scene, window, shapes)) for kind, shapes in kinds]
    if scene.inside and scene.level is None:
        first = scene.codes[0] if scene.codes else scene.inside
        shapes = {"GM": "municipalities", "CR": "corops"}.get(first[:2], "provinces")
        shapes_shown = outlines(view, shapes, scene.zoom).within(window)
        lines += [("omtrek", shapes_shown.get(code, "")) for code in scene.codes or (scene.inside,)]
    return moved(window, scene.zoom, paths(lines))


def _border(view: View, scene: Scene, window: Window, shapes: str) -> str:
    if scene.inside:
        return "".join(outlines(view, shapes, scene.zoom).within(window).values())

    def light() -> str:
        pieces = border_lines(view.snapshot.shapes(shapes), view.snapshot.shapes("surroundings"))
        return sketched_lines(pieces, scene.zoom)

    return view.once_for_all(Topic.BORDERS, light, shapes, scene.zoom)
