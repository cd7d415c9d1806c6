"""Regional and national initiatives have a seat, but count in no municipality."""

import polars as pl

from data_loaders.schema import Reach

_OF_PLACE = ("municipality_code", "longitude", "latitude", "location_precision")


def unseated(initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` as they are published: where one that is not local has its seat stands in `seat_code` only."""
    is_local = pl.col("scope") == Reach.LOCAL.value
    return initiatives.with_columns(
        *(pl.when(is_local).then(column).alias(column) for column in _OF_PLACE),
        seat_code=pl.when(~is_local).then("municipality_code"),
    )


def seated(initiatives: pl.DataFrame) -> pl.DataFrame:
    """Published `initiatives` with their seat as the municipality, as rows of sources have it."""
    return initiatives.with_columns(pl.coalesce("municipality_code", "seat_code"))
