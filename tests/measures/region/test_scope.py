import polars as pl
import pytest

from data_loaders.schema import RegionLevel
from measures.region.scope import chain_of, is_in_region, level_of, municipalities_of


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GM0001", ["GM0001"]),
        ("CR01", ["GM0001", "GM0002"]),
        ("PV20", ["GM0001", "GM0002", "GM0003"]),
        ("NL", ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005"]),
        ("GM1234", []),
    ],
)
def test_municipalities_of_each_level(regions: pl.DataFrame, code: str, expected: list[str]) -> None:
    assert municipalities_of(regions, code) == expected


def test_level_of_unknown_code_is_none(regions: pl.DataFrame) -> None:
    assert level_of(regions, "PV20") == RegionLevel.PROVINCE
    assert level_of(regions, "PV99") is None


@pytest.mark.parametrize(
    ("code", "count"), [("GM0001", 2), ("CR01", 3), ("PV20", 4), ("NL", 7), ("GM0005", 0), ("GM1234", 0)]
)
def test_only_the_country_contains_initiatives_without_a_municipality(
    regions: pl.DataFrame, initiatives: pl.DataFrame, code: str, count: int
) -> None:
    assert initiatives.filter(is_in_region(regions, code)).height == count


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GM0001", [(0, "GM0001"), (1, "CR01"), (2, "PV20"), (3, "NL")]),
        ("CR02", [(0, "CR02"), (1, "PV20"), (2, "NL")]),
        ("PV21", [(0, "PV21"), (1, "NL")]),
        ("NL", [(0, "NL")]),
        ("GM1234", []),
    ],
)
def test_chain_runs_from_small_to_large(regions: pl.DataFrame, code: str, expected: list[tuple[int, str]]) -> None:
    assert chain_of(regions, code).select("steps_up", "code").rows() == expected
