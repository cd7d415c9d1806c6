"""Gives all rows of one source page the same address and year."""

import polars as pl

from data_loaders.schema.pages import page_key


def one_of_each_page(candidates: pl.DataFrame) -> pl.DataFrame:
    """`candidates` in which each source page has one address, and one year if its rows agree.

    Of several spellings of an address, one with https wins, then the shortest. A row without a year gets the year of
    its page when all other rows of that page agree on one. Rows that state a year keep it.

    Args:
        candidates: rows of `prepare.tables.Candidates`.
    """
    pages = candidates.select("source_url", "source_year", page=page_key(pl.col("source_url")))
    spellings = (
        pages.unique(["page", "source_url"])
        .sort(~pl.col("source_url").str.starts_with("https"), pl.col("source_url").str.len_chars(), "source_url")
        .unique("page", keep="first", maintain_order=True)
        .select("page", address="source_url")
    )
    years = pages.drop_nulls("source_year").group_by("page").agg(pl.col("source_year").unique())
    agreed = years.filter(pl.col("source_year").list.len() == 1).select("page", year=pl.col("source_year").list.first())
    known = pages.select("page").join(spellings, on="page", how="left", maintain_order="left")
    known = known.join(agreed, on="page", how="left", maintain_order="left")
    return candidates.with_columns(source_url=known["address"], source_year=pl.coalesce("source_year", known["year"]))
