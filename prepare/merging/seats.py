"""Moves the municipality of regional and national initiatives to `seat_code`: they have a seat but count nowhere."""

import polars as pl

from data_loaders.schema import Reach

_OF_PLACE = ("municipality_code", "longitude", "latitude", "location_precision")


def unseated(initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` as published: one that is not local has its municipality in `seat_code` only."""
    is_local = pl.col("scope") == Reach.LOCAL.value
    return initiatives.with_columns(
        *(pl.when(is_local).then(column).alias(column) for column in _OF_PLACE),
        seat_code=pl.when(~is_local).then("municipality_code"),
    )


def seated(initiatives: pl.DataFrame) -> pl.DataFrame:
    """The reverse of `unseated`: published `initiatives` with their seat as municipality, as in rows of sources."""
    return initiatives.with_columns(pl.coalesce("municipality_code", "seat_code"))
