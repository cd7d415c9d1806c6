"""The table that says the same as the map."""

from decimal import Decimal
from math import isnan
from typing import Any

import polars as pl

from data_loaders.schema import Theme
from measures.map_figures import Measure
from ui.map_mode import LEVELS, Asked
from ui.map_tips import DECIMALS, FRACTIONS, compared_where, margin_words, measure_words, value_words
from ui.view import View


def bubble_table(view: View, bubbles: pl.DataFrame) -> pl.DataFrame:
    """`measures.counts.bubbles` in the reader's words; the row without a point is named, and a total closes it."""
    t = view.t
    placed = pl.col("longitude").is_not_null()
    total = (
        bubbles.select("count")
        .sum()
        .select(
            pl.lit(t("map.total")).alias(t("map.place")),
            pl.lit("").alias(t("map.municipality")),
            pl.col("count").alias(t("map.number")),
        )
    )
    rows = bubbles.select(
        pl.when(placed)
        .then(pl.col("place").fill_null(pl.col("municipality")))
        .otherwise(pl.lit(t("map.wide")))
        .alias(t("map.place")),
        pl.col("municipality").fill_null("").alias(t("map.municipality")),
        pl.col("count").alias(t("map.number")),
        *(pl.col(theme).alias(t(f"theme.{theme}")) for theme in Theme),
    )
    themes = bubbles.select(pl.col(theme.value).sum().alias(t(f"theme.{theme}")) for theme in Theme)
    return pl.concat([rows, pl.concat([total, themes], how="horizontal").cast(rows.schema)])


def region_table(view: View, rows: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """`rows` in the reader's words, highest figure first; unknown, what lies in no known region and the total come last.

    Rates are in order of the lower end of their margin: a rate of few inhabitants is high as easily as low.
    """
    t = view.t
    numbers = ["count", *(theme.value for theme in Theme)]
    is_wider = rows["is_own"].any()
    total = t("kaart.total_where", where=compared_where(view, asked)) if is_wider else t("map.total")
    last = rows.select(pl.col(numbers).sum()).with_columns(name=pl.lit(total), note=pl.lit(""), margin=pl.lit(""))
    is_last = [pl.col("code").is_null(), pl.col("value").is_null(), pl.col("value").is_nan()]
    highest = ["low", "value"] if asked.measure is Measure.RATE else ["value"]
    ranked = rows.sort(*is_last, *highest, "name", descending=[False, False, False, *[True for _ in highest], False])
    named = ranked.with_columns(
        pl.col("name").fill_null(t("map.wide")),
        note=pl.Series([_note(view, row, asked) for row in ranked.iter_rows(named=True)], dtype=pl.String),
        shown=_shown(ranked["value"], asked),
        margin=pl.Series([margin_words(view, row) for row in ranked.iter_rows(named=True)], dtype=pl.String),
    )
    told = pl.concat([named, last], how="diagonal_relaxed")
    has_own_column = asked.has_measure and asked.measure is not Measure.COUNT
    return told.select(
        pl.col("name").alias(t(f"kaart.level_{LEVELS[asked.mode]}_one")),
        *([pl.col("shown").alias(_column(view, asked))] if has_own_column else []),
        *([pl.col("margin").alias(t("marge.name"))] if asked.measure is Measure.RATE else []),
        pl.col("note").alias(t("kaart.note")),
        pl.col("count").alias(t("map.number")),
        *(pl.col(theme.value).alias(t(f"theme.{theme}")) for theme in Theme),
    )


def _column(view: View, asked: Asked) -> str:
    words = measure_words(view, asked)
    return f"{words} (%)" if asked.measure is Measure.SHARE else words


def _shown(values: pl.Series, asked: Asked) -> pl.Series:
    """`values` as numbers, rounded as they are written elsewhere; null where they are unknown or cannot be computed."""
    decimals = DECIMALS.get(asked.measure, 0)
    rounded = [None if value is None or isnan(value) else round(Decimal(str(value)), decimals) for value in values]
    return pl.Series([None if value is None else float(value) for value in rounded], dtype=pl.Float64).cast(
        pl.Float64 if decimals else pl.Int64
    )


def _note(view: View, row: dict[str, Any], asked: Asked) -> str:
    """What the numbers of a row do not say."""
    told = [view.t("kaart.note_own")] if row["is_own"] else []
    if row["value"] is None or isnan(row["value"]):
        told.append(value_words(view, row["value"], asked).lower())
    elif asked.measure in FRACTIONS and row["is_small"]:
        told.append(view.t("kaart.note_small"))
    return ", ".join(told)
