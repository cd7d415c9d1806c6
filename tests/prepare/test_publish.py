import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dataframely as dy
import polars as pl
import pytest

from data_loaders.manifest import SourceEntry, read_manifest
from data_loaders.schema import Changes
from data_loaders.snapshot import SHAPES, load_snapshot
from prepare.publish import ManifestParts, write_release
from tests import releases


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "prepared"


def test_link_is_relative_so_that_the_folder_can_move(root: Path) -> None:
    published = releases.publish(root, {})

    assert root.is_symlink()
    assert root.readlink() == Path("releases") / published.version


def test_equal_contents_are_published_once(root: Path) -> None:
    first = releases.publish(root, {})
    again = releases.publish(root, {})

    assert (first.is_new, again.is_new) == (True, False)
    assert again.version == first.version


def test_files_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "prepared", tmp_path / "other" / "prepared"
    releases.publish(one, {}, {})
    releases.publish(other, {}, {})

    files = {path.name: path.read_bytes() for path in one.iterdir()}
    assert files == {path.name: path.read_bytes() for path in other.iterdir()}
    assert one.readlink() == other.readlink()


def test_earlier_releases_stay(root: Path) -> None:
    first = releases.publish(root, {})
    second = releases.publish(root, {}, {})

    assert load_snapshot(first.folder).table("initiatives").height == 1
    assert load_snapshot(second.folder).table("initiatives").height == 2


def test_going_back_links_to_the_release_that_is_there(root: Path) -> None:
    first = releases.publish(root, {})
    releases.publish(root, {}, {})
    written = (first.folder / "manifest.json").stat().st_mtime_ns

    back = releases.publish(root, {})

    assert back.version == first.version
    assert load_snapshot(root).version == first.version
    assert (first.folder / "manifest.json").stat().st_mtime_ns == written


@pytest.mark.parametrize("file", ["initiatives.parquet", "manifest.json", "provinces.geojson"])
def test_release_damaged_by_hand_is_written_again(root: Path, file: str) -> None:
    first = releases.publish(root, {})
    (first.folder / file).write_bytes(b"")

    again = releases.publish(root, {})

    assert again.is_new
    assert load_snapshot(root).version == first.version


def test_manifest_counts_and_signs_every_file(root: Path) -> None:
    releases.publish(root, {}, {})
    manifest = read_manifest(root)

    assert manifest.files["initiatives.parquet"].rows == 2
    assert manifest.files["municipalities.geojson"].rows == 1
    assert set(manifest.files) == {path.name for path in root.iterdir()} - {"manifest.json"}
    assert all(entry.bytes == (root / name).stat().st_size for name, entry in manifest.files.items())


def test_a_release_names_its_sources_and_attribution(root: Path) -> None:
    entry = SourceEntry("x.csv", "initiatives", "X", "Y", "CC BY 4.0", "2026-11-23", 3, 1, 1, 1)
    parts = ManifestParts(releases.PARTS.date, (entry,), "Bron", "Source")

    releases.publish(root, {}, parts=parts)

    assert read_manifest(root).sources == (entry,)
    assert json.loads((root / "manifest.json").read_bytes())["attribution"] == {"nl": "Bron", "en": "Source"}


def test_version_follows_sources_even_when_rows_are_equal(root: Path) -> None:
    first = releases.publish(root, {})
    entry = SourceEntry("x.csv", "initiatives", "X", "Y", "CC BY 4.0", "2026-11-23", 1, 1, 0, 0)

    second = releases.publish(root, {}, parts=ManifestParts(releases.PARTS.date, (entry,)))

    assert second.version != first.version


def test_list_of_changes_alone_is_no_new_release(root: Path) -> None:
    first = releases.publish(root, {})
    change = pl.DataFrame(
        {"id": ["a"], "kind": ["added"], "field": [""], "name": ["A"], "municipality_code": [None], "networks": [[]]}
    )
    tables = {**releases.tables({}), "changes": change_table(change)}

    again = write_release(root, tables, dict.fromkeys(SHAPES, releases.GEOJSON), releases.PARTS)

    assert not again.is_new
    assert again.version == first.version


def change_table(rows: pl.DataFrame) -> pl.DataFrame:
    return Changes.cast(rows.with_columns(before=pl.lit(None), after=pl.lit(None)).select(Changes.column_names()))


def test_table_that_breaks_its_declaration_is_not_published(root: Path) -> None:
    releases.publish(root, {})

    with pytest.raises(dy.exc.ValidationError):
        releases.publish(root, {"id": "Geen Slug"})

    assert load_snapshot(root).table("initiatives")["id"].to_list() == ["a"]


@pytest.mark.parametrize(
    ("tables", "shapes"), [({"nothing": pl.DataFrame()}, SHAPES), ({}, ("municipalities",)), ({}, (*SHAPES, "seas"))]
)
def test_unknown_or_missing_parts(root: Path, tables: dict[str, pl.DataFrame], shapes: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        write_release(root, tables, dict.fromkeys(shapes, releases.GEOJSON), releases.PARTS)

    assert not root.exists()


def test_publishers_wait_for_each_other(root: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda size: releases.publish(root, *[{}] * size), (1, 2, 3, 4)))

    assert load_snapshot(root).table("initiatives").height in {1, 2, 3, 4}
    assert len([path for path in (root.parent / "releases").iterdir() if path.is_dir()]) == 4


def test_a_full_disk_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    releases.publish(root, {})
    before = sorted(root.parent.rglob("*"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("prepare.publish.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        releases.publish(root, {"initiatives": {"name": ["Iets nieuws", "Nog iets"]}}, {})

    assert sorted(root.parent.rglob("*")) == before
    assert load_snapshot(root)
