"""Finds groups of partners that have more relations with one another than with the rest."""

import networkx as nx


def communities(graph: "nx.Graph[int]") -> list[list[int]]:
    """Groups by greedy modularity, largest first.

    The algorithm of Clauset, Newman and Moore (2004) starts with single partners. It keeps joining the two groups that
    most increase modularity: the share of edges inside groups, minus the share expected by chance. It is deterministic:
    the same graph gives the same groups.

    Returns:
        Sorted node numbers per group. Every node is in one group; a node without edges is a group by itself.
    """
    if graph.number_of_edges() == 0:
        return [[node] for node in sorted(graph)]
    groups = nx.community.greedy_modularity_communities(graph)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
