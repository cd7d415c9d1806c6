from data_loaders.schema import Partners, Relations
from measures.graph import partner_graph
from measures.graph.build import to_networkx
from tests.measures.graph.world import graph
from tests.measures.networks.world import frame, partner, relation

PARTNERS = frame(
    Partners,
    [
        partner("a", "landelijk", ["PV20", "PV21"], []),
        partner("b", "provinciaal", ["PV20"], []),
        partner("c", "provinciaal", ["PV21"], [], kind="fonds"),
    ],
)
RELATIONS = frame(Relations, [relation("b", "a"), relation("c", "a", "steunt"), relation("c", "b", "steunt")])


def test_relations_that_cannot_be_drawn_are_left_out() -> None:
    relations = frame(
        Relations, [relation("a", "a"), relation("a", "spook"), relation("spook", "b"), relation("b", "c")]
    )

    drawn = partner_graph(PARTNERS, relations)

    assert drawn.edges.select("from_partner", "to_partner").rows() == [("b", "c")]
    assert drawn.nodes["partner_id"].to_list() == ["a", "b", "c"]


def test_of_the_same_relation_with_other_years_the_earliest_stays() -> None:
    twice = [relation("b", "a") | {"since_year": year} for year in (None, 2020, 2016)]

    drawn = partner_graph(PARTNERS, frame(Relations, twice))

    assert drawn.edges["since_year"].to_list() == [2016]


def test_several_relations_are_one_line() -> None:
    drawn = to_networkx(graph("ab ba"))

    assert drawn.number_of_edges() == 1
    assert list(drawn) == [0, 1]
