from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import polars as pl
import pytest

from data_loaders.schema import (
    TABLES,
    ContextValues,
    GoalLinks,
    Indicators,
    IndicatorValues,
    Initiatives,
    MunicipalityChanges,
)
from measures.region.enums import CountSize, FigureReason, SimilarMethod
from measures.region.networks import unlisted_networks
from measures.region.profile import RegionTables, profile
from measures.region.sources import largest_source

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]

CODES = ["GM0001", "GM0004", "GM0005", "CR01", "CR03", "PV20", "PV21", "NL"]


@pytest.fixture
def tables(regions: pl.DataFrame, initiatives: pl.DataFrame, make_partners: Make) -> RegionTables:
    return RegionTables(
        initiatives=initiatives,
        regions=regions,
        partners=make_partners([{"partner_id": "noord", "province_codes": ["PV20"]}]),
        indicators=Indicators.create_empty(),
        indicator_values=IndicatorValues.create_empty(),
        goal_links=GoalLinks.create_empty(),
        municipality_changes=MunicipalityChanges.create_empty(),
        context_values=ContextValues.create_empty(),
    )


@pytest.fixture
def nothing(regions: pl.DataFrame) -> RegionTables:
    names = [
        "initiatives",
        "partners",
        "indicators",
        "indicator_values",
        "goal_links",
        "municipality_changes",
        "context_values",
    ]
    return RegionTables(regions=regions, **{name: TABLES[name].create_empty() for name in names})


@pytest.mark.parametrize("code", CODES)
def test_the_parts_of_a_profile_agree(tables: RegionTables, code: str) -> None:
    found = profile(tables, code)

    assert found is not None
    known = found.initiatives.height
    assert found.figures["known"].to_list() == [known]
    assert found.themes["known_main"].sum() == known
    assert found.started["started"].sum() == known
    assert found.evidence["known"].to_list() == [known]
    assert found.points.filter(pl.col("is_self"))["known"].to_list() == [known]
    assert found.chain["code"][0] == code
    assert found.largest_source.equals(largest_source(tables.initiatives, tables.regions, code))
    assert found.unlisted_networks.equals(unlisted_networks(tables.initiatives, tables.regions, code))


@pytest.mark.parametrize(
    ("code", "method"),
    [
        *((code, SimilarMethod.SIZE_AND_URBANITY) for code in CODES),
        *(("GM0001", method) for method in SimilarMethod if method is not SimilarMethod.SIZE_AND_URBANITY),
    ],
)
def test_nothing_known_is_an_empty_profile_not_an_error(
    nothing: RegionTables, code: str, method: SimilarMethod
) -> None:
    found = profile(nothing, code, method=method)

    assert found is not None
    assert found.figures["size"].to_list() == [CountSize.NOTHING_KNOWN]
    assert found.initiatives.schema == Initiatives.create_empty().schema
    assert set(found.references["reason"]) <= {
        FigureReason.NOTHING_KNOWN,
        FigureReason.NO_POPULATION,
        FigureReason.NO_REST,
    }
    assert set(found.coverage["reason"]) == {FigureReason.NO_ESTIMATE}


def test_initiatives_stand_in_the_order_in_which_they_were_last_seen_then_by_name(
    tables: RegionTables, make_initiatives: Make
) -> None:
    seen = [("b", "Noord", None), ("e", "Dam", 2021), ("d", "Aa", 2020), ("c", "Aa", 2021), ("a", "Dam", 2021)]
    rows = [{"municipality_code": "GM0001", "id": key, "name": name, "seen_year": year} for key, name, year in seen]

    found = profile(replace(tables, initiatives=make_initiatives(rows)), "GM0001")

    assert found is not None
    assert found.initiatives["id"].to_list() == ["c", "a", "e", "d", "b"]


def test_unknown_code_has_no_profile(tables: RegionTables) -> None:
    assert profile(tables, "GM1234") is None
