"""The schemas of the API's answers, made from the declared tables."""

from functools import cache
from typing import TypeAlias

import dataframely as dy
import polars as pl

from api.rest.operation import Parameter, Schema
from data_loaders.schema import TABLES, words
from data_loaders.schema.published import published_columns


def camel(name: str) -> str:
    """The name of a column, parameter or table in the API: `municipality_code` becomes `municipalityCode`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def pascal(name: str) -> str:
    """The name of a table's schema in the API: `indicator_values` becomes `IndicatorValues`."""
    written = camel(name)
    return written[:1].upper() + written[1:]


def published(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Rows of `table` with column names as in the API."""
    return frame.select(pl.col(column).alias(camel(column)) for column in published_columns(TABLES[table]))


@cache
def model(table: str) -> Schema:
    """The schema of one row of `table`."""
    declared = TABLES[table]
    properties = {camel(column): _described(declared, column) for column in published_columns(declared)}
    return {
        "type": "object",
        "description": " ".join((declared.__doc__ or table).split()),
        "required": list(properties),
        "properties": properties,
    }


def _described(declared: type[dy.Schema], column: str) -> Schema:
    column_words = words(declared, column, "en")
    about = " ".join(
        part for part in (column_words.about, f"Unit: {column_words.unit}." if column_words.unit else "") if part
    )
    schema = column_schema(declared.columns()[column])
    schema["title"] = column_words.label
    if about:
        schema["description"] = about
    return schema


def column_schema(column: dy.Column) -> Schema:
    """The schema of one value of a column."""
    schema = _of_kind(column)
    if column.nullable and not column.primary_key:
        schema["nullable"] = True
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


_Whole: TypeAlias = dy.Int8 | dy.Int16 | dy.Int32 | dy.Int64 | dy.UInt8 | dy.UInt16 | dy.UInt32 | dy.UInt64
_Broken: TypeAlias = dy.Float32 | dy.Float64


def _of_kind(column: dy.Column) -> Schema:  # noqa: PLR0911 - one line per type that a column can have
    match column:
        case dy.String():
            return _text(column)
        case dy.Enum():
            return {"type": "string", "enum": list(column.categories)}
        case dy.Bool():
            return {"type": "boolean"}
        case dy.Date():
            return {"type": "string", "format": "date"}
        case dy.List():
            return {"type": "array", "items": column_schema(column.inner)}
        case dy.Struct():
            return _struct(column)
    if isinstance(column, _Whole):
        return _number("integer", column)
    if isinstance(column, _Broken):
        return _number("number", column)
    raise TypeError(f"no schema for {column!r}")


def _text(column: dy.String) -> Schema:
    schema: Schema = {"type": "string"}
    if column.regex is not None:
        schema["pattern"] = column.regex
    if column.min_length is not None:
        schema["minLength"] = column.min_length
    return schema


def _number(kind: str, column: _Whole | _Broken) -> Schema:
    schema: Schema = {"type": kind}
    if column.min is not None:
        schema["minimum"] = column.min
    if column.max is not None:
        schema["maximum"] = column.max
    return schema


def _struct(column: dy.Struct) -> Schema:
    properties = {camel(name): column_schema(inner) for name, inner in column.inner.items()}
    return {"type": "object", "required": list(properties), "properties": properties}


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
