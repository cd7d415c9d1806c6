"""Releases from object storage, with an S3 server on this machine."""

import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from localbucket import S3Handler

from data_loaders import remote
from data_loaders.problems import DataFault
from data_loaders.remote import NEWEST, RELEASES_AT_HAND, Follower, cache_folder, follow, storage_of
from data_loaders.store import CHECK_SECONDS, Store
from prepare.__main__ import main
from prepare.problems import PublishingError
from prepare.send import send
from tests import releases
from tests.browser.harness import free_port
from tests.data_loaders.test_store import Clock


class Storage(S3Handler):  # type: ignore[misc]  # its library has no types
    """A server without TCP delay, which would otherwise wait in the middle of each answer."""

    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of all buckets, and the options to reach the storage."""
    Storage.data_root = tmp_path_factory.mktemp("buckets")
    with ThreadingHTTPServer(("127.0.0.1", 0), Storage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Storage.data_root, f"?endpoint_override=127.0.0.1:{server.server_port}&scheme=http&region=eu"
        server.shutdown()


@pytest.fixture
def address(served: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty bucket."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    buckets, how = served
    shutil.rmtree(buckets / "emmer", ignore_errors=True)
    (buckets / "emmer").mkdir()
    monkeypatch.setattr(remote, "cache_folder", lambda: tmp_path / "cache")
    return f"s3://emmer/site{how}"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    releases.publish(tmp_path / "prepared", {})
    return tmp_path / "prepared"


@pytest.fixture
def followed(served: tuple[Path, str], address: str, release: Path, tmp_path: Path) -> Follower:
    """A follower that has fetched a release with one initiative."""
    put(served, release.resolve())
    follower = Follower(*storage_of(address), tmp_path / "cache")
    follower.look()
    return follower


def put(served: tuple[Path, str], release: Path) -> Path:
    """Put a release in the bucket as the newest; returns its folder there."""
    folder = in_bucket(served, f"releases/{release.name}")
    shutil.copytree(release, folder, dirs_exist_ok=True)
    in_bucket(served, NEWEST).write_text(release.name)
    return folder


def in_bucket(served: tuple[Path, str], name: str) -> Path:
    return served[0] / "emmer" / "site" / name


def rows(store: Store) -> int:
    return store.current().table("initiatives").height


def test_a_new_release_reaches_the_site_and_an_older_one_can_come_back(
    served: tuple[Path, str], followed: Follower, release: Path
) -> None:
    clock = Clock()
    store = Store(followed.root, clock=clock)
    seen = [rows(store)]
    old = release.resolve()

    for newest in (releases.publish(release, {}, {}).folder, old):
        put(served, newest)
        followed.look()
        clock.pass_by()
        seen.append(rows(store))

    assert seen == [1, 2, 1]
    assert followed.problem is None
    assert CHECK_SECONDS + remote.POLL_SECONDS * 4 / 3 < 60


def test_a_file_that_was_changed_or_is_too_long_leaves_the_last_good_release(
    served: tuple[Path, str], followed: Follower, release: Path
) -> None:
    before = followed.root.resolve()
    folder = put(served, releases.publish(release, {}, {}).folder)
    with (folder / "initiatives.parquet").open("ab") as file:
        file.write(b"x")

    followed.look()

    assert followed.problem
    assert followed.problem.fault is DataFault.CHECKSUM
    assert followed.root.resolve() == before
    assert [each.name for each in before.parent.iterdir()] == [before.name]


@pytest.mark.parametrize("newest", ["../../elsewhere", "2026-11-23-00000000", ""])
def test_a_newest_version_that_does_not_exist_changes_nothing(
    served: tuple[Path, str], followed: Follower, newest: str
) -> None:
    before = followed.root.resolve()
    in_bucket(served, NEWEST).write_text(newest)

    followed.look()

    assert followed.problem
    assert followed.root.resolve() == before


def test_a_site_that_starts_without_the_storage_shows_the_last_good_release(
    followed: Follower, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"?endpoint_override=127.0.0.1:{free_port()}&scheme=http&region=eu"
    monkeypatch.setattr(remote, "cache_folder", lambda: followed.root.parent)

    follower = follow(f"s3://emmer/site{nowhere}")
    follower.stop()
    store = Store(follower.root, newer_problem=lambda: follower.problem)

    assert rows(store) == 1
    problem = store.last_problem()
    assert problem
    assert problem.fault is DataFault.UNREACHABLE
    assert store.current().folder.name == release.resolve().name


def test_only_the_newest_few_stay_on_the_disk(served: tuple[Path, str], followed: Follower, release: Path) -> None:
    for count in range(2, 3 + RELEASES_AT_HAND):
        put(served, releases.publish(release, *[{}] * count).folder)
        followed.look()

    kept = {each.name for each in followed.root.resolve().parent.iterdir()}
    assert len(kept) == RELEASES_AT_HAND
    assert release.resolve().name in kept


def test_the_command_sends_what_is_prepared_and_nothing_damaged(
    served: tuple[Path, str], release: Path, address: str
) -> None:
    assert main(["--prepared", str(release), "send", address]) == 0
    told = in_bucket(served, NEWEST).read_text()

    next(release.glob("*.parquet")).write_bytes(b"x")
    with pytest.raises(PublishingError):
        send(release, address)

    assert told.strip() == release.resolve().name == in_bucket(served, NEWEST).read_text().strip()


def test_fetched_releases_lie_where_the_setting_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMENKAART_CACHE", str(tmp_path))

    assert cache_folder() == tmp_path
