"""Converts figures of indicators for former municipalities to today's municipalities."""

from collections.abc import Sequence
from datetime import date

import dataframely as dy
import polars as pl

from data_loaders.schema import Indicators, IndicatorValues
from data_loaders.schema.columns import label
from measures.region.enums import FigureReason
from measures.region.history import Converted, on_todays_borders

ADDITIVE_UNITS = frozenset({"aantal", "mln euro", "mln uur", "MW", "MWp"})
"""Units whose figures may be added; figures in any other unit are treated as shares, which may not."""


class EarlierFigure(dy.Schema):
    """A figure of an earlier division, converted to today's borders, or the reason why it cannot be."""

    indicator_id = dy.String(primary_key=True, metadata=Indicators.indicator_id.metadata)
    year = dy.Int16(primary_key=True, metadata=IndicatorValues.year.metadata)
    code = dy.String(primary_key=True, metadata=Converted.code.metadata)
    measured = dy.String(
        primary_key=True,
        metadata=label("Codes van toen", "Codes of then"),
    )
    """Codes of the municipalities that were measured, joined by a plus sign."""
    value = dy.Float64(nullable=True, metadata=label("Waarde op de grenzen van nu", "Value on today's borders"))
    parts = Converted.parts
    without_figure = Converted.without_figure
    reason = dy.Enum(
        FigureReason, nullable=True, metadata=label("Waarom niet om te rekenen", "Why it cannot be converted")
    )
    source_url = IndicatorValues.source_url
    source_title = IndicatorValues.source_title


def earlier_figures(
    indicators: pl.DataFrame,
    values: pl.DataFrame,
    changes: pl.DataFrame,
    regions: pl.DataFrame,
    codes: Sequence[str],
) -> dy.DataFrame[EarlierFigure]:
    """Observations of an earlier division for the area of today's municipalities `codes`.

    Args:
        indicators: the declared table.
        values: the declared table; figures of a year are assumed to follow the division of 1 January of that year.
        changes: the declared table `municipality_changes`.
        regions: the declared table.
        codes: municipalities of today.

    Returns:
        `EarlierFigure`, sorted by indicator, year and municipality; the source is that of the first part. If a figure
        cannot be converted, `value` is empty, `reason` says why, and `parts` has the figure as measured. A figure whose
        borders did not change has no row, so usually there are no rows.
    """
    former = changes.filter(pl.col("code_today").is_in(codes))["old_code"].to_list()
    here = values.filter(pl.col("region_code").is_in([*codes, *former]), pl.col("reading") == 1).join(
        indicators.select("indicator_id", "unit"), on="indicator_id"
    )
    groups = here.partition_by("indicator_id", "year", include_key=True)
    rows = [_of_one_year(group, changes, regions, codes) for group in groups]
    figures = pl.concat([EarlierFigure.create_empty(), *rows])
    return EarlierFigure.cast(figures.sort("indicator_id", "year", "code", "measured"))


def _of_one_year(
    group: pl.DataFrame, changes: pl.DataFrame, regions: pl.DataFrame, codes: Sequence[str]
) -> pl.DataFrame:
    first = group.sort("region_code").row(0, named=True)
    done = on_todays_borders(
        group.select("value", code="region_code"),
        changes,
        regions,
        measured_on=date(first["year"], 1, 1),
        is_additive=first["unit"] in ADDITIVE_UNITS,
    )
    measured = pl.col("parts").list.eval(pl.element().struct.field("code")).list.join("+")
    has_changed = (measured != pl.col("code")) | (pl.col("without_figure").list.len() > 0)
    sums = done.converted.filter(has_changed).with_columns(reason=pl.lit(None, pl.Enum(FigureReason)))
    as_it_was = pl.struct(pl.col("old_code").alias("code"), pl.col("old_name").alias("name"), "value")
    left = done.unconverted.select(
        pl.col("codes_today").alias("code"),
        pl.concat_list(as_it_was).alias("parts"),
        pl.lit(None, pl.Float64).alias("value"),
        pl.lit([], pl.List(pl.String)).alias("without_figure"),
        "reason",
    ).explode("code")
    both = pl.concat([sums, left.select(sums.columns)]).filter(pl.col("code").is_in(codes))
    same = {name: pl.lit(first[name]) for name in ("indicator_id", "source_url", "source_title")}
    measured_again = both.with_columns(measured=measured, year=pl.lit(first["year"], pl.Int16), **same)
    return measured_again.select(*EarlierFigure.columns())
