from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from measures.region.fair import Obstacle, leans_on, obstacles

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


def from_site(site: str, code: str) -> dict[str, object]:
    return {"municipality_code": code, "sources": [{"url": f"https://{site}/a", "title": "A", "year": 2020}]}


def test_two_of_a_kind_with_many_sources_can_be_put_in_order(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    assert obstacles(initiatives, regions, ["GM0001", "GM0002"]) == []


def test_a_city_beside_a_province_cannot(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    found = obstacles(initiatives, regions, ["GM0001", "PV20"])

    assert [(each.obstacle, each.codes) for each in found] == [(Obstacle.LEVELS, ("GM0001", "PV20"))]


def test_without_inhabitants_there_is_no_rate_to_order_by(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    found = obstacles(initiatives, regions, ["GM0005", "GM0001"])

    assert [(each.obstacle, each.codes) for each in found] == [(Obstacle.NO_POPULATION, ("GM0005",))]


@pytest.mark.parametrize(("of_one", "of_others", "leans"), [(3, 2, True), (2, 3, False), (4, 0, False), (5, 0, True)])
def test_more_than_two_in_five_of_five_or_more_lean_on_one_source(
    regions: pl.DataFrame, make_initiatives: Make, of_one: int, of_others: int, leans: bool
) -> None:
    rows = [from_site("omroep.nl", "GM0001")] * of_one + [from_site(f"s{n}.nl", "GM0001") for n in range(of_others)]
    found = leans_on(make_initiatives(rows), regions, "GM0001")

    assert (found is not None) is leans
    if found:
        assert (found.site, found.share) == ("omroep.nl", of_one / (of_one + of_others))
