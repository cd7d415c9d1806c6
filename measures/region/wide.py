"""Regional and national initiatives, which have a seat in a municipality but do not count there."""

import polars as pl

from data_loaders.schema import Reach, RegionLevel
from measures.region.scope import is_in_region, level_of


def wide_initiatives(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> pl.DataFrame:
    """Rows of `initiatives` that are not local and have their seat in region `code`; for the country, all that are not local.

    Only the country includes them in its count of known initiatives.
    """
    wide = initiatives.filter(pl.col("scope") != Reach.LOCAL)
    if level_of(regions, code) == RegionLevel.COUNTRY:
        return wide
    return wide.filter(is_in_region(regions, code, "seat_code"))
