"""The figures of the five goals that exist for a region, or for a larger region that contains it."""

import dataframely as dy
import polars as pl

from data_loaders.schema import Indicators, IndicatorValues
from data_loaders.schema.columns import label
from measures.region.scope import RegionChain, chain_of


class IndicatorHere(RegionChain):
    """The newest observation of an indicator for a region, or for one that contains it."""

    indicator_id = dy.String(metadata=Indicators.indicator_id.metadata)
    goal_id = Indicators.goal_id
    name_nl = Indicators.name_nl
    name_en = Indicators.name_en
    unit = Indicators.unit
    year = dy.Int16(metadata=IndicatorValues.year.metadata)
    value = IndicatorValues.value
    qualifiers = IndicatorValues.qualifiers
    qualifier_note = IndicatorValues.qualifier_note
    source_url = IndicatorValues.source_url
    source_title = IndicatorValues.source_title
    is_nearest = dy.Bool(
        metadata=label(
            "Dichtstbijzijnde cijfer",
            "Nearest figure",
            about_nl="Het cijfer van de kleinste regio die er een heeft.",
            about_en="The figure of the smallest region that has one.",
        ),
    )


def indicators_here(
    indicators: pl.DataFrame, values: pl.DataFrame, regions: pl.DataFrame, code: str
) -> dy.DataFrame[IndicatorHere]:
    """The newest observation per indicator, for region `code` and each region that contains it.

    Args:
        indicators: the declared table.
        values: the declared table.
        regions: the declared table.
        code: the region.

    Returns:
        `IndicatorHere`, sorted by goal, indicator and size of region. A row with `steps_up` 0 has the region's own
        figure. With a higher number, the figure is of the larger region `name`, and the page must say so. One row per
        indicator has `is_nearest`. Indicators without an observation in these regions have no row.
    """
    newest = values.filter(reading=1).sort("year").group_by("indicator_id", "region_code").last()
    here = indicators.join(newest, on="indicator_id").join(
        chain_of(regions, code), left_on="region_code", right_on="code", coalesce=False
    )
    ranked = here.with_columns(is_nearest=pl.col("steps_up") == pl.col("steps_up").min().over("indicator_id"))
    return IndicatorHere.cast(ranked.sort("goal_id", "indicator_id", "steps_up"))
