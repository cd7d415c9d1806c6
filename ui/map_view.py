"""The map of initiatives: bubbles with true counts over the shapes of the country."""

from functools import partial
from typing import Any

import polars as pl
import pydeck as pdk

from data_loaders.schema import RegionLevel
from geo import base_map
from geo.labels import fitting, label_layer
from geo.layers import (
    COUNTRY_VIEW,
    Colour,
    areas,
    fit,
    lines,
    outlines,
    surroundings,
)
from ui.colours import MapColours
from ui.site_address import base_path
from ui.view import View

MAP_HEIGHT_PX = 380
"""So that map and legend are on the first screen of 1366 by 768, with chips above them too."""
NAMED = {"text": "{name}"}
"""Tooltip of bubbles and, since shapes have the property `name` too, of the municipalities under them."""
TURN = "map_turn"
"""Counts choices made on the map: a new number gives a map without an old choice."""


def shape_address(version: str, name: str) -> str:
    """Where the browser finds the shapes; the version in it lets them be kept for ever."""
    return f"{base_path()}/lagen/{version}/{name}.geojson"


def start_view(view: View) -> dict[str, float]:
    """The chosen region, else the country."""
    code = view.selection.municipality or view.selection.province
    if not code:
        return COUNTRY_VIEW
    bounds = view.snapshot.table("regions").row(by_predicate=pl.col("code") == code, named=True)
    return fit(bounds["west"], bounds["south"], bounds["east"], bounds["north"])


MOST_COUNTRY_NAMES = 27
LARGE_MUNICIPALITY = 150_000
"""Inhabitants from which a municipality is named on the map of the country."""
AROUND = {"north_sea": (3.75, 52.95), "belgium": (4.55, 50.93), "germany": (7.35, 51.85)}
"""Where the names of what lies around the country stand on its map."""


def map_names(view: View) -> list[dict[str, Any]]:
    """Names that do not overlap: provinces and large municipalities; inside a province its municipalities, largest first."""
    inside = view.selection.municipality or view.selection.province
    return view.once_for_all("map_names", lambda: _names_at(view, inside), view.language, inside)


def _names_at(view: View, inside: str | None) -> list[dict[str, Any]]:
    regions = view.snapshot.table("regions").sort("population", descending=True, nulls_last=True)
    is_province = pl.col("level") == RegionLevel.PROVINCE
    is_municipality = pl.col("level") == RegionLevel.MUNICIPALITY
    if inside:
        shown = regions.filter(is_municipality)
        own = view.names.province_of.get(inside, inside)
        shown = shown.sort(pl.col("code") != inside, pl.col("province_code") != own, maintain_order=True)
    else:
        large = is_municipality & (pl.col("population") >= LARGE_MUNICIPALITY)
        shown = pl.concat([regions.filter(is_province), regions.filter(large)])
    names = shown.drop_nulls(["longitude", "latitude"]).select("longitude", "latitude", "name")
    abroad = {} if inside else {view.t(f"map.{name}"): point for name, point in AROUND.items()}
    listed = [(*point, name) for name, point in abroad.items()]
    listed += names.unique("name", maintain_order=True).rows()
    kept = fitting(listed, start_view(view)["zoom"], MOST_COUNTRY_NAMES)
    return [row | {"f": 1} if row["n"] in abroad else row for row in kept]


def border_layer(  # noqa: PLR0913 - how one kind of border looks
    name: str, version: str, shapes: str, *, line: Colour, width_px: float, is_near: bool = False
) -> pdk.Layer:
    """The borders of these shapes as light lines; from nearby only the shapes' own outlines fit."""
    if is_near:
        return outlines(name, shape_address(version, shapes), line=line, width_px=width_px)
    return lines(name, shape_address(version, f"{shapes}-borders"), line=line, width_px=width_px)


def around(version: str, colours: MapColours) -> list[pdk.Layer]:
    """What lies around the country, under all other layers; nothing where a base map shows it."""
    if base_map.is_on():
        return []
    return [surroundings(shape_address(version, "surroundings"), water=colours.water, abroad=colours.abroad)]


def names_layer(view: View, colours: MapColours) -> pdk.Layer:
    """The names on the map, over all other layers."""
    return label_layer(map_names(view), ink=colours.ink, faint=colours.faint, rim=colours.rim)


def ground(
    version: str, colours: MapColours, *, is_country: bool = False, is_near: bool = False, chosen: str | None = None
) -> list[pdk.Layer]:
    """The country: municipalities that can be chosen (layer `gemeenten`), their borders, and those of provinces.

    On the map of the whole country only provinces have borders: those of municipalities are a faint web there, and cost a
    browser without a graphics card more than everything else on the map together. A `chosen` municipality (its code) lies
    lighter than those beside it.
    """
    border = partial(border_layer, version=version, is_near=is_near)
    address = shape_address(version, "municipalities")
    if base_map.is_on():
        # The municipalities stay there to be chosen, but cover nothing.
        land = areas("gemeenten", address, fill=(*colours.land[:3], 0))
    elif chosen:
        land = areas("gemeenten", address, fill=colours.beside, chosen=(chosen, colours.land))
    else:
        land = areas("gemeenten", address, fill=colours.land)
    return [
        *around(version, colours),
        land,
        *([] if is_country else [border("gemeentegrenzen", shapes="municipalities", line=colours.line, width_px=0.6)]),
        border("provinciegrenzen", shapes="provinces", line=colours.border, width_px=1.4),
    ]
