"""Groups of partners that have more to do with one another than with the rest."""

import networkx as nx


def communities(drawn: "nx.Graph[int]") -> list[list[int]]:
    """Groups by greedy modularity, largest first.

    Clauset, Newman and Moore (2004): starting from single partners, the two groups are joined whose joining most
    raises the share of lines inside groups above what chance would give. Nothing is left to chance: the same graph
    gives the same groups.

    Returns:
        Sorted node numbers per group; every node is in one group, a node without lines on its own.
    """
    if drawn.number_of_edges() == 0:
        return [[node] for node in sorted(drawn)]
    found = nx.community.greedy_modularity_communities(drawn)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
