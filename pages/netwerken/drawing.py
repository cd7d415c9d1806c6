"""The drawing (SVG) of partners and their relations, with the coalition in the middle.

It is the same for every reader: a choice only changes what is highlighted. Every partner is a link.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

import polars as pl
from markupsafe import Markup

from data_loaders.schema import PartnerRole, RelationKind
from data_loaders.schema.rows import PartnerRow, rows_of
from geo.placing import width_px
from measures.graph import Ring, way_between
from measures.graph.rings import WIDTH
from pages.netwerken.networks import Drawing
from ui.map_key import wrapped
from ui.view import View

SIGNS = {
    PartnerRole.COALITION: Markup('<circle r="5" stroke-width="2.2"/>'),
    PartnerRole.CORE: Markup('<circle r="5"/>'),
    PartnerRole.JOINED: Markup('<circle r="5" stroke-width="2.2"/>'),
    PartnerRole.REGIONAL: Markup('<path d="M0-6L6 0 0 6-6 0z"/>'),
    PartnerRole.MEMBER: Markup('<path d="M-4.3-4.3h8.6v8.6h-8.6z"/>'),
    PartnerRole.FUND: Markup('<path d="M0-5.5L5.5 4.5h-11z"/>'),
    PartnerRole.KNOWLEDGE: Markup('<path d="M-2.2-5h4.4L5-2.2v4.4L2.2 5h-4.4L-5 2.2v-4.4z"/>'),
}
"""Role → its sign, with its middle at (0, 0). Signs of roles in `OPEN` are open, others are filled, so colour is not needed."""
OPEN = (PartnerRole.COALITION, PartnerRole.JOINED)
TEXT_PX, LINE_PX, PILL_PX = 13, 15, 16
MOST_PILL_PX, MOST_JOINED_PX = 108, 112
GAP_PX = 10
"""Pixels between a sign and its name."""
RIM_PX = 8
BEND = 0.16
"""How far lines bend towards the middle (0 is straight), so that lines between neighbours in a column are visible."""


class Edge(TypedDict):
    """A relation, as far as the drawing needs it."""

    from_partner: str
    to_partner: str
    kind: str


class _Placed(PartnerRow):
    ring: str
    x: float
    y: float
    partners: int


@dataclass(frozen=True)
class Lit:
    """What is highlighted in the drawing. By default nothing is, and everything looks equal."""

    partners: Collection[str] | None = None
    """Ids of highlighted partners, while the others are dimmed; None for all."""
    focus: str | None = None
    """Id of the partner whose relations are highlighted."""
    way: list[str] = field(default_factory=list)
    """Ids of the partners on a path, in order; only relations on it are highlighted."""
    relations: Collection[RelationKind] = ()
    """Kinds of relations that are highlighted; empty for all kinds."""

    def of_partner(self, partner: str) -> str:
        """The CSS class of a partner."""
        if partner == self.focus:
            return "gekozen"
        return "" if self.partners is None or partner in self.partners else "uit"

    def of_relation(self, edge: Edge) -> str:
        """The CSS class of a relation."""
        ends = (edge["from_partner"], edge["to_partner"])
        if self.relations and edge["kind"] not in self.relations:
            return "uit"
        if self.way:
            hops = {frozenset(hop) for hop in zip(self.way, self.way[1:], strict=False)}
            return "aan" if frozenset(ends) in hops else "uit"
        if self.focus:
            return "aan" if self.focus in ends else "uit"
        return "" if self.partners is None or all(end in self.partners for end in ends) else "uit"


def lit_up(drawing: Drawing, focus: str | None, other: str | None, matching: Collection[str] | None) -> Lit:
    """What to highlight: the path from `focus` to `other`, else the relations of `focus`, else the partners in `matching`."""
    if focus is None:
        return Lit(matching)
    way = way_between(drawing.graph, focus, other) if other else []
    if way:
        return Lit(way, focus, way)
    own = drawing.graph.edges.filter((pl.col("from_partner") == focus) | (pl.col("to_partner") == focus))
    return Lit({focus, *own["from_partner"], *own["to_partner"]}, focus)


def sign(role: str) -> Markup:
    """The sign of a role as a small SVG, for use beside its name."""
    svg = Markup('<svg class="teken" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">{}</svg>')
    return svg.format(_sign(role))


def _sign(role: str) -> Markup:
    inside = "grond" if role in OPEN else f"rol-{role}"
    sign = Markup('<g class="rolteken" style="fill:var(--{});stroke:var(--rol-{})">{}</g>')
    return sign.format(inside, role, SIGNS[PartnerRole(role)])


def line_sign(kind: RelationKind) -> Markup:
    """The line of a kind of relation as a small SVG, for use beside its name."""
    svg = Markup('<svg class="teken" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true">{}</svg>')
    return svg.format(Markup('<path class="band {}" d="M0 4H26"/>').format(kind))


def ring_drawing(view: View, drawing: Drawing, lit: Lit, address: Callable[[str], str], alt: str) -> Markup:
    """The drawing as SVG.

    Args:
        view: language of the words.
        drawing: the graph, and the place of each partner.
        lit: what is highlighted.
        address: gives the address that a press on a partner opens.
        alt: the text alternative.
    """
    figures = drawing.figures.select("partner_id", "partners")
    rows = drawing.rings.places.join(drawing.graph.nodes, on="partner_id").join(figures, on="partner_id")
    partners = {row["partner_id"]: row for row in rows_of(rows, _Placed)}
    edges = [
        edge for edge in rows_of(drawing.graph.edges, Edge) if {edge["from_partner"], edge["to_partner"]} <= {*partners}
    ]
    lines = [
        _line(view, edge, partners, drawing.rings.height, lit)
        for edge in sorted(edges, key=lambda edge: lit.of_relation(edge) == "aan")
    ]
    signs = [_partner(view, row, lit, address(row["partner_id"]), drawing.rings.height) for row in partners.values()]
    left = min((_left(row) for row in partners.values()), default=0.0) - RIM_PX
    wide = 2 * (WIDTH / 2 - min(left, RIM_PX))
    whole = Markup(
        '<svg class="ringen" viewBox="{:.0f} 0 {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}" role="group" aria-label="{}">{}{}</svg>'
    )
    height = drawing.rings.height
    return whole.format((WIDTH - wide) / 2, wide, height, wide, height, alt, Markup().join(lines), Markup().join(signs))


def _left(row: _Placed) -> float:
    """The left edge of a partner's name; names on the right are mirrored to the left."""
    if row["ring"] != Ring.OUTER:
        return RIM_PX
    inward = row["x"] if row["x"] < WIDTH / 2 else WIDTH - row["x"]
    return float(inward - GAP_PX - width_px(short_name(row), TEXT_PX))


