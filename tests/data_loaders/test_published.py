"""The release in the repository agrees with our sources."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import TABLES
from data_loaders.snapshot import REGION_SHAPES, SHAPES, Snapshot, load_snapshot
from prepare.build import Folders, build
from prepare.publish import ManifestParts, write_release

DATA = Path(__file__).resolve().parents[2] / "data"
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
TELEPHONE = re.compile(r"(?<![\d/])(?:\+31|0)[ -]?\d(?:[ -]?\d){8}(?!\d)")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot(DATA / "prepared")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_follows_its_declaration(snapshot: Snapshot, name: str) -> None:
    table = snapshot.table(name)

    assert TABLES[name].is_valid(table)
    assert table.height == snapshot.manifest.files[f"{name}.parquet"].rows


def test_release_is_what_the_sources_give(snapshot: Snapshot, tmp_path: Path) -> None:
    # When this fails, sources or preparation changed after the release was made: run `make data` and commit data/.
    parts = ManifestParts(snapshot.date, snapshot.manifest.sources)
    tables = {name: snapshot.table(name) for name in TABLES}
    write_release(tmp_path / "prepared", tables, {name: snapshot.shapes(name) for name in SHAPES}, parts)

    published = build(Folders(DATA / "sources", tmp_path / "prepared")).published

    made = load_snapshot(published.folder)
    different = [
        file
        for file, entry in snapshot.manifest.files.items()
        if file != "changes.parquet" and entry.sha256 != made.manifest.files[file].sha256
    ]
    assert different == []


def test_last_seen_is_the_newest_year_of_the_sources(snapshot: Snapshot) -> None:
    rows = snapshot.table("initiatives").select("seen_year", "sources").iter_rows()

    assert [
        (seen, sources)
        for seen, sources in rows
        if seen != max((source["year"] for source in sources if source["year"]), default=None)
    ] == []


def test_every_row_of_every_source_is_accounted_for(snapshot: Snapshot) -> None:
    ours = [entry for entry in snapshot.manifest.sources if entry.kind == "initiatives"]

    assert sum(entry.read for entry in ours) >= 1_132
    assert all(entry.read == entry.accepted + entry.merged + entry.rejected for entry in snapshot.manifest.sources)
    assert sum(entry.accepted for entry in ours) == snapshot.table("initiatives").height


def test_no_release_but_the_one_in_use_and_its_predecessors(snapshot: Snapshot) -> None:
    versions = sorted(path.name for path in (DATA / "releases").iterdir() if not path.name.startswith("."))

    assert snapshot.version in versions
    assert all(load_snapshot(DATA / "releases" / version, of_today=False).version == version for version in versions)


def test_division_of_today(snapshot: Snapshot) -> None:
    levels = dict(
        snapshot.table("regions").select(pl.col("level").cast(pl.String).value_counts()).unnest("level").iter_rows()
    )

    assert levels == {"municipality": 342, "corop": 40, "province": 12, "country": 1}


@pytest.mark.parametrize("name", REGION_SHAPES)
def test_shapes_are_numbered_in_the_order_of_codes(snapshot: Snapshot, name: str) -> None:
    properties = [feature["properties"] for feature in json.loads(snapshot.shapes(name))["features"]]
    names = dict(snapshot.table("regions").select("code", "name").iter_rows())

    assert [entry["i"] for entry in properties] == list(range(len(properties)))
    assert [entry["code"] for entry in properties] == sorted(entry["code"] for entry in properties)
    assert all(entry["name"] == names[entry["code"]] for entry in properties)


def test_neighbours_are_neighbours_of_each_other(snapshot: Snapshot) -> None:
    neighbours = dict(snapshot.table("regions").select("code", "neighbours").iter_rows())

    assert [(a, b) for a, others in neighbours.items() for b in others if a not in neighbours[b]] == []
    assert neighbours["PV24"] == ["PV21", "PV23", "PV25", "PV27"]


@pytest.mark.parametrize("table", ["initiatives", "statements", "partners", "milestones"])
def test_no_address_or_number_of_a_person(snapshot: Snapshot, table: str) -> None:
    texts = snapshot.table(table).select(pl.col(pl.String).exclude("source_url", "website"))

    cells = [cell for column in texts for cell in column.drop_nulls()]
    assert [cell for cell in cells if E_MAIL.search(cell) or TELEPHONE.search(cell)] == []


def test_geography_is_attributed(snapshot: Snapshot) -> None:
    for language in ("nl", "en"):
        text = snapshot.manifest.attribution[language]
        assert all(holder in text for holder in ("CBS", "Kadaster", "GeoNames", "CC BY 4.0", "Natural Earth"))
