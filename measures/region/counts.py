"""Counts known initiatives per region, with a rest row so that every level adds up to the country."""

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel, Regions, Theme
from data_loaders.schema.columns import label
from measures.region.scope import OWN_COLUMN, PARENT_COLUMN, RegionKey, municipalities


class KnownPerRegion(RegionKey):
    """Known initiatives per region; the rows of each level, with its rest row, add up to the country."""

    population = Regions.population
    population_year = Regions.population_year
    known = dy.UInt32(
        metadata=label(
            "Bekende initiatieven",
            "Known initiatives",
            about_nl="Wat in onze bronnen staat, met elke status. Nul betekent: geen bekend, niet: geen.",
            about_en="What our sources hold, whatever the status. Zero means none known, not none.",
        ),
    )


class KnownPerRegionAndTheme(KnownPerRegion):
    """The same per theme. `known` counts an initiative in each of its themes; `known_main` only in its main theme."""

    theme = dy.Enum(Theme, metadata=label("Thema", "Theme"))
    known_main = dy.UInt32(
        metadata=label(
            "Als hoofdthema",
            "As main theme",
            about_nl="Telt elk initiatief één keer; deze kolom telt op tot het totaal.",
            about_en="Counts each initiative once; this column adds up to the total.",
        ),
    )


def known_per_region(initiatives: pl.DataFrame, regions: pl.DataFrame) -> dy.DataFrame[KnownPerRegion]:
    """Known initiatives for every region of every level.

    Args:
        initiatives: the column `municipality_code`.
        regions: the declared table.

    Returns:
        One row per region, also if nothing is known there. Each level below the country has a rest row with an empty
        `code`, for initiatives without a municipality of today. Sorted by level and code, rest row last.
    """
    counts = _tally(initiatives.select("municipality_code"), regions, known=pl.len())
    frame = _skeleton(regions).join(counts, on=["level", "code"], how="left", nulls_equal=True)
    return KnownPerRegion.cast(_sorted(frame.with_columns(pl.col("known").fill_null(0))))


def known_per_region_and_theme(
    initiatives: pl.DataFrame, regions: pl.DataFrame
) -> dy.DataFrame[KnownPerRegionAndTheme]:
    """Known initiatives for every region of every level and every theme.

    Args:
        initiatives: columns `municipality_code`, `themes` (main theme first).
        regions: the declared table.

    Returns:
        One row per region (and rest row) and theme, zeros included. Over the themes of a region
        `known_main` adds up to `known` of `known_per_region`; `known` may add up to more.
    """
    per_theme = (
        initiatives.select("municipality_code", main="themes", theme="themes")
        .explode("theme")
        .with_columns(is_main=pl.col("theme") == pl.col("main").list.first())
    )
    counts = _tally(per_theme, regions, "theme", known=pl.len(), known_main=pl.col("is_main").sum())
    themes = pl.DataFrame({"theme": list(Theme)}, schema={"theme": pl.Enum(Theme)})
    frame = (
        _skeleton(regions)
        .join(themes, how="cross")
        .join(counts, on=["level", "code", "theme"], how="left", nulls_equal=True)
    )
    return KnownPerRegionAndTheme.cast(_sorted(frame.with_columns(pl.col("known", "known_main").fill_null(0)), "theme"))


def _tally(rows: pl.DataFrame, regions: pl.DataFrame, *by: str, **figures: pl.Expr) -> pl.DataFrame:
    """`figures` per level, code and `by`; the code is empty for rows without a region of that level."""
    owned = [OWN_COLUMN] if OWN_COLUMN in regions.columns else []
    parents = municipalities(regions).select("code", "corop_code", "province_code", *owned, municipality_code="code")
    placed = rows.join(parents, on="municipality_code", how="left")
    country = regions.filter(pl.col("level") == RegionLevel.COUNTRY)["code"].first()
    columns = {level: pl.col(column) for level, column in PARENT_COLUMN.items()} | {
        RegionLevel.COUNTRY: pl.lit(country, pl.String)
    }
    levels = [(level, code, placed) for level, code in columns.items()]
    levels += [(RegionLevel.COROP, pl.col(own), placed.drop_nulls(own)) for own in owned]
    tallies = [
        rows.group_by(code.alias("code"), *by).agg(**figures).with_columns(level=pl.lit(level, pl.Enum(RegionLevel)))
        for level, code, rows in levels
    ]
    return pl.concat(tallies)


def _skeleton(regions: pl.DataFrame) -> pl.DataFrame:
    """Every region, and a rest row for each level below the country that has regions."""
    known = regions.select("code", "name", "level", "population", "population_year")
    below = known.filter(pl.col("level") != RegionLevel.COUNTRY).select("level").unique()
    return pl.concat([known, below], how="diagonal")


def _sorted(frame: pl.DataFrame, *then: str) -> pl.DataFrame:
    return frame.sort("level", "code", *then, nulls_last=True)
