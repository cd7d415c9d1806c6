"""Paths in the graph: the partners near a partner, and the connection between two partners."""

import networkx as nx
import polars as pl

from measures.graph.build import Graph, to_networkx


def partners_near(graph: Graph, partner: str, *, steps: int) -> pl.DataFrame:
    """A partner with all partners at most `steps` relations away; the direction of relations is ignored.

    Args:
        graph: the graph to walk in.
        partner: partner id.
        steps: largest number of relations in between.

    Returns:
        `partner_id` (String) and `steps` (Int32, 0 for the partner itself), nearest first. No rows if the partner is not
        in the graph.
    """
    ids = graph.nodes["partner_id"].to_list()
    steps_to = (
        nx.single_source_shortest_path_length(to_networkx(graph), ids.index(partner), cutoff=steps)
        if partner in ids
        else {}
    )
    rows = {"partner_id": [ids[node] for node in steps_to], "steps": list(steps_to.values())}
    return pl.DataFrame(rows, schema={"partner_id": pl.String, "steps": pl.Int32}).sort("steps", "partner_id")


def way_between(graph: Graph, start: str, end: str) -> list[str]:
    """The partners on a shortest path between two partners; the direction of relations is ignored.

    If several paths are equally short, the result is always the same one.

    Returns:
        Partner ids from `start` to `end`, both included; only one id if these are the same. Empty if there is no path,
        or if one of the two is not in the graph.
    """
    ids = graph.nodes["partner_id"].to_list()
    if start not in ids or end not in ids:
        return []
    nx_graph, source, target = to_networkx(graph), ids.index(start), ids.index(end)
    return (
        [ids[node] for node in nx.shortest_path(nx_graph, source, target)]
        if nx.has_path(nx_graph, source, target)
        else []
    )


def relations_along(graph: Graph, way: list[str]) -> pl.DataFrame:
    """The relations between each partner of a path and the next.

    Returns:
        Rows of `graph.edges` with `step` (Int32, from 1) as first column. Each row has the direction of the relation, not
        of the path. Two partners with several relations have several rows.
    """
    hops = pl.DataFrame({"a": way[:-1], "b": way[1:]}, schema={"a": pl.String, "b": pl.String})
    there = hops.select(step=pl.int_range(1, pl.len() + 1, dtype=pl.Int32), from_partner="a", to_partner="b")
    back = there.select("step", from_partner="to_partner", to_partner="from_partner")
    return (
        pl.concat([there, back])
        .join(graph.edges, on=["from_partner", "to_partner"])
        .sort("step", "kind", "from_partner")
    )
