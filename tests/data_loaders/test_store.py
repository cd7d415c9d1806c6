import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders import store
from data_loaders.problems import DataProblem
from data_loaders.store import CHECK_SECONDS, Store
from tests import releases


class Clock:
    """A clock that moves only on command."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self) -> None:
        self.now += CHECK_SECONDS


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    releases.publish(tmp_path / "prepared", {})
    return tmp_path / "prepared"


def test_new_release_is_picked_up(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    old = kept.current()

    releases.publish(root, {}, {})
    clock.pass_by()
    new = kept.current()

    assert (old.table("initiatives").height, new.table("initiatives").height) == (1, 2)
    assert old.version != new.version


def test_looks_at_most_once_a_second(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    first = kept.current()
    releases.publish(root, {}, {})

    assert kept.current() is first

    clock.pass_by()

    assert kept.current() is not first


def test_same_release_stays_the_same_snapshot(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    first = kept.current()
    clock.pass_by()

    assert kept.current() is first


def test_old_snapshot_goes_on_reading_its_own_release(root: Path, clock: Clock) -> None:
    old = Store(root, clock=clock).current()

    releases.publish(root, {}, {})

    assert old.table("initiatives").height == 1


def test_bad_release_leaves_the_good_one(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    good = kept.current()
    bad = releases.publish(root, {}, {})
    (bad.folder / "regions.parquet").write_bytes(b"")
    clock.pass_by()

    assert kept.current() is good
    problem = kept.last_problem()
    assert problem is not None
    assert problem.file == "regions.parquet"


def test_repaired_release_is_taken(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    kept.current()
    bad = releases.publish(root, {}, {})
    whole = (bad.folder / "regions.parquet").read_bytes()
    (bad.folder / "regions.parquet").write_bytes(b"")
    clock.pass_by()
    kept.current()
    (bad.folder / "regions.parquet").write_bytes(whole)
    clock.pass_by()

    assert kept.current().version == bad.version
    assert kept.last_problem() is None


def test_vanished_release_leaves_the_one_in_memory(root: Path, clock: Clock) -> None:
    kept = Store(root, clock=clock)
    good = kept.current()
    shutil.rmtree(root.resolve())
    clock.pass_by()

    assert kept.current() is good
    assert kept.last_problem() is not None


def test_nothing_there_is_a_problem_until_something_is(tmp_path: Path, clock: Clock) -> None:
    kept = Store(tmp_path / "prepared", clock=clock)
    with pytest.raises(DataProblem):
        kept.current()

    releases.publish(tmp_path / "prepared", {})
    clock.pass_by()

    assert kept.current().table("initiatives").height == 1


@pytest.fixture
def own_data(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SAMENKAART_DATA", str(root))
    store._store.cache_clear()
    yield root
    store._store.cache_clear()


def test_a_process_reads_the_folder_of_its_setting(own_data: Path) -> None:
    assert store.current().folder == own_data.resolve()
    assert store.last_problem() is None


def test_readers_never_see_two_releases_in_one_snapshot(root: Path) -> None:
    # Releases differ in the number of initiatives, and each initiative carries that number in its name.
    sizes = (1, 2, 3)
    clock = Clock()
    kept = Store(root, clock=clock)
    mixed: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.002):
            snapshot = kept.current()
            table = snapshot.table("initiatives")
            if set(table["place"]) != {str(table.height)}:
                mixed.append(snapshot.version)

    publish_sized(root, 1)
    clock.pass_by()
    kept.current()
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for size in sizes * 3:
        publish_sized(root, size)
        clock.pass_by()
    stop.set()
    for reader in readers:
        reader.join()

    assert mixed == []
    assert kept.last_problem() is None


def publish_sized(root: Path, size: int) -> None:
    releases.publish(root, *({"place": str(size)} for _ in range(size)))


def test_all_parts_of_one_answer_see_the_same_release(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    kept = Store(root, clock=clock)
    monkeypatch.setattr(store, "_process_store", lambda: kept)

    with store.one_release():
        before = store.current()
        releases.publish(root, {}, {})
        clock.pass_by()
        with store.one_release():
            inside = store.current()
        meanwhile = store.current()
    clock.pass_by()

    assert inside is meanwhile is before
    assert store.current() is not before


def test_without_data_an_answer_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(tmp_path / "nothing")
    monkeypatch.setattr(store, "_process_store", lambda: kept)

    with store.one_release(), pytest.raises(DataProblem):
        store.current()
