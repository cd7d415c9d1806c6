import polars as pl
import pytest

from data_loaders.schema import Theme
from measures.region.counts import known_per_region_and_theme
from measures.region.enums import ThemeState
from measures.region.rates import with_theme_rates
from measures.region.themes import theme_picture


@pytest.fixture
def rates(regions: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    return with_theme_rates(known_per_region_and_theme(initiatives, regions))


def test_themes_of_a_municipality_beside_its_neighbours(regions: pl.DataFrame, rates: pl.DataFrame) -> None:
    picture = theme_picture(rates, regions, "GM0002")

    assert picture["theme"].to_list() == list(Theme)
    found = picture.filter((pl.col("known") > 0) | (pl.col("neighbours_known") > 0))
    assert found.select("theme", "state", "known", "neighbours_known").rows() == [
        (Theme.HOUSING, ThemeState.NOT_KNOWN, 0, 1),
        (Theme.CARE, ThemeState.KNOWN, 1, 1),
        (Theme.ENERGY, ThemeState.NOT_KNOWN, 0, 1),
    ]


def test_neighbours_are_named_most_first(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    one_more = initiatives.filter(municipality_code="GM0003")
    named = [{"code": "GM0002", "name": "Beestad", "known": 1}, {"code": "GM0003", "name": "Ceeveen", "known": 1}]

    for known, total, expected in (
        (initiatives, 2, named),
        (pl.concat([initiatives, one_more]), 3, [named[1] | {"known": 2}, named[0]]),
    ):
        rates = with_theme_rates(known_per_region_and_theme(known, regions))
        care = theme_picture(rates, regions, "GM0001").filter(theme=Theme.CARE).row(0, named=True)
        assert (care["neighbours_known"], care["neighbours"]) == (total, expected)


def test_island_with_nothing_known(regions: pl.DataFrame, rates: pl.DataFrame) -> None:
    picture = theme_picture(rates, regions, "GM0005")

    assert set(picture["state"]) == {ThemeState.NOT_KNOWN}
    assert picture["neighbours"].to_list() == [[]] * len(Theme)
    assert picture["per_10k"].null_count() == len(Theme)


def test_unknown_code_gives_no_rows(regions: pl.DataFrame, rates: pl.DataFrame) -> None:
    assert theme_picture(rates, regions, "GM1234").is_empty()
