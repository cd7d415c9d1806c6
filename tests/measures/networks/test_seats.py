from measures.networks import seat_map
from tests.measures.networks.world import PARTNERS, partner, relation, world


def test_seats_and_arcs_by_hand() -> None:
    partners = [
        partner("a", "landelijk", [], [], municipality_code="GM0001"),
        partner("b", "landelijk", [], [], municipality_code="GM0002"),
        partner("c", "landelijk", [], [], municipality_code="GM0001"),
        partner("d", "landelijk", [], []),
        partner("e", "landelijk", [], [], municipality_code="GM9999"),
    ]
    pairs = ("ab", "ba", "ac", "ad", "de", "aa")

    found = seat_map(world(partners=partners, relations=[relation(*pair) for pair in pairs]))

    assert found.seats["partner_id"].to_list() == ["a", "b", "c"]
    assert found.arcs.select("from_partner", "to_partner").rows() == [("a", "b"), ("b", "a")]
    assert found.arcs.select("from_longitude", "to_latitude").rows() == [(5.0, 52.0)] * 2
    assert (found.without_seat, found.same_municipality, found.not_drawn) == (2, 1, 2)


def test_all_real_relations_are_accounted_for() -> None:
    tables = world()

    found = seat_map(tables)

    assert found.arcs.height + found.same_municipality + found.not_drawn == tables.real_relations.height == 3
    assert found.seats.height + found.without_seat == len(PARTNERS)
