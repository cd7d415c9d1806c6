"""Builds the graph of partners and relations."""

from dataclasses import dataclass

import networkx as nx
import polars as pl

ENDS = ("from_partner", "to_partner")


@dataclass(frozen=True)
class Graph:
    """Partners and the relations between them, in a fixed order."""

    nodes: pl.DataFrame
    """Rows of `Partners`, by `partner_id`."""
    edges: pl.DataFrame
    """Rows of `Relations` between two different nodes, by both ends and kind."""


def partner_graph(partners: pl.DataFrame, relations: pl.DataFrame) -> Graph:
    """The graph of the declared tables.

    A relation of a partner with itself, or with a partner outside the directory, is left out because it cannot be drawn.
    If relations differ only in year or source, the one with the earliest known year stays.
    """
    nodes = partners.sort("partner_id")
    edges = relations.sort(*ENDS, "kind", "since_year", nulls_last=True).unique(
        [*ENDS, "kind"], keep="first", maintain_order=True
    )
    return _induced(nodes, edges.filter(pl.col("from_partner") != pl.col("to_partner")))


def to_networkx(graph: Graph) -> "nx.Graph[int]":
    """The graph for networkx: undirected, with one edge between two partners, however many relations they have.

    Nodes are row numbers of `graph.nodes`, added in a fixed order, so that the library gives the same result each time;
    with texts as nodes it would not.
    """
    number = {partner: row for row, partner in enumerate(graph.nodes["partner_id"])}
    nodes_and_edges: nx.Graph[int] = nx.Graph()
    nodes_and_edges.add_nodes_from(number.values())
    nodes_and_edges.add_edges_from((number[a], number[b]) for a, b in graph.edges.select(ENDS).iter_rows())
    return nodes_and_edges


def _induced(nodes: pl.DataFrame, edges: pl.DataFrame) -> Graph:
    known = nodes["partner_id"].to_list()
    return Graph(nodes, edges.filter(pl.all_horizontal(pl.col(end).is_in(known) for end in ENDS)))
