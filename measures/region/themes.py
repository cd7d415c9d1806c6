"""Per theme: the known initiatives in a region and in its neighbours."""

import dataframely as dy
import polars as pl

from data_loaders.schema import Theme
from data_loaders.schema.columns import label
from measures.region.enums import ThemeState
from measures.region.rates import RegionThemeRates


class ThemePicture(dy.Schema):
    """One row per theme, in the order of the screens."""

    theme = dy.Enum(Theme, primary_key=True, metadata=label("Thema", "Theme"))
    state = dy.Enum(ThemeState, metadata=label("Bekend of niet", "Known or not"))
    known = RegionThemeRates.known
    known_main = RegionThemeRates.known_main
    per_10k = RegionThemeRates.per_10k
    per_10k_low = RegionThemeRates.per_10k_low
    per_10k_high = RegionThemeRates.per_10k_high
    size = RegionThemeRates.size
    reason = RegionThemeRates.reason
    neighbours_known = dy.UInt32(metadata=label("Bekend bij buren", "Known at neighbours"))
    neighbours = dy.List(
        dy.Struct(
            {"code": dy.String(), "name": dy.String(), "known": dy.UInt32()},
        ),
        metadata=label(
            "Buren die het hebben",
            "Neighbours that have it",
            about_nl="Meeste bekende initiatieven voorop.",
            about_en="Most known initiatives first.",
        ),
    )


def theme_picture(rates: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[ThemePicture]:
    """The themes of region `code`, compared with its neighbours.

    Args:
        rates: rows of `with_theme_rates` for all regions.
        regions: the declared table, which has `neighbours` (same level, shared border).
        code: the region.

    Returns:
        `ThemePicture` with all eight themes; no rows for an unknown code. An initiative counts in each of its themes.
    """
    near_codes = regions.filter(pl.col("code") == code)["neighbours"].explode().drop_nulls().to_list()
    beside = pl.struct("code", "name", "known").sort_by("known", "code", descending=[True, False])
    neighbours = (
        rates.filter(pl.col("code").is_in(near_codes) & (pl.col("known") > 0))
        .group_by("theme")
        .agg(neighbours_known=pl.col("known").sum(), neighbours=beside)
    )
    own = rates.filter(pl.col("code") == code).join(neighbours, on="theme", how="left")
    state = pl.when(pl.col("known") > 0).then(pl.lit(ThemeState.KNOWN)).otherwise(pl.lit(ThemeState.NOT_KNOWN))
    filled = own.with_columns(pl.col("neighbours_known").fill_null(0), pl.col("neighbours").fill_null([]), state=state)
    return ThemePicture.cast(filled.sort("theme"))