def short_name(row: Mapping[str, object]) -> str:
    """The name of a partner in the drawing."""
    return str(row["short_name"] or row["name"])


def _line(view: View, edge: Edge, partners: dict[str, _Placed], height: float, lit: Lit) -> Markup:
    a, b = partners[edge["from_partner"]], partners[edge["to_partner"]]
    middle = ((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2)
    bend = 0 if edge["kind"] == RelationKind.CORE_PARTNER_OF else BEND
    x, y = (at + (to - at) * bend for at, to in zip(middle, (WIDTH / 2, height / 2), strict=True))
    words = f"{a['name']} {view.t('netwerken.relation.' + edge['kind'])} {b['name']}"
    path = Markup('<path class="band {} {}" d="M{:g} {:g}Q{:.1f} {:.1f} {:g} {:g}"><title>{}</title></path>')
    return path.format(edge["kind"], lit.of_relation(edge), a["x"], a["y"], x, y, b["x"], b["y"], words)


def _partner(view: View, row: _Placed, lit: Lit, address: str, height: float) -> Markup:
    shape = _pill(row) if row["ring"] in (Ring.MIDDLE, Ring.CORE) else _dot(row, height)
    role = view.t(f"netwerken.role.{row['role']}")
    words = f"{row['name']}: {role.lower()}, {view.t('netwerken.contacts', count=row['partners'])}"
    state = lit.of_partner(row["partner_id"])
    here = Markup(' aria-current="true"') if state == "gekozen" else ""
    link = Markup(
        '<a class="partner rol-{} {} {}" href="{}" data-keuze="partner={}" aria-label="{}"{}><title>{}</title>'
        '<g transform="translate({:g} {:g})">{}</g></a>'
    )
    spoken = words if row["short_name"] is None else f"{row['short_name']}, {words}"
    return link.format(
        row["role"], row["ring"], state, address, row["partner_id"], spoken, here, words, row["x"], row["y"], shape
    )


def _pill(row: _Placed) -> Markup:
    lines = wrapped(short_name(row), TEXT_PX, MOST_PILL_PX)
    wide = max(width_px(line, TEXT_PX) for line in lines) + 14
    tall = 13 + PILL_PX * len(lines)
    rect = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="{:.1f}"/>')
    halo = rect.format("kring", -wide / 2 - 4, -tall / 2 - 4, wide + 8, tall + 8, tall / 2 + 4)
    first = 4.5 - PILL_PX * (len(lines) - 1) / 2
    return (
        halo
        + rect.format("pil", -wide / 2, -tall / 2, wide, tall, tall / 2)
        + _words(lines, "middle", 0, first, PILL_PX)
    )


def _dot(row: _Placed, height: float) -> Markup:
    """A sign with its name: beside the sign in a column, above or below it in a row."""
    shape = Markup('<circle class="kring" r="9"/>') + _sign(row["role"])
    if row["ring"] == Ring.OUTER:
        side = -1 if row["x"] < WIDTH / 2 else 1
        return shape + _words([short_name(row)], "end" if side < 0 else "start", side * GAP_PX, 4.4, LINE_PX)
    lines = wrapped(short_name(row), TEXT_PX, MOST_JOINED_PX)
    first = -10 - LINE_PX * (len(lines) - 1) if row["y"] < height / 2 else 19
    return shape + _words(lines, "middle", 0, first, LINE_PX)


def _words(lines: list[str], anchor: str, x: float, y: float, step: float) -> Markup:
    text = Markup('<text text-anchor="{}" x="{:g}" y="{:.1f}">{}</text>')
    return Markup().join(text.format(anchor, x, y + step * place, line) for place, line in enumerate(lines))
