import pytest

from data_loaders.schema import PartnerKind, PartnerRole, Partners, Theme
from measures.networks import PartnerChoice, choose_partners, directory, unlisted_networks
from tests.measures.networks.world import PARTNERS, initiative, relation, world


def test_every_partner_keeps_its_row_and_columns() -> None:
    tables = world()

    rows = directory(tables)

    assert rows["partner_id"].to_list() == [row["partner_id"] for row in PARTNERS]
    assert rows.select(Partners.create_empty().columns).equals(tables.partners)


@pytest.mark.parametrize(
    ("partner_id", "counts", "provinces", "umbrellas"),
    [
        ("koepel", (4, 2, 1, 2, 2), ["PV20"], []),
        ("noord", (3, 2, 0, 1, 2), ["PV20"], ["koepel"]),
        ("stad", (1, 1, 0, 0, 1), ["PV20"], ["noord"]),
        ("fonds", (2, 2, 0, 0, 1), ["PV20", "PV21"], []),
        ("regio", (0, 0, 0, 0, 0), [], []),
    ],
)
def test_counts_by_hand(partner_id: str, counts: tuple[int, ...], provinces: list[str], umbrellas: list[str]) -> None:
    found = directory(world()).filter(partner_id=partner_id).to_dicts()[0]

    assert tuple(found[name] for name in ("initiatives", "own", "unplaced", "networks_under", "relations")) == counts
    assert (found["known_provinces"], found["umbrellas"]) == (provinces, umbrellas)
    assert found["members_count"] is None


def test_two_relations_with_the_same_partner_are_one() -> None:
    tables = world(
        relations=[relation("noord", "koepel"), relation("koepel", "noord", "steunt"), relation("noord", "noord")]
    )

    found = directory(tables).filter(partner_id="noord")

    assert found["relations"].item() == 1


def test_members_keep_the_year_they_were_counted_in() -> None:
    tables = world(partners=[PARTNERS[0] | {"members_count": 400, "members_year": 2021}])

    assert directory(tables).select("members_count", "members_year").row(0) == (400, 2021)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (PartnerChoice(), ["koepel", "noord", "stad", "fonds", "regio"]),
        (PartnerChoice(text="REGIO"), ["regio"]),
        (PartnerChoice(text="zuid régio"), ["regio"]),
        (PartnerChoice(text="regio noord"), []),
        (PartnerChoice(text="(("), ["koepel", "noord", "stad", "fonds", "regio"]),
        (PartnerChoice(roles=(PartnerRole.FUND,)), ["fonds"]),
        (PartnerChoice(kinds=(PartnerKind.FUND, PartnerKind.NETWORK), themes=(Theme.HOUSING,)), ["koepel", "regio"]),
        (PartnerChoice(province="PV21"), ["koepel", "fonds", "regio"]),
    ],
)
def test_choice(choice: PartnerChoice, expected: list[str]) -> None:
    assert choose_partners(world().partners, choice)["partner_id"].to_list() == expected


def test_networks_outside_the_directory_keep_their_names() -> None:
    initiatives = [
        initiative("a", None, ["zorg"], [], networks_unlisted=["Elders", "Anders"]),
        initiative("b", None, ["zorg"], ["koepel"], networks_unlisted=["Elders", "Elders"]),
    ]

    assert unlisted_networks(world(initiatives=initiatives).initiatives).rows() == [("Elders", 2), ("Anders", 1)]
