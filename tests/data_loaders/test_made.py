from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import cast

from data_loaders.made import KEPT_RELEASES, once_per_release
from data_loaders.snapshot import Snapshot


def release(version: str) -> Snapshot:
    return cast("Snapshot", SimpleNamespace(version=version))


def test_it_is_made_once_also_for_many_who_ask_at_the_same_time() -> None:
    asked, all_here = [], Barrier(4)

    @once_per_release
    def index(snapshot: Snapshot) -> str:
        asked.append(snapshot.version)
        return f"index of {snapshot.version}"

    def ask(_number: int) -> str:
        all_here.wait()
        return index(release("a"))

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(ask, range(4)))

    assert (answers, asked) == ({"index of a"}, ["a"])


def test_older_releases_are_forgotten_and_made_again_when_asked_for() -> None:
    asked = []

    @once_per_release
    def index(snapshot: Snapshot) -> str:
        asked.append(snapshot.version)
        return snapshot.version

    versions = [str(number) for number in range(KEPT_RELEASES + 1)]
    for version in [*versions, versions[-1], versions[0]]:
        assert index(release(version)) == version

    assert asked == [*versions, versions[0]]
