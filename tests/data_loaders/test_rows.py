"""Typed rows have the same columns and types as the schemas."""

from datetime import date
from types import NoneType
from typing import get_args, get_origin, get_type_hints, is_typeddict

import dataframely as dy
import polars as pl
import pytest

from data_loaders.schema import (
    GoalLinks,
    Goals,
    IndicatorMethods,
    Indicators,
    Initiatives,
    Partners,
    Regions,
)
from data_loaders.schema.goal_figures import Progress
from data_loaders.schema.rows import (
    DeclaredIndicatorRow,
    GoalLinkRow,
    GoalRow,
    InitiativeRow,
    PartnerRow,
    ProgressRow,
    RegionRow,
    only_row,
    rows_of,
)
from measures.changed.rows import Change, ChangeRow
from measures.region.chance import References
from measures.region.coverage import Coverage
from measures.region.divisions import EarlierFigure
from measures.region.need import NeedBeside
from measures.region.rates import RegionRates
from measures.region.rows import CoverageRow, EarlierFigureRow, NeedRow, RateRow, ReferenceRow

PLAIN = {"String": str, "Enum": str, "Bool": bool, "Date": date}

DECLARED = {
    InitiativeRow: Initiatives.columns(),
    PartnerRow: Partners.columns(),
    RegionRow: Regions.columns(),
    GoalRow: Goals.columns(),
    GoalLinkRow: GoalLinks.columns(),
    DeclaredIndicatorRow: Indicators.columns() | IndicatorMethods.columns(),
    ProgressRow: Progress.columns(),
    ChangeRow: Change.columns(),
    RateRow: RegionRates.columns(),
    ReferenceRow: References.columns(),
    CoverageRow: Coverage.columns(),
    NeedRow: NeedBeside.columns(),
    EarlierFigureRow: EarlierFigure.columns(),
}


def declared(column: dy.Column) -> object:
    if isinstance(column, dy.List):
        return [declared(column.inner)]
    if isinstance(column, dy.Struct):
        return {name: declared(inner) for name, inner in column.inner.items()}
    name = type(column).__name__
    plain = PLAIN.get(name) or (float if "Float" in name else int)
    return plain | None if column.nullable else plain


def typed(hint: object) -> object:
    if is_typeddict(hint):
        return {name: typed(each) for name, each in get_type_hints(hint).items()}
    return [typed(each) for each in get_args(hint)] if get_origin(hint) is list else hint


def test_a_typed_row_has_the_columns_and_types_of_its_schema() -> None:
    for row, columns in DECLARED.items():
        assert typed(row) == {name: declared(column) for name, column in columns.items()}, row


def test_nullable_and_required_columns_have_different_types() -> None:
    hints = get_type_hints(InitiativeRow)

    assert NoneType in get_args(hints["seen_year"])
    assert get_origin(hints["themes"]) is list


def test_only_row_refuses_none_and_several() -> None:
    frame = pl.DataFrame({"id": ["a", "b"]})

    assert [row["id"] for row in rows_of(frame, InitiativeRow)] == ["a", "b"]
    for wrong in (frame, frame.clear()):
        with pytest.raises(ValueError, match="values to unpack"):
            only_row(wrong, InitiativeRow)
