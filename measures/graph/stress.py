"""Points whose distances follow the number of steps in a graph.

Gansner, Koren and North (2005), "Graph Drawing by Stress Majorization": the same aim as Kamada and Kawai (1989), which
networkx offers, with less stress left on our graphs and about ten times as fast (`docs/decisions.md`).
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse.csgraph import shortest_path

Points = NDArray[np.float64]
Distances = NDArray[np.float64]
ROUNDS = 60


def by_steps(connected: "nx.Graph[int]") -> Points:
    """One point per node, in the order of the nodes, with lines about 1 long.

    Args:
        connected: every node can be reached from every other.

    Returns:
        (n, 2).
    """
    steps: Distances = shortest_path(nx.to_scipy_sparse_array(connected), unweighted=True, directed=False)
    weights = np.divide(1, steps**2, where=steps > 0, out=np.zeros_like(steps))
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # A pull has no part along (1, …, 1), so adding that direction makes the system solvable without changing the answer.
    system = cho_factor(laplacian + 1 / len(steps))
    points = _start(steps)
    for _ in range(ROUNDS):
        points = cho_solve(system, _pull(points, weights * steps) @ points)
    return points


def _pull(points: Points, ideal: Distances) -> Distances:
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    pull: Distances = -ideal / np.maximum(apart, 1e-9)
    np.fill_diagonal(pull, 0)
    np.fill_diagonal(pull, -pull.sum(axis=1))
    return pull


def _start(steps: Distances) -> Points:
    """The two main directions of classical scaling (Torgerson, 1952), about right.

    Power iteration, because asking for the exact directions takes longer than all that follows. A trace of the spiral
    that it starts from keeps points apart that have the same steps to all others.
    """
    n = len(steps)
    centring = np.eye(n) - 1 / n
    likeness = -0.5 * centring @ steps**2 @ centring
    turn = np.arange(n) * np.pi * (3 - np.sqrt(5))
    spiral: Points = np.sqrt(np.arange(n) + 0.5)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    axes = spiral
    for _ in range(ROUNDS):
        axes, _ = np.linalg.qr(likeness @ axes)
    lengths = np.sqrt(np.linalg.norm(likeness @ axes, axis=0))
    start: Points = axes * lengths + 0.05 * spiral
    return start
