"""An own region: municipalities that a reader combines, measured like any other region."""

from collections.abc import Collection

import polars as pl

from data_loaders.schema import RegionLevel
from measures.region.scope import OWN_COLUMN, municipalities

CODE = "EIGEN"
"""Code of the own region, in the regions table of one view; it is never in the data."""
FEWEST, MOST = 2, 40


def with_own(regions: pl.DataFrame, name: str, codes: Collection[str], *, is_beside: bool = False) -> pl.DataFrame:
    """`regions` with an own region of the municipalities `codes`, on the level of COROP regions and instead of these.

    Every measure then treats it like any region between municipality and province. It lies in a province if all its
    municipalities do. Its neighbours are the municipalities around it. Its inhabitants are those of its municipalities with
    a population figure.

    Args:
        regions: the declared table.
        name: the reader's name for it.
        codes: codes of municipalities, at least one.
        is_beside: keep the COROP regions, for a comparison with them.

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
