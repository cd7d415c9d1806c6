import math
from statistics import stdev

import polars as pl
import pytest

from data_loaders.schema import ContextValues
from data_loaders.store import current
from measures.region.counts import known_per_region
from measures.region.enums import FigureReason, SimilarMethod, SizeClass
from measures.region.rates import with_rates
from measures.region.similar import (
    URBANITY,
    points,
    similar_to,
    spread,
    with_classes,
)


def codes(group: pl.DataFrame) -> list[str]:
    return group["code"].to_list()


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (4_999, SizeClass.UNDER_5),
        (5_000, SizeClass.FROM_5),
        (49_999, SizeClass.FROM_20),
        (50_000, SizeClass.FROM_50),
        (250_000, SizeClass.FROM_250),
        (None, None),
    ],
)
def test_a_bound_belongs_to_the_class_above(
    regions: pl.DataFrame, population: int | None, size: SizeClass | None
) -> None:
    one = regions.head(1).with_columns(population=pl.lit(population, pl.Int32))

    assert with_classes(one, context())["size_class"].to_list() == [size]


def context(**urban: tuple[float, float]) -> pl.DataFrame:
    """Class and address density per municipality."""
    rows = [
        {"indicator_id": name, "municipality_code": code, "year": 2024, "value": value, "computed_from": []}
        for code, values in urban.items()
        for name, value in zip((URBANITY, "omgevingsadressendichtheid"), values, strict=True)
    ]
    return pl.DataFrame(rows, schema=ContextValues.create_empty().schema)


SIX = context(GM0011=(4, 600.0), GM0012=(4, 700.0), GM0013=(4, 800.0), GM0014=(1, 6_000.0), GM0015=(4, 500.0))


@pytest.fixture
def country_of_six(regions: pl.DataFrame) -> pl.DataFrame:
    """Six municipalities of 20,000-50,000 people; GM0014 is a city, and GM0016 has no urbanity."""
    people = [20_000, 25_000, 30_000, 40_000, 45_000, 20_500]
    rows = regions.filter(pl.col("code") == "GM0001").drop("code", "population", "neighbours")
    own = pl.DataFrame(
        {
            "code": [f"GM001{n}" for n in range(1, 7)],
            "population": people,
            "neighbours": [["GM0014"], [], [], [], [], []],
        }
    )
    return with_classes(own.join(rows, how="cross"), SIX)


def test_default_group_has_the_same_size_and_urbanity_nearest_first(country_of_six: pl.DataFrame) -> None:
    group = similar_to(country_of_six, "GM0011")

    assert (group.used, group.reason) == (SimilarMethod.SIZE_AND_URBANITY, None)
    assert codes(group.members) == ["GM0012", "GM0013", "GM0015"]
    # Of the five figures these municipalities have two; each difference in standard deviations of its logarithm.
    people, density = ([20, 25, 30, 40, 45, 20.5], [600, 700, 800, 6_000, 500])
    steps = [math.log(b / a) / stdev(map(math.log, all_)) for a, b, all_ in ((20, 25, people), (600, 700, density))]
    assert group.members["distance"][0] == pytest.approx(math.sqrt(sum(step**2 for step in steps) / 2))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (SimilarMethod.SIZE, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.URBANITY, ["GM0012", "GM0013", "GM0015"]),
        (SimilarMethod.NEAREST, ["GM0012", "GM0013", "GM0015", "GM0014"]),
        (SimilarMethod.PROVINCE, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.SAME_LEVEL, ["GM0012", "GM0013", "GM0015", "GM0014", "GM0016"]),
        (SimilarMethod.NEIGHBOURS, ["GM0014"]),
        (SimilarMethod.CHOSEN, ["GM0015", "GM0016"]),
    ],
)
def test_the_group_can_be_changed(country_of_six: pl.DataFrame, method: SimilarMethod, expected: list[str]) -> None:
    group = similar_to(country_of_six, "GM0011", method=method, chosen=("GM0016", "GM0015", "PV20", "GM0011"))

    assert (group.used, codes(group.members)) == (method, expected)


