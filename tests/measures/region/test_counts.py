import polars as pl
import pytest

from data_loaders.schema import Initiatives, RegionLevel, Theme
from measures.region.counts import known_per_region, known_per_region_and_theme


def test_every_region_has_a_row_and_every_level_a_rest_row(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    known = known_per_region(initiatives, regions)

    assert known.select("code", "known").rows() == [
        ("GM0001", 2),
        ("GM0002", 1),
        ("GM0003", 1),
        ("GM0004", 1),
        ("GM0005", 0),
        (None, 2),
        ("CR01", 3),
        ("CR02", 1),
        ("CR03", 1),
        (None, 2),
        ("PV20", 4),
        ("PV21", 1),
        (None, 2),
        ("NL", 7),
    ]


@pytest.mark.parametrize("level", list(RegionLevel))
def test_each_level_adds_up_to_all_initiatives(
    regions: pl.DataFrame, initiatives: pl.DataFrame, level: RegionLevel
) -> None:
    known = known_per_region(initiatives, regions)
    themes = known_per_region_and_theme(initiatives, regions)

    assert known.filter(pl.col("level") == level)["known"].sum() == initiatives.height
    assert themes.filter(pl.col("level") == level)["known_main"].sum() == initiatives.height


def test_initiative_counts_in_each_theme_and_once_as_main(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    themes = known_per_region_and_theme(initiatives, regions)

    own = themes.filter((pl.col("code") == "GM0001") & (pl.col("known") > 0))
    assert own.select("theme", "known", "known_main").rows() == [("wonen", 1, 0), ("zorg", 1, 1), ("energie", 1, 1)]


def test_themes_of_the_country(regions: pl.DataFrame, initiatives: pl.DataFrame) -> None:
    country = known_per_region_and_theme(initiatives, regions).filter(pl.col("code") == "NL")

    expected = {Theme.HOUSING: (2, 1), Theme.CARE: (4, 3), Theme.ENERGY: (2, 2), Theme.MOBILITY: (1, 1)}
    assert {theme: (known, main) for theme, known, main in country.select("theme", "known", "known_main").rows()} == {
        theme.value: expected.get(theme, (0, 0)) for theme in Theme
    }


def test_no_initiatives_at_all_gives_zeros(regions: pl.DataFrame) -> None:
    nothing = Initiatives.create_empty()

    assert known_per_region(nothing, regions)["known"].sum() == 0
    assert known_per_region_and_theme(nothing, regions).height == 14 * len(Theme)
