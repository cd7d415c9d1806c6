"""Properties of reading for any table and any bytes: no row is lost, and nothing crashes."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prepare.read.source import SourceResult, read_source
from prepare.read.text import read_text
from tests.prepare.atlas import config
from tests.prepare.source_files import WRITERS, write_csv, write_geopackage

# Whole words without spaces around them: what a cell may lose (spaces, invisible signs) is tested by name elsewhere.
WORDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0x17F), min_size=1, max_size=12)
# "None" or "nvt" for a name says that there is none.
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda name: not config().words.is_absent(name))
ROWS = st.lists(
    st.tuples(
        NAMES, st.sampled_from(["Sterksel", "Utrecht", "Bergen", "Nergens"]), st.sampled_from(["zorg", "raadsel"])
    ),
    min_size=1,
    max_size=8,
)
# A line in a cell that holds separators may be a row that a stray quote swallowed: test_quotes.
CELL = st.text(max_size=20).filter(lambda cell: not set(cell) & set(",;\t|") or not set(cell) & set("\r\n"))
WIDTHS = st.integers(1, 5)
# Of rows that differ in width nobody can tell whether the lines of a cell are rows.
CELLS = WIDTHS.flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FAST = settings(max_examples=150)


def read(path: Path) -> SourceResult:
    result = read_source(path, config())
    lost = set(result.rejects.filter("rejected")["row"].drop_nulls())
    taken = result.candidates["row"].to_list()
    assert len(taken) == len(set(taken))
    assert not lost & set(taken)
    assert result.read == len(taken) + len(lost)
    return result


@pytest.mark.parametrize("kind", WRITERS)
@SETTINGS
@given(rows=ROWS)
def test_every_row_of_every_kind_of_file_is_accounted_for(kind: str, rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = WRITERS[kind](Path(folder) / f"lijst.{kind}", [("Naam", "Plaats", "Thema"), *rows])

        result = read(path)

    good = [name for name, place, theme in rows if place in ("Sterksel", "Utrecht") and theme == "zorg"]
    assert result.read == len(rows)
    assert result.candidates["name"].to_list() == good


@SETTINGS
@given(names=st.lists(NAMES, min_size=1, max_size=5), x=st.floats(135_000, 137_000), y=st.floats(454_000, 457_000))
def test_every_feature_of_a_geopackage_is_accounted_for(names: list[str], x: float, y: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_geopackage(
            Path(folder) / "lijst.gpkg", [("Naam", "Thema"), *((name, "zorg") for name in names)], [(x, y)] * len(names)
        )

        result = read(path)

    assert result.candidates["name"].to_list() == names
    assert set(result.candidates["municipality_code"]) == {"GM0344"}


@FAST
@example(table=[["", "", "\n0", "", ""]] * 3, delimiter=";", encoding="utf-8")
@given(table=CELLS, delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_comes_back_as_it_was_written(table: list[list[str]], delimiter: str, encoding: str) -> None:
    clean = [[cell.replace("\x00", "") for cell in row] for row in table]
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(
            Path(folder) / "lijst.csv", [["Naam"] * len(clean[0]), *clean], delimiter=delimiter, encoding=encoding
        )

        rows = [cells for _, cells in read_text(path, lambda _: 0, delimiter=delimiter).rows]

    assert rows[1:] == [row for row in clean if any(cell.strip() for cell in row)]


@FAST
@given(content=st.binary(max_size=400))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.csv"
        path.write_bytes(content)
        read(path)


@FAST
@given(table=st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=10), max_size=5))
def test_no_cells_crash_the_reader(table: list[list[str]]) -> None:
    header = [
        "Naam",
        "Plaats",
        "Gemeente",
        "Postcode",
        "Thema",
        "Opgericht",
        "Lengtegraad",
        "Breedtegraad",
        "Website",
        "Netwerk",
    ]
    with tempfile.TemporaryDirectory() as folder:
        read(write_csv(Path(folder) / "lijst.csv", [header, *table]))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "features", "properties", "geometry", "coordinates", "crs", "name", "Naam", "Plaats"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@FAST
@example(document={"type": [], "features": [{"properties": {"name": None}}]})
@given(document=st.dictionaries(st.sampled_from(["type", "features", "crs"]), JSON | st.lists(JSON, max_size=3)))
def test_no_json_crashes_the_reader(document: Mapping[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.geojson"
        path.write_text(json.dumps(document), encoding="utf-8")
        read(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "gpkg"])
@SETTINGS
@given(where=st.floats(0, 1, exclude_max=True), length=st.integers(1, 40), junk=st.binary(max_size=40))
def test_no_damage_to_a_good_file_crashes_the_reader(kind: str, where: float, length: int, junk: bytes) -> None:
    table = [("Naam", "Plaats", "Thema"), ("A", "Sterksel", "zorg")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"lijst.{kind}"
        if kind == "gpkg":
            write_geopackage(path, table, [(136_000.0, 455_000.0)])
        else:
            WRITERS[kind](path, table)
        content = path.read_bytes()
        start = int(where * len(content))
        path.write_bytes(content[:start] + junk + content[start + length :])

        read(path)


MIXED = st.lists(
    st.tuples(
        st.sampled_from(["Sterksel", "Utrecht", "Zuilen", "Bergen", ""]),
        st.sampled_from(["Heeze-Leende", "Utrecht", ""]),
        st.sampled_from(["3511", "9999", ""]),
        st.sampled_from(["", "5,12", "4,90"]),
        st.sampled_from(["", "52,09", "52,37"]),
    ),
    min_size=2,
    max_size=8,
)


@SETTINGS
@given(rows=MIXED)
def test_a_row_is_located_the_same_whatever_the_other_rows_are(rows: list[tuple[str, ...]]) -> None:
    header = ["Naam", "Thema", "Plaats", "Gemeente", "Postcode", "lon", "lat"]

    def told(*some: tuple[str, ...]) -> list[object]:
        with tempfile.TemporaryDirectory() as folder:
            result = read(write_csv(Path(folder) / "lijst.csv", [header, *(["A", "zorg", *row] for row in some)]))
        first = result.candidates.filter(row=1 + len(some)).drop("row").to_dicts()
        return [first, result.rejects.filter(row=1 + len(some)).drop("row").rows()]

    assert told(*rows, rows[0])[0] == told(rows[0])[0]
    assert len(rows) > 3 or told(*rows, rows[0]) == told(rows[0])
