import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.graph import partners_near, relations_along, way_between
from tests.measures.graph.world import built, graph

LETTERS = "abcdefg"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(0, {"c": 0}), (1, {"c": 0, "b": 1, "d": 1}), (2, {"c": 0, "b": 1, "d": 1, "a": 2, "e": 2})],
)
def test_neighbours_are_found_in_both_directions(steps: int, expected: dict[str, int]) -> None:
    found = partners_near(graph("ab bc dc de ef", "z"), "c", steps=steps)

    assert dict(found.iter_rows()) == expected
    assert found["partner_id"][0] == "c"


def test_an_unknown_partner_has_no_neighbours() -> None:
    assert partners_near(graph("ab"), "spook", steps=1).is_empty()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("a", "d", ["a", "b", "c", "d"]),
        ("d", "a", ["d", "c", "b", "a"]),
        ("a", "a", ["a"]),
        ("a", "z", []),
        ("a", "spook", []),
        ("spook", "spook", []),
    ],
)
def test_way(start: str, end: str, expected: list[str]) -> None:
    assert way_between(graph("ab cb cd", "z"), start, end) == expected


@pytest.mark.parametrize("seed", range(4))
def test_of_two_equally_short_paths_always_the_same_is_given(seed: int) -> None:
    relations = "ab bd ac cd"

    assert way_between(graph(relations, shuffled=seed), "a", "d") == way_between(graph(relations), "a", "d")


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=12),
    st.sampled_from(LETTERS),
    st.sampled_from(LETTERS),
)
def test_a_path_is_as_short_as_that_of_networkx(pairs: list[tuple[str, str]], start: str, end: str) -> None:
    reference = nx.Graph(pairs)
    reference.add_nodes_from(LETTERS)

    way = way_between(built(list(LETTERS), pairs), start, end)

    assert bool(way) == nx.has_path(reference, start, end)
    assert not way or len(way) - 1 == nx.shortest_path_length(reference, start, end)
    assert nx.is_path(reference, way)


def test_relations_along_a_path_keep_their_own_direction() -> None:
    whole = graph("ab cb bc cd")

    found = relations_along(whole, ["a", "b", "c"])

    assert found.select("step", "from_partner", "to_partner").rows() == [(1, "a", "b"), (2, "b", "c"), (2, "c", "b")]
    assert relations_along(whole, ["a"]).is_empty()
    assert relations_along(whole, []).is_empty()
