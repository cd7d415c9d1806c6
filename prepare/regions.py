"""The regions table: municipalities, COROP regions, provinces and the country, with their boundaries."""

from dataclasses import dataclass

import polars as pl
from geopandas import GeoSeries

from data_loaders.schema import RegionLevel, Regions
from geo.boundaries import DECIMALS, check, label_points, merged, named_geojson, neighbours, simplified

COUNTRY_CODE, COUNTRY_NAME = "NL", "Nederland"


@dataclass(frozen=True)
class _Level:
    level: RegionLevel
    code: str
    """Column of the municipality list that holds the region's code."""
    name: str
    keeps: tuple[str, ...]
    """The columns about province and COROP region that apply at this level."""


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
    municipalities: pl.DataFrame, detailed: GeoSeries, nicknames: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, bytes]]:
    """The `regions` table, and GeoJSON of municipalities, COROP regions and provinces.

    Neighbours and label points come from the detailed boundaries. The published shapes of larger regions are made from
    the published, simplified shapes of municipalities, so that their borders coincide on the map.

    Args:
        municipalities: CBS's list, all columns as text.
        detailed: boundaries of the same municipalities in metres.
        nicknames: `code`, `official_name`, `name`.

    Raises:
        BoundaryError: the simplified shapes do not fit together.
    """
    listed = _listed(municipalities)
    published = simplified(detailed)
    rows, shapes = [], {}
    for level in _LEVELS:
        merge_to = dict(listed.select("code", level.code).iter_rows()) if level.code != "code" else {}
        outlines = merged(published, merge_to)
        rows.append(_level_rows(listed, level, merged(detailed, merge_to), outlines))
        if level.level in _SHAPE_NAMES:
            check(outlines)
            names = dict(listed.select(level.code, level.name).iter_rows())
            shapes[_SHAPE_NAMES[level.level]] = named_geojson(outlines, names)
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


def _level_rows(listed: pl.DataFrame, level: _Level, detailed: GeoSeries, outlines: GeoSeries) -> pl.DataFrame:
    columns = ("province_code", "province", "corop_code", "corop")
    totals = listed.group_by(pl.col(level.code).alias("region"), maintain_order=True).agg(
        pl.col(level.name).first().alias("region_name"),
        *(pl.col(name).first() if name in level.keeps else pl.lit(None, pl.String).alias(name) for name in columns),
        pl.col("population", "land_km2").sum(),
        pl.col("population_year").max(),
    )
    beside = neighbours(detailed)
    points = label_points(detailed)
    sides = outlines.bounds.round(DECIMALS).set_axis(["west", "south", "east", "north"], axis="columns")
    geometry = pl.DataFrame(
        {
            "region": list(beside),
            "neighbours": pl.Series(list(beside.values()), dtype=pl.List(pl.String)),
            "longitude": points.x.to_numpy(),
            "latitude": points.y.to_numpy(),
            **{side: values.to_numpy() for side, values in sides.items()},
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
