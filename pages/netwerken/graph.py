"""The drawing of the coalition: focus, steps, way, filters, and the same as tables."""

from typing import Any

import polars as pl
import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Relations, words
from measures.graph import Graph, around, choose, relations_along, way_between
from measures.networks import PartnerChoice, choose_partners
from pages.netwerken.choice import EVERYONE, STEPS, Choice, bound
from pages.netwerken.graph_draw import draw_graph
from pages.netwerken.graph_picture import DRAWN_UP_TO, Lit, group_picture, partner_picture
from pages.netwerken.networks import Drawing, drawing
from pages.netwerken.words import group_name, named_partner, network_figure, translated
from ui import plain
from ui.figure import draw_figure, draw_table
from ui.numbers import number
from ui.session import View


def show_graph(view: View, choice: Choice) -> None:
    """Controls, drawing, way, relations and what the figures mean."""
    drawn = drawing(view)
    part = choose(
        drawn.graph,
        relation_kinds=choice.relations,
        partner_kinds=choice.kinds,
        province=view.selection.province,
    )
    part = _of_partners(part, PartnerChoice(roles=choice.roles, themes=view.selection.themes))
    part = _of_group(part, drawn, choice.group)
    steps = choice.steps or _usual_steps(part)
    by_group = _controls(view, choice, part, steps)
    lit = _lit(choice, part, steps)
    near = _only(part, list(lit.partners)) if lit.partners and part.nodes.height > DRAWN_UP_TO else part
    shown = None if by_group else near
    sentence = _sentence(view, choice, part, lit)
    table = group_table(view, drawn) if by_group else partner_table(view, drawn, part, lit)
    figure = network_figure(view, "tekening", view.t("netwerken.graph_title"), sentence, table)
    draw_figure(view, figure, lambda alt: _picture(view, drawn, shown, lit, alt))
    if choice.network and choice.other:
        _way(view, part, choice.network, choice.other, lit.way)
    if not lit.way:
        _relations(view, part, lit)
    _meaning(view, drawn)


def _of_partners(graph: Graph, wanted: PartnerChoice) -> Graph:
    nodes = choose_partners(graph.nodes, wanted)
    return _only(graph, nodes["partner_id"].to_list())


def _of_group(graph: Graph, drawn: Drawing, middle: str | None) -> Graph:
    """Only the partners of the group around `middle`."""
    if middle is None:
        return graph
    group = drawn.figures.filter(pl.col("partner_id") == middle)["group"]
    return _only(graph, drawn.figures.filter(pl.col("group").is_in(group.implode()))["partner_id"].to_list())


def _usual_steps(part: Graph) -> str:
    """Around a focus everyone is shown, unless that are too many to read."""
    return EVERYONE if part.nodes.height <= DRAWN_UP_TO else "2"


def _only(graph: Graph, kept: list[str]) -> Graph:
    """The part of `graph` with these partners."""
    ends = (pl.col(end).is_in(kept) for end in ("from_partner", "to_partner"))
    return Graph(graph.nodes.filter(pl.col("partner_id").is_in(kept)), graph.edges.filter(pl.all_horizontal(ends)))


def _controls(view: View, choice: Choice, part: Graph, step: str) -> bool:
    """Draw the controls; says whether groups are drawn."""
    t = view.t
    focus, other, steps = st.columns([2, 2, 2], vertical_alignment="bottom")
    with focus:
        _partner_box(view, t("netwerken.focus"), None, bound("netwerk", choice.network, "vak", "naar", place="focus"))
    if choice.network:
        with other:
            _partner_box(view, t("netwerken.way_to"), choice.network, bound("naar", choice.other))
        steps.segmented_control(
            t("netwerken.steps"),
            STEPS,
            required=True,
            format_func=lambda step: t(f"netwerken.step.{step}"),
            **bound("stappen", step, default=_usual_steps(part)),
        )
        return False
    is_many = part.nodes.height > DRAWN_UP_TO
    by_group = not choice.group and (is_many if choice.by_group is None else choice.by_group)
    other.segmented_control(
        t("netwerken.per"),
        ["partner", "groep"],
        required=True,
        format_func=lambda per: t(f"netwerken.per_{per}"),
        **bound("per", "groep" if by_group else "partner", "groep", default="groep" if is_many else "partner"),
    )
    return by_group


def _partner_box(view: View, label: str, without: str | None, tied: dict[str, Any]) -> None:
    names = view.names.partners
    st.selectbox(
        label,
        [partner for partner in names if partner != without],
        index=None,
        placeholder=view.t("netwerken.choose_partner"),
        format_func=names.__getitem__,
        **tied,
    )


def _lit(choice: Choice, part: Graph, steps: str) -> Lit:
    """What stands out: the way, or the focus with who is near."""
    if not choice.network:
        return Lit()
    way = way_between(part, choice.network, choice.other) if choice.other else []
    if way:
        return Lit(way, choice.network, way)
    if steps == EVERYONE:
        return Lit((), choice.network)
    near = around(part, choice.network, steps=int(steps))
    return Lit(near["partner_id"].to_list() or [choice.network], choice.network)


