"""Where each partner stands in the drawing: always the same for the same data.

Up to `WHOLE_UP_TO` connected partners are placed so that distances follow the number of steps in the graph. More are
placed group by group, and the groups likewise among one another, because a drawing of two thousand loose points shows
nothing.
"""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import polars as pl
from numpy.typing import NDArray

from measures.graph.build import Graph, to_networkx
from measures.graph.groups import communities
from measures.graph.packing import apart, packed
from measures.graph.stress import by_steps

Points = NDArray[np.float64]
WHOLE_UP_TO = 150
ELBOW_ROOM = 0.3
"""Least distance from the middle of a partner to its edge, in lengths of an average line."""


def positions(graph: Graph) -> pl.DataFrame:
    """Where each partner stands.

    Parts of the graph that are not connected stand side by side, the largest first, partners without any relation
    last.

    Returns:
        One row per node: `partner_id` (String), `x`, `y` (Float64) in lengths of an average line, x to the right and
        y upwards, (0, 0) in the middle of the drawing. Show both axes at the same scale.
    """
    drawn = to_networkx(graph)
    parts = sorted((sorted(part) for part in nx.connected_components(drawn)), key=lambda part: (-len(part), part))
    places = packed([_lying(_place(_part(drawn, part))) for part in parts])
    rows = np.full((graph.nodes.height, 2), np.nan)
    for part, points in zip(parts, places, strict=True):
        rows[part] = points
    x, y = (rows - _middle(rows)).round(3).T
    return pl.DataFrame({"partner_id": graph.nodes["partner_id"], "x": x, "y": y})


def _place(part: "nx.Graph[int]") -> Points:
    """Points of a connected graph, in the order of its nodes."""
    if len(part) <= WHOLE_UP_TO:
        return _by_distance(part)
    groups = communities(part)
    return _by_group(part, groups) if len(groups) > 1 else _by_distance(part)


def _by_distance(part: "nx.Graph[int]") -> Points:
    """Spread as the steps ask, and no two partners on top of one another."""
    points = by_steps(part) if len(part) > 1 else np.zeros((1, 2))
    return apart(points, np.full(len(points), ELBOW_ROOM))


def _by_group(part: "nx.Graph[int]", groups: Sequence[Sequence[int]]) -> Points:
    """Each group in its own disc, linked groups near one another, each turned towards its links."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    inside = [_centred(_place(_part(part, group))) for group in groups]
    radii = np.array([np.linalg.norm(points, axis=1).max() + 2 * ELBOW_ROOM for points in inside])
    between = _between(part, group_of, len(groups))
    centres = apart(by_steps(between) * 2 * radii.mean(), radii)
    row = {node: number for number, node in enumerate(part)}
    points = np.empty((len(part), 2))
    for number, group in enumerate(groups):
        local = dict(zip(group, inside[number], strict=True))
        outward = [(node, group_of[other]) for node in group for other in part[node] if group_of[other] != number]
        pulls = np.array([(*local[node], *(centres[other] - centres[number])) for node, other in outward])
        points[[row[node] for node in group]] = _turned(inside[number], pulls) + centres[number]
    return points


def _between(part: "nx.Graph[int]", group_of: dict[int, int], groups: int) -> "nx.Graph[int]":
    linked: nx.Graph[int] = nx.Graph()
    linked.add_nodes_from(range(groups))
    linked.add_edges_from((group_of[a], group_of[b]) for a, b in part.edges if group_of[a] != group_of[b])
    return linked


def _turned(points: Points, pulls: Points) -> Points:
    """The points turned about their middle so that linked points (x, y) face where their links go (dx, dy)."""
    x, y, dx, dy = pulls.T
    angle = np.arctan2((x * dy - y * dx).sum(), (x * dx + y * dy).sum())
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Points = points @ np.array([[cos, sin], [-sin, cos]])
    return turned


def _lying(points: Points) -> Points:
    """Turned so that the longest side lies flat, as screens do."""
    _, _, axes = np.linalg.svd(_centred(points), full_matrices=False)
    lying: Points = points @ axes.T if len(points) > 1 else points
    return lying


def _part(whole: "nx.Graph[int]", nodes: Sequence[int]) -> "nx.Graph[int]":
    """Part of a graph with its nodes in the given order, which the library's own views do not keep."""
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from(whole.subgraph(nodes).edges)
    return part


def _middle(points: Points) -> Points:
    middle: Points = (points.max(axis=0) + points.min(axis=0)) / 2 if len(points) else np.zeros(2)
    return middle


def _centred(points: Points) -> Points:
    centred: Points = points - points.mean(axis=0)
    return centred
