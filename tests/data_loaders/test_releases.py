import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data_loaders.problems import DataProblem
from data_loaders.releases import kept_versions, release, removed
from data_loaders.snapshot import load_snapshot
from data_loaders.store import current
from tests.releases import PARTS, publish

OLDER = "2026-11-23-0dd26b7e"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    now = current()
    for version in (OLDER, now.version):
        shutil.copytree(now.folder.parent / version, tmp_path / version)
    return tmp_path


def test_an_older_release_is_read_with_its_own_columns() -> None:
    older = release(current(), OLDER).table_as_written("initiatives")

    assert older is not None
    assert older.height == 1055
    assert "scope" not in older.columns


def test_the_one_in_use_comes_first() -> None:
    assert kept_versions(current())[0] == current().version


def test_a_version_that_is_not_on_disk_is_unknown() -> None:
    with pytest.raises(KeyError):
        release(current(), "../prepared")


def test_a_damaged_release_is_refused(copied: Path) -> None:
    (copied / OLDER / "goals.parquet").write_bytes(b"PAR1")
    now = load_snapshot(copied / current().version)

    with pytest.raises(DataProblem):
        release(now, OLDER)


def test_a_release_outside_the_folder_of_releases_has_no_others_beside_it(copied: Path) -> None:
    alone = copied / current().version
    moved = alone.rename(copied / "uitgave")

    assert kept_versions(load_snapshot(moved)) == (current().version,)


def test_removed_initiatives_are_listed_with_the_first_version_without_them(tmp_path: Path) -> None:
    root, versions = tmp_path / "prepared", []
    for day, ids in enumerate((("a", "b", "c"), ("b", "c"), ("c",), ("a", "c"))):
        parts = replace(PARTS, date=PARTS.date + timedelta(days=day))
        versions.append(publish(root, *({"id": each, "name": each.upper()} for each in ids), parts=parts).version)

    gone = removed(load_snapshot(root))

    assert gone.select("id", "name", "since").rows() == [("b", "B", versions[2])]
    assert removed(load_snapshot(tmp_path / "releases" / versions[2]))["id"].to_list() == ["a", "b"]
