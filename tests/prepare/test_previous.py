import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import TABLES
from prepare.previous import read_previous
from prepare.problems import SourceError
from tests import releases


@pytest.fixture
def root(tmp_path: Path) -> Path:
    releases.publish(tmp_path / "prepared", {}, {})
    return tmp_path / "prepared"


def rewrite(root: Path, table: str, frame: pl.DataFrame | None) -> None:
    """Change a release as if it was made when a table had other columns, or did not exist (None)."""
    path = root / f"{table}.parquet"
    manifest = json.loads((root / "manifest.json").read_bytes())
    if frame is None:
        path.unlink()
        del manifest["files"][path.name]
    else:
        frame.write_parquet(path)
        manifest["files"][path.name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (root / "manifest.json").write_text(json.dumps(manifest | {"schema_version": 0}))


def test_no_release_yet(tmp_path: Path) -> None:
    assert read_previous(tmp_path / "prepared") is None


def test_release_from_before_the_surroundings_were_drawn_is_read(root: Path) -> None:
    manifest = json.loads((root / "manifest.json").read_bytes())
    del manifest["files"]["surroundings.geojson"]
    (root / "surroundings.geojson").unlink()
    (root / "manifest.json").write_text(json.dumps(manifest))

    previous = read_previous(root)

    assert previous is not None
    assert sorted(previous.shapes) == ["corops", "municipalities", "provinces"]


def test_release_of_today_is_read_as_it_is(root: Path) -> None:
    previous = read_previous(root)

    assert previous is not None
    assert previous.tables["initiatives"].equals(releases.tables({}, {})["initiatives"])
    assert set(previous.tables) == set(TABLES)
    assert set(previous.shapes.values()) == {releases.GEOJSON}


def test_older_release_is_read_in_todays_columns(root: Path) -> None:
    written = releases.tables({}, {})["initiatives"]
    older = written.drop("networks_unlisted", "parent_id").with_columns(
        pl.col("status").cast(pl.String), pl.lit("x").alias("forgotten")
    )
    rewrite(root, "initiatives", older)
    rewrite(root, "goal_links", None)

    previous = read_previous(root)

    assert previous is not None
    assert previous.tables["initiatives"].equals(written)
    assert previous.tables["initiatives"].schema == written.schema
    assert previous.tables["goal_links"].height == 0
    assert set(written.columns) - set(previous.initiative_columns) == {"networks_unlisted", "parent_id"}


@pytest.mark.parametrize("file", ["manifest.json", "aliases.parquet", "provinces.geojson"])
def test_damaged_release_is_refused(root: Path, file: str) -> None:
    (root / file).write_bytes(b"x")

    with pytest.raises(SourceError, match="git checkout"):
        read_previous(root)