def test_a_class_with_too_few_others_gives_the_nearest_and_says_so(country_of_six: pl.DataFrame) -> None:
    group = similar_to(country_of_six, "GM0014")

    assert (group.requested, group.used) == (SimilarMethod.SIZE_AND_URBANITY, SimilarMethod.NEAREST)
    assert group.reason == FigureReason.GROUP_TOO_SMALL
    assert codes(group.members) == ["GM0013", "GM0015", "GM0012", "GM0011"]


@pytest.mark.parametrize(
    ("code", "reason", "expected"),
    [("GM0005", FigureReason.NO_POPULATION, ["GM0004"]), ("GM1234", FigureReason.UNKNOWN_CODE, [])],
)
def test_municipality_that_cannot_be_classed(
    regions: pl.DataFrame, code: str, reason: FigureReason, expected: list[str]
) -> None:
    group = similar_to(with_classes(regions, SIX), code)

    assert (group.reason, codes(group.members)) == (reason, expected)


def test_without_urbanity_there_is_still_a_size(country_of_six: pl.DataFrame) -> None:
    assert similar_to(country_of_six, "GM0016").reason == FigureReason.NO_URBANITY
    assert similar_to(country_of_six, "GM0016", method=SimilarMethod.SIZE).used == SimilarMethod.SIZE


@pytest.mark.parametrize(("name", "urbanity"), [("Amsterdam", 1), ("Zwolle", 2), ("Ameland", 5)])
def test_urbanity_is_the_class_that_cbs_gives(name: str, urbanity: int) -> None:
    regions, figures = current().table("regions"), current().table("context_values")

    classed = with_classes(regions.filter(level="municipality"), figures)

    assert classed["urbanity"].null_count() == 0
    row = classed.row(by_predicate=pl.col("name") == name, named=True)
    assert (row["urbanity"], row["urbanity_year"]) == (urbanity, 2024)
    group = similar_to(classed, row["code"]).members
    assert set(group["urbanity"]) == {urbanity} or set(group["size_class"]) != {row["size_class"]}
    assert similar_to(classed, row["code"], method=SimilarMethod.NEAREST).members.height == 15


@pytest.mark.parametrize(("code", "expected"), [("PV20", ["PV21"]), ("CR01", ["CR02", "CR03"]), ("NL", [])])
def test_above_municipalities_the_group_is_the_level(regions: pl.DataFrame, code: str, expected: list[str]) -> None:
    group = similar_to(with_classes(regions, SIX), code)

    assert (group.used, group.reason) == (SimilarMethod.SAME_LEVEL, FigureReason.NOT_A_MUNICIPALITY)
    assert sorted(codes(group.members)) == expected


def test_spread_by_hand() -> None:
    rates = pl.DataFrame({"code": ["a", "b", "c", "d", "e"], "per_10k": [1.0, 2.0, 4.0, None, 9.0]})

    found = spread(rates, ["a", "b", "c", "d", "x"])

    assert found.row(0) == (3, 2, 1.0, 1.5, 2.0, 3.0, 4.0)


def test_each_member_and_the_region_itself_is_a_point(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    rates = with_rates(known_per_region(initiatives, regions))

    found = points(rates, ["GM0002", "GM0005"], "GM0001")

    assert found.select("code", "known", "is_self").rows() == [
        ("GM0001", 2, True),
        ("GM0002", 1, False),
        ("GM0005", 0, False),
    ]


def test_the_spread_of_an_empty_group_is_empty() -> None:
    rates = pl.DataFrame({"code": ["a"], "per_10k": [None]}, schema_overrides={"per_10k": pl.Float64})

    assert spread(rates, ["a"]).row(0) == (0, 1, None, None, None, None, None)
    assert spread(rates, []).row(0) == (0, 0, None, None, None, None, None)
