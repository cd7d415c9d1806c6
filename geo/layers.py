"""Layers of the live map, one function each. Shapes are fetched by address; bubbles travel as a few rounded numbers."""

import json
from collections.abc import Mapping, Sequence

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from geo import base_map

Colour = tuple[int, int, int] | tuple[int, int, int, int]

COUNTRY_VIEW = {"longitude": 5.35, "latitude": 52.18, "zoom": 5.84}
PIXELS = pdk.types.String("pixels")
"""A pydeck `String`, because pydeck reads a plain `str` as an expression over the data."""
WORLD_PX = 512
HATCH_PX = 5
"""Distance between two stripes."""
NO_BASE_MAP = "__MAP_STYLE__"
"""pydeck's word for "no base map". Without it, Streamlit loads a base map from another host; it takes any other word as
the address of a base map, and starts a second map under ours."""


def areas(name: str, address: str, *, fill: Colour, chosen: tuple[str, Colour] | None = None) -> pdk.Layer:
    """Filled regions that can be chosen; the browser fetches them once from `address` and caches them.

    The layer has no outlines. To find what is under the pointer, the browser redraws everything that can be chosen, and
    outlines are by far the slowest part of that.

    Args:
        name: id of the layer.
        address: address of the GeoJSON.
        fill: colour of the regions.
        chosen: code of one region, with its own colour.
    """
    colour_of = f"properties.code == '{chosen[0]}' ? {list(chosen[1])} : {list(fill)}" if chosen else list(fill)
    return pdk.Layer(
        "GeoJsonLayer", id=name, data=address, stroked=False, filled=True, get_fill_color=colour_of, pickable=True
    )


def classed_areas(  # noqa: PLR0913 - how the regions of each class look
    name: str, address: str, *, classes: list[int], fills: list[Colour], hatches: list[float], stripe: Colour
) -> pdk.Layer:
    """Regions in the colour of their class. Only classes and colours travel; the browser has the shapes in its cache.

    Args:
        name: id of the layer.
        address: address of GeoJSON whose features have a property `i`, their position in the order of the codes.
        classes: per region, in that order, its position in `fills`.
        fills: a colour per class.
        hatches: width in pixels of the stripes over each class; 0 for none.
        stripe: colour of the stripes.
    """

    def of_class(values: Sequence[object]) -> str:
        # deck.gl's parser accepts an index after a list only if the list is in parentheses.
        return f"({json.dumps(values)})[({classes})[properties.i]]"

    # deck.gl draws the stripes in the fill colour, and the space between them in the background colour of the pattern.
    return pdk.Layer(
        "GeoJsonLayer",
        id=name,
        data=address,
        stroked=False,
        filled=True,
        get_fill_color=of_class(
            [list(stripe if wide else fill) for fill, wide in zip(fills, hatches, strict=True)],
        ),
        get_fill_pattern_background_color=of_class([list(fill) for fill in fills]),
        get_fill_pattern=of_class([f"streep-{wide}" if wide else "" for wide in hatches]),
        fill_pattern_mapping={
            f"streep-{wide}": {"type": "hatch", "strokeWidth": wide, "gap": HATCH_PX - wide, "angle": 45}
            for wide in sorted(set(hatches) - {0})
        },
        fill_pattern_size_units=PIXELS,
        extensions=[{"@@type": "FillStyleExtension", "proceduralPattern": True}],
        pickable=True,
    )


def surroundings(address: str, *, water: Colour, abroad: Colour) -> pdk.Layer:
    """Water and foreign land, under all other layers; they cannot be chosen.

    Args:
        address: address of the GeoJSON of `geo.surroundings`.
        water: colour of the water.
        abroad: colour of the foreign land.
    """
    colour_of = f"properties.kind == 'water' ? {list(water)} : {list(abroad)}"
    return pdk.Layer(
        "GeoJsonLayer",
        id="omgeving",
        data=address,
        stroked=False,
        filled=True,
        get_fill_color=colour_of,
        pickable=False,
    )


def outlines(name: str, address: str, *, line: Colour, width_px: float) -> pdk.Layer:
    """Borders, fetched once from `address`; they cannot be chosen."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=name,
        data=address,
        stroked=True,
        filled=False,
        get_line_color=list(line),
        line_width_units=PIXELS,
        get_line_width=width_px,
        pickable=False,
    )


def lines(name: str, address: str, *, line: Colour, width_px: float) -> pdk.Layer:
    """Borders as straight segments (`geo.borders`), fetched once from `address`; they cannot be chosen.

    Without joints between the segments, a browser without a graphics card needs a quarter of the time of `outlines`.
    """
    return pdk.Layer(
        "LineLayer",
        id=name,
        data=address,
        get_source_position="a",
        get_target_position="b",
        get_color=list(line),
        width_units=PIXELS,
        get_width=width_px,
        pickable=False,
    )


def bubble_layer(
    rows: Sequence[Mapping[str, object]], *, fill: Colour, line: Colour, name: str = "bubbels"
) -> pdk.Layer:
    """Circles with a radius in pixels, so that they are readable at every zoom; small ones lie on top."""
    return pdk.Layer(
        "ScatterplotLayer",
        id=name,
        data=rows,
        get_position="p",
        get_radius="r",
        radius_units=PIXELS,
        get_fill_color=list(fill),
        get_line_color=list(line),
        stroked=True,
        line_width_units=PIXELS,
        get_line_width=1,
        pickable=True,
    )


class WrittenDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A map whose description is text already, so that the text can be cached and sent again.

    It skips what pydeck does for every map: looking for its Jupyter extension (four times) and for keys of map services.
    """

    def __init__(self, spec: str, tooltip: dict[str, str]) -> None:
        """A map with a description made by `written`."""
        self._spec, self._tooltip = spec, tooltip

    def to_json(self) -> str:
        """The description for the browser."""
        return self._spec


def written(layers: list[pdk.Layer], view: dict[str, float]) -> str:
    """The description of a map of our own shapes, as text. It loads nothing from other hosts unless `geo.base_map` is on.

    It has no line breaks or indents; those of pydeck would more than double its size.
    """
    spec = {
        "initialViewState": pdk.ViewState(**view, min_zoom=5, max_zoom=15),
        "layers": layers,
        "mapStyle": [base_map.style()] if base_map.is_on() else NO_BASE_MAP,
        "views": [pdk.View(type="MapView", controller=True)],
    }
    return json.dumps(spec, sort_keys=True, default=default_serialize, separators=(",", ":"))
