import math

import polars as pl
import pytest

from measures.region.counts import known_per_region
from measures.region.enums import DensityClass, Reason, SimilarMethod, SizeClass
from measures.region.rates import with_rates
from measures.region.similar import Point, SimilarMember, Spread, points, similar_to, spread, with_classes


def codes(group: pl.DataFrame) -> list[str]:
    return group["code"].to_list()


@pytest.mark.parametrize(
    ("population", "land", "size", "density_class"),
    [
        (4_999, 20.0, SizeClass.UNDER_5, DensityClass.UNDER_250),
        (5_000, 20.0, SizeClass.FROM_5, DensityClass.FROM_250),
        (49_999, 100.0, SizeClass.FROM_20, DensityClass.FROM_250),
        (50_000, 100.0, SizeClass.FROM_50, DensityClass.FROM_500),
        (250_000, 100.0, SizeClass.FROM_250, DensityClass.FROM_2500),
        (None, 100.0, None, None),
        (30_000, None, SizeClass.FROM_20, None),
        (30_000, 0.0, SizeClass.FROM_20, None),
    ],
)
def test_a_bound_belongs_to_the_class_above(
    regions: pl.DataFrame,
    population: int | None,
    land: float | None,
    size: SizeClass | None,
    density_class: DensityClass | None,
) -> None:
    one = regions.head(1).with_columns(population=pl.lit(population, pl.Int32), land_km2=pl.lit(land, pl.Float64))

    assert with_classes(one).select("size_class", "density_class").row(0) == (size, density_class)


@pytest.fixture
def country_of_six(regions: pl.DataFrame) -> pl.DataFrame:
    """Six municipalities of 20,000-50,000 people; all but GM0014 (dense) and GM0016 (no area) have 250-500 per km²."""
    people = [20_000, 25_000, 30_000, 40_000, 45_000, 20_500]
    land = [50.0, 60.0, 70.0, 4.0, 150.0, None]
    rows = regions.filter(pl.col("code") == "GM0001").drop("code", "population", "land_km2", "neighbours")
    own = pl.DataFrame(
        {
            "code": [f"GM001{n}" for n in range(1, 7)],
            "population": people,
            "land_km2": land,
            "neighbours": [["GM0014"], [], [], [], [], []],
        }
    )
    return own.join(rows, how="cross")


def test_default_group_has_the_same_size_and_density_nearest_first(country_of_six: pl.DataFrame) -> None:
    group = similar_to(country_of_six, "GM0011")

    SimilarMember.validate(group.members)
    assert (group.used, group.reason) == (SimilarMethod.SIZE_AND_DENSITY, None)
    assert codes(group.members) == ["GM0012", "GM0013", "GM0015"]
    nearest = math.hypot(math.log(25 / 20), math.log((25_000 / 60) / (20_000 / 50)))
    assert group.members["distance"][0] == pytest.approx(nearest)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (SimilarMethod.SIZE, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.DENSITY, ["GM0012", "GM0013", "GM0015"]),
        (SimilarMethod.NEAREST, ["GM0012", "GM0013"]),
        (SimilarMethod.PROVINCE, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.SAME_LEVEL, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.NEIGHBOURS, ["GM0014"]),
        (SimilarMethod.CHOSEN, ["GM0015", "GM0016"]),
    ],
)
def test_the_group_can_be_changed(country_of_six: pl.DataFrame, method: SimilarMethod, expected: list[str]) -> None:
    group = similar_to(
        country_of_six, "GM0011", method=method, nearest=2, chosen=("GM0016", "GM0015", "PV20", "GM0011")
    )

    assert (group.used, codes(group.members)) == (method, expected)


def test_a_class_with_too_few_others_gives_the_nearest_and_says_so(country_of_six: pl.DataFrame) -> None:
    group = similar_to(country_of_six, "GM0014", nearest=4)

    assert (group.asked, group.used) == (SimilarMethod.SIZE_AND_DENSITY, SimilarMethod.NEAREST)
    assert group.reason == Reason.GROUP_TOO_SMALL
    assert codes(group.members) == ["GM0013", "GM0012", "GM0011", "GM0015"]


@pytest.mark.parametrize(
    ("code", "reason", "expected"),
    [("GM0005", Reason.NO_POPULATION, ["GM0004"]), ("GM1234", Reason.UNKNOWN_CODE, [])],
)
def test_municipality_that_cannot_be_classed(
    regions: pl.DataFrame, code: str, reason: Reason, expected: list[str]
) -> None:
    group = similar_to(regions, code)

    assert (group.reason, codes(group.members)) == (reason, expected)


def test_no_land_area_still_has_a_size(country_of_six: pl.DataFrame) -> None:
    assert similar_to(country_of_six, "GM0016").reason == Reason.NO_AREA
    assert similar_to(country_of_six, "GM0016", method=SimilarMethod.SIZE).used == SimilarMethod.SIZE


@pytest.mark.parametrize(("code", "expected"), [("PV20", ["PV21"]), ("CR01", ["CR02", "CR03"]), ("NL", [])])
def test_above_municipalities_the_group_is_the_level(regions: pl.DataFrame, code: str, expected: list[str]) -> None:
    group = similar_to(regions, code)

    assert (group.used, group.reason) == (SimilarMethod.SAME_LEVEL, Reason.NOT_A_MUNICIPALITY)
    assert sorted(codes(group.members)) == expected


def test_spread_by_hand() -> None:
    rates = pl.DataFrame({"code": ["a", "b", "c", "d", "e"], "per_10k": [1.0, 2.0, 4.0, None, 9.0]})

    found = spread(rates, ["a", "b", "c", "d", "x"])

    Spread.validate(found)
    assert found.row(0) == (3, 2, 1.0, 1.5, 2.0, 3.0, 4.0)


def test_each_member_and_the_region_itself_is_a_point(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    rates = with_rates(known_per_region(initiatives, regions))

    found = points(rates, ["GM0002", "GM0005"], "GM0001")

    Point.validate(found)
    assert found.select("code", "known", "is_self").rows() == [
        ("GM0001", 2, True),
        ("GM0002", 1, False),
        ("GM0005", 0, False),
    ]


def test_spread_of_nobody_is_empty() -> None:
    rates = pl.DataFrame({"code": ["a"], "per_10k": [None]}, schema_overrides={"per_10k": pl.Float64})

    assert spread(rates, ["a"]).row(0) == (0, 1, None, None, None, None, None)
    assert spread(rates, []).row(0) == (0, 0, None, None, None, None, None)
