"""Tables on a page."""

from typing import Any

import polars as pl
import pyarrow as pa
import streamlit as st


def grid(table: pl.DataFrame, *, alt: str, key: str, **options: Any) -> None:
    """Show `table` as rows that can be sorted, searched and slid; `alt` tells what it is, `options` are Streamlit's own.

    Streamlit sends an Arrow table as it is; a table of polars it would first copy into pandas.
    """
    # Left to itself, Streamlit writes numbers as a programmer does; this way as the reader's browser does.
    numbers = [name for name, dtype in table.schema.items() if dtype.is_numeric()]
    as_read = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    told = as_read | options.pop("column_config", {})
    st.dataframe(sent(table), hide_index=True, alt=alt, key=key, column_config=told, **options)


def sent(table: pl.DataFrame) -> pa.Table:
    """`table` in the types of Arrow that a browser reads."""
    rows = table.to_arrow(compat_level=pl.CompatLevel.oldest())
    plain = [field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field for field in rows.schema]
    return rows.cast(pa.schema(plain))
