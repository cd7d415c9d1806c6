"""Typed rows say of each column what the schema says of it."""

from datetime import date
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import dataframely as dy
import polars as pl
import pytest

from data_loaders.schema import (
    GoalLinks,
    Goals,
    IndicatorMethods,
    Indicators,
    Initiatives,
    Regions,
)
from data_loaders.schema.goal_figures import Progress
from data_loaders.schema.rows import (
    DeclaredIndicatorRow,
    GoalLinkRow,
    GoalRow,
    InitiativeRow,
    ProgressRow,
    RegionRow,
    SourceRow,
    only_row,
    rows_of,
)

PLAIN = {"String": str, "Enum": str, "Bool": bool, "Date": date}

DECLARED = {
    InitiativeRow: Initiatives.columns(),
    RegionRow: Regions.columns(),
    GoalRow: Goals.columns(),
    GoalLinkRow: GoalLinks.columns(),
    DeclaredIndicatorRow: Indicators.columns() | IndicatorMethods.columns(),
    ProgressRow: Progress.columns(),
}


def python_type(column: dy.Column) -> object:
    if isinstance(column, dy.List):
        return list[python_type(column.inner)]  # type: ignore[misc]
    if isinstance(column, dy.Struct):
        return SourceRow
    name = type(column).__name__
    plain = PLAIN.get(name) or (float if "Float" in name else int)
    return plain | None if column.nullable else plain


def test_a_typed_row_has_the_columns_and_types_of_its_schema() -> None:
    for row, columns in DECLARED.items():
        assert get_type_hints(row) == {name: python_type(column) for name, column in columns.items()}, row


def test_a_typed_source_has_the_fields_of_its_column() -> None:
    sources = Initiatives.columns()["sources"]
    assert isinstance(sources, dy.List)
    assert isinstance(sources.inner, dy.Struct)

    assert get_type_hints(SourceRow) == {name: python_type(column) for name, column in sources.inner.inner.items()}


def test_a_column_that_may_be_empty_is_told_from_one_that_may_not() -> None:
    hints = get_type_hints(InitiativeRow)

    assert NoneType in get_args(hints["seen_year"])
    assert get_origin(hints["themes"]) is list


def test_only_row_refuses_none_and_several() -> None:
    frame = pl.DataFrame({"id": ["a", "b"]})

    assert [row["id"] for row in rows_of(frame, InitiativeRow)] == ["a", "b"]
    for wrong in (frame, frame.clear()):
        with pytest.raises(ValueError, match="values to unpack"):
            only_row(wrong, InitiativeRow)
