from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from measures.region.enums import FigureReason
from measures.region.history import (
    Conversion,
    on_todays_borders,
    predecessors,
)

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


@pytest.fixture
def convert(changes: pl.DataFrame, regions: pl.DataFrame) -> Callable[..., Conversion]:
    def run(figures: dict[str, float], *, is_additive: bool = True, year: int = 2016) -> Conversion:
        frame = pl.DataFrame({"code": list(figures), "value": list(figures.values())})
        return on_todays_borders(frame, changes, regions, measured_on=date(year, 1, 1), is_additive=is_additive)

    return run


def test_predecessors(changes: pl.DataFrame) -> None:
    assert predecessors(changes, "GM0001")["old_name"].to_list() == ["Haren", "Oud-A", "Oud-B"]
    assert predecessors(changes, "GM0003").is_empty()


def test_merged_counts_are_added_with_the_sum_shown(convert: Callable[..., Conversion]) -> None:
    found = convert({"GM0801": 3, "GM0802": 4, "GM0003": 5})

    assert found.converted.select("code", "value", "without_figure").rows() == [
        ("GM0001", 7.0, ["GM0803"]),
        ("GM0003", 5.0, []),
    ]
    assert found.converted["parts"][0].to_list() == [
        {"code": "GM0801", "name": "Oud-A", "value": 3.0},
        {"code": "GM0802", "name": "Oud-B", "value": 4.0},
    ]


def test_split_figure_is_listed_never_divided(convert: Callable[..., Conversion]) -> None:
    found = convert({"GM0803": 8, "GM0002": 1, "GM0801": 3})

    assert found.unconverted.select("old_code", "value", "reason", "codes_today").rows() == [
        ("GM0803", 8.0, FigureReason.SPLIT, ["GM0001", "GM0002"])
    ]
    assert found.converted.select("code", "value", "without_figure").rows() == [
        ("GM0001", 3.0, ["GM0802", "GM0803"]),
        ("GM0002", 1.0, ["GM0803"]),
    ]


def test_shares_of_changed_municipalities_are_not_added(convert: Callable[..., Conversion]) -> None:
    found = convert({"GM0801": 40.0, "GM0001": 50.0, "GM0003": 60.0, "GM0004": 70.0}, is_additive=False)

    assert found.converted.select("code", "value").rows() == [("GM0003", 60.0), ("GM0004", 70.0)]
    assert found.unconverted.select("old_code", "reason").rows() == [
        ("GM0001", FigureReason.NOT_ADDITIVE),
        ("GM0801", FigureReason.NOT_ADDITIVE),
    ]


def test_code_of_no_list_is_named(convert: Callable[..., Conversion]) -> None:
    found = convert({"GM7777": 1.0})

    assert found.converted.is_empty()
    assert found.unconverted.select("old_code", "reason", "codes_today").rows() == [
        ("GM7777", FigureReason.UNKNOWN_CODE, [])
    ]


def test_nothing_that_is_additive_gets_lost(convert: Callable[..., Conversion]) -> None:
    figures = {"GM0801": 3.0, "GM0802": 4.0, "GM0803": 8.0, "GM0804": 2.0, "GM0004": 1.0, "GM7777": 6.0}

    found = convert(figures)

    assert sum([*found.converted["value"], *found.unconverted["value"]]) == sum(figures.values())
