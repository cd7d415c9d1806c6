"""Gives the release that the site shows now; one store serves the whole process.

    from data_loaders.store import current

    snapshot = current()
    initiatives = snapshot.table("initiatives")

A new release may arrive between two calls of `current`. It never changes a snapshot, and inside a block of
`one_release` all calls give the same snapshot; each answer is made in such a block.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from data_loaders.manifest import MANIFEST
from data_loaders.problems import DataFault, DataProblem
from data_loaders.remote import SCHEME, follow
from data_loaders.snapshot import REGION_SHAPES, REPORTS, SHAPES, Snapshot, load_snapshot

__all__ = [
    "REGION_SHAPES",
    "REPORTS",
    "SHAPES",
    "DataFault",
    "DataProblem",
    "Snapshot",
    "Store",
    "current",
    "last_problem",
    "load_snapshot",
    "one_release",
    "release",
]

PREPARED = Path(__file__).resolve().parent.parent / "data" / "prepared"
CHECK_SECONDS = 1.0
"""Least time between two checks for a new release."""

_Identity = tuple[str, int, int]


class Store:
    """Holds the newest good release of one folder in memory.

    Args:
        root: the folder of the release, or the link to it.
        clock: a monotonic clock, in seconds.
        newer_problem: gives the reason why a newer release did not reach `root`, or None.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        newer_problem: Callable[[], DataProblem | None] = lambda: None,
    ) -> None:
        self._root, self._clock, self._newer_problem = root, clock, newer_problem
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._earlier: Snapshot | None = None
        self._identity: _Identity | None = None
        self._checked_at = float("-inf")
        self._problem: DataProblem | None = None

    def current(self) -> Snapshot:
        """The newest good release; checks for a newer one at most once a second.

        While one thread opens a new release, the other threads get the present one.

        Raises:
            DataProblem: there is no good release, not even an older one in memory.
        """
        if self._lock.acquire(blocking=self._snapshot is None):
            try:
                self._refresh()
            finally:
                self._lock.release()
        if self._snapshot is None:
            raise self.last_problem() or DataProblem(DataFault.NO_DATA, MANIFEST)
        return self._snapshot

    def of_version(self, version: str) -> Snapshot:
        """The release of this version if the store holds it (the newest one and the one before it); else the newest.

        Raises:
            DataProblem: there is no good release.
        """
        newest = self.current()
        return self._earlier if self._earlier and self._earlier.version == version else newest

    def last_problem(self) -> DataProblem | None:
        """Why the newest release is not shown; None when it is."""
        return self._newer_problem() or self._problem

    def _refresh(self) -> None:
        now = self._clock()
        if now - self._checked_at < CHECK_SECONDS:
            return
        self._checked_at = now
        identity = _identity(self._root)
        if identity is not None and identity == self._identity:
            self._problem = None
            return
        try:
            opened = load_snapshot(self._root)
        except DataProblem as problem:
            self._problem = problem
        else:
            self._earlier = self._snapshot
            self._snapshot, self._identity, self._problem = opened, identity, None


def _identity(root: Path) -> _Identity | None:
    """A value that changes when another release is put in place; None when there is no release."""
    folder = root.resolve()
    try:
        stat = (folder / MANIFEST).stat()
    except OSError:
        return None
    return str(folder), stat.st_mtime_ns, stat.st_size


_making = threading.Lock()


@cache
def _store(root: str) -> Store:
    if root.startswith(SCHEME):
        follower = follow(root)
        return Store(follower.root, newer_problem=lambda: follower.problem)
    return Store(Path(root))


def _process_store() -> Store:
    with _making:
        return _store(os.environ.get("SAMENKAART_DATA") or str(PREPARED))


_of_this_answer: ContextVar[Snapshot | None] = ContextVar("_of_this_answer", default=None)


def current() -> Snapshot:
    """The release to show now; inside `one_release` always the same.

    It comes from `SAMENKAART_DATA` (a folder, or object storage as in `data_loaders.remote`), else from `data/prepared`.

    Raises:
        DataProblem: there is no release that can be used.
    """
    return _of_this_answer.get() or _process_store().current()


@contextmanager
def one_release() -> Iterator[None]:
    """Block in which `current` always gives the same release; for one answer, or one run of a page."""
    token = None
    with suppress(DataProblem):
        token = _of_this_answer.set(current())
    try:
        yield
    finally:
        if token:
            _of_this_answer.reset(token)


def release(version: str) -> Snapshot:
    """The release of this version if it is one of the last two, else the newest.

    A page that was made a moment ago asks for the version that it was made with.

    Raises:
        DataProblem: there is no release that can be used.
    """
    return _process_store().of_version(version)


def last_problem() -> DataProblem | None:
    """Why an older release than the newest is shown; None when all is well."""
    return _process_store().last_problem()
