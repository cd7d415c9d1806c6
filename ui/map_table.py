"""The table behind the map."""

from decimal import Decimal
from math import isnan

import polars as pl

from data_loaders.schema import Theme
from data_loaders.schema.rows import rows_of
from measures.map_figures import Measure, RegionFigure
from ui.map_mode import LEVELS, MapChoice
from ui.map_tips import DECIMALS, FRACTIONS, compared_where, margin_words, measure_words, value_words
from ui.view import View


def bubble_table(view: View, bubbles: pl.DataFrame) -> pl.DataFrame:
    """`measures.counts.bubbles` in the reader's words, with a row for initiatives without a place on the map, and a total."""
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


def region_table(view: View, rows: pl.DataFrame, choice: MapChoice) -> pl.DataFrame:
    """`rows` in the reader's words, the highest figure first. Last come unknown regions, initiatives in no region, and the total.

    Rates are sorted by the lower end of their margin, because with few inhabitants a rate is easily very high or very low.
    """
    t = view.t
    numbers = ["count", *(theme.value for theme in Theme)]
    is_wider = rows["is_own"].any()
    total = t("kaart.total_where", where=compared_where(view, choice)) if is_wider else t("map.total")
    last = rows.select(pl.col(numbers).sum()).with_columns(name=pl.lit(total), note=pl.lit(""), margin=pl.lit(""))
    is_last = [pl.col("code").is_null(), pl.col("value").is_null(), pl.col("value").is_nan()]
    highest = ["low", "value"] if choice.measure is Measure.RATE else ["value"]
    ranked = rows.sort(*is_last, *highest, "name", descending=[False, False, False, *[True for _ in highest], False])
    named = ranked.with_columns(
        pl.col("name").fill_null(t("map.wide")),
        note=pl.Series([_note(view, row, choice) for row in rows_of(ranked, RegionFigure)], dtype=pl.String),
        shown=_shown(ranked["value"], choice),
        margin=pl.Series([margin_words(view, row) for row in rows_of(ranked, RegionFigure)], dtype=pl.String),
    )
    table = pl.concat([named, last], how="diagonal_relaxed")
    has_own_column = choice.has_measure and choice.measure is not Measure.COUNT
    return table.select(
        pl.col("name").alias(t(f"kaart.level_{LEVELS[choice.mode]}_one")),
        *([pl.col("shown").alias(_column(view, choice))] if has_own_column else []),
        *([pl.col("margin").alias(t("marge.name"))] if choice.measure is Measure.RATE else []),
        pl.col("note").alias(t("kaart.note")),
        pl.col("count").alias(t("map.number")),
        *(pl.col(theme.value).alias(t(f"theme.{theme}")) for theme in Theme),
    )


def _column(view: View, choice: MapChoice) -> str:
    words = measure_words(view, choice)
    return f"{words} (%)" if choice.measure is Measure.SHARE else words


def _shown(values: pl.Series, choice: MapChoice) -> pl.Series:
    """`values` rounded as elsewhere on the page; null if unknown or not computable."""
    decimals = DECIMALS.get(choice.measure, 0)
    rounded = [None if value is None or isnan(value) else round(Decimal(str(value)), decimals) for value in values]
    return pl.Series([None if value is None else float(value) for value in rounded], dtype=pl.Float64).cast(
        pl.Float64 if decimals else pl.Int64
    )


def _note(view: View, row: RegionFigure, choice: MapChoice) -> str:
    """A remark on a row: the reader's own region, an unknown value, or a small number."""
    notes = [view.t("kaart.note_own")] if row["is_own"] else []
    if row["value"] is None or isnan(row["value"]):
        notes.append(value_words(view, row["value"], choice).lower())
    elif choice.measure in FRACTIONS and row["is_small"]:
        notes.append(view.t("kaart.note_small"))
    return ", ".join(notes)
