from measures.graph import Graph, Grouped, grouped, partner_figures, positions
from tests.measures.graph.world import caves, graph


def by_group(whole: Graph) -> Grouped:
    return grouped(whole, partner_figures(whole), positions(whole))


def test_groups_by_hand() -> None:
    found = by_group(graph("ab bc ca cd de ef fd dg", "y z"))

    assert found.nodes.select("group", "middle", "partners").rows() == [(1, "d", 4), (2, "c", 3), (None, None, 2)]
    assert found.edges.rows() == [(1, 2, 1)]


def test_the_middle_has_most_relations_inside_its_group() -> None:
    # x has more relations than m, but to the other group.
    found = by_group(graph("am bm cm mx nx ox px qx xm"))

    assert set(found.nodes["middle"]) == {"m", "x"}


def test_nobody_is_lost() -> None:
    whole = caves(8, 6)

    found = by_group(whole)

    assert found.nodes["partners"].sum() == whole.nodes.height
    inside = whole.edges.height - found.edges["relations"].sum()
    assert inside == 8 * 14
    assert found.nodes["group"].to_list() == list(range(1, 9))


def test_groups_stand_where_their_partners_stand_without_covering_one_another() -> None:
    found = by_group(caves(30, 8)).nodes

    points = found.select("x", "y").to_numpy()
    for row, point in enumerate(points):
        distances = ((points - point) ** 2).sum(axis=1) ** 0.5
        assert sorted(distances)[1] >= 0.99 * 8**0.5, row


def test_no_relations_at_all() -> None:
    found = by_group(graph("", "a b"))

    assert found.nodes.rows() == [(None, None, 2, None, None)]
    assert found.edges.is_empty()
