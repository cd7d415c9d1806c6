"""The layout of the drawing of partners."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.schema import PartnerRole, Partners, Relations
from data_loaders.store import current
from measures.graph import Graph, Ring, Rings, partner_graph, rings
from measures.graph.rings import ROOM, WIDTH
from tests.measures.graph.world import graph
from tests.measures.networks.world import frame, partner, relation


def with_roles(roles: dict[str, str], relations: str) -> Graph:
    """A graph with roles: in `with_roles({"c": "coalitie"}, "ac bc")` c has that role, and a and b are members of c."""
    pairs = [(pair[0], pair[1]) for pair in relations.split()]
    names = sorted({name for pair in pairs for name in pair} | {*roles})
    rows = [partner(name, "landelijk", [], [], role=roles.get(name, "lid")) for name in names]
    return partner_graph(frame(Partners, rows), frame(Relations, [relation(*pair) for pair in pairs]))


def length(graph: Graph, found: Rings) -> float:
    """Total length of all lines."""
    at = {partner: (x, y) for partner, x, y in found.places.select("partner_id", "x", "y").iter_rows()}
    ends = graph.edges.select("from_partner", "to_partner").unique().rows()
    return sum(math.dist(at[a], at[b]) for a, b in ends if a in at and b in at)


@pytest.fixture(scope="module")
def real() -> Graph:
    return partner_graph(current().table("partners"), current().table("relations"))


def test_the_coalition_is_the_middle_and_each_ring_holds_its_role() -> None:
    found = rings(with_roles({"c": "coalitie", "k": "kernpartner", "j": "aangesloten", "f": "fonds"}, "kc jc fk"))

    ring = dict(found.places.select("partner_id", "ring").iter_rows())
    assert ring == {"c": Ring.MIDDLE, "k": Ring.CORE, "j": Ring.JOINED, "f": Ring.OUTER}


def test_each_ring_has_its_places() -> None:
    roles = {"c": "coalitie"} | dict.fromkeys("klm", "kernpartner") | dict.fromkeys("ghij", "aangesloten")

    found = rings(with_roles(roles, "kc lc mc ic jc gc hc ac bc dc ec fc ak bm"))

    assert found.places.select("ring", "x", "y").sort("ring", "x", "y").rows() == [
        *[("middle", 441.0, 239.0), ("core", 298.1, 291.0), ("core", 441.0, 135.0), ("core", 583.9, 291.0)],
        *[("joined", 410.5, 40.0), ("joined", 410.5, 438.0), ("joined", 471.5, 92.0), ("joined", 471.5, 386.0)],
        *[("outer", 171.0, 239.0), ("outer", 176.3, 12.0), ("outer", 176.3, 466.0)],
        *[("outer", 708.0, 12.0), ("outer", 708.0, 466.0)],
    ]


@pytest.mark.parametrize(
    ("core", "joined", "outer", "height"),
    [(1, 1, 1, 478.0), (16, 1, 0, 638.0), (0, 14, 0, 478.0), (0, 15, 0, 686.0), (0, 0, 59, 530.34), (0, 0, 61, 547.8)],
)
def test_the_drawing_grows_with_its_fullest_ring(core: int, joined: int, outer: int, height: float) -> None:
    of_role = {"kernpartner": core, "aangesloten": joined, "lid": outer}
    names = {f"{role}{number}": role for role, count in of_role.items() for number in range(count)}
    rows = [partner(name, "landelijk", [], [], role=role) for name, role in (names | {"c": "coalitie"}).items()]

    found = rings(partner_graph(frame(Partners, rows), frame(Relations, [relation(name, "c") for name in names])))

    assert found.height == pytest.approx(height)
    assert found.places.height == len(names) + 1


def test_a_partner_without_a_path_to_the_coalition_is_named_but_not_drawn() -> None:
    found = rings(with_roles({"c": "coalitie", "z": "kernpartner"}, "ac xy wy"))

    assert sorted(found.places["partner_id"]) == ["a", "c"]
    assert found.apart == [["w", "x", "y"], ["z"]]


def test_without_a_coalition_the_partner_with_most_relations_is_the_middle() -> None:
    found = rings(graph("ab cb db"))

    assert found.places.filter(ring=Ring.MIDDLE.value)["partner_id"].to_list() == ["b"]


def test_swaps_place_partners_near_those_they_work_with() -> None:
    # A pair in each column is one line long; as their names are ordered, all four lines would cross the drawing.
    tied = with_roles({"c": "coalitie"}, "ac bc dc ec fc gc hc ic ae bf dg hi")

    found = rings(tied)

    side = {partner: x < WIDTH / 2 for partner, x in found.places.select("partner_id", "x").iter_rows()}
    assert all(side[a] == side[b] for a, b in ("ae", "bf", "dg", "hi"))


@pytest.mark.parametrize(
    ("role", "ring"), [("lid", Ring.OUTER), ("aangesloten", Ring.JOINED), ("kernpartner", Ring.CORE)]
)
def test_partners_with_fewest_relations_move_outwards_and_finally_out_of_the_drawing(role: str, ring: Ring) -> None:
    names = [f"p{number:03}" for number in range(sum(ROOM.values()) + 5)]
    rows = [partner(name, "landelijk", [], [], role=role) for name in names]
    rows.append(partner("c", "landelijk", [], [], role="coalitie"))
    ties = [relation(name, "c") for name in names]

    found = rings(
        partner_graph(
            frame(Partners, rows), frame(Relations, ties + [relation(name, names[-1]) for name in names[:-1]])
        )
    )

    drawn = dict(found.places.group_by("ring").len().iter_rows())
    assert drawn[ring] == ROOM[ring]
    assert found.places.height + len(found.crowded_out) == len(names) + 1
    assert found.places.filter(partner_id=names[-1])["ring"].to_list() == [ring]
    assert names[-2] in found.crowded_out


def test_no_partners_at_all() -> None:
    found = rings(graph(""))

    assert found.places.is_empty()
    assert (found.apart, found.crowded_out) == ([], [])


def test_no_partner_is_lost_and_none_is_drawn_over_another(real: Graph) -> None:
    found = rings(real)

    told = [*found.places["partner_id"], *(each for part in found.apart for each in part), *found.crowded_out]
    assert sorted(told) == real.nodes["partner_id"].to_list()
    points = found.places.select("x", "y").to_numpy()
    least = min(math.dist(a, b) for place, a in enumerate(points) for b in points[:place])
    assert least > 14


def test_core_partners_and_joined_ones_have_their_own_places(real: Graph) -> None:
    found = rings(real).places.group_by("ring").len()

    roles = real.nodes["role"].value_counts()
    of_role = dict(roles.iter_rows())
    assert dict(found.iter_rows()) == {
        "middle": 1,
        "core": of_role[PartnerRole.CORE],
        "joined": of_role[PartnerRole.JOINED],
        "outer": found["len"].sum() - 1 - of_role[PartnerRole.CORE] - of_role[PartnerRole.JOINED],
    }


def test_lines_are_shorter_than_in_the_order_of_names(real: Graph) -> None:
    found = rings(real)

    by_name = found.places.sort("ring", "partner_id").select("partner_id", "ring")
    slots = found.places.sort("ring", "x", "y").select("x", "y")
    assert length(real, found) < 0.8 * length(
        real, Rings(pl.concat([by_name, slots], how="horizontal"), found.height, [], [])
    )


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    relations, alone = "ab bc cd de ef fa ag bh", "x y"

    assert rings(graph(relations, alone, shuffled=seed)).places.equals(rings(graph(relations, alone)).places)
