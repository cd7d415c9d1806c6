"""Computes the figures of each partner in the graph, with networkx."""

import networkx as nx
import polars as pl

from measures.graph.build import ENDS, Graph, to_networkx
from measures.graph.groups import communities

EXACT_UP_TO = 1000
"""Most partners for an exact bridge figure; with more it is estimated, because the exact time grows with the square."""
SAMPLE = 250


def partner_figures(graph: Graph) -> pl.DataFrame:
    """The figures of each partner in the graph.

    Args:
        graph: the whole graph; figures of a part of it are only valid within that part.

    Returns:
        One row per node:

        - `partner_id`;
        - `partners` (Int64): number of other partners with which it has a relation of any kind;
        - `relations_out`, `relations_in` (Int64): number of relations from it and to it, counted per kind;
        - `bridge` (Float64, 0 to 1): betweenness (Freeman, 1977): of all pairs of other partners, the share whose
          shortest way runs through this one (ways of equal length count in part; no way counts as none);
        - `bridge_is_estimate` (Boolean): from `SAMPLE` partners chosen once (Brandes and Pich, 2007);
        - `part` (Int32): connected part of the graph, 1 is the largest;
        - `group` (Int32): group of partners that have more to do with one another than with the rest, 1 is the
          largest; null without any relation.
    """
    nx_graph = to_networkx(graph)
    parts = sorted((sorted(part) for part in nx.connected_components(nx_graph)), key=lambda part: (-len(part), part))
    groups = [group for group in communities(nx_graph) if len(group) > 1]
    is_estimate = len(nx_graph) > EXACT_UP_TO
    bridge = nx.betweenness_centrality(nx_graph, k=SAMPLE if is_estimate else None, seed=1)
    out, back = (_relations(graph, end) for end in ENDS)
    return graph.nodes.select(
        "partner_id",
        partners=pl.Series([nx_graph.degree(node) for node in nx_graph], dtype=pl.Int64),
        relations_out=out,
        relations_in=back,
        bridge=pl.Series([bridge[node] for node in nx_graph], dtype=pl.Float64),
        bridge_is_estimate=pl.lit(is_estimate),
        part=_numbers(parts, len(nx_graph)),
        group=_numbers(groups, len(nx_graph)),
    )


def _relations(graph: Graph, end: str) -> pl.Series:
    counts = graph.edges.group_by(end).agg(found=pl.len().cast(pl.Int64))
    return graph.nodes.join(counts, left_on="partner_id", right_on=end, how="left", maintain_order="left")[
        "found"
    ].fill_null(0)


def _numbers(sets: list[list[int]], size: int) -> pl.Series:
    """Per node the number of the set that contains it, from 1; null if none does."""
    number = {node: place for place, nodes in enumerate(sets, start=1) for node in nodes}
    return pl.Series([number.get(node) for node in range(size)], dtype=pl.Int32)
