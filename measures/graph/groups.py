"""Groups of partners that have more to do with one another than with the rest."""

import networkx as nx


def communities(graph: "nx.Graph[int]") -> list[list[int]]:
    """Groups by greedy modularity, largest first.

    Clauset, Newman and Moore (2004): starting from single partners, the two groups are joined whose joining most
    raises the share of lines inside groups above what chance would give. Nothing is left to chance: the same graph
    gives the same groups.

    Returns:
        Sorted node numbers per group; every node is in one group, a node without lines on its own.
    """
    if graph.number_of_edges() == 0:
        return [[node] for node in sorted(graph)]
    groups = nx.community.greedy_modularity_communities(graph)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
