"""The points of one municipality, and how exactly they are known."""

import polars as pl

from data_loaders.schema import LocationPrecision

MOST_NAMES = 8
"""Names told of one point; its count is always whole."""
MIDDLES = (LocationPrecision.PLACE, LocationPrecision.DISTRICT, LocationPrecision.MUNICIPALITY)
"""What is known no better than these stands on the middle of them."""


def points(initiatives: pl.DataFrame) -> pl.DataFrame:
    """One row per point, largest first.

    Args:
        initiatives: rows of the declared table.

    Returns:
        `longitude`, `latitude`, `place`, `count` (UInt32), `names` (at most 8), `ids` (all), `location_precision` (list of the
        different ones) and `theme` (the main theme, null where the initiatives of the point differ in it). What has no
        point is one last row with null coordinates, so the counts add up to the rows of `initiatives`.
    """
    main = pl.col("themes").list.first().cast(pl.String)
    return (
        initiatives.sort("name", "id")
        .group_by("longitude", "latitude", maintain_order=True)
        .agg(
            pl.col("place").first(),
            pl.len().cast(pl.UInt32).alias("count"),
            pl.col("name").head(MOST_NAMES).alias("names"),
            pl.col("id").alias("ids"),
            pl.col("location_precision").cast(pl.String).drop_nulls().unique(maintain_order=True),
            pl.when(main.n_unique() == 1).then(main.first()).alias("theme"),
        )
        .sort(pl.col("longitude").is_null(), "count", descending=[False, True], maintain_order=True)
    )


def on_a_middle(initiatives: pl.DataFrame) -> dict[LocationPrecision, int]:
    """How many initiatives stand on the middle of a place, district or municipality, since nothing better is known of them.

    Args:
        initiatives: rows of the declared table.

    Returns:
        Number per kind of middle, in the order of `MIDDLES`; a kind that does not occur is left out.
    """
    placed = initiatives.filter(pl.col("longitude").is_not_null())
    counts = dict(placed.group_by(pl.col("location_precision").cast(pl.String)).len().iter_rows())
    return {middle: counts[middle.value] for middle in MIDDLES if middle.value in counts}
