"""Models of the API, read from the declared tables: names in camel case, types, bounds, closed lists and words."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import dataframely as dy
import polars as pl

from api.rest.operation import Schema
from data_loaders.schema import TABLES, words
from data_loaders.schema.published import published_columns


def camel(name: str) -> str:
    """The name of a column, parameter or table as the API writes it (`municipality_code`: `municipalityCode`)."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def pascal(name: str) -> str:
    """The same for a model."""
    written = camel(name)
    return written[:1].upper() + written[1:]


def published(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Rows of `table` with the names of the API."""
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
    return {
        **column_schema(declared.columns()[column]),
        "title": column_words.label,
        **({"description": about} if about else {}),
    }


def column_schema(column: dy.Column) -> dict[str, Any]:
    """The schema of one value of a column."""
    schema: dict[str, Any] = dict(next(make(column) for kind, make in _KINDS if isinstance(column, kind)))
    if column.nullable and not column.primary_key:
        schema["nullable"] = True
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _text(column: dy.String) -> Schema:
    limits = {"pattern": column.regex, "minLength": column.min_length}
    return {"type": "string", **{name: value for name, value in limits.items() if value is not None}}


def _number(kind: str) -> Callable[[Any], Schema]:
    def schema(column: Any) -> Schema:
        limits = {"minimum": column.min, "maximum": column.max}
        return {"type": kind, **{name: value for name, value in limits.items() if value is not None}}

    return schema


def _list(column: dy.List) -> Schema:
    return {"type": "array", "items": column_schema(column.inner)}


def _struct(column: dy.Struct) -> Schema:
    properties = {camel(name): column_schema(inner) for name, inner in column.inner.items()}
    return {"type": "object", "required": list(properties), "properties": properties}


_WHOLE = (dy.Int8, dy.Int16, dy.Int32, dy.Int64, dy.UInt8, dy.UInt16, dy.UInt32, dy.UInt64)
_KINDS: Sequence[tuple[Any, Callable[[Any], Schema]]] = (
    (dy.String, _text),
    (dy.Enum, lambda column: {"type": "string", "enum": list(column.categories)}),
    (_WHOLE, _number("integer")),
    ((dy.Float32, dy.Float64), _number("number")),
    (dy.Bool, lambda _: {"type": "boolean"}),
    (dy.Date, lambda _: {"type": "string", "format": "date"}),
    (dy.List, _list),
    (dy.Struct, _struct),
)
"""One line per type that a column can have."""
