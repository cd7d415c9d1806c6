"""Helpers to declare a column: dataframely gives the type and bounds, `label` the words for readers.

Everything a reader or a tool sees of a column (table headers, data dictionary, export
headers, filter labels) is read from this one declaration.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import dataframely as dy
import polars as pl

Language = Literal["nl", "en"]

WEB_ADDRESS = r"^https?://[^\s<>\"']+$"
MUNICIPALITY_CODE = r"^GM\d{4}$"
PROVINCE_CODE = r"^PV\d{2}$"
COROP_CODE = r"^CR\d{2}$"
REGION_CODE = r"^(NL|PV\d{2}|CR\d{2}|GM\d{4})$"
FIRST_YEAR, LAST_YEAR = 1800, 2100

Metadata: TypeAlias = dict[str, dict[Language, str]]
"""The words of one column: first by part (label, about, unit), then by language."""


def label(  # noqa: PLR0913 - the words of one column, all by name
    nl: str, en: str, *, about_nl: str = "", about_en: str = "", unit_nl: str = "", unit_en: str = ""
) -> Metadata:
    """The words of a column, in the form that dataframely stores as `metadata`."""
    return {
        "label": {"nl": nl, "en": en},
        "about": {"nl": about_nl, "en": about_en},
        "unit": {"nl": unit_nl, "en": unit_en or unit_nl},
    }


@dataclass(frozen=True)
class ColumnWords:
    """The words of one column in one language."""

    name: str
    label: str
    about: str
    unit: str
    dtype: str
    nullable: bool


@cache
def words(schema: type[dy.Schema], column: str, language: Language) -> ColumnWords:
    """The declared words of `column`.

    Raises:
        KeyError: the schema has no such column, or the column was declared without `label`.
    """
    declared = schema.columns()[column]
    meta = declared.metadata or {}
    return ColumnWords(
        name=column,
        label=meta["label"][language],
        about=meta["about"][language],
        unit=meta["unit"][language],
        dtype=str(declared.dtype),
        nullable=declared.nullable,
    )


def year(*, metadata: Metadata, nullable: bool = False, primary_key: bool = False) -> dy.Int16:
    """A calendar year."""
    return dy.Int16(nullable=nullable, min=FIRST_YEAR, max=LAST_YEAR, metadata=metadata, primary_key=primary_key)


def empty(schema: type[dy.Schema]) -> pl.DataFrame:
    """A frame of `schema` without rows."""
    return schema.create_empty()
