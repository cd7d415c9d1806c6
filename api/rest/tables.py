"""Filters a table by one of its columns: the parameter for a column, and the rows with a value."""

import dataframely as dy
import polars as pl

from api.rest.models import camel, column_schema
from api.rest.operation import Parameter, Schema
from data_loaders.schema import TABLES, words


def column_parameter(table: str, column: str) -> Parameter:
    """The parameter that filters `table` by `column`."""
    column_words = words(TABLES[table], column, "en")
    about = f"Only rows with this value. {column_words.label}. {column_words.about}".strip()
    return Parameter(camel(column), about, value_schema(table, column))


def value_schema(table: str, column: str) -> Schema:
    """The schema of one value of a column in an address."""
    declared = TABLES[table].columns()[column]
    schema = column_schema(declared.inner if isinstance(declared, dy.List) else declared)
    schema.pop("nullable", None)
    if "enum" in schema:
        return {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    if schema["type"] == "boolean":
        return {"type": "string", "enum": ["true", "false"]}
    return {"minimum": 0, "maximum": 9999, **schema} if schema["type"] == "integer" else schema


def has(frame: pl.DataFrame, column: str, value: str) -> pl.Expr:
    """Condition: `column` is `value`, or contains it if the column holds lists. `value` fits the parameter's schema."""
    dtype = frame.schema[column]
    if isinstance(dtype, pl.List):
        return pl.col(column).list.contains(pl.lit(value, dtype.inner))
    if dtype == pl.Boolean:
        return pl.col(column) == (value == "true")
    return pl.col(column) == pl.lit(int(value) if dtype.is_integer() else value)


def places(frame: pl.DataFrame, *tests: pl.Expr) -> pl.Series:
    """Row numbers of the rows that meet all `tests`, in ascending order."""
    if not tests:
        return pl.select(pl.int_range(frame.height, dtype=pl.UInt32)).to_series()
    return frame.select(pl.arg_where(pl.all_horizontal(*tests))).to_series()
