import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.schema import RegionLevel, Theme
from measures.networks import Axis, CrossTable, Cut, Rest, cross_table, initiatives_in
from tests.measures.networks.world import INITIATIVES, PARTNERS, initiative, partner, relation, world

NETWORK_REGION, NETWORK_THEME, REGION_THEME = (
    (Axis.NETWORK, Axis.REGION),
    (Axis.NETWORK, Axis.THEME),
    (Axis.REGION, Axis.THEME),
)
ALL_PAIRS = pytest.mark.parametrize("axes", [NETWORK_REGION, NETWORK_THEME, REGION_THEME])


def cell(table: CrossTable, **keys: str) -> dict[str, object]:
    return table.cells.filter(**keys).row(0, named=True)


def totals(table: CrossTable, axis: Axis) -> dict[str, int]:
    return dict(table.totals.filter(axis=axis.value).select("key", "initiatives").iter_rows())


@pytest.mark.parametrize(
    ("network", "region", "expected"),
    [
        ("koepel", "PV20", (3, 1, 1, "overlap")),
        ("noord", "PV20", (3, 2, 1, "overlap")),
        ("stad", "PV20", (1, 1, 1, "overlap")),
        ("fonds", "PV21", (1, 1, 0, "single")),
        ("koepel", "PV21", (0, 0, 1, "others")),
        ("noord", "PV21", (0, 0, 1, "outside")),
        ("koepel", "niet_te_plaatsen", (1, 1, 0, "rest")),
        ("geen_netwerk", "PV20", (1, 0, 4, "rest")),
        ("ander_netwerk", "PV20", (1, 0, 4, "rest")),
        ("ander_netwerk", "PV21", (1, 0, 1, "rest")),
    ],
)
def test_network_by_region(network: str, region: str, expected: tuple[int | str, ...]) -> None:
    found = cell(cross_table(world(), NETWORK_REGION), network=network, region=region)

    assert tuple(found[name] for name in ("initiatives", "own", "others", "state")) == expected


@pytest.mark.parametrize(
    ("network", "theme", "initiatives", "state"),
    [
        ("koepel", "zorg", 4, "overlap"),
        ("koepel", "wonen", 1, "overlap"),
        ("fonds", "wonen", 1, "overlap"),
        ("noord", "energie", 0, "outside"),
        ("fonds", "energie", 0, "unnamed"),
        ("fonds", "mobiliteit", 0, "nothing_known"),
        ("regio", "wonen", 0, "others"),
    ],
)
def test_network_by_theme(network: str, theme: str, initiatives: int, state: str) -> None:
    found = cell(cross_table(world(), NETWORK_THEME), network=network, theme=theme)

    assert (found["initiatives"], found["state"]) == (initiatives, state)


@pytest.mark.parametrize(
    ("region", "theme", "expected"),
    [
        ("PV20", "zorg", (3, 4, 2, 3, "overlap")),
        ("PV20", "wonen", (2, 2, 1, 1, "single")),
        ("PV20", "energie", (1, 0, 0, 0, "unnamed")),
        ("PV20", "mobiliteit", (0, 0, 0, 0, "nothing_known")),
        ("PV21", "zorg", (1, 0, 0, 1, "unnamed")),
        ("niet_te_plaatsen", "zorg", (1, 1, 1, 0, "rest")),
    ],
)
def test_region_by_theme(region: str, theme: str, expected: tuple[int | str, ...]) -> None:
    found = cell(cross_table(world(), REGION_THEME), region=region, theme=theme)

    assert tuple(found[name] for name in ("initiatives", "networks", "independent", "covering", "state")) == expected


@pytest.mark.parametrize(("axes", "where"), [(NETWORK_REGION, Cut(theme=Theme.CARE)), (REGION_THEME, Cut())])
def test_an_area_without_any_known_initiative_is_a_gap(axes: tuple[Axis, Axis], where: Cut) -> None:
    tables = world(
        initiatives=[initiative("x", "GM0004", ["zorg"], [])],
        partners=[partner("noord", "provinciaal", ["PV20"], ["zorg"])],
    )

    table = cross_table(tables, axes, where)

    keys = {"network": "noord"} if Axis.NETWORK in axes else {"theme": "zorg"}
    assert cell(table, region="PV20", **keys)["state"] == "gap"


def test_member_and_umbrella_together_are_one_presence() -> None:
    tables = world(initiatives=[initiative("x", "GM0001", ["zorg"], ["stad", "koepel"])])

    by_network = cross_table(tables, NETWORK_REGION)
    by_theme = cross_table(tables, REGION_THEME)

    assert [cell(by_network, network=name, region="PV20")["state"] for name in ("stad", "noord", "koepel")] == [
        "single"
    ] * 3
    assert cell(by_theme, region="PV20", theme="zorg")["networks"] == 2
    assert cell(by_theme, region="PV20", theme="zorg")["state"] == "single"


