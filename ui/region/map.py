"""The map of a region and its neighbours, each with its number of known initiatives and a link."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.region.own import CODE as OWN
from measures.region.scope import municipalities_of
from ui.map_ground import Mark, Scene
from ui.map_svg import map_svg
from ui.region.region_view import RegionView
from ui.view import View

NEIGHBOURS_PX = 68
"""Pixels around a region, to show its neighbours."""
WIDE_PX, HIGH_PX, COUNTRY_HIGH_PX = 420, 236, 460
LARGEST_PX, SMALLEST_PX, NONE_PX = 22.0, 9.0, 6.0


@dataclass(frozen=True)
class Beside:
    """A region on the map, with a link to its page."""

    code: str
    name: str
    address: str
    count: int
    is_own: bool = False


def shown_beside(region: RegionView) -> list[Beside]:
    """The region and its neighbours; for the country, its provinces."""
    regions, code = region.tables.regions, region.profile.code
    inside = municipalities_of(regions, code) if code == OWN else [code]
    if region.profile.level == RegionLevel.COUNTRY:
        shown = regions.filter(level=RegionLevel.PROVINCE)["code"].to_list()
    else:
        shown = [*inside, *region.neighbours]
    known = dict(region.tables.rates.select("code", "known").iter_rows())
    return [
        Beside(
            each,
            region.names[each],
            "" if each == code else region.address(each) or "",
            known.get(each, 0),
            each in inside,
        )
        for each in shown
    ]


def region_scene(region: RegionView) -> Scene:
    """The scene that shows the region and its neighbours. For an own region it lists the municipalities."""
    if region.profile.level == RegionLevel.COUNTRY:
        return Scene(level=RegionLevel.PROVINCE, has_names=False)
    code = region.profile.code
    if code != OWN:
        return Scene(code, region.profile.level, margin_px=NEIGHBOURS_PX)
    inside = tuple(municipalities_of(region.tables.regions, code))
    return Scene(code, RegionLevel.MUNICIPALITY, margin_px=NEIGHBOURS_PX, codes=inside)


def region_size(scene: Scene) -> tuple[int, int]:
    """Width and height of the map beside the heading, in pixels."""
    return WIDE_PX, HIGH_PX if scene.inside else COUNTRY_HIGH_PX


def region_map(view: View, scene: Scene, regions: Sequence[Beside], alt: str) -> Markup:
    """The map with a bubble per region, or a dashed ring if nothing is known. The bubble is the link for screen readers."""
    at = {code: (x, y) for code, x, y in view.snapshot.table("regions").select("code", "longitude", "latitude").rows()}
    most = max([1, *(each.count for each in regions)])
    marks = []
    for each in sorted(regions, key=lambda each: (not each.is_own, -each.count)):
        words = f"{each.name}: {each.count}"
        marks.append(Mark("", "land", each.address, code=each.code, is_own=each.is_own, is_twin=True))
        if at[each.code][0] is None:
            continue
        radius = max(SMALLEST_PX, LARGEST_PX * math.sqrt(each.count / most)) if each.count else NONE_PX
        colour = "accent" if each.count else "geen"
        marks.append(Mark(words, colour, each.address, at[each.code], round(radius, 1), each.count, each.name))
    return map_svg(view, scene, marks, alt)
