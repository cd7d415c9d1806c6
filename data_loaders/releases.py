"""Opens releases other than the one in use, with the columns that they were written with.

A release never changes, even when later releases get other columns. So an older one must be read with
`Snapshot.table_as_written`, and a comparison of two releases uses only the columns of both.
"""

import re
from pathlib import Path

import polars as pl

from data_loaders.manifest import MANIFEST
from data_loaders.memory import held
from data_loaders.problems import DataProblem
from data_loaders.schema import ChangeKind
from data_loaders.snapshot import Snapshot, load_snapshot
from data_loaders.topics import Topic

VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_OPEN_AT_ONCE = 4


def _place(folder: Path) -> str:
    return str(folder)


def kept_versions(current: Snapshot) -> tuple[str, ...]:
    """The data versions that can be opened, newest first; `current` is always one of them.

    The names of two releases of one day do not tell their order; the one in use then counts as the newer.
    """
    beside = current.folder.parent.glob(f"*/{MANIFEST}") if VERSION.fullmatch(current.folder.name) else ()
    versions = {path.parent.name for path in beside if VERSION.fullmatch(path.parent.name)} | {current.version}
    return tuple(
        sorted(versions, key=lambda version: (version[:10], version == current.version, version), reverse=True)
    )


def release(current: Snapshot, version: str) -> Snapshot:
    """The release of this version, checked against its manifest.

    Raises:
        KeyError: there is no such release on disk.
        DataProblem: the release is damaged.
    """
    if version == current.version:
        return current
    if version not in kept_versions(current):
        raise KeyError(version)
    return _open(current.folder.parent / version)


def removed(current: Snapshot) -> pl.DataFrame:
    """Initiatives that were published once and are not any more, as last known. Ids that forward are left out.

    They are found in the releases before `current`, and in the lists of changes of these and `current`. A damaged
    release is skipped.

    Returns:
        `id`, `name`, `municipality_code` and `since` (the first version without the initiative), sorted by `id`.
    """
    return _removed(current.folder)


@held(Topic.REMOVED, by=_place)
def _removed(folder: Path) -> pl.DataFrame:
    current = _open(folder)
    versions = kept_versions(current)
    known, newer = [], current.version
    for version in versions[versions.index(current.version) :]:
        try:
            older = release(current, version)
            left_out = older.table_as_written("changes")
            published = older.table_as_written("initiatives")
        except DataProblem:
            continue
        if left_out is not None:
            known.append(_last_known(left_out.filter(pl.col("kind").cast(pl.String) == ChangeKind.REMOVED), version))
        if published is not None:
            known.append(_last_known(published, newer))
        newer = version
    today = current.table("initiatives"), current.table("aliases").select(id="old_id")
    gone = pl.concat(known).unique("id", keep="first", maintain_order=True).sort("id")
    return gone.join(today[0], on="id", how="anti").join(today[1], on="id", how="anti")


def _last_known(rows: pl.DataFrame, since: str) -> pl.DataFrame:
    return rows.select("id", "name", "municipality_code", since=pl.lit(since))


@held(Topic.RELEASE, by=_place, most=_OPEN_AT_ONCE)
def _open(folder: Path) -> Snapshot:
    return load_snapshot(folder, of_today=False)
