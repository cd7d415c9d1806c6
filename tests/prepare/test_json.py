"""JSON of any structure: each record is a row, nested values are flattened, and valid JSON is never called damaged."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.read.nested import flattened
from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import config

FAST = settings(max_examples=100, deadline=None)
A = {"naam": "De Hof", "thema": "zorg", "gemeente": "Utrecht"}
B = {"naam": "De Tuin", "thema": "wonen", "gemeente": "Amsterdam"}
HERE = {"type": "Point", "coordinates": [5.12, 52.09]}
THERE = {"type": "Point", "coordinates": [4.90, 52.37]}


def feature(record: Mapping[str, object], geometry: Mapping[str, object] | None) -> dict[str, object]:
    return {"type": "Feature", "properties": {"naam": record["naam"], "thema": record["thema"]}, "geometry": geometry}


TWO = [feature(A, HERE), feature(B, THERE)]
COLLECTION = {"type": "FeatureCollection", "features": TWO}


def lines(*values: object, start: str = "") -> str:
    return "\n".join(start + json.dumps(value) for value in values) + "\n"


def layer(name: str, *features: Mapping[str, object], options: str = "_umap_options") -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), options: {"name": name}}


def element(record: dict[str, str], **more: object) -> dict[str, object]:
    return {"type": "way", "id": 1, "tags": {"name": record["naam"], "thema": record["thema"]}, **more}


SHAPES: dict[str, str] = {
    "a collection": json.dumps(COLLECTION),
    "over several lines": json.dumps(COLLECTION, indent=2),
    "a feature per line": lines(*TWO),
    "a feature per line with empty lines": "\n" + lines(*TWO) + "\n\n",
    "a text sequence": lines(*TWO, start="\x1e"),
    "a list of features": json.dumps(TWO),
    "records": json.dumps([A, B]),
    "a record per line": lines(A, B),
    "an envelope": json.dumps({"total": 2, "results": [A, B], "facets": [{"name": "x"}]}),
    "envelopes within": json.dumps({"help": "x", "result": {"fields": [{"id": "naam"}], "records": [A, B]}}),
    "records by key": json.dumps({"1": A, "2": B}),
    "a list of lists": json.dumps({"values": [list(A), list(A.values()), list(B.values())]}),
    "records with fields": json.dumps({"records": [{"recordid": "1", "fields": A}, {"recordid": "2", "fields": B}]}),
    "records with a geometry": json.dumps(
        [{"naam": "De Hof", "thema": "zorg", "geometry": HERE}, {"naam": "De Tuin", "thema": "wonen", "geometry": THERE}]
    ),
    "records with a place of their own": json.dumps(
        [
            {"naam": "De Hof", "thema": "zorg", "locatie": {"gemeente": "Utrecht"}},
            {"naam": "De Tuin", "thema": "wonen", "locatie": {"gemeente": "Amsterdam"}},
        ]
    ),
    "umap": json.dumps({"type": "umap", "properties": {"name": "Kaart"}, "layers": [layer("Zuid", TWO[0]), layer("Oost", TWO[1])]}),
    "umap of before, with a theme per layer": json.dumps(
        {
            "type": "umap",
            "layers": [
                layer(name, {**found, "properties": {"name": record["naam"]}}, options="_storage")
                for name, record, found in zip(("Zorg", "Wonen"), (A, B), TWO, strict=True)
            ],
        }
    ),
    "overpass": json.dumps(
        {
            "version": 0.6,
            "osm3s": {},
            "elements": [
                element(A, type="node", lat=52.09, lon=5.12),
                {"type": "node", "id": 9, "lat": 52.0, "lon": 5.0},
                element(B, center={"lat": 52.37, "lon": 4.90}),
            ],
        }
    ),
    "overpass with geometry": json.dumps(
        {
            "elements": [
                element(A, geometry=[{"lat": 52.09, "lon": 5.12}, {"lat": 52.0901, "lon": 5.1201}]),
                element(B, lat=52.37, lon=4.90),
            ]
        }
    ),
    "esri": json.dumps(
        {
            "geometryType": "esriGeometryPoint",
            "spatialReference": {"wkid": 28992},
            "features": [
                {"attributes": {"Naam": "De Hof", "Thema": "zorg"}, "geometry": {"x": 136000, "y": 455900}},
                {"attributes": {"Naam": "De Tuin", "Thema": "wonen"}, "geometry": {"x": 121500, "y": 487000}},
            ],
        }
    ),
}  # fmt: skip


def read(path: Path, text: str) -> SourceResult:
    path.write_text(text, encoding="utf-8")
    return read_source(path, config())


@pytest.mark.parametrize("name", SHAPES)
def test_every_record_is_a_row_in_whichever_shape(name: str, tmp_path: Path) -> None:
    result = read(tmp_path / "lijst.json", SHAPES[name])

    assert result.candidates.select("name", "municipality_code", "themes").rows() == [
        ("De Hof", "GM0344", ["zorg"]),
        ("De Tuin", "GM0363", ["wonen"]),
    ]


@pytest.mark.parametrize("text", [json.dumps(TWO[0]), json.dumps([A]), json.dumps({"data": [A]})])
def test_one_record_is_a_list_too(text: str, tmp_path: Path) -> None:
    assert read(tmp_path / "lijst.json", text).candidates["name"].to_list() == ["De Hof"]


WHOLE = {
    "topojson": '{"type": "Topology", "objects": {}, "arcs": []}',
    "settings": '{"naam": "A", "kleur": {"r": 1}}',
    "numbers": "[1, 2, 3]",
    "an empty object": "{}",
    "an empty list": "[]",
    "geometry": json.dumps(HERE),
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_json_without_a_list_is_not_called_damaged(name: str, tmp_path: Path) -> None:
    result = read(tmp_path / "lijst.json", WHOLE[name])

    assert not result.is_usable
    assert result.rejects["code"].to_list() == ["json_not_read"]
    assert "GeoJSON of CSV" in result.rejects["remedy"][0]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    told = read(tmp_path / "lijst.json", lines(A, B) + '{"naam": "De\n').rejects

    assert told["code"].to_list() == ["file_damaged"]
    assert "regel 3" in told["reason"][0]


def test_a_list_whose_first_cell_begins_with_a_bracket_is_text(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    text = "[1] Naam;Gemeente;Thema\nDe Hof;Utrecht;zorg\n"

    assert "file_damaged" not in read(path, text).rejects["code"].to_list()
    assert "json_not_read" not in read(path, text).rejects["code"].to_list()


NESTED: dict[str, tuple[dict[str, object], dict[str, str]]] = {
    "wrapped": ({"tags": {"name": "De Hof", "operator": "X"}}, {"name": "De Hof", "operator": "X"}),
    "a person within": ({"contact": {"naam": "T. Test"}}, {"contact.naam": "T. Test"}),
    "themes as objects": ({"thema": [{"naam": "zorg"}, {"naam": "wonen"}]}, {"thema.naam": "zorg;wonen"}),
    "a list": ({"thema": ["zorg", 2, None, True]}, {"thema": "zorg;2;ja"}),
    "rendered": ({"title": {"rendered": "De Hof"}}, {"title": "De Hof"}),
    "languages": ({"naam": {"nl": "De Hof", "en": "The Court"}}, {"naam": "De Hof"}),
    "json-ld": ({"naam": {"@value": "De Hof", "@language": "nl"}}, {"naam": "De Hof"}),
    "a shape": ({"locatie": HERE}, {"locatie.geometry": "POINT (5.12 52.09)"}),
    "a shape that is none": ({"locatie": {"type": "Point", "coordinates": ["a"]}}, {"locatie.geometry": ""}),
    "the same name twice": ({"name": "De Hof", "tags": {"name": "Hof"}}, {"name": "De Hof"}),
}


@pytest.mark.parametrize("name", NESTED)
def test_nested_values_have_names_and_are_text(name: str) -> None:
    record, expected = NESTED[name]

    assert flattened(record) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["naam", "tags", "type", "coordinates", "nl"]), inner)
    ),
    max_leaves=20,
)


@FAST
@given(record=st.dictionaries(st.sampled_from(["naam", "thema", "properties", "x"]), VALUES))
def test_no_value_is_shown_as_program_text(record: Mapping[str, object]) -> None:
    def has_brackets(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(has_brackets, value.values()))
        return any(map(has_brackets, value)) if isinstance(value, list) else "{" in str(value) or "[" in str(value)

    if not has_brackets(record):
        assert not any("{" in text or "[" in text for text in flattened(record).values())
