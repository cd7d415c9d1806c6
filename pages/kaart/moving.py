"""The moving map: deck.gl over the drawing of the page, with the same marks.

It is loaded only when a reader pans or zooms; most readers never do. `ui/plain/map.js` starts it and places it.
"""

import math
from typing import TypedDict
from urllib.parse import parse_qs, urlsplit

import pydeck as pdk
import streamlit as st
from streamlit.elements.deck_gl_json_chart import PydeckSelectionState

from geo import base_map
from geo.labels import label_layer
from geo.layers import WrittenDeck, bubble_layer, classed_areas, written
from geo.sketch import Window
from pages.kaart.marks import to_region
from pages.kaart.modes import MapFigure, map_figure
from ui.map_ground import SIZE, Scene, scene_of, window_of
from ui.map_mode import SHAPES, read_map_choice
from ui.map_svg import HATCHES, names, placed
from ui.map_view import NAMED, TURN, border_layer, land_layers, shape_address, surroundings_layers
from ui.palette import RGB, Ground
from ui.plain.tokens import shades
from ui.view import View

# Gives the page a function to start and stop the map; the page calls it with the size of the map.
_JS = """
export default ({ data, setStateValue }) => {
  window.samenkaart?.moves?.((now) => setStateValue('stand', now), data.on)
}
"""


class Stand(TypedDict):
    """How the page asked for the moving map."""

    on: bool
    zoom: int
    """Zoom steps from the drawing: positive is in."""
    width: int
    height: int


NAME_UP_PX = 4
"""Pixels from the base line of a name to its middle."""
START: Stand = {"on": False, "zoom": 0, "width": SIZE[0], "height": SIZE[1]}


def moving_map(view: View) -> None:
    """Show the moving map if the page asked for it. A press on a mark opens the same address as in the drawing."""
    stand: Stand = st.session_state.get("beweging", {}).get("stand") or START
    is_on = stand["on"] or base_map.is_on()
    component = st.components.v2.component("beweging", js=_JS)
    component(data={"on": is_on}, key="beweging", default={"stand": START}, on_stand_change=lambda: None)
    if not is_on:
        return
    chosen = view.catalogue.chosen(view.selection)
    figure = map_figure(view, chosen, read_map_choice(view))
    shade: Ground = st.context.theme.type or "light"
    with st.container(key="beweegkaart"):
        picked = st.pydeck_chart(
            WrittenDeck(_written(view, figure, shade, stand), NAMED),
            height=stand["height"],
            on_select="rerun",
            selection_mode="single-object",
            alt=figure.title,
            key=f"map_{st.session_state.get(TURN, 0)}",
        )
    _follow(view, figure, picked.selection)


def _written(view: View, figure: MapFigure, shade: Ground, stand: Stand) -> str:
    window = window_of(view, scene_of(view))
    smaller = math.log2(max(min(stand["width"] / SIZE[0], stand["height"] / SIZE[1]), 0.1))
    start = {
        "longitude": window.longitude,
        "latitude": window.latitude,
        "zoom": round(window.zoom + smaller + stand["zoom"], 2),
    }
    return written(layers_of(view, figure, shade), start)


def layers_of(view: View, figure: MapFigure, shade: Ground) -> list[pdk.Layer]:
    """The drawing as layers of deck.gl: the same marks, colours, hatching and names."""
    colours, scene = shades(shade), scene_of(view, figure.level)
    names = _names(view, figure, scene, colours)
    if figure.level is None:
        inside = view.selection.municipality or view.selection.corop or view.selection.province
        under = land_layers(
            view.snapshot.version,
            colours,
            is_country=not inside,
            is_near=bool(inside),
            chosen=view.selection.municipality,
        )
        return [*under, *_circles(view, figure, scene, colours), names]
    shapes = SHAPES[figure.level]
    order = list(dict.fromkeys(mark.colour for mark in figure.marks))
    address = shape_address(view.snapshot.version, shapes)
    classes = [order.index(mark.colour) for mark in figure.marks]
    return [
        *surroundings_layers(view.snapshot.version, colours),
        classed_areas(
            shapes,
            address,
            classes=classes,
            fills=[colours[name] for name in order],
            hatches=[HATCHES.get(name, 0) for name in order],
            stripe=colours["grond"],
        ),
        border_layer("gebiedsgrenzen", view.snapshot.version, shapes, line=colours["lijn"], width_px=0.6),
        border_layer("provinciegrenzen", view.snapshot.version, "provinces", line=colours["rand"], width_px=1.4),
        names,
    ]


def _names(view: View, figure: MapFigure, scene: Scene, colours: dict[str, RGB]) -> pdk.Layer:
    """The names at the same places as in the drawing."""
    window = window_of(view, scene)
    shown = names(view, scene, window, placed(window, [mark for mark in figure.marks if not mark.code]))
    rows = [
        {"p": _spot(window, each.x, each.y - NAME_UP_PX), "n": each.words, **({"f": 1} if each.is_faint else {})}
        for each in shown
    ]
    return label_layer(rows, ink=colours["inkt"], faint=colours["vaag"], rim=colours["grond"])


def _spot(window: Window, x: float, y: float) -> list[float]:
    return [round(part, 4) for part in window.degrees(x, y)]


def _circles(view: View, figure: MapFigure, scene: Scene, colours: dict[str, RGB]) -> list[pdk.Layer]:
    window = window_of(view, scene)
    marks = [mark for mark in figure.marks if not mark.is_quiet]
    spots = [_spot(window, each.x, each.y) for each in placed(window, marks)]
    order = list(dict.fromkeys(mark.colour for mark in marks))
    rows = [
        {"p": spot, "r": mark.radius, "name": mark.words, "c": order.index(mark.colour)}
        for mark, spot in zip(marks, spots, strict=True)
    ]
    layer = bubble_layer(rows, fill=(0, 0, 0), line=colours["land"])
    layer.get_fill_color = f"@@=({[list(colours[each]) for each in order]})[c]"
    counts = [
        {"p": spot, "n": str(mark.count)}
        for mark, spot in zip(marks, spots, strict=True)
        if mark.count and mark.radius >= 8
    ]
    ink = colours[f"op-{order[0]}"] if order else (0, 0, 0)
    inside = label_layer(counts, ink=ink, faint=ink, rim=ink)
    inside.id, inside.outline_width, inside.get_size = "aantallen", 0, 12
    return [layer, inside]


def _follow(view: View, figure: MapFigure, picked: PydeckSelectionState) -> None:
    """Open the address of the pressed mark."""
    address = ""
    if rows := picked.indices.get("bubbels"):
        address = [mark for mark in figure.marks if not mark.is_quiet][rows[0]].address
    else:
        pressed = [
            shape["properties"]["code"]
            for name, shapes in picked.objects.items()
            if name != "bubbels"
            for shape in shapes
        ]
        # No bubble was pressed, so the region under the pointer was.
        of_marks = [mark.address for mark in figure.marks if mark.code and mark.code in pressed]
        address = next(iter(of_marks or [to_region(view, code) for code in pressed]), "")
    if not address:
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    to = urlsplit(address)
    params = parse_qs(to.query)
    if to.path:
        st.switch_page(f"pages/{to.path.strip('/')}/page.py", query_params=params)
    st.query_params.from_dict(params)
    st.rerun()
