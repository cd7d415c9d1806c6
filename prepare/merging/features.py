"""Adds to each candidate row the columns that the merger compares, computed from the row's own cells."""

from pathlib import Path

import polars as pl

from data_loaders.schema.folding import fold_expr
from prepare.merging.names import listed, read_names
from prepare.merging.tables import NameWords

_SEPARATOR = " "


def read_words(path: Path) -> pl.DataFrame:
    """The word list in `path` as rows of `NameWords`."""
    return NameWords.validate(pl.read_csv(path, infer_schema=False).select(NameWords.column_names()))


def describe(candidates: pl.DataFrame, regions: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The candidates, sorted by their content only, with the columns that the merger compares.

    Args:
        candidates: rows of `prepare.tables.Candidates`.
        regions: `code`, `name`, `other_names` of the municipalities.
        words: rows of `NameWords`.

    Returns:
        The candidates with `index` (UInt32, the row number here), `folded`, `folded_place`,
        `municipality`, `place_words` (list, sorted), `place_key` (the same as one text), `site`
        (empty texts: unknown), and the columns of `names.read_names`.
    """
    names = regions.select(
        municipality_code="code",
        municipality="name",
        folded_municipality=fold_expr(pl.col("name") + " " + pl.col("other_names").list.join(" ")),
    ).unique("municipality_code", keep="first")
    rows = candidates.join(names, on="municipality_code", how="left", maintain_order="left").with_columns(
        folded=fold_expr(pl.col("name")),
        folded_place=fold_expr(pl.col("place")).fill_null(""),
        folded_municipality=pl.col("folded_municipality").fill_null(""),
        site=bare_site(pl.col("website")),
    )
    rows = _in_content_order(_with_place_words(rows, words))
    return rows.join(read_names(rows, words), on="index", how="left", maintain_order="left").drop("folded_municipality")


def bare_site(website: pl.Expr) -> pl.Expr:
    """A website without scheme, "www" and closing slash; empty when unknown."""
    bare = website.str.strip_chars().str.to_lowercase().str.replace(r"^https?://", "").str.replace(r"^www\.", "")
    return bare.str.replace(r"#.*$", "").str.replace(r"/+(index\.\w+)?$", "").fill_null("")


def _with_place_words(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Add the words that say where in the municipality a row is; none when only the municipality is known."""
    columns = ["folded_place", "folded_municipality"]
    own, wide = (pl.col(column).str.split(_SEPARATOR) for column in columns)
    fillers = pl.lit([*listed(words, "filler", "filler_place"), ""])
    # List operations are slow, so we do them once per place; there are far fewer places than rows.
    places = (
        rows.select(columns)
        .unique()
        .with_columns(place_words=own.list.set_difference(wide).list.set_difference(fillers).list.sort())
    )
    joined = rows.join(places, on=columns, how="left", maintain_order="left")
    return joined.with_columns(place_key=pl.col("place_words").list.join(_SEPARATOR))


def _in_content_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Number the rows in the order of their content; only equal rows keep the order of their file."""
    facts = [
        "municipality_code", "folded", "place", "name", "source_year", "source_url", "started_year", "status",
        "legal_form", "website", "summary", "source_title", "location_precision", "longitude", "latitude",
    ]  # fmt: skip
    lists = [pl.col(c).list.join("\x1f") for c in ("networks", "networks_unlisted")]
    themes = pl.col("themes").cast(pl.List(pl.String)).list.join("\x1f")
    return rows.sort([*facts, themes, *lists, "source", "row"], nulls_last=True).with_row_index("index")
