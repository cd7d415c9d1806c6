from dataclasses import replace
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data_loaders.schema import RegionLevel
from data_loaders.store import current
from measures.region.enums import ReferenceKind
from measures.region.own import CODE, with_own
from measures.region.profile import RegionProfile, RegionTables, profile
from measures.region.scope import municipalities_of
from ui.region.tables import region_tables


@cache
def real() -> RegionTables:
    return region_tables(current())


def own(codes: list[str], name: str = "Van ons", tables: RegionTables | None = None) -> RegionProfile:
    tables = tables or real()
    found = profile(replace(tables, regions=with_own(tables.regions, name, codes)), CODE)
    assert found is not None
    return found


def like(code: str) -> RegionProfile:
    found = profile(real(), code)
    assert found is not None
    return found


def figures(found: RegionProfile) -> pl.DataFrame:
    return found.figures.drop("code", "name", "level")


def test_two_municipalities_by_hand(regions: pl.DataFrame) -> None:
    around = pl.col("longitude", "latitude", "west", "south", "east", "north")
    moved = regions.with_columns(pl.when(pl.col("code") == "GM0003").then(around - 1).otherwise(around))

    row = with_own(moved, "Samen", ["GM0003", "GM0001"]).row(by_predicate=pl.col("code") == CODE, named=True)

    box = {"longitude": 4.5, "latitude": 51.5, "west": 3.0, "south": 50.0, "east": 6.0, "north": 53.0}
    names = {"code": CODE, "name": "Samen", "other_names": [], "level": "corop", "corop_code": CODE, "corop": "Samen"}
    figures = {"population": 30_000, "population_year": 2024, "land_km2": 150.0, "neighbours": ["GM0002"]}
    assert row == names | {"province_code": "PV20", "province": "Noord"} | figures | box


def test_over_a_border_it_lies_in_no_province_and_unknown_inhabitants_stay_unknown(regions: pl.DataFrame) -> None:
    both = with_own(regions, "Samen", ["GM0001", "GM0004"]).filter(code=CODE)
    island = with_own(regions, "Samen", ["GM0005"]).filter(code=CODE)

    assert both.select("province_code", "province").rows() == [(None, None)]
    assert both["population"].to_list() == [50_000]
    assert island.select("population", "population_year").rows() == [(None, None)]


def test_without_a_municipality_there_is_no_region(regions: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="at least one"):
        with_own(regions, "Samen", ["PV20"])


every_code = st.deferred(lambda: st.sampled_from(sorted(real().regions.filter(level=RegionLevel.MUNICIPALITY)["code"])))


@settings(max_examples=6, deadline=None)
@given(every_code)
def test_of_one_municipality_it_equals_the_municipality(code: str) -> None:
    mine, theirs = own([code]), like(code)

    assert_frame_equal(figures(mine), figures(theirs))
    assert_frame_equal(mine.initiatives, theirs.initiatives)
    assert_frame_equal(mine.themes, theirs.themes)
    for part in ("evidence", "largest_source", "started", "wide", "unlisted_networks"):
        assert_frame_equal(getattr(mine, part), getattr(theirs, part))
    larger = [ReferenceKind.PROVINCE, ReferenceKind.COUNTRY]
    assert_frame_equal(
        mine.references.filter(pl.col("kind").is_in(larger)), theirs.references.filter(pl.col("kind").is_in(larger))
    )
    assert mine.without_network == theirs.without_network


def test_of_all_municipalities_it_equals_the_country_but_for_what_lies_in_none() -> None:
    codes = real().regions.filter(level=RegionLevel.MUNICIPALITY)["code"].to_list()
    mine, country = own(codes), like("NL")
    in_none = real().initiatives.filter(~pl.col("municipality_code").is_in(codes).fill_null(value=False)).height

    assert mine.figures["known"][0] == country.figures["known"][0] - in_none
    assert mine.figures["population"].to_list() == country.figures["population"].to_list()
    assert mine.themes["known_main"].sum() == country.themes["known_main"].sum() - in_none
    assert mine.initiatives.height == mine.figures["known"][0]


@settings(max_examples=4, deadline=None)
@given(st.lists(every_code, min_size=2, max_size=40, unique=True))
def test_order_does_not_matter_and_parts_add_up(codes: list[str]) -> None:
    mine, turned = own(codes), own(codes[::-1])

    assert_frame_equal(mine.figures, turned.figures)
    assert_frame_equal(mine.initiatives, turned.initiatives)
    assert_frame_equal(mine.references, turned.references)
    parts = real().rates.filter(pl.col("code").is_in(codes))
    assert mine.figures["known"][0] == parts["known"].sum()
    assert mine.figures["population"][0] == parts["population"].sum()


def test_kept_beside_corop_regions_it_counts_the_same(regions: pl.DataFrame) -> None:
    codes = ["GM0344", "GM0363", "GM0050"]
    among = replace(real(), regions=with_own(real().regions, "Van ons", codes, is_beside=True))

    assert_frame_equal(among.rates.filter(code=CODE), own(codes).figures)
    assert_frame_equal(among.rates.filter(pl.col("code") != CODE), real().rates.drop_nulls("code"))
    assert municipalities_of(among.regions, CODE) == sorted(codes)
    assert with_own(regions, "Samen", ["GM0001"], is_beside=True).filter(level=RegionLevel.COROP).height == (
        1 + regions.filter(level=RegionLevel.COROP).height
    )
