"""The exact points of one municipality."""

import polars as pl

MOST_NAMES = 8
"""Names told of one point; its count is always whole."""


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
