"""Layers of the map, one function each: shapes by address, bubbles as few rounded numbers."""

import json
from collections.abc import Mapping, Sequence

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from geo import base_map

Colour = tuple[int, int, int] | tuple[int, int, int, int]

COUNTRY_VIEW = {"longitude": 5.35, "latitude": 52.18, "zoom": 5.84}
PIXELS = pdk.types.String("pixels")
"""A bare string would be read as an expression over the data."""
WORLD_PX = 512
HATCH_PX = 5
"""From stripe to stripe."""
NO_BASE_MAP = "__MAP_STYLE__"
"""pydeck's word for no style of ours. Without any, Streamlit fetches a base map from elsewhere; any other word it takes for the
address of one, and starts a second map under ours to draw it."""


def areas(name: str, address: str, *, fill: Colour, chosen: tuple[str, Colour] | None = None) -> pdk.Layer:
    """Regions that can be chosen, filled; the browser fetches them once from `address` and keeps them.

    Without outlines: the browser draws everything that can be chosen anew to find out what the pointer is on, and outlines
    are by far the dearest part of that. `chosen`: the code of one region and its own colour.
    """
    colour_of = f"properties.code == '{chosen[0]}' ? {list(chosen[1])} : {list(fill)}" if chosen else list(fill)
    return pdk.Layer(
        "GeoJsonLayer", id=name, data=address, stroked=False, filled=True, get_fill_color=colour_of, pickable=True
    )


def classed_areas(  # noqa: PLR0913 - how the regions of each class look
    name: str, address: str, *, classes: list[int], fills: list[Colour], hatches: list[float], stripe: Colour
) -> pdk.Layer:
    """Regions in the colour of their class; only classes and colours travel, the shapes are those the browser already keeps.

    Args:
        name: id of the layer.
        address: of GeoJSON whose features have a property `i`, their place in the order of the codes.
        classes: per region, in that order, its place in `fills`.
        fills: a colour per class.
        hatches: per class how wide the stripes over it are, in pixels; 0 for none.
        stripe: their colour.
    """

    def of_class(values: Sequence[object]) -> str:
        # The parser of expressions takes an index behind brackets only after parentheses.
        return f"({json.dumps(values)})[({classes})[properties.i]]"

    # deck.gl draws the stripes in the colour of the area, and what lies between them in that of its background.
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
    """Water and land abroad, under everything else: without outlines and in few points, and they cannot be chosen.

    Args:
        address: of the GeoJSON of `geo.surroundings`.
        water: colour of the features of kind water.
        abroad: colour of the others.
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
    """Borders as straight pieces (`geo.borders`), fetched once from `address`; they cannot be chosen.

    Pieces without joints, in lines this thin, take a browser without a graphics card a quarter of the time of `outlines`.
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
    """Circles in pixels, so that they stay readable at every zoom; small ones lie on top."""
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
    """A map that is written out already, so that the text can be kept and sent again.

    Leaves out what pydeck does for every map: looking for its Jupyter part (four times) and for keys of outside maps.
    """

    def __init__(self, spec: str, tooltip: dict[str, str]) -> None:
        """A map with the description `spec` of `written`."""
        self._spec, self._tooltip = spec, tooltip

    def to_json(self) -> str:
        """The description for the browser."""
        return self._spec


def written(layers: list[pdk.Layer], view: dict[str, float]) -> str:
    """A map of our own shapes, as text: nothing is asked from elsewhere, unless `geo.base_map` is on.

    Without the line breaks and indents of pydeck, which more than double it.
    """
    spec = {
        "initialViewState": pdk.ViewState(**view, min_zoom=5, max_zoom=15),
        "layers": layers,
        "mapStyle": [base_map.style()] if base_map.is_on() else NO_BASE_MAP,
        "views": [pdk.View(type="MapView", controller=True)],
    }
    return json.dumps(spec, sort_keys=True, default=default_serialize, separators=(",", ":"))
