"""The graph as a picture: partners as signs by role, relations as lines by kind, arrows in their direction."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from data_loaders.schema import PartnerRole, RelationKind
from measures.graph import Graph, Grouped
from pages.netwerken.bar import open_partner
from pages.netwerken.choice import Part
from ui.charts import FONT, ground
from ui.palette import ACCENT, BORDER, GROUND, INK, Ground
from ui.session import View

HEIGHT_PX, SMALL_PX = 640, 420
TURN = "graph_turn"
"""Counts presses in the drawing: a new number gives a drawing without an old press."""
FAINT = 0.12
WHOLE_ZOOM, MOST_ZOOM = 1.12, 5.0

ROLE_SIGNS = {
    PartnerRole.CORE: "circle",
    PartnerRole.JOINED: "emptyCircle",
    PartnerRole.REGIONAL: "diamond",
    PartnerRole.MEMBER: "rect",
    PartnerRole.FUND: "triangle",
    PartnerRole.KNOWLEDGE: "roundRect",
}
ROLE_COLOURS: dict[Ground, dict[PartnerRole, str]] = {
    "light": {
        PartnerRole.CORE: "#0b5c7a",
        PartnerRole.JOINED: "#0b5c7a",
        PartnerRole.REGIONAL: "#8133ae",
        PartnerRole.MEMBER: "#51606b",
        PartnerRole.FUND: "#a35a00",
        PartnerRole.KNOWLEDGE: "#2f7a4a",
    },
    "dark": {
        PartnerRole.CORE: "#5fb6dc",
        PartnerRole.JOINED: "#5fb6dc",
        PartnerRole.REGIONAL: "#cab8ff",
        PartnerRole.MEMBER: "#a9b8c2",
        PartnerRole.FUND: "#f0a850",
        PartnerRole.KNOWLEDGE: "#7fc69a",
    },
}
"""Beside the sign of a role, never alone; all stand out from the ground by 3:1."""

LINES = {
    RelationKind.CORE_PARTNER_OF: ("solid", 3.0),
    RelationKind.MEMBER_OF: ("solid", 1.4),
    RelationKind.PART_OF: ("dashed", 2.4),
    RelationKind.SUPPORTS: ("dashed", 1.2),
    RelationKind.WORKS_WITH: ("dotted", 1.6),
}
"""Pattern and width of a line per kind; working together has no direction and so no arrow."""


@dataclass(frozen=True)
class Lit:
    """What stands out; with nothing in it everything is equal."""

    partners: Collection[str] = ()
    """Partner ids that stay clear; the rest fades."""
    focus: str | None = None
    way: list[str] = field(default_factory=list)
    """Partner ids of a way, in order."""

    def shows(self, partner: str) -> bool:
        """Whether a partner is clear."""
        return not self.partners or partner in self.partners

    def on_way(self, edge: dict[str, Any]) -> bool:
        """Whether a relation lies on the way."""
        hops = {frozenset(hop) for hop in zip(self.way, self.way[1:], strict=False)}
        return frozenset((edge["from_partner"], edge["to_partner"])) in hops


def partner_spec(view: View, graph: Graph, places: pl.DataFrame, figures: pl.DataFrame, lit: Lit) -> dict[str, Any]:
    """The ECharts option for partners and relations.

    Args:
        view: language.
        graph: what is shown.
        places: rows of `measures.graph.positions`.
        figures: rows of `measures.graph.partner_figures`.
        lit: what stands out.
    """
    rows = graph.nodes.join(places, on="partner_id").join(figures, on="partner_id", maintain_order="left")
    number = {partner: place for place, partner in enumerate(rows["partner_id"])}
    on = ground()
    nodes = [_node(view, row, lit, on) for row in rows.iter_rows(named=True)]
    links = [_link(view, edge, number, lit, on) for edge in graph.edges.iter_rows(named=True)]
    categories = [
        {"name": view.t(f"netwerken.role.{role}"), "symbol": ROLE_SIGNS[role], "itemStyle": {"color": colour}}
        for role, colour in ROLE_COLOURS[on].items()
    ]
    return _option(nodes, links, categories, lit)


def _node(view: View, row: dict[str, Any], lit: Lit, on: Ground) -> dict[str, Any]:
    role = PartnerRole(row["role"])
    is_clear, is_named = lit.shows(row["partner_id"]), bool(lit.partners) and lit.shows(row["partner_id"])
    is_focus = row["partner_id"] == lit.focus
    contacts = view.t("netwerken.contacts", count=row["partners"])
    return {
        "id": row["partner_id"],
        "name": row["name"],
        "value": f"{view.t(f'netwerken.role.{role}')}, {contacts}",
        "x": row["x"],
        # The measure counts upwards, the screen downwards.
        "y": -row["y"],
        "category": list(ROLE_SIGNS).index(role),
        "symbol": ROLE_SIGNS[role],
        "symbolSize": round(9 + 4 * math.sqrt(row["partners"]), 1),
        "itemStyle": {
            "opacity": 1 if is_clear else FAINT,
            "borderColor": INK[on] if is_focus else GROUND[on],
            "borderWidth": 3 if is_focus else 1,
        },
        "label": {"show": is_clear and (is_named or role is PartnerRole.CORE or row["partners"] >= 5)},
    }


def _link(view: View, edge: dict[str, Any], number: dict[str, int], lit: Lit, on: Ground) -> dict[str, Any]:
    kind = RelationKind(edge["kind"])
    pattern, width = LINES[kind]
    is_way = lit.on_way(edge)
    both = lit.shows(edge["from_partner"]) and lit.shows(edge["to_partner"])
    is_clear = is_way if lit.way else both
    return {
        "source": number[edge["from_partner"]],
        "target": number[edge["to_partner"]],
        "value": view.t(f"netwerken.relation.{kind}"),
        "symbol": ["none", "none" if kind is RelationKind.WORKS_WITH else "arrow"],
        "lineStyle": {
            "type": pattern,
            "width": width + 2 if is_way else width,
            "color": ACCENT[on] if is_way or kind is RelationKind.CORE_PARTNER_OF else BORDER[on],
            "opacity": 0.9 if is_clear else FAINT,
        },
    }


def group_spec(view: View, groups: Grouped) -> dict[str, Any]:
    """The ECharts option for groups and the number of relations between them."""
    on, t = ground(), view.t
    placed = groups.nodes.drop_nulls("group")
    number = {group: place for place, group in enumerate(placed["group"])}
    nodes = [
        {
            "id": str(row["group"]),
            "name": t("netwerken.figures.group_name", partner=view.names.partners.get(row["middle"], row["middle"])),
            "value": t("netwerken.members_of_group", count=row["partners"]),
            "x": row["x"],
            "y": -row["y"],
            "symbolSize": round(10 + 7 * math.sqrt(row["partners"]), 1),
            "itemStyle": {"color": ACCENT[on], "borderColor": GROUND[on]},
            "label": {"show": True},
        }
        for row in placed.iter_rows(named=True)
    ]
    links = [
        {
            "source": number[row["from_group"]],
            "target": number[row["to_group"]],
            "value": t("netwerken.relations", count=row["relations"]),
            "lineStyle": {"width": min(1 + row["relations"], 10), "color": BORDER[on], "opacity": 0.8},
        }
        for row in groups.edges.iter_rows(named=True)
    ]
    return _option(nodes, links, [], Lit())


def _option(
    nodes: list[dict[str, Any]], links: list[dict[str, Any]], categories: list[dict[str, Any]], lit: Lit
) -> dict[str, Any]:
    on = ground()
    words = {"color": INK[on], "fontFamily": FONT}
    return {
        "animation": False,
        "textStyle": words,
        "tooltip": {"confine": True, "backgroundColor": GROUND[on], "textStyle": words},
        "legend": {
            "show": bool(categories),
            "bottom": 0,
            "textStyle": words,
            "inactiveColor": BORDER[on],
            "itemWidth": 14,
            "data": [{"name": category["name"], "icon": category["symbol"]} for category in categories],
        },
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "roam": True,
                "nodeScaleRatio": 0.2,
                # Without a fixed width and height the drawing keeps the same scale on both sides.
                "left": "center",
                "top": 40,
                **_sight(nodes, lit),
                "data": nodes,
                "links": links,
                "categories": categories,
                "selectedMode": "single",
                "select": {"disabled": False},
                "edgeSymbolSize": 8,
                "lineStyle": {"curveness": 0.06},
                "label": {
                    "position": "right",
                    "fontSize": 12,
                    "color": INK[on],
                    "textBorderColor": GROUND[on],
                    "textBorderWidth": 3,
                },
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "label": {"show": True, "fontWeight": "bold"}},
                "blur": {"itemStyle": {"opacity": FAINT}, "lineStyle": {"opacity": FAINT}},
            }
        ],
    }


def _sight(nodes: list[dict[str, Any]], lit: Lit) -> dict[str, Any]:
    """Where the reader looks at first: at everything, or closer at what stands out. No partner moves."""
    clear = [node for node in nodes if lit.shows(node["id"])] if lit.partners else []
    if not 0 < len(clear) < len(nodes):
        return {"zoom": WHOLE_ZOOM}
    low, high = ([pick(node[axis] for node in clear) for axis in "xy"] for pick in (min, max))
    sizes = [max(node[axis] for node in nodes) - min(node[axis] for node in nodes) for axis in "xy"]
    fits = [size / max(end - start, 1) for size, start, end in zip(sizes, low, high, strict=True)]
    middle = [(start + end) / 2 for start, end in zip(low, high, strict=True)]
    return {"center": middle, "zoom": round(max(WHOLE_ZOOM, min(*fits, MOST_ZOOM) * 0.75), 2)}


def draw_graph(spec: dict[str, Any], alt_text: str, key: str, part: Part | None = Part.GRAPH) -> None:
    """Draw an option; a press on a partner makes it the focus, or opens `part` with it. None: nothing can be pressed."""
    if part is None:
        st.echarts_chart(spec, height=SMALL_PX, theme=None, alt=alt_text, key=key)
        return
    key = f"{key}_{st.session_state.get(TURN, 0)}"
    ids = [node["id"] for node in spec["series"][0]["data"]]

    def pressed() -> None:
        for group in st.session_state[key].selection.selected:
            if group["data_type"] == "node" and group["data_indices"]:
                st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
                open_partner(ids[group["data_indices"][0]], part)

    st.echarts_chart(spec, height=HEIGHT_PX, theme=None, alt=alt_text, key=key, on_select=pressed)


def line_key(view: View, kinds: Collection[str]) -> None:
    """What the lines mean."""
    on = ground()
    items = "".join(
        f'<li style="display:inline-block;margin-right:1.5em"><span style="display:inline-block;width:3em;'
        f"margin-right:0.5em;vertical-align:middle;border-top:{width}px {pattern} "
        f'{ACCENT[on] if kind is RelationKind.CORE_PARTNER_OF else BORDER[on]}"></span>'
        f"{escape(view.t(f'netwerken.relation.{kind}'))}{'' if kind is RelationKind.WORKS_WITH else ' →'}</li>"
        for kind, (pattern, width) in LINES.items()
        if kind in kinds
    )
    st.html(f'<ul style="list-style:none;padding:0;margin:0">{items}</ul>')