def test_the_umbrella_of_an_absent_network_counts_as_someone_else() -> None:
    tables = world(initiatives=[initiative("x", "GM0002", ["zorg"], ["koepel"])])

    assert cell(cross_table(tables, NETWORK_REGION), network="noord", region="PV20")["state"] == "others"


def test_the_third_axis_filters() -> None:
    by_theme = cross_table(world(), NETWORK_REGION, Cut(theme=Theme.HOUSING))
    by_region = cross_table(world(), NETWORK_THEME, Cut(region="PV21"))
    by_network = cross_table(world(), REGION_THEME, network="noord")

    assert cell(by_theme, network="koepel", region="PV20")["initiatives"] == 1
    assert by_theme.known == 3
    assert cell(by_region, network="fonds", theme="wonen")["initiatives"] == 1
    assert by_region.known == 2
    assert cell(by_network, region="PV20", theme="zorg")["initiatives"] == 3
    assert by_network.known == 3


def test_regions_inside_the_chosen_one_and_no_unplaced_row() -> None:
    table = cross_table(world(), NETWORK_REGION, Cut(level=RegionLevel.MUNICIPALITY, region="CR01"))

    assert table.cells["region"].unique().sort().to_list() == ["GM0001", "GM0002"]


@pytest.mark.parametrize("level", list(RegionLevel))
def test_regions_with_the_unplaced_add_up(level: RegionLevel) -> None:
    table = cross_table(world(), NETWORK_REGION, Cut(level=level))

    assert sum(totals(table, Axis.REGION).values()) == table.known == len(INITIATIVES)


def test_the_country_holds_the_unplaced() -> None:
    table = cross_table(world(), NETWORK_REGION, Cut(level=RegionLevel.COUNTRY))
    inside = cross_table(world(), NETWORK_THEME, Cut(region="NL"))

    assert totals(table, Axis.REGION) == {"NL": 8}
    assert cell(table, network="koepel", region="NL")["initiatives"] == 4
    assert inside.known == 8


@pytest.mark.parametrize("shown", [None, ["stad"], ["fonds", "noord"], [], ["koepel", "bestaat-niet"]])
def test_networks_with_the_rest_add_up(shown: list[str] | None) -> None:
    table = cross_table(world(), NETWORK_REGION, shown=shown)

    rest = sum(totals(table, Axis.NETWORK)[key] for key in (Rest.NO_NETWORK, Rest.UNLISTED, Rest.NOT_SHOWN))
    assert table.in_networks + rest == table.known


def test_both_counts_of_an_umbrella() -> None:
    table = cross_table(world(), NETWORK_REGION)

    assert table.totals.filter(key="koepel").select("initiatives", "own").row(0) == (4, 2)
    assert table.in_networks == 5


def test_two_equal_axes_are_refused() -> None:
    with pytest.raises(ValueError, match="two different axes"):
        cross_table(world(), (Axis.REGION, Axis.REGION))


@ALL_PAIRS
@pytest.mark.parametrize("empty", ["initiatives", "partners", "relations"])
def test_empty_tables_give_empty_counts(axes: tuple[Axis, Axis], empty: str) -> None:
    table = cross_table(world(**{empty: []}), axes)

    assert table.cells["state"].null_count() == 0
    assert (table.known == 0) == (empty == "initiatives")
    assert table.cells.height > 0


@ALL_PAIRS
def test_each_cell_opens_the_initiatives_that_it_counts(axes: tuple[Axis, Axis]) -> None:
    tables = world()

    for row in cross_table(tables, axes).cells.iter_rows(named=True):
        opened = initiatives_in(tables, network=row.get("network"), region=row.get("region"), theme=row.get("theme"))
        assert opened.height == row["initiatives"]


IDS = [row["partner_id"] for row in PARTNERS] + ["spook"]


@settings(max_examples=40)
@given(
    networks=st.lists(st.lists(st.sampled_from(IDS), unique=True), max_size=6),
    relations=st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=10, unique=True),
)
def test_whatever_the_relations_nothing_is_lost_or_doubled(
    networks: list[list[str]], relations: list[tuple[str, str]]
) -> None:
    towns = ["GM0001", "GM0004", None]
    tables = world(
        initiatives=[initiative(f"i{n}", towns[n % 3], ["zorg"], names) for n, names in enumerate(networks)],
        relations=[relation(*each) for each in relations],
    )

    table = cross_table(tables, NETWORK_REGION)

    per_network = table.cells.group_by("network").agg(pl.col("initiatives", "own").sum())
    expected = table.totals.filter(axis="network").select(network="key", initiatives="initiatives", own="own")
    assert per_network.sort("network").equals(expected.sort("network"))
    assert sum(totals(table, Axis.REGION).values()) == len(networks)
    assert table.cells.select((pl.col("others") >= 0).all() & (pl.col("initiatives") <= pl.col("known")).all()).item()