def _sentence(view: View, choice: Choice, part: Graph, lit: Lit) -> str:
    t = view.t
    alone = part.nodes.height - pl.concat([part.edges["from_partner"], part.edges["to_partner"]]).n_unique()
    whole = t("netwerken.drawn", partners=part.nodes.height, relations=part.edges.height, alone=alone)
    if not choice.network:
        return whole
    name = view.names.partners[choice.network]
    if choice.network not in part.nodes["partner_id"]:
        return f"{whole} {t('netwerken.focus_hidden', partner=name)}"
    if choice.other:
        other = view.names.partners[choice.other]
        if not lit.way:
            return t("netwerken.figures.no_way", **{"from": name, "to": other})
        return t("netwerken.way", **{"from": name, "to": other}, count=len(lit.way) - 1)
    rings = around(part, choice.network, steps=2)["steps"].to_list()
    return t("netwerken.near", partner=name, one=rings.count(1), two=rings.count(2))


def partner_table(view: View, drawn: Drawing, part: Graph, lit: Lit) -> pl.DataFrame:
    """Every partner of the drawing with its figures; with a focus nearest first."""
    t = view.t
    middles = dict(drawn.groups.nodes.drop_nulls("group").select("group", "middle").iter_rows())
    groups = {group: group_name(view, middle) for group, middle in middles.items()}
    steps = around(part, lit.focus, steps=part.nodes.height) if lit.focus else None
    rows = part.nodes.join(drawn.figures, on="partner_id")
    rows = rows.join(steps, on="partner_id", how="left") if steps is not None else rows
    shown = rows.filter(pl.col("partner_id").is_in(list(lit.partners))) if lit.partners else rows
    order = ["steps", "partners"] if steps is not None else ["partners"]
    columns = [
        pl.col("name").alias(t("netwerken.network")),
        translated(view, "role", PartnerRole).alias(t("netwerken.filter_role")),
        translated(view, "kind", PartnerKind).alias(t("netwerken.filter_kind")),
        pl.col("partners").alias(t("netwerken.figures.partners")),
        (pl.col("bridge") * 100).round(1).alias(t("netwerken.figures.bridge")),
        pl.col("group")
        .replace_strict(groups, default=t("netwerken.figures.no_relation"), return_dtype=pl.String)
        .alias(t("netwerken.figures.group")),
    ]
    if steps is not None:
        columns.insert(1, pl.col("steps").alias(t("netwerken.steps")))
    by = shown.sort(*order, "name", descending=[name == "partners" for name in order] + [False], nulls_last=True)
    return by.select(columns)


def group_table(view: View, drawn: Drawing) -> pl.DataFrame:
    """Every group with its size; partners without a relation are the last row."""
    t = view.t
    name = pl.col("middle").map_elements(lambda middle: group_name(view, middle), return_dtype=pl.String)
    return drawn.groups.nodes.select(
        name.fill_null(t("netwerken.figures.no_relation")).alias(t("netwerken.figures.group")),
        pl.col("partners").alias(t("netwerken.partners")),
    )


def _picture(view: View, drawn: Drawing, shown: Graph | None, lit: Lit, alt: str) -> None:
    """Partners and relations; groups when there is no `shown`."""
    if shown is None:
        draw_graph(view, group_picture(view, drawn.groups), alt, key="graph_groups", parameter="groep")
    else:
        picture = partner_picture(view, shown, drawn.places, drawn.figures, lit)
        draw_graph(view, picture, alt, key="graph", parameter="netwerk")
    plain.paragraph(view.t("netwerken.figures.drawing_about"), "small")


def _way(view: View, part: Graph, start: str, end: str, way: list[str]) -> None:
    if not way:
        return
    t, names = view.t, view.names.partners
    rows = relations_along(part, way)
    title = t("netwerken.way_title", **{"from": names[start], "to": names[end]})
    table = rows.select(pl.col("step").alias(t("netwerken.step_number")), *relation_columns(view))
    sentence = " → ".join(names[partner] for partner in way)
    draw_table(view, network_figure(view, "weg", title, sentence, table))


def relation_columns(view: View) -> list[pl.Expr]:
    """Rows of `Relations` in the reader's words."""

    def header(column: str) -> str:
        return words(Relations, column, view.language).label

    return [
        named_partner(view, "from_partner").alias(header("from_partner")),
        translated(view, "kind", RelationKind).alias(header("kind")),
        named_partner(view, "to_partner").alias(header("to_partner")),
        pl.col("since_year").cast(pl.String).fill_null(view.t("netwerken.unknown")).alias(header("since_year")),
        pl.col("source_url").alias(header("source_url")),
    ]


def _relations(view: View, part: Graph, lit: Lit) -> None:
    edges = (_only(part, list(lit.partners)) if lit.partners else part).edges
    by_kind = dict(edges["kind"].cast(pl.String).value_counts().iter_rows())
    said = ", ".join(
        f"{view.t(f'netwerken.relation.{kind}')} {number(by_kind[kind], view.language)}"
        for kind in RelationKind
        if kind in by_kind
    )
    title = view.t("netwerken.relations_title")
    sentence = view.t("netwerken.relations_shown", count=edges.height, kinds=said or "–")
    draw_table(view, network_figure(view, "relaties", title, sentence, edges.select(relation_columns(view))))


def _meaning(view: View, drawn: Drawing) -> None:
    """The figures in plain words."""
    t = view.t
    with st.expander(t("netwerken.meaning")):
        for figure in ("partners", "bridge", "group"):
            name = t(f"netwerken.figures.{figure}")
            plain.paragraph(f"{name}: {t(f'netwerken.figures.{figure}_about')}")
        if drawn.figures["bridge_is_estimate"].any():
            plain.paragraph(t("netwerken.figures.bridge_is_estimate"))
        plain.paragraph(t("netwerken.figures.only_known"))
