"""Steps through the graph: who is near a partner, and how two partners are connected."""

import networkx as nx
import polars as pl

from measures.graph.build import Graph, to_networkx


def partners_near(graph: Graph, partner: str, *, steps: int) -> pl.DataFrame:
    """A partner with everyone at most so many steps away, whichever way the relations point.

    Args:
        graph: the graph to walk in.
        partner: partner id.
        steps: how far.

    Returns:
        `partner_id` (String), `steps` (Int32): the partner itself with 0, nearest first. No rows when the graph does
        not have the partner.
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
    """The partners on a shortest way from one to another, both included, whichever way the relations point.

    Of several equally short ways always the same one is given.

    Returns:
        Partner ids in order; only the partner itself when both are the same; empty when there is no way, or when the
        graph does not have one of the two.
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
    """The relations between each partner of a way and the next.

    Returns:
        Rows of `graph.edges` behind `step` (Int32, from 1). The direction is that of the relation, not of the way;
        two partners with several relations have several rows.
    """
    hops = pl.DataFrame({"a": way[:-1], "b": way[1:]}, schema={"a": pl.String, "b": pl.String})
    there = hops.select(step=pl.int_range(1, pl.len() + 1, dtype=pl.Int32), from_partner="a", to_partner="b")
    back = there.select("step", from_partner="to_partner", to_partner="from_partner")
    return (
        pl.concat([there, back])
        .join(graph.edges, on=["from_partner", "to_partner"])
        .sort("step", "kind", "from_partner")
    )
