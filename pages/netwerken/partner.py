"""One partner: what it is, its members, relations, initiatives, regions and files; made to be linked to."""

from html import escape
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, Partners, RelationKind, Relations, Scope, words
from measures.counts import Grain, bubbles
from measures.graph import Graph, around
from measures.networks import Axis, initiatives_in
from pages.netwerken.bar import level_control
from pages.netwerken.choice import Choice
from pages.netwerken.graph_draw import draw_graph
from pages.netwerken.graph_picture import Lit, partner_picture
from pages.netwerken.networks import all_partners, as_chosen, drawing, network_tables
from pages.netwerken.reach import show_reach
from pages.netwerken.words import key_words, network_figure, region_names
from ui import plain
from ui.figure import draw_figure
from ui.initiative_list import initiative_list
from ui.map_table import bubble_table
from ui.map_view import bubble_map
from ui.session import View
from ui.share import embed_code


def show_partner(view: View, choice: Choice) -> None:
    """The page that `?netwerk=…` opens; `choice.network` is set."""
    row = _row(view, choice)
    plain.paragraph(sentence_of(view, row), name="zin")
    st.html(_facts(view, row))
    if row["summary"]:
        # Summaries are kept in Dutch only; a screen reader must be told when the page around them is English.
        st.html(f'<p lang="nl">{escape(row["summary"])}</p>')
    _initiatives(view, choice, row)
    plain.paragraph(view.t("netwerken.reach_title"), "h2")
    level_control(view, choice)
    show_reach(view, choice, network_tables(view))
    _relations(view, row)
    _embed(view, row)


def _row(view: View, choice: Choice) -> dict[str, Any]:
    return all_partners(view).row(by_predicate=pl.col("partner_id") == choice.network, named=True)


def partner_initiatives(view: View, choice: Choice) -> pl.DataFrame:
    """Its initiatives under the reader's choice, as rows of the catalogue."""
    tables = network_tables(view)
    return as_chosen(view, initiatives_in(tables, network=choice.network, region=choice.region, theme=choice.theme))


def sentence_of(view: View, row: dict[str, Any]) -> str:
    """Both counts of a partner in one sentence."""
    t = view.t
    if not row["initiatives"]:
        return t("netwerken.partner_none", partner=row["name"])
    return t(
        "netwerken.partner_sentence",
        partner=row["name"],
        own=row["own"],
        all=row["initiatives"],
        under=row["networks_under"],
        municipalities=len(row["known_municipalities"]),
        provinces=len(row["known_provinces"]),
    )


def _facts(view: View, row: dict[str, Any]) -> str:
    t, unknown = view.t, view.t("netwerken.unknown")
    regions, themes, partners = region_names(view), key_words(view, Axis.THEME), view.names.partners
    told = {
        _label(view, "role"): t(f"netwerken.role.{PartnerRole(row['role'])}"),
        _label(view, "kind"): t(f"netwerken.kind.{PartnerKind(row['kind'])}"),
        _label(view, "scope"): t(f"netwerken.scope.{Scope(row['scope'])}"),
        t("netwerken.area"): _area(view, row),
        t("netwerken.seat"): regions.get(row["municipality_code"] or "", unknown),
        _label(view, "themes"): ", ".join(themes[theme] for theme in row["themes"]) or unknown,
        _label(view, "members_count"): _members(view, row),
        t("netwerken.umbrellas"): ", ".join(partners[umbrella] for umbrella in row["umbrellas"])
        or t("netwerken.none_known"),
    }
    lines = [f"<dt>{escape(name)}</dt><dd>{escape(words_shown)}</dd>" for name, words_shown in told.items()]
    for column in ("website", "source_url"):
        shown = plain.link(row[column], row[column]) if row[column] else escape(unknown)
        lines.append(f"<dt>{escape(_label(view, column))}</dt><dd>{shown}</dd>")
    return f'<dl class="feiten">{"".join(lines)}</dl>'


def _label(view: View, column: str) -> str:
    return words(Partners, column, view.language).label


def _area(view: View, row: dict[str, Any]) -> str:
    if row["scope"] == Scope.NATIONAL:
        return view.t("netwerken.whole_country")
    regions = region_names(view)
    return ", ".join(regions.get(code, code) for code in row["province_codes"]) or view.t("netwerken.unknown")


def _members(view: View, row: dict[str, Any]) -> str:
    if row["members_count"] is None:
        return view.t("netwerken.unknown")
    year = str(row["members_year"]) if row["members_year"] else view.t("list.no_year")
    return view.t("netwerken.members", count=row["members_count"], year=year)


