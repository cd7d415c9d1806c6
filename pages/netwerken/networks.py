"""The frames and figures behind the page, once per data version."""

from dataclasses import dataclass, replace

import polars as pl

from data_loaders.store import Snapshot
from measures.filters import About
from measures.graph import Graph, Grouped, grouped, partner_figures, partner_graph, positions
from measures.networks import NetworkTables, directory
from ui.session import View


@dataclass(frozen=True)
class Drawing:
    """The graph with its places and figures."""

    graph: Graph
    places: pl.DataFrame
    figures: pl.DataFrame
    groups: Grouped


def _all_tables(snapshot: Snapshot) -> NetworkTables:
    return NetworkTables(
        snapshot.table("initiatives"),
        snapshot.table("partners"),
        snapshot.table("relations"),
        snapshot.table("regions"),
    )


def _drawing(tables: NetworkTables) -> Drawing:
    graph = partner_graph(tables.partners, tables.relations)
    places, figures = positions(graph), partner_figures(graph)
    return Drawing(graph, places, figures, grouped(graph, figures, places))


def network_tables(view: View) -> NetworkTables:
    """The tables, with the initiatives that the filters on life and age leave."""
    tables, kept = _all_tables(view.snapshot), view.selection.only(About.WHEN)
    if kept.is_empty:
        return tables
    rows = view.catalogue.chosen(kept)
    return replace(tables, initiatives=view.catalogue.rows(rows, 0, rows.height))


def drawing(view: View) -> Drawing:
    """The whole graph: filters hide partners of it, and change no place and no figure."""
    return view.once_for_all("drawing", lambda: _drawing(_all_tables(view.snapshot)))


def all_partners(view: View) -> pl.DataFrame:
    """Rows of `measures.networks.directory` over all known initiatives."""
    return view.once_for_all("directory", lambda: directory(_all_tables(view.snapshot)))


def as_chosen(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` as rows of the catalogue, as the list of initiatives and the bubbles of the map want them."""
    facts = view.catalogue.facts.with_row_index("row")
    wanted = view.catalogue.initiatives.select(is_wanted=pl.col("id").is_in(initiatives["id"].to_list()))
    return facts.filter(wanted["is_wanted"])
