"""The table that says the same as the map."""

import polars as pl

from data_loaders.schema import Theme
from ui.session import View


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
        .otherwise(pl.lit(t("map.not_placed")))
        .alias(t("map.place")),
        pl.col("municipality").fill_null("").alias(t("map.municipality")),
        pl.col("count").alias(t("map.number")),
        *(pl.col(theme).alias(t(f"theme.{theme}")) for theme in Theme),
    )
    themes = bubbles.select(pl.col(theme.value).sum().alias(t(f"theme.{theme}")) for theme in Theme)
    return pl.concat([rows, pl.concat([total, themes], how="horizontal").cast(rows.schema)])
