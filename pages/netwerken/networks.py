"""The tables and figures behind the page."""

from dataclasses import dataclass, replace

import polars as pl

from data_loaders.store import Snapshot
from data_loaders.topics import Topic
from measures.filters import About
from measures.graph import Graph, Rings, partner_figures, partner_graph, rings
from measures.networks import NetworkTables, directory
from ui.view import View


@dataclass(frozen=True)
class Drawing:
    """The graph of all partners, with places for the drawing and figures of each."""

    graph: Graph
    rings: Rings
    figures: pl.DataFrame


def _all_tables(snapshot: Snapshot) -> NetworkTables:
    names = ("initiatives", "partners", "relations", "regions")
    return NetworkTables(**{name: snapshot.table(name) for name in names})


def _drawing(tables: NetworkTables) -> Drawing:
    graph = partner_graph(tables.partners, tables.relations)
    return Drawing(graph, rings(graph), partner_figures(graph))


def network_tables(view: View) -> NetworkTables:
    """The tables, with only the initiatives that fit the filters on status and age."""
    tables, chosen = _all_tables(view.snapshot), view.selection.only(About.WHEN)
    if chosen.is_empty:
        return tables
    rows = view.catalogue.chosen(chosen)
    return replace(tables, initiatives=view.catalogue.rows(rows, 0, rows.height))


def whole_drawing(view: View) -> Drawing:
    """The whole graph. Filters do not change it: they only change what is highlighted."""
    return view.once_for_all(Topic.NETWORK_DRAWING, lambda: _drawing(_all_tables(view.snapshot)))


def all_partners(view: View) -> pl.DataFrame:
    """Rows of `measures.networks.directory` for all known initiatives, sorted by name."""
    by_name = pl.col("name").str.to_lowercase()
    return view.once_for_all(Topic.NETWORK_DIRECTORY, lambda: directory(_all_tables(view.snapshot)).sort(by_name))
