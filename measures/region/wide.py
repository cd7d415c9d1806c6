"""Regional and national initiatives: they count in no municipality or province, but have their seat in one."""

import polars as pl

from data_loaders.schema import Reach, RegionLevel
from measures.region.scope import is_in_region, level_of


def wide_initiatives(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> pl.DataFrame:
    """Rows of `initiatives` that are not local and have their seat in region `code`; of the country all that are not local.

    Only the country counts them among its known ones.
    """
    wide = initiatives.filter(pl.col("scope") != Reach.LOCAL)
    if level_of(regions, code) == RegionLevel.COUNTRY:
        return wide
    return wide.filter(is_in_region(regions, code, "seat_code"))
