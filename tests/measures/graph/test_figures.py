import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.graph import figures, partner_figures
from tests.measures.graph.world import built, graph

LETTERS = list("abcdefgh")


@pytest.mark.parametrize(
    ("relations", "bridges"),
    [
        ("ab bc cd", {"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}),
        ("am bm cm dm", {"m": 1, "a": 0, "b": 0, "c": 0, "d": 0}),
        ("ab bc cd da", {"a": 1 / 6, "b": 1 / 6, "c": 1 / 6, "d": 1 / 6}),
        ("ab bc ca", {"a": 0, "b": 0, "c": 0}),
        ("ab bc de", {"a": 0, "b": 1 / 6, "c": 0, "d": 0, "e": 0}),
        ("ab", {"a": 0, "b": 0}),
    ],
)
def test_bridges_by_hand(relations: str, bridges: dict[str, float]) -> None:
    found = partner_figures(graph(relations))

    assert dict(found.select("partner_id", "bridge").iter_rows()) == pytest.approx(bridges)
    assert not found["bridge_is_estimate"].any()


def test_partners_and_relations_are_counted_apart() -> None:
    found = partner_figures(graph("ab ba cb", "d"))

    assert found.select("partner_id", "partners", "relations_out", "relations_in").rows() == [
        ("a", 1, 1, 1),
        ("b", 2, 1, 2),
        ("c", 1, 1, 0),
        ("d", 0, 0, 0),
    ]


def test_two_knots_with_one_line_between_are_two_groups() -> None:
    found = partner_figures(graph("ab bc ca cd de ef fd dg", "z"))

    assert dict(found.select("partner_id", "group").iter_rows()) == {
        **dict.fromkeys("defg", 1),
        **dict.fromkeys("abc", 2),
        "z": None,
    }
    assert found["part"].to_list() == [1] * 7 + [2]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    relations = "ab bc ca cd de ef fd fg gh hi ig aj jk ka"

    assert partner_figures(graph(relations, "z", shuffled=seed)).equals(partner_figures(graph(relations, "z")))


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=20, unique=True))
def test_figures_are_those_of_the_library(pairs: list[tuple[str, str]]) -> None:
    reference = nx.Graph([(a, b) for a, b in pairs if a != b])
    reference.add_nodes_from(LETTERS)

    found = partner_figures(built(LETTERS, pairs))

    assert dict(found.select("partner_id", "partners").iter_rows()) == dict(reference.degree)
    assert dict(found.select("partner_id", "bridge").iter_rows()) == pytest.approx(nx.betweenness_centrality(reference))
    assert found["part"].n_unique() == nx.number_connected_components(reference)
    groups = [set(group) for group in found.drop_nulls("group").group_by("group").agg("partner_id")["partner_id"]]
    groups += [{alone} for alone in found.filter(found["group"].is_null())["partner_id"]]
    best = (
        nx.community.greedy_modularity_communities(reference)
        if reference.number_of_edges()
        else [{n} for n in reference]
    )
    assert sorted(map(sorted, groups)) == sorted(map(sorted, best)) or nx.community.modularity(
        reference, groups
    ) == pytest.approx(nx.community.modularity(reference, best), abs=0.1)


def test_a_large_graph_says_that_the_bridge_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert figures.SAMPLE < figures.EXACT_UP_TO
    monkeypatch.setattr(figures, "EXACT_UP_TO", 4)
    monkeypatch.setattr(figures, "SAMPLE", 3)

    first, second = (partner_figures(graph("am bm cm dm", shuffled=seed)) for seed in (1, 2))

    assert first["bridge_is_estimate"].all()
    assert first.equals(second)


def test_no_partners() -> None:
    assert partner_figures(graph("")).is_empty()
