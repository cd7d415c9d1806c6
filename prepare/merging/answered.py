"""Turns a partner's answers into rows that can be merged with the rows of their initiatives."""

from collections.abc import Mapping

import polars as pl

from data_loaders.schema.pages import page_key
from prepare.merging.features import bare_site


def rows_of_answers(answers: pl.DataFrame, rows: pl.DataFrame, aliases: Mapping[str, str]) -> pl.DataFrame:
    """One row per answer about a known initiative, with its `id` and `cluster` and only what the answer says.

    Name, place and themes stay empty, because an answer states none of them. If the source page is known already,
    the answer takes over its address and title.

    Args:
        answers: rows of `prepare.tables.Answered`.
        rows: the candidates with `id` and `cluster`.
        aliases: old ids and where they forward to.
    """
    clusters = rows.select("id", "cluster").unique("id", keep="first", maintain_order=True)
    pages = (
        rows.select(page=page_key(pl.col("source_url")), address="source_url", title="source_title", year="source_year")
        .sort("page", "year", "title", descending=[False, True, False], nulls_last=True)
        .unique("page", keep="first", maintain_order=True)
    )
    led_on = answers.with_columns(
        pl.col("id").replace(aliases), page=page_key(pl.col("source_url")), site=bare_site(pl.col("website"))
    )
    about = led_on.join(clusters, on="id", maintain_order="left")
    named = about.join(pages, on="page", how="left", maintain_order="left").with_columns(
        source_url=pl.coalesce("address", "source_url"), source_title=pl.coalesce("title", "source_title")
    )
    answered = named.select(
        "source", "row", "id", "cluster", "status", "website", "site", "source_url", "source_title", "source_year"
    )
    return answered.cast({name: dtype for name, dtype in rows.schema.items() if name in answered.columns})
