"""Shows a picture of the graph and lets a reader point at its nodes, walk through it and press one."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.netwerken.choice import put
from pages.netwerken.graph_picture import IMPORTANT, Picture
from ui.session import View, params

HEIGHT_PX = 640
MOST_ZOOM = 3.0
LEAST_PX, WIDEST_PX = 52, 780
"""Least pixels per line of average length, as long as the whole stays within the widest: on a phone the drawing slides
inside its box, and its names stay readable."""
_HERE = Path(__file__).parent
_JS, _CSS = ((_HERE / name).read_text("utf-8") for name in ("graph.js", "graph.css"))
_HTML = """
<div class="tekening">
  <div class="knoppen"></div><div class="kader"></div><p class="gezegd" role="status"></p><ul class="tekens"></ul>
</div>
"""


def draw_graph(view: View, picture: Picture, alt_text: str, *, key: str, parameter: str) -> None:
    """Draw a picture.

    Args:
        view: language.
        picture: what is drawn.
        alt_text: the same in words.
        key: key of the component; also the beginning of ids in the drawing.
        parameter: of the address, that becomes the id of a pressed node.
    """
    if not picture.nodes:
        return
    t, ids = view.t, {node["id"] for node in picture.nodes}
    frame, zoom = _frame(picture.nodes)

    def pressed() -> None:
        # A message from a browser can be made by anyone: only what is drawn can be opened.
        if (chosen := st.session_state[key].pressed) in ids:
            put(vak=None, **{parameter: chosen})

    kept = urlencode({name: value for name, value in params().items() if name not in {parameter, "pagina"}}, doseq=True)
    drawing = st.components.v2.component("tekening", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)
    drawing(
        data={
            "key": key,
            "label": alt_text,
            "nodes": picture.nodes,
            "links": picture.links,
            "frame": frame,
            "zoom": zoom,
            "least": round(min(LEAST_PX, WIDEST_PX / max(frame[2] - frame[0], 1)), 2),
            "height": HEIGHT_PX,
            "important": IMPORTANT,
            "keys": picture.keys,
            "address": f"?{kept}{'&' if kept else ''}{parameter}=",
            "words": {
                "hint": picture.hint,
                **{word: t(f"netwerken.drawing.{word}") for word in ("closer", "further", "whole")},
                "near": t("netwerken.drawing.near", name="{name}", about="{about}", one="{one}", two="{two}"),
            },
        },
        key=key,
        on_pressed_change=pressed,
    )


def _frame(nodes: list[dict[str, Any]]) -> tuple[list[float], float]:
    """West, north, east and south of the whole drawing, and how close the reader looks at what stands out."""
    whole = _bounds(nodes)
    clear = [node for node in nodes if node["level"] == 0]
    if not 0 < len(clear) < len(nodes):
        return whole, 1.0
    west, north, east, south = _bounds(clear)
    fits = [(whole[2] - whole[0]) / max(east - west, 1), (whole[3] - whole[1]) / max(south - north, 1)]
    return whole, round(max(1.0, min(*fits, MOST_ZOOM) * 0.8), 2)


def _bounds(nodes: list[dict[str, Any]]) -> list[float]:
    xs, ys = ([node[axis] for node in nodes] for axis in "xy")
    return [min(xs), min(ys), max(xs), max(ys)]
