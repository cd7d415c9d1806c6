"""The full grid of a cross table: every network with every cell, also empty ones and the rest."""

import polars as pl

from data_loaders.schema import RegionLevel, Theme
from measures.networks.area import COUNTRY_CODE, area_coverage, municipalities_in, region_of, theme_coverage
from measures.networks.tables import Axis, Cut, Rest, rest_region

REST_NETWORKS = (Rest.NOT_SHOWN, Rest.UNLISTED, Rest.NO_NETWORK)


def coverage_grid(partners: pl.DataFrame, regions: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """Every partner with every cell, and whether it says it works there.

    Returns:
        `network`, the columns of `cut.dims` and `covers` (Boolean: true if both area and theme are stated, false if
        either is denied, otherwise null), sorted.
    """
    places = (
        area_coverage(partners, regions, cut.level)
        if Axis.REGION in cut.dims
        else _area_filter(partners, regions, cut.region)
    )
    themes = theme_coverage(partners).rename({"covers": "covers_theme"})
    if Axis.THEME in cut.dims:
        grid = places.join(themes, on="network")
    elif cut.theme is not None:
        grid = places.join(themes.filter(pl.col("theme") == cut.theme), on="network")
    else:
        grid = places.with_columns(covers_theme=pl.lit(True))
    covers = pl.col("covers") & pl.col("covers_theme")
    return grid.select(Axis.NETWORK, *cut.dims, covers=covers).sort(Axis.NETWORK, *cut.dims)


def cell_keys(regions: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """Every cell in order: by region, by theme, or both. `Rest.UNPLACED` follows the regions unless `cut` limits them.

    Returns:
        The columns of `cut.dims`; the cells are the same whatever networks and initiatives there are.
    """
    sides = {
        Axis.REGION: _region_keys(regions, cut),
        Axis.THEME: pl.Series("theme", list(Theme), pl.Enum(Theme)).to_frame(),
    }
    first, *others = [sides[axis] for axis in cut.dims]
    for other in others:
        first = first.join(other, how="cross", maintain_order="left_right")
    return first


def with_rest(grid: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows of `coverage_grid` with the cells in `keys`, followed by the networks of `Rest`."""
    rest = pl.DataFrame({"network": [key.value for key in REST_NETWORKS]})
    networks = pl.concat([grid.select("network").unique(maintain_order=True), rest])
    every = networks.join(keys, how="cross", maintain_order="left_right")
    return every.join(grid, on=["network", *keys.columns], how="left", maintain_order="left")


def is_rest() -> dict[Axis, pl.Expr]:
    """Per axis an expression for the rest keys, which are not a real network or region."""
    return {
        Axis.NETWORK: pl.col("network").is_in([key.value for key in REST_NETWORKS]),
        Axis.REGION: pl.col("region") == Rest.UNPLACED.value,
        Axis.THEME: pl.lit(False),
    }


def _region_keys(regions: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    towns = region_of(regions, cut.level)
    if cut.region is not None:
        towns = towns.filter(pl.col("municipality_code").is_in(municipalities_in(regions, cut.region)))
    keys = towns.select("region").unique().sort("region")
    confined = cut.region not in (None, COUNTRY_CODE)
    rest = pl.DataFrame({"region": [] if confined else [rest_region(cut)]}, schema=keys.schema)
    return pl.concat([keys, rest]).unique(maintain_order=True)


def _area_filter(partners: pl.DataFrame, regions: pl.DataFrame, region: str | None) -> pl.DataFrame:
    """Coverage of the chosen region; true for the country as a whole, and null for an unknown code."""
    everywhere = partners.select(network="partner_id", covers=pl.lit(True if region is None else None, pl.Boolean))
    levels = regions.filter(pl.col("code") == region)["level"].to_list() if region is not None else []
    if not levels:
        return everywhere
    return area_coverage(partners, regions, RegionLevel(levels[0])).filter(pl.col("region") == region).drop("region")
