"""Which figures of the five goals exist for a region, and where not, for the region that holds it."""

import dataframely as dy
import polars as pl

from data_loaders.schema import Indicators, IndicatorValues
from data_loaders.schema.columns import label
from measures.region.scope import RegionChain, chain_of


class IndicatorHere(RegionChain):
    """The newest observation of an indicator for a region or one that holds it."""

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
    """Newest observation per indicator for region `code` and each region that holds it.

    Args:
        indicators: the declared table.
        values: the declared table.
        regions: the declared table.
        code: the region.

    Returns:
        `IndicatorHere`, by goal, indicator and size of region. `steps_up` 0 is the region's own figure;
        above 0 the figure is of `name`, and the page must say so: a province's count is not a
        municipality's. One row per indicator has `is_nearest`. Indicators without any observation in the
        chain have no row.
    """
    newest = values.filter(reading=1).sort("year").group_by("indicator_id", "region_code").last()
    here = indicators.join(newest, on="indicator_id").join(
        chain_of(regions, code), left_on="region_code", right_on="code", coalesce=False
    )
    ranked = here.with_columns(is_nearest=pl.col("steps_up") == pl.col("steps_up").min().over("indicator_id"))
    return IndicatorHere.cast(ranked.sort("goal_id", "indicator_id", "steps_up"))
