import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.graph import partner_figures, positions
from measures.graph.layout import ELBOW_ROOM, WHOLE_UP_TO
from measures.graph.packing import apart, packed
from measures.graph.stress import Points, by_steps
from tests.measures.graph.world import built, caves, graph


def distances(points: Points) -> Points:
    found: Points = np.linalg.norm(points[:, None] - points[None], axis=2)
    return found


def stress(points: Points, drawn: "nx.Graph[int]") -> float:
    """What Kamada and Kawai minimise, at the scale that suits the points best."""
    steps = np.asarray(nx.floyd_warshall_numpy(drawn))
    pairs = np.triu_indices(len(points), 1)
    ratio = distances(points)[pairs] / steps[pairs]
    return float((((ratio * ratio.sum() / (ratio**2).sum()) - 1) ** 2).mean())


@pytest.mark.parametrize("drawn", [nx.path_graph(5), nx.path_graph(2), nx.star_graph(12), nx.cycle_graph(9)])
def test_steps_become_distances(drawn: "nx.Graph[int]") -> None:
    points = by_steps(drawn)

    lengths = [np.linalg.norm(points[a] - points[b]) for a, b in drawn.edges]
    assert min(lengths) > 0.7
    assert max(lengths) < 1.5


def test_a_chain_is_straight() -> None:
    ends = by_steps(nx.path_graph(6))[[0, -1]]

    assert np.linalg.norm(ends[0] - ends[1]) == pytest.approx(5, abs=0.05)


@pytest.mark.parametrize(
    "drawn",
    [
        nx.karate_club_graph(),
        nx.les_miserables_graph(),
        nx.florentine_families_graph(),
        nx.balanced_tree(3, 3),
        nx.star_graph(30),
        nx.grid_2d_graph(6, 6),
    ],
    ids=["karate", "miserables", "families", "tree", "star", "grid"],
)
def test_no_more_stress_than_the_library_leaves(drawn: "nx.Graph[int]") -> None:
    drawn = nx.convert_node_labels_to_integers(nx.Graph(drawn.edges))
    reference = nx.kamada_kawai_layout(drawn, weight=None)

    assert stress(by_steps(drawn), drawn) <= 1.1 * stress(np.array([reference[node] for node in drawn]), drawn)


@pytest.mark.parametrize("seed", range(3))
def test_the_drawing_does_not_depend_on_the_order_of_rows(seed: int) -> None:
    relations = "ab bc ca cd de ef fd xy"

    assert positions(graph(relations, "z", shuffled=seed)).equals(positions(graph(relations, "z")))


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.sampled_from("abcdefghijkl")] * 2), max_size=25))
def test_everyone_has_a_place_of_its_own(pairs: list[tuple[str, str]]) -> None:
    found = positions(built(list("abcdefghijkl"), pairs)).select("x", "y").to_numpy()

    assert np.isfinite(found).all()
    assert distances(found)[np.triu_indices(12, 1)].min() > 1.5 * ELBOW_ROOM


def test_parts_stand_apart_and_the_whole_is_centred() -> None:
    found = positions(graph("ab bc ca de ef", "y z"))

    points = dict(zip(found["partner_id"], found.select("x", "y").to_numpy(), strict=True))
    for own, others in (("abc", "defyz"), ("def", "abcyz")):
        mine = np.array([points[name] for name in own])
        middle, reach = mine.mean(axis=0), distances(mine).max()
        assert all(np.linalg.norm(points[name] - middle) > reach / 2 for name in others)
    assert found.select("x", "y").to_numpy().max(axis=0) == pytest.approx(
        -found.select("x", "y").to_numpy().min(axis=0), abs=0.01
    )


def test_a_large_graph_is_drawn_group_by_group() -> None:
    whole = caves(20, 10)
    assert whole.nodes.height > WHOLE_UP_TO

    found = positions(whole).join(partner_figures(whole), on="partner_id")

    middles = {group: rows.select("x", "y").to_numpy().mean(axis=0) for (group,), rows in found.group_by("group")}
    for x, y, group in found.select("x", "y", "group").iter_rows():
        nearest = min(middles, key=lambda other: float(np.linalg.norm(middles[other] - (x, y))))
        assert nearest == group


def test_a_large_knot_without_groups_is_still_drawn() -> None:
    names = [f"n{number:03}" for number in range(WHOLE_UP_TO + 5)]
    star = [(name, names[0]) for name in names[1:]]

    found = positions(built(names, star)).select("x", "y").to_numpy()

    assert np.isfinite(found).all()
    assert len(np.unique(found, axis=0)) == len(names)


def test_nobody_to_draw() -> None:
    assert positions(graph("")).is_empty()


def test_discs_give_room_and_free_ones_stay() -> None:
    centres = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [50.0, 0.0]])

    moved = apart(centres, np.array([1.0, 1.0, 2.0, 1.0]))

    gaps = distances(moved) - np.array([1, 1, 2, 1])[:, None] - np.array([1, 1, 2, 1])
    assert gaps[np.triu_indices(4, 1)].min() > -0.05
    assert moved[3] == pytest.approx(centres[3], abs=1e-3)


@given(st.lists(st.integers(1, 6), max_size=12))
def test_packed_parts_keep_their_shape_and_do_not_overlap(sizes: list[int]) -> None:
    parts = [np.column_stack([np.arange(n), np.arange(n) % 3]).astype(float) for n in sorted(sizes, reverse=True)]

    placed = packed(parts)

    boxes = [(*part.min(axis=0), *part.max(axis=0)) for part in placed]
    for number, (left, low, right, high) in enumerate(boxes):
        for other_left, other_low, other_right, other_high in boxes[:number]:
            assert right < other_left or other_right < left or high < other_low or other_high < low
    for before, after in zip(parts, placed, strict=True):
        assert after - after[0] == pytest.approx(before - before[0])
