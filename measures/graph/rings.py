"""Computes the layout of the drawing of partners; the same data always give the same layout.

The coalition is in the middle, with its core partners around it. Partners that joined are above and below these. All other
partners with a known path to the coalition are in a column on either side. Within each ring the order keeps lines short.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

import networkx as nx
import numpy as np
import polars as pl
from numpy.typing import NDArray

from data_loaders.schema import PartnerRole
from measures.graph.build import Graph, to_networkx

Points = NDArray[np.float64]
Lengths = NDArray[np.float64]
Places = NDArray[np.int64]
Near = Mapping[int, Sequence[int]]


class Ring(StrEnum):
    """A part of the drawing."""

    MIDDLE = auto()
    CORE = auto()
    JOINED = auto()
    OUTER = auto()


WIDTH, LEAST_HEIGHT = 882.0, 478.0
"""Width and least height of the drawing in pixels; the height grows with the number of partners."""
CORE_RADII = (165.0, 104.0)
CORE_ROOM = 11.5
"""Vertical radius of the ring of core partners, per partner, when there are many."""
JOINED_PER_ROW, JOINED_SPREAD, JOINED_ROW = 7, 183.0, 104.0
COLUMN, COLUMN_BOW, LINE = 270.0, 12.0, 17.46
EDGE = 12.0
"""Distance between the first or last line of a column and the edge of the drawing."""
ROOM = {Ring.MIDDLE: 1, Ring.CORE: 16, Ring.JOINED: 28, Ring.OUTER: 120}
"""Most partners per ring. The partners with fewest relations move to the next ring, and from the last ring out of the
drawing; a fuller drawing would be unreadable."""
LENGTH_POWER = 1.15
"""Exponent for the length of a line; above 1, one long line is worse than two lines of half its length."""
LEAST_GAIN = 1e-6
STARTS = 8


RING_OF = {PartnerRole.CORE: Ring.CORE, PartnerRole.JOINED: Ring.JOINED}


@dataclass(frozen=True)
class Rings:
    """The layout of the drawing, and the partners that are not in it."""

    places: pl.DataFrame
    """One row per partner in the drawing: `partner_id`, `ring` (`Ring`), and `x` and `y` (Float64, pixels from the top left)."""
    height: float
    """Height in pixels; the width is always `WIDTH`."""
    apart: list[list[str]]
    """Partner ids of each part of the graph without a known path to the coalition, the largest first. A partner without
    relations is a part by itself."""
    crowded_out: list[str]
    """Ids of the partners with fewest relations, which have a path to the coalition but no room in the drawing."""


def rings(graph: Graph) -> Rings:
    """The layout of all partners of `graph`."""
    whole = to_networkx(graph)
    ids, roles = graph.nodes["partner_id"].to_list(), graph.nodes["role"].to_list()
    if not ids:
        return Rings(_frame([], [], np.empty((0, 2)), ids), LEAST_HEIGHT, [], [])
    middle = min(whole, key=lambda node: (roles[node] != PartnerRole.COALITION, -whole.degree(node), ids[node]))
    parts = sorted((sorted(part) for part in nx.connected_components(whole)), key=lambda part: (-len(part), part))
    main = next(part for part in parts if middle in part)

    def by_relations(node: int) -> tuple[int, str]:
        return -whole.degree(node), ids[node]

    wanted = {node: RING_OF.get(PartnerRole(roles[node]), Ring.OUTER) for node in main} | {middle: Ring.MIDDLE}
    of_ring, crowded_out = _with_room(
        {ring: sorted((node for node in main if wanted[node] is ring), key=by_relations) for ring in Ring}
    )
    slots, height = _slots({ring: len(nodes) for ring, nodes in of_ring.items()})
    nodes = [node for members in of_ring.values() for node in members]
    row = {node: place for place, node in enumerate(nodes)}
    near = {row[node]: [row[other] for other in whole[node] if other in row] for node in nodes}
    points = _shared_out([slots[ring] for ring in of_ring], near)
    members = [ring for ring, of in of_ring.items() for _ in of]
    apart = [[ids[node] for node in part] for part in parts if middle not in part]
    return Rings(_frame(nodes, members, points, ids), height, apart, [ids[node] for node in crowded_out])


def _with_room(wanted: Mapping[Ring, list[int]]) -> tuple[dict[Ring, list[int]], list[int]]:
    """The members of each ring in the order of the graph, and the partners for which there is no room.

    `wanted` has the candidates of each ring, those with most relations first.
    """
    members: dict[Ring, list[int]] = {}
    over: list[int] = []
    for ring, nodes in wanted.items():
        inside, over = [*over, *nodes][: ROOM[ring]], [*over, *nodes][ROOM[ring] :]
        members[ring] = sorted(inside)
    return members, over


def _frame(nodes: Sequence[int], members: Sequence[Ring], points: Points, ids: Sequence[str]) -> pl.DataFrame:
    x, y = points.round(1).T
    columns = {"partner_id": [ids[node] for node in nodes], "ring": list(members), "x": x, "y": y}
    return pl.DataFrame(columns, schema_overrides={"partner_id": pl.String, "ring": pl.Enum(Ring)})


def _slots(sizes: Mapping[Ring, int]) -> tuple[dict[Ring, Points], float]:
    """The points of each ring, and the height of the drawing."""
    core, joined, outer = (sizes[ring] for ring in (Ring.CORE, Ring.JOINED, Ring.OUTER))
    high = max(CORE_RADII[1], CORE_ROOM * core)
    rows = math.ceil(joined / 2 / JOINED_PER_ROW)
    left = math.ceil(outer / 2)
    height = max(LEAST_HEIGHT, 2 * EDGE + LINE * (left - 1), 2 * (high + 31 + rows * JOINED_ROW))
    x, y = WIDTH / 2, height / 2
    turn = 2 * np.pi * np.arange(core) / max(core, 1) - np.pi / 2
    slots = {
        Ring.MIDDLE: np.array([[x, y]]),
        Ring.CORE: np.column_stack([x + CORE_RADII[0] * np.cos(turn), y + high * np.sin(turn)]),
        Ring.JOINED: _above_and_below(joined, height),
        Ring.OUTER: np.concatenate([_column(left, -1, height), _column(outer - left, 1, height)]),
    }
    return slots, height


def _above_and_below(size: int, height: float) -> Points:
    """Points in zigzag rows, half at the top and half at the bottom, so that neighbouring names do not overlap."""
    points: list[tuple[float, float]] = []
    for side, count in enumerate((math.ceil(size / 2), size // 2)):
        for place in range(count):
            row, at = divmod(place, JOINED_PER_ROW)
            wide = min(JOINED_PER_ROW, count - row * JOINED_PER_ROW)
            step = 2 * JOINED_SPREAD / (JOINED_PER_ROW - 1)
            down = 40 + row * JOINED_ROW + 52 * (at % 2)
            points.append((WIDTH / 2 + (at - (wide - 1) / 2) * step, height - down if side else down))
    return np.array(points).reshape(-1, 2)


def _column(size: int, side: int, height: float) -> Points:
    """Points of one column, in a slight curve so that lines from the middle reach each point."""
    place = np.arange(size) - (size - 1) / 2
    bow = (place / max(size / 2, 1)) ** 2
    step = (height - 2 * EDGE) / max(size - 1, 1)
    return np.column_stack([WIDTH / 2 + side * (COLUMN - COLUMN_BOW * bow), height / 2 + place * step])


def _shared_out(slots: Sequence[Points], near: Near) -> Points:
    """Assign a point to each partner, ring by ring, so that the lines are short.

    This is a local search from `STARTS` shuffled orders with a fixed seed. Each step swaps the two partners of one ring
    that shorten the lines most, until no swap helps. The best result is taken.
    """
    points = np.concatenate(slots)
    rings_of = np.split(np.arange(len(points)), np.cumsum([len(each) for each in slots])[:-1])
    lines = np.zeros((len(points), len(points)))
    for node, others in near.items():
        lines[node, others] = 1
    length = np.linalg.norm(points[:, None] - points[None], axis=2) ** LENGTH_POWER
    shuffled = np.random.default_rng(1)
    starts = (np.concatenate([shuffled.permutation(ring) for ring in rings_of]) for _ in range(STARTS))
    outcomes = [_exchanged(start, rings_of, lines, length) for start in starts]
    return points[min(outcomes, key=lambda at: float((lines * length[np.ix_(at, at)]).sum()))]


def _exchanged(at: Places, rings_of: Sequence[Places], lines: Lengths, length: Lengths) -> Places:
    """Swap partners within rings as long as a swap shortens the lines.

    Args:
        at: point number per partner; changed in place and returned.
        rings_of: the partners of each ring.
        lines: 1 where two partners have a line, else 0.
        length: weighted distance between each two points.
    """
    may = np.zeros(lines.shape, dtype=bool)
    for ring in rings_of:
        may[np.ix_(ring, ring)] = True
    pulls = lines @ length[at]  # per partner and point: the total length of its lines if it stood there
    while True:
        here = pulls[:, at]
        own = np.diag(here)
        gains = here + here.T - own[:, None] - own[None] + 2 * lines * length[np.ix_(at, at)]
        a, b = np.unravel_index(np.where(may, gains, np.inf).argmin(), gains.shape)
        if gains[a, b] > -LEAST_GAIN:
            return at
        pulls += np.outer(lines[a] - lines[b], length[at[b]] - length[at[a]])
        at[[a, b]] = at[[b, a]]
