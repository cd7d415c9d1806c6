"""The regions and themes on which a network says it works; anything not stated is unknown."""

import polars as pl

from data_loaders.schema import RegionLevel, Scope, Theme

COUNTRY_CODE = "NL"
REGION_COLUMN = {
    RegionLevel.MUNICIPALITY: pl.col("code"),
    RegionLevel.COROP: pl.col("corop_code"),
    RegionLevel.PROVINCE: pl.col("province_code"),
    RegionLevel.COUNTRY: pl.lit(COUNTRY_CODE),
}
"""Level to the column of the municipality table with its region."""


def region_of(regions: pl.DataFrame, level: RegionLevel) -> pl.DataFrame:
    """The region of each municipality: `municipality_code`, `region`, `province` (codes)."""
    towns = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    return towns.select(municipality_code="code", region=REGION_COLUMN[level], province="province_code").drop_nulls(
        "region"
    )


def municipalities_in(regions: pl.DataFrame, code: str) -> list[str]:
    """Codes of the municipalities in the region `code` of any level; empty for an unknown code."""
    towns = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    inside = pl.any_horizontal(column == code for column in REGION_COLUMN.values())
    return towns.filter(inside)["code"].to_list()


def area_coverage(partners: pl.DataFrame, regions: pl.DataFrame, level: RegionLevel) -> pl.DataFrame:
    """Whether each region lies in the service area of each partner.

    A local partner works in the municipality of its seat. A regional partner works somewhere in the provinces it names;
    below the level of a province only the region of its seat is certain, and other regions are unknown. A larger region
    is covered if a part of it is.

    Args:
        partners: the declared table.
        regions: the declared table.
        level: level of the regions.

    Returns:
        One row per partner and region: `network`, `region` (String), `covers` (Boolean, null = unknown).
    """
    towns = region_of(regions, level)
    seats = towns.select("municipality_code", seat="region")
    grid = (
        partners.select("municipality_code", "scope", "province_codes", network="partner_id")
        .join(seats, on="municipality_code", how="left")
        .join(towns.select("region", "province").unique().sort("region"), how="cross")
    )
    return grid.group_by("network", "region", maintain_order=True).agg(
        _covers(level).any(ignore_nulls=False).alias("covers")
    )


def _covers(level: RegionLevel) -> pl.Expr:
    """Per row of partner, region and province: true, false, or null for unknown (Kleene logic)."""
    scope, seat, provinces = pl.col("scope"), pl.col("seat"), pl.col("province_codes")
    is_wide = level in {RegionLevel.PROVINCE, RegionLevel.COUNTRY}
    return (
        pl.when(scope == Scope.NATIONAL)
        .then(True)
        .when(scope.is_in([Scope.LOCAL, Scope.REGIONAL]) & (seat == pl.col("region")))
        .then(True)
        .when(provinces.list.len() == 0)
        .then(None)
        .when(~provinces.list.contains(pl.col("province")))
        .then(False)
        .when(pl.lit(is_wide) | (scope == Scope.PROVINCIAL))
        .then(True)
        .when((scope == Scope.LOCAL) & seat.is_not_null())
        .then(False)
        .otherwise(None)
    )


def theme_coverage(partners: pl.DataFrame) -> pl.DataFrame:
    """Whether each partner says it works on each theme.

    Returns:
        One row per partner and theme: `network` (String), `theme` (Enum) and `covers` (Boolean; null if the partner
        states no themes).
    """
    themes = pl.DataFrame({"theme": list(Theme)}, schema={"theme": pl.Enum(Theme)})
    states_themes = pl.col("themes").list.len() > 0
    return (
        partners.select("themes", network="partner_id")
        .join(themes, how="cross")
        .select("network", "theme", covers=pl.when(states_themes).then(pl.col("themes").list.contains(pl.col("theme"))))
    )
