"""The graph as a picture: partners as signs by role, relations as lines by kind, arrows in their direction."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data_loaders.schema import PartnerRole, RelationKind
from measures.graph import Graph, Grouped
from pages.netwerken.words import group_name
from ui.charts import ground
from ui.numbers import number
from ui.palette import ACCENT, BORDER, GROUND, INK, Ground
from ui.session import View

DRAWN_UP_TO = 300
"""With more partners groups are drawn, and around a focus only who is near."""

IMPORTANT = 100
"""Weight from which a partner or group is always named, if need be over the signs of others."""

_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
SIGNS = {
    PartnerRole.COALITION: _CIRCLE,
    PartnerRole.CORE: _CIRCLE,
    PartnerRole.JOINED: _CIRCLE,
    PartnerRole.REGIONAL: "M0 -1.2L1.2 0 0 1.2 -1.2 0Z",
    PartnerRole.MEMBER: "M-0.9 -0.9H0.9V0.9H-0.9Z",
    PartnerRole.FUND: "M0 -1.1L1.1 0.9H-1.1Z",
    PartnerRole.KNOWLEDGE: "M-0.4 -0.95H0.4L0.95 -0.4V0.4L0.4 0.95H-0.4L-0.95 0.4V-0.4Z",
}
"""Outline of each role's sign around (0, 0), with a radius of about 1; a joined partner is an open circle."""
ROLE_COLOURS: dict[Ground, dict[PartnerRole, str]] = {
    "light": {
        PartnerRole.COALITION: "#0b5c7a",
        PartnerRole.CORE: "#0b5c7a",
        PartnerRole.JOINED: "#0b5c7a",
        PartnerRole.REGIONAL: "#8133ae",
        PartnerRole.MEMBER: "#51606b",
        PartnerRole.FUND: "#a35a00",
        PartnerRole.KNOWLEDGE: "#2f7a4a",
    },
    "dark": {
        PartnerRole.COALITION: "#5fb6dc",
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
    RelationKind.CORE_PARTNER_OF: ("", 3.0),
    RelationKind.MEMBER_OF: ("", 1.4),
    RelationKind.PART_OF: ("7 4", 2.4),
    RelationKind.SUPPORTS: ("5 4", 1.2),
    RelationKind.WORKS_WITH: ("1.5 3", 1.6),
}
"""Dashes and width of a line per kind; working together has no direction and so no arrow."""


@dataclass(frozen=True)
class Lit:
    """What stands out; with nothing in it everything is equal."""

    partners: Collection[str] = ()
    """Partner ids that stay clear; the rest fades."""
    focus: str | None = None
    way: list[str] = field(default_factory=list)
    """Partner ids of a way, in order."""

    def level(self, *partners: str) -> int:
        """0 for what stands out, 2 for what fades, 1 when everything is equal."""
        if not self.partners:
            return 1
        return 0 if all(partner in self.partners for partner in partners) else 2

    def on_way(self, edge: dict[str, Any]) -> bool:
        """Whether a relation lies on the way."""
        hops = {frozenset(hop) for hop in zip(self.way, self.way[1:], strict=False)}
        return frozenset((edge["from_partner"], edge["to_partner"])) in hops


@dataclass(frozen=True)
class Picture:
    """What the browser draws."""

    nodes: list[dict[str, Any]]
    links: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    """What signs and lines mean."""
    hint: str
    """What a reader can do."""


def partner_picture(view: View, graph: Graph, places: pl.DataFrame, figures: pl.DataFrame, lit: Lit) -> Picture:
    """Partners and relations.

    Args:
        view: language.
        graph: what is shown.
        places: rows of `measures.graph.positions`.
        figures: rows of `measures.graph.partner_figures`.
        lit: what stands out.
    """
    rows = graph.nodes.join(places, on="partner_id").join(figures, on="partner_id", maintain_order="left")
    place_of = {partner: place for place, partner in enumerate(rows["partner_id"])}
    nodes = [_node(view, row, lit) for row in rows.iter_rows(named=True)]
    links = [_link(view, edge, place_of, lit) for edge in graph.edges.iter_rows(named=True)]
    hint = view.t("netwerken.drawing.hint")
    return Picture(nodes, links, _keys(view, graph), hint)


def _keys(view: View, graph: Graph) -> list[dict[str, Any]]:
    on, t = ground(), view.t
    roles, kinds = set(graph.nodes["role"]), set(graph.edges["kind"])
    signs = [
        {"d": sign, "transform": "scale(6)", "text": t(f"netwerken.role.{role}"), **_paint(role), "stroke-width": 0.3}
        for role, sign in SIGNS.items()
        if role in roles
    ]
    lines = [
        {
            "d": "M-20 0H18" if kind is RelationKind.WORKS_WITH else "M-20 0H18M12 -4L18 0 12 4",
            "fill": "none",
            "stroke": _line_colour(kind, on),
            "stroke-width": width,
            "stroke-dasharray": dash or "none",
            "text": t(f"netwerken.relation.{kind}"),
        }
        for kind, (dash, width) in LINES.items()
        if kind in kinds
    ]
    return signs + lines


def _paint(role: PartnerRole) -> dict[str, str]:
    """Filled in the colour of the role, with a rim of the ground; a joined partner is open."""
    on = ground()
    colour = ROLE_COLOURS[on][role]
    is_open = role is PartnerRole.JOINED
    return {"fill": GROUND[on] if is_open else colour, "stroke": colour if is_open else GROUND[on]}


def _line_colour(kind: RelationKind, on: Ground) -> str:
    return ACCENT[on] if kind is RelationKind.CORE_PARTNER_OF else BORDER[on]


def _node(view: View, row: dict[str, Any], lit: Lit) -> dict[str, Any]:
    on, role, partner = ground(), PartnerRole(row["role"]), row["partner_id"]
    is_focus = partner == lit.focus
    contacts = view.t("netwerken.contacts", count=row["partners"])
    return {
        "id": partner,
        "name": row["name"],
        "about": f"{view.t(f'netwerken.role.{role}')}, {contacts}",
        "x": row["x"],
        # The measure counts upwards, the screen downwards.
        "y": -row["y"],
        "r": round(4.5 + 2 * math.sqrt(row["partners"]), 1),
        "sign": SIGNS[role],
        **_paint(role),
        **({"stroke": INK[on], "width": 3} if is_focus else {"width": 2 if role is PartnerRole.JOINED else 1}),
        "level": lit.level(partner),
        "focus": is_focus,
        "weight": row["partners"]
        + IMPORTANT * (role in {PartnerRole.COALITION, PartnerRole.CORE})
        + 10 * IMPORTANT * is_focus,
    }


def _link(view: View, edge: dict[str, Any], place_of: dict[str, int], lit: Lit) -> dict[str, Any]:
    on, kind, names = ground(), RelationKind(edge["kind"]), view.names.partners
    (dash, width), is_way = LINES[kind], lit.on_way(edge)
    ends = edge["from_partner"], edge["to_partner"]
    return {
        "a": place_of[ends[0]],
        "b": place_of[ends[1]],
        "about": f"{names[ends[0]]} {view.t(f'netwerken.relation.{kind}')} {names[ends[1]]}",
        "colour": ACCENT[on] if is_way else _line_colour(kind, on),
        "width": width + 2 if is_way else width,
        "dash": dash,
        "arrow": kind is not RelationKind.WORKS_WITH,
        "level": 2 if lit.way and not is_way else lit.level(*ends),
    }


def group_picture(view: View, groups: Grouped) -> Picture:
    """Groups, each a circle by its number of partners, and the number of relations between them."""
    on, t = ground(), view.t
    placed = groups.nodes.drop_nulls("group")
    place_of = {group: place for place, group in enumerate(placed["group"])}
    nodes = [
        {
            "id": row["middle"],
            "name": f"{group_name(view, row['middle'])} ({number(row['partners'], view.language)})",
            "about": t("netwerken.members_of_group", count=row["partners"]),
            "x": row["x"],
            "y": -row["y"],
            "r": round(4 + 2 * math.sqrt(row["partners"]), 1),
            "sign": _CIRCLE,
            "fill": ACCENT[on],
            "stroke": GROUND[on],
            "width": 1,
            "level": 1,
            "focus": False,
            "weight": IMPORTANT + row["partners"],
        }
        for row in placed.iter_rows(named=True)
    ]
    links = [
        {
            "a": place_of[row["from_group"]],
            "b": place_of[row["to_group"]],
            "about": t("netwerken.relations", count=row["relations"]),
            "colour": BORDER[on],
            "width": round(min(0.5 + math.sqrt(row["relations"]) / 2, 6), 1),
            "faint": True,
            "dash": "",
            "arrow": False,
            "level": 1,
        }
        for row in groups.edges.iter_rows(named=True)
    ]
    return Picture(nodes, links, [], t("netwerken.drawing.hint_groups"))
