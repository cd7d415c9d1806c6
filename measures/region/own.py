"""A region of a reader's own: some municipalities together, measured as every other region is."""

from collections.abc import Collection

import polars as pl

from data_loaders.schema import RegionLevel
from measures.region.scope import OWN_COLUMN, municipalities

CODE = "EIGEN"
"""Of the own region, among the regions of one view; never in the data."""
FEWEST, MOST = 2, 40


def with_own(regions: pl.DataFrame, name: str, codes: Collection[str], *, is_beside: bool = False) -> pl.DataFrame:
    """`regions` with one more: the municipalities `codes` together, on the level of COROP regions, in whose place it comes.

    Every measure then speaks of it as of any region between municipality and province. It lies in a province when all its
    municipalities do. Its neighbours are the municipalities around it. Inhabitants are those of the municipalities that have a figure.

    Args:
        regions: the declared table.
        name: what the reader calls it.
        codes: of municipalities, in any order; at least one.
        is_beside: the COROP regions stay, for a comparison with one of them; it may have municipalities of several.

    Raises:
        ValueError: none of `codes` is a municipality.
    """
    inside = municipalities(regions).filter(pl.col("code").is_in(list(codes))).sort("code")
    if inside.is_empty():
        raise ValueError("an own region needs at least one municipality")
    is_inside = pl.col("code").is_in(inside["code"].to_list())
    marked = pl.when(is_inside).then(pl.lit(CODE))
    others = (
        regions.with_columns(marked.alias(OWN_COLUMN))
        if is_beside
        else regions.filter(pl.col("level") != RegionLevel.COROP).with_columns(
            corop_code=marked, corop=pl.when(is_inside).then(pl.lit(name))
        )
    )
    neighbours = inside["neighbours"].explode().drop_nulls().unique().sort()
    near = neighbours.filter(~neighbours.is_in(inside["code"].to_list())).to_list()
    return pl.concat([others, _row(inside, name, near).select(others.columns).cast(others.schema)])


def _row(inside: pl.DataFrame, name: str, near: list[str]) -> pl.DataFrame:
    people = inside.drop_nulls("population")
    whole = inside.select(
        pl.col("land_km2").sum(),
        pl.col("longitude", "latitude").mean(),
        pl.col("west", "south").min(),
        pl.col("east", "north").max(),
        pl.when(pl.col("province_code").n_unique() == 1).then(pl.col("province_code", "province").first()),
    )
    return whole.with_columns(
        code=pl.lit(CODE),
        name=pl.lit(name),
        other_names=pl.lit([], pl.List(pl.String)),
        level=pl.lit(RegionLevel.COROP.value),
        own_code=pl.lit(CODE),
        corop_code=pl.lit(CODE),
        corop=pl.lit(name),
        population=pl.lit(people["population"].sum() if people.height else None, pl.Int64),
        population_year=pl.lit(people["population_year"].max() if people.height else None, pl.Int16),
        neighbours=pl.lit(near, pl.List(pl.String)),
    )
