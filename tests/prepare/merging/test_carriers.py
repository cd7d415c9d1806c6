"""Which rows fit an old entry, and to which cluster each lost id leads."""

from typing import Any

import polars as pl
import pytest

from data_loaders.schema import Statements
from prepare.merging.carriers import Fit, carriers, one_row_each
from tests.frames import initiatives

TODAY: dict[str, Any] = {
    "index": 0,
    "cluster": 7,
    "municipality_code": "GM0193",
    "site": "",
    "started_year": None,
    "says_where": False,
    "source_url": "https://voorbeeld.nl/bron",
    "folded": "de tuin",
    "folded_place": "dorp",
}
TODAY_SCHEMA = {"index": pl.UInt32, "cluster": pl.UInt32, "started_year": pl.Int16, "municipality_code": pl.String}
NEWS = {"source_url": "https://elders.nl"}
STATED = [("place", "Dorp"), ("place", "Buurt"), ("website", "https://www.tuin.nl/"), ("started_year", "2010")]


def fits(*rows: dict[str, Any], entries: list[dict[str, Any]] | None = None) -> list[tuple[Any, ...]]:
    """Entry, row, `fit` and `is_other`, for variations of the row `TODAY` and of the entry De Tuin."""
    tuin = {"name": "De Tuin", "other_names": ["Moestuin"], "place": "Dorp"}
    old = initiatives(*(tuin | entry for entry in entries or [{}]))
    said = [
        {"initiative_id": "a", "field": field, "value": value, "source_url": "https://x.nl", "source_title": "x"}
        for field, value in STATED
    ]
    statements = pl.DataFrame(said, schema=Statements.create_empty().schema)
    today = pl.DataFrame([TODAY | {"index": n} | row for n, row in enumerate(rows)], schema_overrides=TODAY_SCHEMA)
    return carriers(today, old, statements).select("old", "index", "fit", "is_other").rows()


@pytest.mark.parametrize(
    ("row", "fit"),
    [
        ({}, (Fit.REPEATED, False)),
        ({"site": "tuin.nl", "started_year": 2010}, (Fit.REPEATED, False)),
        ({"folded": "moestuin"}, (Fit.REPEATED, True)),
        ({"folded_place": "buurt"}, (Fit.REPEATED, True)),
        (NEWS | {"says_where": True}, (Fit.ELSEWHERE, False)),
        (NEWS | {"says_where": True, "site": "tuin.nl", "started_year": 2010}, (Fit.ELSEWHERE, False)),
        (NEWS | {"says_where": True, "folded": "moestuin"}, (Fit.ELSEWHERE, True)),
        (NEWS, None),
        (NEWS | {"says_where": True, "folded_place": "buurt"}, None),
        (NEWS | {"says_where": True, "started_year": 2011}, None),
        ({"started_year": 2011}, None),
        ({"site": "kas.nl"}, None),
        ({"folded": "de kas"}, None),
        ({"folded_place": "elders"}, None),
        ({"municipality_code": "GM0344"}, None),
        ({"municipality_code": None}, None),
    ],
)
def test_a_row_fits_an_entry_that_says_nothing_else(row: dict[str, Any], fit: tuple[Fit, bool] | None) -> None:
    assert fits(row) == ([("a", 0, *fit)] if fit else [])


def test_a_new_website_or_year_makes_a_weaker_fit() -> None:
    more = {"site": "kas.nl", "started_year": 2015}

    found = fits(more, {"site": "kas.nl"}, {}, more | NEWS | {"says_where": True}, entries=[{"id": "b"}])

    assert found == [
        ("b", 2, Fit.REPEATED, False),
        ("b", 0, Fit.TOLD_MORE, False),
        ("b", 1, Fit.TOLD_MORE, False),
        ("b", 3, Fit.ELSEWHERE, False),
    ]


def test_a_row_counts_for_the_entry_that_it_fits_best() -> None:
    there = {"id": "b", "sources": [{"url": "https://elders.nl", "title": "Elders", "year": 2020}]}

    assert fits(NEWS | {"says_where": True}, entries=[{}, there]) == [("b", 0, Fit.REPEATED, False)]


def test_a_row_in_no_known_municipality_fits_an_entry_in_none() -> None:
    nowhere = {"municipality_code": None, "place": None}

    found = fits({"municipality_code": None, "folded_place": ""}, entries=[{"id": "b"} | nowhere])

    assert found == [("b", 0, Fit.REPEATED, False)]


def carried(*rows: tuple[str, int, int, Fit]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["old", "index", "cluster", "fit"], orient="row").with_columns(is_other=False)


@pytest.mark.parametrize(
    ("rows", "kept", "expected"),
    [
        pytest.param([("a", 1, 1, 0), ("b", 2, 1, 0)], {"a": 1}, [("b", 1)], id="a row of its own"),
        pytest.param([("a", 1, 1, 0), ("b", 1, 1, 0)], {"a": 1}, [], id="the only row is another's"),
        pytest.param(
            [("a", 1, 1, 0), ("a", 2, 2, 0), ("b", 1, 1, 0)], {"a": 1}, [("b", 1)], id="the other has a row elsewhere"
        ),
        pytest.param(
            [("a", 1, 1, 0), ("a", 2, 1, 0), ("b", 1, 1, 0), ("b", 2, 1, 0), ("c", 2, 1, 0), ("c", 3, 2, 0)],
            {"a": 1, "c": 2},
            [("b", 1)],
            id="three change places",
        ),
        pytest.param([("a", 1, 1, 0), ("b", 1, 1, 0), ("b", 5, 3, 2)], {"a": 1}, [("b", 3)], id="another page, if need be"),
        pytest.param([("b", 1, 1, 0), ("b", 2, 2, 0), ("a", 1, 1, 0)], {"a": 1}, [("b", 2)], id="a free initiative first"),
    ],
)  # fmt: skip
def test_each_lost_id_needs_a_row_of_its_own(
    rows: list[tuple[str, int, int, Fit]], kept: dict[str, int], expected: list[tuple[str, int]]
) -> None:
    lost = sorted({old for old, *_ in rows} - set(kept))

    assert list(one_row_each(carried(*rows), kept, lost)) == expected
