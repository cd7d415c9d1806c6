"""Tiny graphs: partners named by one letter, relations written as two letters."""

import random

import networkx as nx

from data_loaders.schema import Partners, Relations
from measures.graph import Graph, partner_graph
from tests.measures.networks.world import frame, partner, relation


def graph(relations: str, partners: str = "", *, shuffled: int | None = None) -> Graph:
    """`graph("ab bc", "d")`: a is a member of b, b of c, and d stands alone; `shuffled` mixes the rows of both tables."""
    pairs = relations.split()
    names = sorted({*"".join(pairs), *partners.split()})
    if shuffled is not None:
        random.Random(shuffled).shuffle(names)  # noqa: S311
        random.Random(shuffled).shuffle(pairs)  # noqa: S311
    return built(names, [(pair[0], pair[1]) for pair in pairs])


def built(names: list[str], pairs: list[tuple[str, str]]) -> Graph:
    return partner_graph(
        frame(Partners, [partner(name, "landelijk", [], []) for name in names]),
        frame(Relations, [relation(*pair) for pair in pairs]),
    )


def caves(groups: int, size: int) -> Graph:
    """`groups` tight groups of `size`, each tied to the next by one relation."""
    reference = nx.connected_caveman_graph(groups, size)
    return built([f"n{node:04}" for node in reference], [(f"n{a:04}", f"n{b:04}") for a, b in reference.edges])
