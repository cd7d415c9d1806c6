"""The municipalities and initiatives in a region, and the regions that contain it."""

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel, Regions
from data_loaders.schema.columns import label

PARENT_COLUMN = {
    RegionLevel.MUNICIPALITY: "code",
    RegionLevel.COROP: "corop_code",
    RegionLevel.PROVINCE: "province_code",
}
"""Level to the column of a municipality's row with its region; the country has no column because it contains all."""


OWN_COLUMN = "own_code"
"""Column of a municipality's row with its own region, in tables that also have COROP regions (`measures.region.own`)."""


class RegionKey(dy.Schema):
    """The columns that identify a region in every measure."""

    code = dy.String(
        nullable=True,
        metadata=label(
            "Code",
            "Code",
            about_nl="Leeg: regionaal of landelijk, dus in geen van deze regio's.",
            about_en="Empty: regional or national, so in none of these regions.",
        ),
    )
    name = dy.String(nullable=True, metadata=label("Naam", "Name"))
    level = Regions.level


class RegionChain(RegionKey):
    """A region and the regions that contain it, smallest first."""

    steps_up = dy.UInt8(metadata=label("Stappen omhoog", "Steps up"))


def municipalities(regions: pl.DataFrame) -> pl.DataFrame:
    """The rows of `regions` that are municipalities."""
    return regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)


def level_of(regions: pl.DataFrame, code: str) -> RegionLevel | None:
    """The level of the region `code`; None for an unknown code."""
    levels = regions.filter(pl.col("code") == code)["level"]
    return RegionLevel(levels[0]) if len(levels) else None


def municipalities_of(regions: pl.DataFrame, *codes: str) -> list[str]:
    """Sorted codes of the municipalities in any of the regions `codes`; a municipality is in itself.

    An unknown code adds nothing.
    """
    countries = regions.filter(pl.col("level") == RegionLevel.COUNTRY)["code"].to_list()
    is_country = pl.lit(any(code in countries for code in codes))
    columns = [*PARENT_COLUMN.values(), *({OWN_COLUMN} & set(regions.columns))]
    is_inside = pl.any_horizontal(pl.col(column).is_in(codes) for column in columns)
    return municipalities(regions).filter(is_country | is_inside)["code"].sort().to_list()


def is_in_region(regions: pl.DataFrame, code: str, column: str = "municipality_code") -> pl.Expr:
    """An expression that is true for rows in region `code`, for tables with a municipality code.

    The country also contains the rows without a municipality. An unknown code contains no rows.
    """
    if level_of(regions, code) == RegionLevel.COUNTRY:
        return pl.lit(True)
    return pl.col(column).is_in(municipalities_of(regions, code)).fill_null(False)


def chain_of(regions: pl.DataFrame, code: str) -> dy.DataFrame[RegionChain]:
    """Region `code` and the regions that contain it: municipality, COROP, province, country.

    Returns:
        `RegionChain`, at most four rows, `steps_up` 0 for the region itself; no rows for an unknown code.
    """
    level = level_of(regions, code)
    if level is None:
        return RegionChain.create_empty()
    own = regions.row(by_predicate=pl.col("code") == code, named=True)
    order = list(RegionLevel)
    above = {own[PARENT_COLUMN[up]] for up in order[order.index(level) + 1 : -1]}
    is_above = pl.col("code").is_in(list(above - {None})) | (pl.col("level") == RegionLevel.COUNTRY)
    rows = regions.filter((pl.col("code") == code) | is_above).unique("code")
    return RegionChain.cast(rows.sort("level").with_row_index("steps_up"))
