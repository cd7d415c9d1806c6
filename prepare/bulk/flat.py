"""Tables without lists, for file formats that have none."""

import json

import polars as pl

from data_loaders.spreadsheet import as_text

SEPARATOR = "; "
LEFT_OUT = ("search_text",)
"""Columns that we derive for the search box; they add no facts."""


def flat(table: pl.DataFrame) -> pl.DataFrame:
    """`table` with lists as one text: words with semicolons between them, records as JSON."""
    columns = table.drop(LEFT_OUT, strict=False)
    return columns.with_columns(
        _text(columns, name) for name, dtype in columns.schema.items() if isinstance(dtype, pl.List | pl.Enum)
    )


def _text(table: pl.DataFrame, name: str) -> pl.Expr:
    dtype = table.schema[name]
    if isinstance(dtype, pl.Enum):
        return pl.col(name).cast(pl.String)
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
        return pl.col(name).map_elements(
            lambda records: json.dumps(list(records), ensure_ascii=False), return_dtype=pl.String
        )
    return pl.col(name).cast(pl.List(pl.String)).list.join(SEPARATOR)


def csv(table: pl.DataFrame) -> bytes:
    """CSV for programs: RFC 4180, UTF-8, commas and decimal points. No cell can run as a formula."""
    safe = flat(table)
    return safe.with_columns(as_text(pl.col(pl.String))).write_csv(line_terminator="\r\n").encode()
