import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from data_loaders.problems import DataFault, DataProblem
from data_loaders.schema import TABLES
from data_loaders.snapshot import REPORTS, SHAPES, load_snapshot
from prepare.publish import Report, publish
from tests import releases


@pytest.fixture
def root(tmp_path: Path) -> Path:
    releases.publish(tmp_path / "prepared", {}, {})
    return tmp_path / "prepared"


def resign(root: Path, file: str) -> None:
    """Make the manifest agree with a file that was changed by hand."""
    manifest = json.loads((root / "manifest.json").read_bytes())
    manifest["files"][file]["sha256"] = hashlib.sha256((root / file).read_bytes()).hexdigest()
    (root / "manifest.json").write_text(json.dumps(manifest))


def test_every_table_and_shape_is_there(root: Path) -> None:
    snapshot = load_snapshot(root)

    assert {name: snapshot.table(name).height for name in TABLES if snapshot.table(name).height} == {
        "initiatives": 2,
        "regions": 1,
    }
    assert {snapshot.shapes(name) for name in SHAPES} == {releases.GEOJSON}
    assert snapshot.version.startswith(f"{snapshot.date.isoformat()}-")


def test_tables_come_as_they_were_written(root: Path) -> None:
    written = releases.tables({}, {})["initiatives"]

    assert load_snapshot(root).table("initiatives").equals(written)
    assert load_snapshot(root).table("initiatives").schema == written.schema


def test_a_table_is_read_once(root: Path) -> None:
    snapshot = load_snapshot(root)

    assert snapshot.table("initiatives") is snapshot.table("initiatives")


@pytest.mark.parametrize("name", ["nothing", "../manifest", ""])
def test_unknown_names(root: Path, name: str) -> None:
    snapshot = load_snapshot(root)

    for read in (snapshot.table, snapshot.shapes, snapshot.report):
        with pytest.raises(KeyError):
            read(name)


def test_reports_are_optional(root: Path) -> None:
    assert {load_snapshot(root).report(file) for file in REPORTS} == {None}


def test_report_is_given_as_written(tmp_path: Path, root: Path) -> None:
    contents = {path.name: Report(path.read_bytes(), 0) for path in root.iterdir() if path.name != "manifest.json"} | {
        "rejects.csv": Report(b"file;row\n", 0)
    }

    publish(tmp_path / "other" / "prepared", contents, releases.PARTS)

    assert load_snapshot(tmp_path / "other" / "prepared").report("rejects.csv") == b"file;row\n"


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def other_columns(path: Path) -> None:
    pl.read_parquet(path).drop("name").write_parquet(path)


def other_type(path: Path) -> None:
    pl.read_parquet(path).with_columns(pl.col("status").cast(pl.String)).write_parquet(path)


def empty_required_cell(path: Path) -> None:
    pl.read_parquet(path).with_columns(pl.lit(None, pl.String).alias("name")).write_parquet(path)


@pytest.mark.parametrize(
    ("file", "damage", "fault"),
    [
        ("initiatives.parquet", Path.unlink, DataFault.MISSING),
        ("municipalities.geojson", Path.unlink, DataFault.MISSING),
        ("manifest.json", Path.unlink, DataFault.MISSING),
        ("initiatives.parquet", truncate, DataFault.CHECKSUM),
        ("provinces.geojson", truncate, DataFault.CHECKSUM),
        ("manifest.json", truncate, DataFault.UNREADABLE),
        ("regions.parquet", other_columns, DataFault.CHECKSUM),
    ],
)
def test_damage_is_named(root: Path, file: str, damage: Callable[[Path], None], fault: DataFault) -> None:
    damage(root / file)

    with pytest.raises(DataProblem) as raised:
        load_snapshot(root)

    problem = raised.value
    assert (problem.file, problem.fault) == (file, fault)
    assert file in problem.message("nl")
    assert file in problem.message("en")
    assert "git checkout" in problem.remedy("nl")
    assert "git checkout" in problem.remedy("en")


