from pathlib import Path

import pytest

from data_loaders.snapshot import Snapshot, load_snapshot
from geo.codes import Gazetteer
from geo.locate import Locator

PREPARED = Path(__file__).resolve().parents[2] / "data" / "prepared"


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return load_snapshot(PREPARED)


@pytest.fixture(scope="session")
def gazetteer(snapshot: Snapshot) -> Gazetteer:
    names = ("regions", "places", "postcodes", "districts", "municipality_changes")
    return Gazetteer.from_tables({name: snapshot.table(name) for name in names})


@pytest.fixture(scope="session")
def locator(snapshot: Snapshot) -> Locator:
    return Locator(snapshot.shapes("municipalities"))
