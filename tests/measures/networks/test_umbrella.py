import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Relations
from measures.networks import initiatives_under, umbrella_pairs
from measures.networks.umbrella import families, without_umbrellas
from tests.measures.networks.world import frame, initiative, relation, world

LETTERS = st.sampled_from("abcdef")


def pairs_of(*relations: tuple[str, str] | tuple[str, str, str]) -> pl.DataFrame:
    return umbrella_pairs(frame(Relations, [relation(*each) for each in relations]))


def as_tuples(pairs: pl.DataFrame) -> set[tuple[str, str, int]]:
    return set(pairs.select("umbrella", "member", "steps").iter_rows())


def test_members_of_members_are_under_the_umbrella() -> None:
    pairs = pairs_of(("a", "b"), ("b", "c", "onderdeel_van"))

    assert as_tuples(pairs) == {("b", "a", 1), ("c", "b", 1), ("c", "a", 2)}


@pytest.mark.parametrize("kind", ["kernpartner_van", "steunt", "werkt_samen_met"])
def test_other_relations_put_nobody_under_anybody(kind: str) -> None:
    assert pairs_of(("a", "b", kind)).is_empty()


def test_two_ways_up_count_once_with_the_shortest() -> None:
    pairs = pairs_of(("a", "b"), ("b", "c"), ("a", "c"), ("a", "c", "onderdeel_van"))

    assert as_tuples(pairs) == {("b", "a", 1), ("c", "b", 1), ("c", "a", 1)}


def test_a_circle_ends_and_nobody_is_under_itself() -> None:
    pairs = pairs_of(("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"))

    assert as_tuples(pairs) == {
        ("b", "a", 1),
        ("c", "b", 1),
        ("a", "c", 1),
        ("c", "a", 2),
        ("a", "b", 2),
        ("b", "c", 2),
    }


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=14, unique=True))
def test_pairs_are_the_descendants_of_the_library(edges: list[tuple[str, str]]) -> None:
    reference = nx.DiGraph([(to, from_) for from_, to in edges])

    pairs = pairs_of(*edges)

    assert {(umbrella, member) for umbrella, member, _ in as_tuples(pairs)} == {
        (node, below) for node in reference for below in nx.descendants(reference, node)
    }
    assert all(nx.shortest_path_length(reference, up, below) == steps for up, below, steps in as_tuples(pairs))


def test_families_go_both_ways_but_not_sideways() -> None:
    pairs = pairs_of(("left", "top"), ("right", "top"))

    assert set(families(pairs).iter_rows()) == {("left", "top"), ("top", "left"), ("right", "top"), ("top", "right")}


def test_an_initiative_that_names_member_and_umbrella_counts_once_under_each() -> None:
    tables = world()

    under = initiatives_under(tables.initiatives, tables.pairs)

    assert set(under.iter_rows()) == {
        ("stad", "i1", True),
        ("noord", "i1", False),
        ("noord", "i2", True),
        ("noord", "i3", True),
        ("koepel", "i1", False),
        ("koepel", "i2", True),
        ("koepel", "i3", False),
        ("koepel", "i7", True),
        ("fonds", "i3", True),
        ("fonds", "i4", True),
        ("spook", "i8", True),
    }


def test_in_a_circle_each_network_counts_every_initiative_once() -> None:
    tables = world(
        initiatives=[
            initiative("x", "GM0001", ["zorg"], ["noord", "koepel"]),
            initiative("y", "GM0001", ["zorg"], ["stad"]),
        ],
        relations=[relation("stad", "noord"), relation("noord", "koepel"), relation("koepel", "stad")],
    )

    under = initiatives_under(tables.initiatives, tables.pairs)

    assert sorted(under.select("network", "id").iter_rows()) == [
        (network, id_) for network in ("koepel", "noord", "stad") for id_ in ("x", "y")
    ]


@pytest.mark.parametrize(
    ("active", "left"),
    [
        (["koepel", "noord", "stad"], ["stad"]),
        (["koepel", "fonds"], ["fonds", "koepel"]),
        (["koepel", "stad"], ["stad"]),
        (["noord"], ["noord"]),
        ([], []),
    ],
)
def test_an_umbrella_gives_way_to_its_member_in_the_same_cell(active: list[str], left: list[str]) -> None:
    cells = pl.DataFrame(
        {"network": active, "region": ["PV20"] * len(active)}, schema={"network": pl.String, "region": pl.String}
    )

    independent = without_umbrellas(cells, world().pairs)

    assert sorted(independent["network"]) == left


def test_an_umbrella_stays_where_its_member_is_not() -> None:
    cells = pl.DataFrame({"network": ["koepel", "stad"], "region": ["PV21", "PV20"]})

    assert without_umbrellas(cells, world().pairs).height == 2


def test_of_a_circle_one_stays() -> None:
    pairs = pairs_of(("a", "b"), ("b", "a"), ("a", "top"))
    cells = pl.DataFrame({"network": ["a", "b", "top"], "region": ["PV20"] * 3})

    assert without_umbrellas(cells, pairs)["network"].to_list() == ["a"]
