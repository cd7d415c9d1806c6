"""The names on a map: first those of its marks, then names for orientation. No two overlap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.topics import Topic
from geo.placing import Room
from geo.sketch import Window
from ui.map_ground import CARD_PX, Scene
from ui.view import View

NAME_PX, FAINT_PX = 12.5, 12.0
MOST_NAMES, MOST_FAINT = 26, 14
ALWAYS, BARELY, HARDLY = 99, 1.6, 0.7
"""Pixels that a name may overlap circles: for the first five marks, for other marks, for names for orientation."""
SMALL_PX = 300
"""A map that is less high than this has no room for the names of places."""
AROUND = {"belgium": (4.62, 51.06), "germany": (7.05, 51.75)}
"""Longitude and latitude for the names of neighbouring countries."""


class Named(Protocol):
    """A circle that can have a name."""

    @property
    def name(self) -> str:
        """Its name; empty if it has none."""

    @property
    def radius(self) -> float:
        """Its radius in pixels."""

    @property
    def is_quiet(self) -> bool:
        """Whether names may be written over it."""


Circle = TypeVar("Circle", bound=Named)


@dataclass(frozen=True)
class Placed(Generic[Circle]):
    """A circle with its position on the map, in pixels from the middle of the map."""

    mark: Circle
    x: float
    y: float


@dataclass(frozen=True)
class Name:
    """A name on the map. `x` and `y` are the middle of its base line, in pixels from the middle of the map."""

    words: str
    x: float
    y: float
    is_faint: bool = False


def names(view: View, scene: Scene, window: Window, circles: Sequence[Placed[Circle]]) -> list[Name]:
    """All names for which there is room."""
    wide, high = scene.size[0] / 2, scene.size[1] / 2
    solid = [each for each in circles if not each.mark.is_quiet]
    room = Room((-wide, -high, wide, high), [(each.x, each.y, each.mark.radius) for each in solid])
    if scene.has_card:
        room.taken.append((-wide, -high, CARD_PX[0] - wide, CARD_PX[1] - high))
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
