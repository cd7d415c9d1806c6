from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from measures.region.enums import NetworkState
from measures.region.networks import known_without_network, networks_here, unlisted_networks

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


@pytest.fixture
def partners(make_partners: Make) -> pl.DataFrame:
    return make_partners(
        [
            {"partner_id": "landelijk", "scope": "landelijk", "province_codes": ["PV20", "PV21"]},
            {"partner_id": "noord", "province_codes": ["PV20"], "municipality_code": "GM0002"},
            {"partner_id": "zuid", "province_codes": ["PV21"]},
            {"partner_id": "wijk", "scope": "lokaal", "province_codes": ["PV20"], "municipality_code": "GM0003"},
            {"partner_id": "streek", "scope": "regionaal", "province_codes": ["PV21"], "municipality_code": "GM0005"},
        ]
    )


@pytest.fixture
def members(make_initiatives: Make) -> pl.DataFrame:
    return make_initiatives(
        [
            {"municipality_code": "GM0001", "networks": ["zuid", "landelijk"]},
            {"municipality_code": "GM0001", "networks": ["zuid"], "networks_unlisted": ["Buurtkring"]},
            {"municipality_code": "GM0002", "networks_unlisted": ["Buurtkring"]},
            {"municipality_code": "GM0002"},
            {"networks": ["wijk"]},
        ]
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GM0001", [("zuid", "active", 2, False), ("landelijk", "active", 1, True), ("noord", "covers", 0, True)]),
        ("GM0002", [("noord", "covers", 0, True), ("landelijk", "covers", 0, True)]),
        ("GM0003", [("noord", "covers", 0, True), ("wijk", "covers", 0, True), ("landelijk", "covers", 0, True)]),
        ("GM0004", [("zuid", "covers", 0, True), ("landelijk", "covers", 0, True), ("streek", "maybe", 0, None)]),
        ("GM0005", [("streek", "covers", 0, True), ("zuid", "covers", 0, True), ("landelijk", "covers", 0, True)]),
        (
            "NL",
            [
                ("zuid", "active", 2, True),
                ("wijk", "active", 1, True),
                ("landelijk", "active", 1, True),
                ("noord", "covers", 0, True),
                ("streek", "covers", 0, True),
            ],
        ),
        ("GM1234", []),
    ],
)
def test_active_networks_first_then_those_that_cover(
    partners: pl.DataFrame, members: pl.DataFrame, regions: pl.DataFrame, code: str, expected: list[tuple[object, ...]]
) -> None:
    here = networks_here(members, partners, regions, code)

    assert here.select("partner_id", "state", "known", "covers").rows() == expected


def test_seat_and_service_area_are_two_things(
    partners: pl.DataFrame, members: pl.DataFrame, regions: pl.DataFrame
) -> None:
    here = networks_here(members, partners, regions, "GM0002")

    assert here.select("partner_id", "is_seated_here", "is_nationwide", "state").rows() == [
        ("noord", True, False, NetworkState.COVERS),
        ("landelijk", False, True, NetworkState.COVERS),
    ]


def test_networks_outside_the_directory_and_the_rest_row(members: pl.DataFrame, regions: pl.DataFrame) -> None:
    assert unlisted_networks(members, regions, "PV20").rows() == [("Buurtkring", 2)]
    assert unlisted_networks(members, regions, "GM0004").is_empty()
    assert known_without_network(members, regions, "PV20") == 1
