"""Makes the table of candidates from rows of Python values."""

from collections.abc import Sequence

import polars as pl

from prepare.tables import Candidates

_BETWEEN = "\x1f"
"""Separator between the items of a list; cleaned texts never contain it."""


def candidates(records: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """The records as a frame of `prepare.tables.Candidates`.

    Lists are passed to polars as one text and split there, because polars converts Python lists row by row.

    Args:
        records: one per row, in the order of the columns.
    """
    declared = dict(Candidates.create_empty().schema)
    columns = list(zip(*records, strict=True)) if records else [()] * len(declared)
    lists = [name for name, dtype in declared.items() if isinstance(dtype, pl.List)]
    as_text = {name: pl.String() if name in lists else dtype for name, dtype in declared.items()}
    flat = {
        name: [_BETWEEN.join(items) for items in values] if name in lists else values
        for name, values in zip(declared, columns, strict=True)
    }
    frame = pl.DataFrame(flat, schema=as_text)
    return Candidates.validate(frame.with_columns(_items(name).cast(declared[name]).alias(name) for name in lists))


def _items(name: str) -> pl.Expr:
    nothing = pl.lit([], dtype=pl.List(pl.String))
    return pl.when(pl.col(name) == "").then(nothing).otherwise(pl.col(name).str.split(_BETWEEN))
