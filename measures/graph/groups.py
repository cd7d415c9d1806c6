"""Groups of partners that have more to do with one another than with the rest."""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import polars as pl

from measures.graph.build import ENDS, Graph
from measures.graph.packing import apart


@dataclass(frozen=True)
class Grouped:
    """The graph with one node per group, for when there are too many partners to draw."""

    nodes: pl.DataFrame
    """One row per group, largest first: `group` (Int32), `middle` (partner_id with most relations inside the group),
    `partners` (Int64, how many), `x`, `y` (Float64). Last, when there are any, the partners without a relation:
    `group`, `middle`, `x` and `y` null."""
    edges: pl.DataFrame
    """One row per pair of groups with a relation: `from_group` < `to_group` (Int32), `relations` (Int64, how many)."""


def communities(drawn: "nx.Graph[int]") -> list[list[int]]:
    """Groups by greedy modularity, largest first.

    Clauset, Newman and Moore (2004): starting from single partners, the two groups are joined whose joining most
    raises the share of lines inside groups above what chance would give. There is no lot in it: the same graph gives
    the same groups.

    Returns:
        Sorted node numbers per group; every node is in one group, a node without lines on its own.
    """
    if drawn.number_of_edges() == 0:
        return [[node] for node in sorted(drawn)]
    found = nx.community.greedy_modularity_communities(drawn)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def grouped(graph: Graph, figures: pl.DataFrame, positions: pl.DataFrame) -> Grouped:
    """The graph drawn by group.

    Args:
        graph: all partners and relations.
        figures: rows of `partner_figures` of the same graph.
        positions: rows of `positions` of the same graph; a group stands in the middle of its partners.
    """
    group_of = figures.select("partner_id", "group")
    members = (
        figures.select("partner_id", "group", all="partners")
        .join(_inside(graph, group_of), on="partner_id", how="left")
        .join(positions, on="partner_id")
    )
    nodes = (
        members.sort("inside", "all", "partner_id", descending=[True, True, False], nulls_last=True)
        .group_by("group")
        .agg(
            middle=pl.col("partner_id").first(),
            partners=pl.len().cast(pl.Int64),
            x=pl.col("x").mean(),
            y=pl.col("y").mean(),
        )
        .sort("group", nulls_last=True)
    )
    has_relations = pl.col("group").is_not_null()
    nodes = nodes.with_columns(pl.when(has_relations).then(pl.col("middle", "x", "y")))
    return Grouped(_with_room(nodes), _between(graph, group_of))


def _ends(graph: Graph, group_of: pl.DataFrame) -> pl.DataFrame:
    """Relations with the group of either end: `a` and `b`."""
    return (
        graph.edges.select(ENDS)
        .join(group_of.rename({"group": "a"}), left_on="from_partner", right_on="partner_id")
        .join(group_of.rename({"group": "b"}), left_on="to_partner", right_on="partner_id")
    )


def _inside(graph: Graph, group_of: pl.DataFrame) -> pl.DataFrame:
    """Relations of each partner with its own group: `partner_id`, `inside`."""
    within = _ends(graph, group_of).filter(pl.col("a") == pl.col("b"))
    both = pl.concat([within.select(partner_id=end) for end in ENDS])
    return both.group_by("partner_id").agg(inside=pl.len())


def _between(graph: Graph, group_of: pl.DataFrame) -> pl.DataFrame:
    pairs = _ends(graph, group_of).filter(pl.col("a") != pl.col("b"))
    return (
        pairs.group_by(from_group=pl.min_horizontal("a", "b"), to_group=pl.max_horizontal("a", "b"))
        .agg(relations=pl.len().cast(pl.Int64))
        .sort("from_group", "to_group")
    )


def _with_room(nodes: pl.DataFrame) -> pl.DataFrame:
    placed = nodes.filter(pl.col("group").is_not_null())
    points = apart(placed.select("x", "y").to_numpy(), np.sqrt(placed["partners"].to_numpy()) / 2).round(3)
    moved = placed.with_columns(x=points[:, 0], y=points[:, 1])
    return pl.concat([moved, nodes.filter(pl.col("group").is_null())])
