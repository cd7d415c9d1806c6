import math
from collections.abc import Mapping

import polars as pl
import pytest

from data_loaders.schema import RegionLevel, Theme
from measures.catalogue import Catalogue, catalogue
from measures.filters import Together
from measures.map_figures import Comparison, Measure, comparison, region_figures
from measures.selection import Selection
from tests.frames import UTRECHT, Row, initiatives, regions

EMPTY = {"code": "GM9999", "name": "Leeg", "population": None}
IN_UTRECHT = {"municipality_code": "GM0344", "place": "Utrecht"}
NOWHERE = {"municipality_code": None, "place": None, "longitude": None, "latitude": None}


def known(*rows: Mapping[str, object]) -> Catalogue:
    return catalogue(initiatives(*rows), regions({}, UTRECHT, EMPTY))


def figures(known: Catalogue, measure: Measure, selection: Selection | None = None) -> dict[str | None, Row]:
    rows = region_figures(known, selection or Selection(), RegionLevel.MUNICIPALITY, measure, 2015)
    return {row["code"]: row for row in rows.iter_rows(named=True)}


@pytest.mark.parametrize("measure", list(Measure))
def test_counts_add_up_with_a_rest_row_and_nothing_known_is_never_zero(measure: Measure) -> None:
    rows = figures(known({}, {}, IN_UTRECHT, NOWHERE), measure)

    assert {code: row["count"] for code, row in rows.items()} == {"GM0193": 2, "GM0344": 1, "GM9999": 0, None: 1}
    assert rows["GM9999"]["value"] is None


def test_a_rate_is_per_ten_thousand_inhabitants_with_a_margin_and_small_numbers_are_marked() -> None:
    rows = figures(known({}, {}, IN_UTRECHT), Measure.RATE)

    # Two and one where one and a half were to be expected is no more than a lottery gives: the margin is that of Garwood.
    value, low, high = (pytest.approx(each * 10_000 / 133_000, rel=1e-5) for each in (2, 0.2422093, 7.224688))
    told = {"code": "GM0193", "name": "Zwolle", "population": 133_000, "is_small": True, "is_own": False}
    counts = dict.fromkeys(Theme, 0) | {"zorg": 2, "count": 2, "base": 2}
    assert rows["GM0193"] == told | counts | {"value": value, "low": low, "high": high, "dispersion": 1.0}


def test_a_rate_without_inhabitants_cannot_be_computed() -> None:
    rows = figures(known({"municipality_code": "GM9999"}), Measure.RATE)

    assert math.isnan(rows["GM9999"]["value"])


def test_a_share_is_of_what_the_same_choice_keeps_without_its_themes() -> None:
    some = known({"themes": ["zorg"]}, {"themes": ["energie"]}, IN_UTRECHT | {"themes": ["energie"]})

    rows = figures(some, Measure.SHARE, Selection(themes=(Theme.CARE,)))

    assert {code: rows[code]["value"] for code in ("GM0193", "GM0344", "GM9999")} == {
        "GM0193": 50.0,
        "GM0344": 0.0,
        "GM9999": None,
    }


def test_started_since_tells_none_from_not_known() -> None:
    some = known(
        {"started_year": 2015},
        {"started_year": 1990},
        IN_UTRECHT,
        {"municipality_code": "GM9999"} | {"started_year": 2014},
    )

    rows = figures(some, Measure.STARTED)

    assert rows["GM0193"]["value"] == 1
    assert math.isnan(rows["GM0344"]["value"])
    assert rows["GM9999"]["value"] == 0


def test_networks_are_counted_once_each() -> None:
    some = known({"networks": ["x", "y"]}, {"networks": ["x"]}, IN_UTRECHT)

    rows = figures(some, Measure.NETWORKS)

    assert (rows["GM0193"]["value"], rows["GM0344"]["value"]) == (2, 0)


def test_larger_regions_hold_their_municipalities() -> None:
    country = regions({}, UTRECHT, {"code": "PV23", "name": "Overijssel", "level": "province"})
    some = catalogue(initiatives({}, {}, IN_UTRECHT), country)

    rows = region_figures(some, Selection(), RegionLevel.PROVINCE, Measure.COUNT, 2015)

    assert rows.filter(pl.col("code") == "PV23")["count"].to_list() == [2]
    assert rows["count"].sum() == 3


