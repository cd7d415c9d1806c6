"""What is made of a whole release, such as an index: once, for all visitors."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from cachetools import LRUCache

from data_loaders.snapshot import Snapshot

KEPT_RELEASES = 2
"""A visitor who came with the last release may still be at work when a new one is there."""

Made = TypeVar("Made")


def once_per_release(make: Callable[[Snapshot], Made]) -> Callable[[Snapshot], Made]:
    """Let `make` run once per release, also when several threads ask at the same time: the others wait.

    What is made is shared, so nobody may change it. It is gone when `KEPT_RELEASES` newer ones were asked for.
    """
    made: LRUCache[str, Made] = LRUCache(KEPT_RELEASES)
    lock = Lock()

    @wraps(make)
    def shared(snapshot: Snapshot) -> Made:
        with lock:
            if snapshot.version not in made:
                made[snapshot.version] = make(snapshot)
            return made[snapshot.version]

    return shared
