"""Frictionless Data Package 2 and CSV on the Web, both from the declared columns."""

import json
from collections.abc import Mapping, Sequence

import dataframely as dy
import polars as pl

from data_loaders.bulk import BulkFile
from data_loaders.manifest import Manifest
from data_loaders.schema import TABLES, words
from prepare.bulk.flat import LEFT_OUT, SEPARATOR

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MISSING = [""]


def data_package(manifest: Manifest, tables: Mapping[str, pl.DataFrame], files: Sequence[BulkFile]) -> bytes:
    """`datapackage.json`: every file with size and checksum, every table of CSV with its columns."""
    described = {
        "$schema": _PROFILE,
        "name": "samenkaart",
        "title": "Samenkaart: bewonersinitiatieven in Nederland",
        "description": manifest.attribution["nl"],
        "version": manifest.data_version,
        "created": f"{manifest.date.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": "Samenkaart", "roles": ["publisher"]}],
        "sources": [{"title": each.title} for each in manifest.sources],
        "resources": [_resource(file, tables) for file in files],
    }
    return _json(described)


def _resource(file: BulkFile, tables: Mapping[str, pl.DataFrame]) -> dict[str, object]:
    resource: dict[str, object] = {
        "name": file.name.lower().replace("_", "-").replace(".", "-"),
        "path": file.name,
        "format": file.name.rpartition(".")[2].lower(),
        "mediatype": file.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    table = file.name.removesuffix(".csv")
    if file.name.endswith(".csv") and table in tables:
        resource |= {"type": "table", "encoding": "utf-8", "schema": _schema(table, tables[table])}
    return resource


def _schema(name: str, table: pl.DataFrame) -> dict[str, object]:
    columns = [column for column in table.columns if column not in LEFT_OUT]
    return {
        "fields": [_field(name, column, table[column]) for column in columns],
        "missingValues": _MISSING,
        **({"primaryKey": keys} if (keys := _keys(name, table)) else {}),
    }


def _keys(name: str, table: pl.DataFrame) -> list[str]:
    """The primary key, or nothing when a column of it may be empty in a CSV file."""
    keys = list(TABLES[name].primary_key()) if name in TABLES else []
    columns = TABLES[name].columns() if name in TABLES else {}
    are_all = all(key in table.columns and _is_never_empty(columns[key], table[key]) for key in keys)
    return keys if are_all else []


def _field(name: str, column: str, cells: pl.Series) -> dict[str, object]:
    dtype = cells.dtype
    field: dict[str, object] = {"name": column, "type": _type(dtype)}
    declared = _declared(name, column)
    constraints: dict[str, object] = {}
    if isinstance(dtype, pl.Enum):
        field["constraints"] = constraints = {"enum": dtype.categories.to_list()}
    if declared is None:
        return field
    column_words = words(TABLES[name], column, "nl")
    field |= {
        "title": column_words.label,
        "description": " ".join(filter(None, [column_words.about, column_words.unit])),
    }
    if _is_never_empty(declared, cells):
        field["constraints"] = {**constraints, "required": True}
    return field


def _declared(name: str, column: str) -> dy.Column | None:
    """The declaration of a column; None for a column that only older releases had."""
    return TABLES[name].columns().get(column) if name in TABLES else None


def _is_never_empty(declared: dy.Column, cells: pl.Series) -> bool:
    """Whether a column has a value in every row. An empty text counts as none: CSV cannot tell the two apart."""
    if isinstance(cells.dtype, pl.List) or declared.nullable:
        return False
    return cells.dtype != pl.String or not (cells == "").any()


def _type(dtype: pl.DataType) -> str:
    if dtype.is_integer():
        return "integer"
    if dtype.is_float():
        return "number"
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
        return "array"
    return {pl.Boolean: "boolean", pl.Date: "date"}.get(type(dtype), "string")


def csvw(manifest: Manifest, tables: Mapping[str, pl.DataFrame]) -> bytes:
    """`csv-metadata.json`: the columns of every CSV file in both languages (W3C, 2015)."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
            "dc:title": "Samenkaart",
            "dc:license": {"@id": LICENCE["path"]},
            "dc:modified": {"@value": manifest.date.isoformat(), "@type": "xsd:date"},
            "dialect": {"lineTerminators": ["\r\n", "\n"], "quoteChar": '"', "doubleQuote": True},
            "tables": [
                {"url": f"{name}.csv", "tableSchema": _table_schema(name, table)} for name, table in tables.items()
            ],
        }
    )


def _table_schema(name: str, table: pl.DataFrame) -> dict[str, object]:
    columns = [column for column in table.columns if column not in LEFT_OUT]
    keys = _keys(name, table)
    return {
        "columns": [_column(name, column, table[column]) for column in columns],
        **({"primaryKey": keys} if keys else {}),
    }


def _column(name: str, column: str, cells: pl.Series) -> dict[str, object]:
    dtype = cells.dtype
    described: dict[str, object] = {
        "name": column,
        "titles": {"nl": [column], "en": [column]},
        "datatype": _datatype(dtype),
    }
    if isinstance(dtype, pl.List) and not isinstance(dtype.inner, pl.Struct):
        described["separator"] = SEPARATOR
    declared = _declared(name, column)
    if declared is not None:
        nl, en = words(TABLES[name], column, "nl"), words(TABLES[name], column, "en")
        described["dc:title"] = [{"@value": nl.label, "@language": "nl"}, {"@value": en.label, "@language": "en"}]
        if nl.about:
            described["dc:description"] = [
                {"@value": nl.about, "@language": "nl"},
                {"@value": en.about, "@language": "en"},
            ]
        if _is_never_empty(declared, cells):
            described["required"] = True
    return described


def _datatype(dtype: pl.DataType) -> str:
    kind = _type(dtype)
    return {"array": "json"}.get(kind, kind)


def checksums(files: Sequence[BulkFile]) -> bytes:
    """`SHA256SUMS`, for `sha256sum --check`."""
    return "".join(f"{each.sha256}  {each.name}\n" for each in files).encode()


def _json(described: object) -> bytes:
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