def _initiatives(view: View, choice: Choice, row: dict[str, Any]) -> None:
    """Its initiatives and those of the networks under it, on the map and as a list."""
    t = view.t
    chosen = partner_initiatives(view, choice)
    drawn = bubbles(view.catalogue, chosen, view.snapshot.table("regions"), Grain.SPOT)
    sentence = t("netwerken.partner_map", partner=row["name"], count=chosen.height)
    figure = network_figure(
        view,
        f"initiatieven-{row['partner_id']}",
        t("netwerken.partner_map_title"),
        sentence,
        bubble_table(view, drawn),
        chosen,
    )
    if chosen.is_empty():
        plain.paragraph(t("netwerken.partner_map_title"), "h2")
        plain.paragraph(f"{sentence} {t('kaart.none_is_not_none')}")
        return
    draw_figure(view, figure, lambda alt: bubble_map(view, drawn, Grain.SPOT, alt))
    initiative_list(view, chosen, sentence)


def _relations(view: View, row: dict[str, Any]) -> None:
    """Relations as a small drawing and as sentences in a table."""
    t, partner = view.t, row["partner_id"]
    drawn = drawing(view)
    near = around(drawn.graph, partner, steps=1)["partner_id"].to_list()
    own = (pl.col("from_partner") == partner) | (pl.col("to_partner") == partner)
    part = Graph(drawn.graph.nodes.filter(pl.col("partner_id").is_in(near)), drawn.graph.edges.filter(own))
    figures = drawn.figures.row(by_predicate=pl.col("partner_id") == partner, named=True)
    sentence = t("netwerken.partner_relations", partner=row["name"], count=figures["partners"])
    figure = network_figure(
        view, f"relaties-{partner}", t("netwerken.relations_title"), sentence, relation_table(view, part.edges, partner)
    )
    if part.edges.is_empty():
        plain.paragraph(figure.title, "h2")
        plain.paragraph(sentence)
        return
    lit = Lit(near, partner)

    def picture(alt: str) -> None:
        shown = partner_picture(view, part, drawn.places, drawn.figures, lit)
        draw_graph(view, shown, alt, key="ego", parameter="netwerk")

    draw_figure(view, figure, picture)


def relation_table(view: View, edges: pl.DataFrame, partner: str) -> pl.DataFrame:
    """The relations as seen from `partner`: what it is of the other, or the other of it."""
    names, is_from = view.names.partners, pl.col("from_partner") == partner
    kind = pl.col("kind").cast(pl.String)
    there = {kind.value: view.t(f"netwerken.relation.{kind}") for kind in RelationKind}
    back = {kind.value: view.t(f"netwerken.relation_backward.{kind}") for kind in RelationKind}

    def header(column: str) -> str:
        return words(Relations, column, view.language).label

    return edges.select(
        pl.when(is_from).then(kind.replace(there)).otherwise(kind.replace(back)).alias(header("kind")),
        pl.when(is_from).then("to_partner").otherwise("from_partner").replace(names).alias(view.t("netwerken.network")),
        pl.col("since_year").cast(pl.String).fill_null(view.t("netwerken.unknown")).alias(header("since_year")),
        pl.col("source_url").alias(header("source_url")),
    ).sort(header("kind"), view.t("netwerken.network"))


def show_embedded(view: View, choice: Choice) -> None:
    """Sentence and map for a frame on another site; `choice.network` is set."""
    row = _row(view, choice)
    plain.paragraph(sentence_of(view, row), name="zin")
    found = partner_initiatives(view, choice)
    drawn = bubbles(view.catalogue, found, view.snapshot.table("regions"), Grain.SPOT)
    bubble_map(view, drawn, Grain.SPOT, view.t("netwerken.partner_map", partner=row["name"], count=found.height))


def _embed(view: View, row: dict[str, Any]) -> None:
    """How a partner shows this page on its own site."""
    query = {"netwerk": row["partner_id"], **({"taal": "en"} if view.language == "en" else {})}
    address = f"{(st.context.url or '/netwerken').split('?')[0]}?{urlencode(query)}"
    with st.expander(view.t("netwerken.embed")):
        plain.paragraph(view.t("netwerken.embed_link"))
        st.code(address, language=None, wrap_lines=True)
        plain.paragraph(view.t("netwerken.embed_about"))
        frame = embed_code(view.t("netwerken.embed_frame", partner=row["name"]), address)
        st.code(frame, language="html", wrap_lines=True)