ENSCHEDE = {"code": "GM0153", "name": "Enschede", "corop_code": "CR12"}
PROVINCES = [
    {"code": "PV23", "name": "Overijssel", "level": "province", "corop_code": None},
    {"code": "PV26", "name": "Utrecht", "level": "province", "province_code": "PV26", "corop_code": None},
]
COROPS = [
    {"code": "CR10", "name": "Noord-Overijssel", "level": "corop"},
    {"code": "CR12", "name": "Twente", "level": "corop", "corop_code": "CR12"},
    {"code": "CR17", "name": "Utrecht", "level": "corop", "province_code": "PV26", "corop_code": "CR17"},
]


def country() -> Catalogue:
    """Two initiatives in Zwolle, one in Utrecht, none in Enschede, and one without a municipality."""
    some = initiatives({"place": "Berkum"}, {}, IN_UTRECHT, NOWHERE)
    return catalogue(some, regions({}, ENSCHEDE, UTRECHT | {"corop_code": "CR17"}, *PROVINCES, *COROPS))


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize(
    ("level", "inside"),
    [(RegionLevel.MUNICIPALITY, ["GM0153", "GM0193"]), (RegionLevel.COROP, ["CR10", "CR12"])],
)
def test_regions_outside_the_chosen_province_are_no_rows(
    level: RegionLevel, inside: list[str], measure: Measure
) -> None:
    rows = region_figures(country(), Selection(province="PV23"), level, measure, 2015)

    assert rows["code"].to_list() == inside
    assert rows["count"].sum() == 2
    assert not rows["is_own"].any()


@pytest.mark.parametrize(
    ("level", "own", "counts"),
    [
        (RegionLevel.MUNICIPALITY, "GM0153", {"GM0153": 0, "GM0193": 2}),
        (RegionLevel.COROP, "CR12", {"CR10": 2, "CR12": 0}),
        (RegionLevel.PROVINCE, "PV23", {"PV23": 2, "PV26": 1, None: 1}),
    ],
)
def test_a_chosen_municipality_stands_out_among_its_neighbours(
    level: RegionLevel, own: str, counts: dict[str | None, int]
) -> None:
    rows = region_figures(country(), Selection(municipality="GM0153", place="Berkum"), level, Measure.COUNT, 2015)

    assert dict(rows.select("code", "count").iter_rows()) == counts
    assert rows.filter("is_own")["code"].to_list() == [own]


def test_several_municipalities_together_are_compared_among_themselves() -> None:
    both = Together(("GM0153", "GM0193"), "Oost")
    chosen = Selection(themes=(Theme.CARE,), together=both)

    rows = region_figures(country(), chosen, RegionLevel.MUNICIPALITY, Measure.COUNT, 2015)

    assert rows.select("code", "count", "is_own").rows() == [("GM0153", 0, False), ("GM0193", 2, False)]
    compared = comparison(country().regions, chosen, RegionLevel.MUNICIPALITY)
    assert compared == Comparison(chosen, together=both)
    larger = comparison(country().regions, chosen, RegionLevel.PROVINCE)
    assert larger == Comparison(Selection(themes=(Theme.CARE,)))
    parts = [compared, larger, Comparison(chosen, "PV23")]
    assert [each.is_part for each in parts] == [True, False, True]


def test_a_chosen_province_stands_out_among_all_provinces() -> None:
    rows = region_figures(country(), Selection(province="PV26"), RegionLevel.PROVINCE, Measure.COUNT, 2015)

    assert dict(rows.select("code", "is_own").iter_rows()) == {"PV23": False, "PV26": True, None: False}


def test_other_filters_stay_and_of_two_places_that_exclude_each_other_the_province_counts() -> None:
    chosen = Selection(themes=(Theme.CARE,), province="PV26", municipality="GM0153", text="a")

    compared = comparison(country().regions, chosen, RegionLevel.MUNICIPALITY)

    assert compared == Comparison(Selection(themes=(Theme.CARE,), province="PV26", text="a"), "PV26", None)
