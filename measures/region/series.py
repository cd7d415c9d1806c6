"""Counts the known initiatives of a region by start year."""

import dataframely as dy
import polars as pl

from data_loaders.schema.columns import label
from measures.region.scope import is_in_region


class Started(dy.Schema):
    """Known initiatives by start year; one row with an empty year for those without."""

    year = dy.Int16(
        nullable=True,
        metadata=label(
            "Startjaar", "Started", about_nl="Leeg: geen startjaar bekend.", about_en="Empty: no start year known."
        ),
    )
    started = dy.UInt32(metadata=label("Begonnen", "Started in that year"))
    started_so_far = dy.UInt32(
        nullable=True,
        metadata=label(
            "Begonnen tot en met dat jaar",
            "Started up to that year",
            about_nl="Ook wat sindsdien gestopt is.",
            about_en="Including what has ended since.",
        ),
    )


def started_by_year(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[Started]:
    """Start years of the known initiatives of region `code`.

    Returns:
        `Started`: every year from the first to the last known one, also with zero, then a rest row with an empty year and
        an empty `started_so_far`. `started` adds up to the known initiatives of the region. A recent drop can mean that
        sources lag behind, not that fewer initiatives start.
    """
    years = initiatives.filter(is_in_region(regions, code)).group_by(year="started_year").agg(started=pl.len())
    dated = years.drop_nulls("year")
    rest = pl.DataFrame(
        {"year": [None], "started": [years.filter(pl.col("year").is_null())["started"].sum()]},
        schema={"year": pl.Int16, "started": pl.UInt32},
    )
    if dated.is_empty():
        return Started.cast(rest.with_columns(started_so_far=None))
    every = dated.select(pl.int_range(pl.col("year").min(), pl.col("year").max() + 1, dtype=pl.Int16).alias("year"))
    filled = every.join(dated, on="year", how="left", maintain_order="left").with_columns(
        pl.col("started").fill_null(0).cast(pl.UInt32)
    )
    return Started.cast(
        pl.concat([filled.with_columns(started_so_far=pl.col("started").cum_sum()), rest], how="diagonal")
    )
