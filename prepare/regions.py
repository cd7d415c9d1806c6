"""The regions table: municipalities, COROP regions, provinces and the country, with their boundaries."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely

from data_loaders.schema import RegionLevel, Regions
from geo.boundaries import Coverage

COUNTRY_CODE, COUNTRY_NAME = "NL", "Nederland"


@dataclass(frozen=True)
class _Level:
    level: RegionLevel
    code: str
    """Column of the municipality list that holds the region's code."""
    name: str
    keeps: tuple[str, ...]
    """Which of the columns about province and COROP mean something at this level."""


_LEVELS = (
    _Level(RegionLevel.MUNICIPALITY, "code", "name", ("province_code", "province", "corop_code", "corop")),
    _Level(RegionLevel.COROP, "corop_code", "corop", ("province_code", "province", "corop_code", "corop")),
    _Level(RegionLevel.PROVINCE, "province_code", "province", ("province_code", "province")),
    _Level(RegionLevel.COUNTRY, "country_code", "country", ()),
)
_SHAPE_NAMES = {
    RegionLevel.MUNICIPALITY: "municipalities",
    RegionLevel.COROP: "corops",
    RegionLevel.PROVINCE: "provinces",
}


def build_regions(
    municipalities: pl.DataFrame, detailed: Coverage, nicknames: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, bytes]]:
    """The `regions` table, and GeoJSON of municipalities, COROP regions and provinces.

    Neighbours, label points and bounds come from the detailed boundaries; the published shapes
    of larger regions are made from the published shapes of municipalities, so that their
    borders coincide on the map.

    Args:
        municipalities: CBS's list, all columns as text.
        detailed: boundaries of the same municipalities in metres.
        nicknames: `code`, `official_name`, `name`.

    Raises:
        BoundaryError: the simplified shapes do not fit together.
    """
    listed = _listed(municipalities)
    published = detailed.simplified().to_wgs84()
    rows, shapes = [], {}
    for level in _LEVELS:
        merge_to = dict(listed.select("code", level.code).iter_rows()) if level.code != "code" else {}
        rows.append(_level_rows(listed, level, detailed.merged(merge_to), published.merged(merge_to)))
        if level.level in _SHAPE_NAMES:
            coverage = published.merged(merge_to)
            coverage.check()
            names = dict(listed.select(level.code, level.name).iter_rows())
            shapes[_SHAPE_NAMES[level.level]] = coverage.geojson(names)
    other_names = _other_names(municipalities, nicknames)
    regions = pl.concat(rows).join(other_names, on="code", how="left")
    regions = regions.with_columns(pl.col("other_names").fill_null(pl.lit([], dtype=pl.List(pl.String))))
    return Regions.validate(regions.select(Regions.column_names()), cast=True), shapes


def _listed(municipalities: pl.DataFrame) -> pl.DataFrame:
    return municipalities.select(
        "code",
        "name",
        "province_code",
        "province",
        "corop_code",
        pl.col("corop_name").alias("corop"),
        pl.lit(COUNTRY_CODE).alias("country_code"),
        pl.lit(COUNTRY_NAME).alias("country"),
        pl.col("population").cast(pl.Int32),
        pl.col("population_year").cast(pl.Int16),
        pl.col("area_land_km2").cast(pl.Float64).alias("land_km2"),
    )


def _level_rows(listed: pl.DataFrame, level: _Level, detailed: Coverage, published: Coverage) -> pl.DataFrame:
    columns = ("province_code", "province", "corop_code", "corop")
    totals = listed.group_by(pl.col(level.code).alias("region"), maintain_order=True).agg(
        pl.col(level.name).first().alias("region_name"),
        *(pl.col(name).first() if name in level.keeps else pl.lit(None, pl.String).alias(name) for name in columns),
        pl.col("population", "land_km2").sum(),
        pl.col("population_year").max(),
    )
    neighbours = detailed.neighbours()
    bounds = shapely.bounds(published.shapes)
    points = detailed.label_points()
    geometry = pl.DataFrame(
        {
            "region": detailed.codes,
            "neighbours": pl.Series([neighbours[code] for code in detailed.codes], dtype=pl.List(pl.String)),
            "longitude": points[:, 0],
            "latitude": points[:, 1],
            **{side: np.round(bounds[:, index], 5) for index, side in enumerate(("west", "south", "east", "north"))},
        }
    )
    return (
        totals.join(geometry, on="region", how="left")
        .rename({"region": "code", "region_name": "name"})
        .with_columns(pl.lit(level.level.value).alias("level"), pl.col("land_km2").round(2))
        .sort("code")
    )


def _other_names(municipalities: pl.DataFrame, nicknames: pl.DataFrame) -> pl.DataFrame:
    by_cbs = municipalities.filter(pl.col("name") != pl.col("name_cbs_2025")).select(
        "code", pl.col("name_cbs_2025").alias("name")
    )
    both = pl.concat([by_cbs, nicknames.select("code", "name")])
    return both.group_by("code").agg(pl.col("name").unique().sort().alias("other_names"))