@pytest.mark.parametrize(
    ("file", "damage", "fault"),
    [
        ("initiatives.parquet", truncate, DataFault.UNREADABLE),
        ("initiatives.parquet", other_columns, DataFault.COLUMNS),
        ("initiatives.parquet", other_type, DataFault.COLUMNS),
        ("corops.geojson", truncate, DataFault.UNREADABLE),
    ],
)
def test_damage_is_found_even_when_the_manifest_agrees(
    root: Path, file: str, damage: Callable[[Path], None], fault: DataFault
) -> None:
    damage(root / file)
    resign(root, file)

    with pytest.raises(DataProblem) as raised:
        load_snapshot(root)

    assert (raised.value.file, raised.value.fault) == (file, fault)


def test_empty_required_cells_are_refused_when_the_table_is_read(root: Path) -> None:
    empty_required_cell(root / "initiatives.parquet")
    resign(root, "initiatives.parquet")
    snapshot = load_snapshot(root)

    with pytest.raises(DataProblem) as raised:
        snapshot.table("initiatives")

    assert raised.value.fault is DataFault.EMPTY_CELLS
    assert snapshot.table("regions").height == 1


def test_file_that_vanishes_after_opening(root: Path) -> None:
    snapshot = load_snapshot(root)
    (root / "regions.parquet").unlink()

    with pytest.raises(DataProblem, match=r"regions\.parquet"):
        snapshot.table("regions")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"schema_version": 999}, DataFault.SCHEMA_VERSION),
        ({"files": {}}, DataFault.MISSING),
        ({"files": []}, DataFault.UNREADABLE),
        ({"date": "gisteren"}, DataFault.UNREADABLE),
        ({"sources": [{"file": "x"}]}, DataFault.UNREADABLE),
        ({"attribution": None}, DataFault.UNREADABLE),
    ],
)
def test_strange_manifest(root: Path, change: Mapping[str, object], fault: DataFault) -> None:
    manifest = json.loads((root / "manifest.json").read_bytes()) | change
    (root / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(DataProblem) as raised:
        load_snapshot(root)

    assert raised.value.fault is fault


def test_no_data_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataProblem) as raised:
        load_snapshot(tmp_path / "prepared")

    assert raised.value.fault is DataFault.NO_DATA
    assert "make data" in raised.value.remedy("nl")


def test_release_of_other_columns_opens_when_asked(root: Path) -> None:
    other_columns(root / "initiatives.parquet")
    resign(root, "initiatives.parquet")

    snapshot = load_snapshot(root, of_today=False)

    found = snapshot.table_as_written("initiatives")
    assert found is not None
    assert "name" not in found.columns
    assert snapshot.table_as_written("nothing") is None


@pytest.mark.parametrize("version", ["<script>alert(1)</script>", "2026-11-23", "2026-11-23-0dd26b7e/..", ""])
def test_a_version_that_could_become_markup_or_a_path_is_refused(root: Path, version: str) -> None:
    manifest = json.loads((root / "manifest.json").read_bytes()) | {"data_version": version}
    (root / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(DataProblem) as problem:
        load_snapshot(root)

    assert problem.value.fault is DataFault.UNREADABLE


@pytest.mark.parametrize("file", ["../manifest.json", "/etc/passwd", "a/b.parquet", ".lock", "<b>.csv"])
def test_a_file_outside_the_release_is_not_followed(root: Path, file: str) -> None:
    manifest = json.loads((root / "manifest.json").read_bytes())
    manifest["files"][file] = manifest["files"]["initiatives.parquet"]
    (root / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(DataProblem) as problem:
        load_snapshot(root)

    assert problem.value.fault is DataFault.UNREADABLE


def test_shapes_are_those_that_were_checked_whatever_happens_to_the_files(root: Path) -> None:
    snapshot = load_snapshot(root)
    (root / "municipalities.geojson").write_text("changed")
    (root / "provinces.geojson").unlink()

    assert snapshot.shapes("municipalities") == snapshot.shapes("provinces") == releases.GEOJSON
