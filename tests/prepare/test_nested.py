import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepare.read.nested import as_text, flattened, written_value
from prepare.read.source import read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import write_csv

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("abc", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", min_size=1, max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(properties=st.dictionaries(st.text("xyz", min_size=1, max_size=2), VALUES, max_size=3))
def test_no_value_becomes_the_text_of_a_program(properties: Mapping[str, object]) -> None:
    cells = flattened(properties)

    assert not any(sign in text for text in [*cells, *cells.values()] for sign in "[]{}'\"")
    assert all("None" not in text for text in cells.values())


@pytest.mark.parametrize(
    ("properties", "cells"),
    [
        ({"thema": ["zorg", "wonen"]}, {"thema": "zorg;wonen"}),
        ({"tags": {"name": "Es"}, "x": 1.0}, {"name": "Es", "x": "1"}),
        ({"contact": {"name": "Jan"}}, {"contact.name": "Jan"}),
        ({"links": [{"url": "a"}, {"url": "b"}]}, {"links.url": "a;b"}),
        ({"a": {"b": {"c": True}}}, {"a.b.c": "ja"}),
        ({"a": None, "b": []}, {"a": "", "b": ""}),
    ],
)
def test_values_inside_values_keep_what_they_are_about(properties: Mapping[str, object], cells: dict[str, str]) -> None:
    assert flattened(properties) == cells


@pytest.mark.parametrize("cell", ["De Hof [nieuw]", "[naam onbekend]", "{}x", "[", "(zorg)", "5"])
def test_a_text_with_brackets_is_a_text(cell: str) -> None:
    assert written_value(cell) is None


def test_a_list_in_a_cell_stays_a_list_and_an_object_is_refused(tmp_path: Path) -> None:
    table = [
        ["Naam", "Gemeente", "Thema", "Omschrijving"],
        ["A", "Utrecht", "['zorg', 'energie']", "{'name': 'x'}"],
        ["B", "Utrecht", '["wonen"]', '[{"a": 1}]'],
        ["{'name': 'C'}", "Utrecht", "zorg", ""],
    ]

    result = read_source(write_csv(tmp_path / "lijst.csv", table), config())

    assert result.candidates["themes"].to_list() == [["zorg", "energie"], ["wonen"]]
    assert result.candidates["summary"].to_list() == [None, None]
    assert result.rejects.filter(code="value_nested").select("row", "column").rows() == [
        (2, "Omschrijving"),
        (3, "Omschrijving"),
        (4, "Naam"),
    ]
    assert result.rejects.filter(code="name_absent")["row"].to_list() == [4]


def test_a_person_inside_an_object_is_personal(tmp_path: Path) -> None:
    properties = {"tags": {"name": "Buurthuis De Es"}, "thema": "ontmoeten", "owner": {"name": "Jan de Vries"}}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [5.12, 52.09]}}
    path = tmp_path / "lijst.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")

    result = read_source(path, config())

    assert result.candidates["name"].to_list() == ["Buurthuis De Es"]
    assert result.rejects.filter(pl.col("code") == "column_personal")["column"].to_list() == ["owner.name"]


@given(value=VALUES)
def test_a_cell_holds_one_line_of_text(value: object) -> None:
    assert isinstance(as_text(value), str)
