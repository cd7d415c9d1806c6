"""Former municipalities: what replaced them, and the conversion of old figures to today's borders.

For a former municipality we know in which present municipality each of its official places lies. So the figures of merged
municipalities can be added. The figure of a municipality that was split cannot be divided, because a share of its places is
not a share of its people or initiatives; such figures are only listed.
"""

from dataclasses import dataclass
from datetime import date

import dataframely as dy
import polars as pl

from data_loaders.schema import MunicipalityChanges
from data_loaders.schema.columns import label
from measures.region.enums import FigureReason


class Converted(dy.Schema):
    """A figure on today's borders, with the parts that were added."""

    code = dy.String(primary_key=True, metadata=MunicipalityChanges.code_today.metadata)
    value = dy.Float64(metadata=label("Waarde", "Value"))
    parts = dy.List(
        dy.Struct(
            {"code": dy.String(), "name": dy.String(nullable=True), "value": dy.Float64()},
        ),
        metadata=label("Opgeteld uit", "Added from"),
    )
    without_figure = dy.List(
        dy.String(),
        metadata=label(
            "Delen zonder cijfer",
            "Parts without a figure",
            about_nl="Voormalige gemeenten die er later (deels) in opgingen en geen of geen deelbaar cijfer hebben; de som is dan te laag.",
            about_en="Former municipalities that joined later, wholly or partly, without a figure or without one that can be divided; the sum is then too low.",
        ),
    )


class Unconverted(dy.Schema):
    """A figure that cannot be converted to today's borders, with the reason."""

    old_code = MunicipalityChanges.old_code
    old_name = dy.String(nullable=True, metadata=label("Oude naam", "Old name"))
    value = dy.Float64(metadata=label("Waarde", "Value"))
    reason = dy.Enum(FigureReason, metadata=label("Waarom niet om te rekenen", "Why it cannot be converted"))
    codes_today = dy.List(dy.String(), metadata=label("Codes vandaag", "Codes today"))


@dataclass(frozen=True)
class Conversion:
    """Converted and unconverted figures. Every input figure is in exactly one of the two tables."""

    converted: dy.DataFrame[Converted]
    unconverted: dy.DataFrame[Unconverted]


def predecessors(changes: pl.DataFrame, code: str) -> dy.DataFrame[MunicipalityChanges]:
    """Former municipalities that lie wholly or partly in today's municipality `code`, newest first; most have none."""
    return MunicipalityChanges.cast(
        changes.filter(pl.col("code_today") == code).sort("date", "old_name", descending=[True, False])
    )


def on_todays_borders(
    figures: pl.DataFrame, changes: pl.DataFrame, regions: pl.DataFrame, *, measured_on: date, is_additive: bool
) -> Conversion:
    """Convert figures of an earlier municipal division to today's.

    Args:
        figures: columns `code` (unique) and `value`.
        changes: the declared table `municipality_changes`.
        regions: the declared table.
        measured_on: the day of the division that the codes belong to.
        is_additive: True for counts and amounts, False for shares and averages.

    Returns:
        `Conversion`. A code that still exists keeps its value, and figures of merged municipalities are added. Three
        kinds of figure cannot be converted: those of a municipality that was split (`FigureReason.SPLIT`), shares and
        averages of a merged municipality (`FigureReason.NOT_ADDITIVE`), and unknown codes (`FigureReason.UNKNOWN_CODE`).
        We do not correct for a place that moved to another municipality while its own still exists, because the list of
        changes does not have it.
    """
    later = changes.filter(pl.col("date") > measured_on).select(code="old_code", today="code_today")
    ended = changes.group_by("old_code").agg(pl.col("code_today").sort(), pl.col("old_name").first())
    traced = figures.join(ended, left_on="code", right_on="old_code", how="left")
    still_there = (
        pl.when(pl.col("code").is_in(regions["code"].to_list()))
        .then(pl.concat_list("code"))
        .otherwise(pl.lit([], pl.List(pl.String)))
    )
    placed = traced.with_columns(pl.col("code_today").fill_null(still_there)).with_columns(
        today=pl.col("code_today").list.first()
    )
    judged = placed.with_columns(reason=_why_not(later, is_additive=is_additive))
    return Conversion(_converted(judged, later), _unconverted(judged))


def _why_not(later: pl.DataFrame, *, is_additive: bool) -> pl.Expr:
    """Why a figure cannot be converted; null if it can."""
    targets = pl.col("code_today").list.len()
    has_changed = (pl.col("code") != pl.col("today")) | pl.col("today").is_in(later["today"].to_list())
    return (
        pl.when(targets == 0)
        .then(pl.lit(FigureReason.UNKNOWN_CODE))
        .when(targets > 1)
        .then(pl.lit(FigureReason.SPLIT))
        .when(has_changed & (not is_additive))
        .then(pl.lit(FigureReason.NOT_ADDITIVE))
    )


def _converted(judged: pl.DataFrame, later: pl.DataFrame) -> dy.DataFrame[Converted]:
    convertible = judged.filter(pl.col("reason").is_null())
    part = pl.struct("code", pl.col("old_name").alias("name"), pl.col("value").cast(pl.Float64))
    sums = convertible.group_by("today").agg(pl.col("value").sum(), parts=part.sort_by("code"))
    gaps = (
        later.join(convertible, on=["code", "today"], how="anti")
        .group_by("today")
        .agg(without_figure=pl.col("code").sort())
    )
    rows = sums.join(gaps, on="today", how="left").with_columns(pl.col("without_figure").fill_null([]))
    return Converted.cast(rows.rename({"today": "code"}).sort("code"))


def _unconverted(judged: pl.DataFrame) -> dy.DataFrame[Unconverted]:
    rows = judged.drop_nulls("reason").rename({"code": "old_code", "code_today": "codes_today"})
    return Unconverted.cast(rows.sort("old_code"))
