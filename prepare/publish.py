"""Publishes a release, as a whole or not at all.

`data/releases/<version>/` holds one release and never changes. `data/prepared` is a relative link to the release in
use. A release is written to a temporary folder, flushed to disk, renamed, and linked last. So an interruption at any
moment leaves either the old or the new release, complete.
"""

import fcntl
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from data_loaders.manifest import MANIFEST, FileEntry, Manifest, SourceEntry
from data_loaders.problems import DataProblem
from data_loaders.schema import SCHEMA_VERSION, TABLES
from data_loaders.snapshot import SHAPES, load_snapshot

RELEASES = "releases"
_CHANGES = "changes.parquet"
_ASIDE = ".new-"
_LINK_ASIDE = ".link-"


@dataclass(frozen=True)
class ManifestParts:
    """The part of the manifest that does not follow from the files."""

    date: date
    """The newest day on which a source was read."""
    sources: tuple[SourceEntry, ...] = ()
    attribution_nl: str = ""
    attribution_en: str = ""


@dataclass(frozen=True)
class Report:
    """A file with its content and row count."""

    content: bytes
    rows: int


@dataclass(frozen=True)
class Published:
    """Result of publishing."""

    version: str
    folder: Path
    is_new: bool
    """False when the contents equal those of the release in use; then nothing was written."""


def write_release(
    root: Path,
    tables: Mapping[str, pl.DataFrame],
    shapes: Mapping[str, bytes],
    manifest_parts: ManifestParts,
    *,
    reports: Mapping[str, Report] | None = None,
) -> Published:
    """Write a release and let the link `root` point to it.

    Args:
        root: the link, for instance `data/prepared`; releases are in the folder `releases` beside it.
        tables: frames by table name; a missing table is published without rows.
        shapes: GeoJSON by name (`data_loaders.snapshot.SHAPES`).
        manifest_parts: date, sources and attribution.
        reports: further files by their name.

    The version is the date and eight digits of a checksum of the contents, so equal contents always have equal
    versions.

    Raises:
        KeyError: a table is not declared, or the names in `shapes` are not exactly `SHAPES`.
        dataframely.exc.ValidationError: a table does not satisfy its schema.
    """
    if set(shapes) != set(SHAPES):
        raise KeyError(f"shapes must be {', '.join(SHAPES)}")
    contents = {f"{name}.parquet": _parquet(name, frame) for name, frame in _complete(tables).items()}
    contents |= {f"{name}.geojson": Report(shape, _features(shape)) for name, shape in shapes.items()}
    return publish(root, contents | dict(reports or {}), manifest_parts)


def publish(root: Path, contents: Mapping[str, Report], parts: ManifestParts) -> Published:
    """The same as `write_release`, for files that are made already."""
    manifest = _manifest(contents, parts)
    with _only_one(root):
        in_use = _whole_manifest(root.resolve())
        if in_use and in_use.content_sha256 == manifest.content_sha256:
            return Published(in_use.data_version, root.resolve(), is_new=False)
        folder = _write_aside_and_rename(root, contents, manifest)
        _link(root, folder)
    return Published(manifest.data_version, folder, is_new=True)


def _complete(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        raise KeyError(f"no such table: {', '.join(unknown)}")
    return {name: tables.get(name, schema.create_empty()) for name, schema in TABLES.items()}


def _parquet(name: str, frame: pl.DataFrame) -> Report:
    valid = TABLES[name].validate(frame)
    buffer = io.BytesIO()
    valid.write_parquet(buffer, compression="zstd", statistics=True)
    return Report(buffer.getvalue(), valid.height)


def _features(geojson: bytes) -> int:
    return len(json.loads(geojson)["features"])


def _manifest(contents: Mapping[str, Report], parts: ManifestParts) -> Manifest:
    files = {
        name: FileEntry(hashlib.sha256(file.content).hexdigest(), len(file.content), file.rows)
        for name, file in sorted(contents.items())
    }
    compared = [[name, entry.sha256] for name, entry in files.items() if name != _CHANGES]
    about = [
        parts.date.isoformat(),
        parts.attribution_nl,
        parts.attribution_en,
        [vars(entry) for entry in parts.sources],
    ]
    everything = [*compared, [_CHANGES, files[_CHANGES].sha256]] if _CHANGES in files else compared
    digest = _digest([SCHEMA_VERSION, everything, about])
    return Manifest(
        schema_version=SCHEMA_VERSION,
        data_version=f"{parts.date.isoformat()}-{digest[:8]}",
        date=parts.date,
        content_sha256=_digest([SCHEMA_VERSION, compared, about]),
        files=files,
        sources=parts.sources,
        attribution={"nl": parts.attribution_nl, "en": parts.attribution_en},
    )


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


@contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Hold the lock for publishing; two publishers at once would remove each other's temporary folders."""
    releases = root.parent / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    with (releases / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in releases.glob(f"{_ASIDE}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for leftover in root.parent.glob(f"{_LINK_ASIDE}*"):
            leftover.unlink()
        yield


def _whole_manifest(folder: Path) -> Manifest | None:
    """The manifest of an undamaged release; None when a file is missing or was changed."""
    try:
        return load_snapshot(folder).manifest
    except DataProblem:
        return None


def _write_aside_and_rename(root: Path, contents: Mapping[str, Report], manifest: Manifest) -> Path:
    releases = root.parent / RELEASES
    aside, final = releases / f"{_ASIDE}{os.getpid()}", releases / manifest.data_version
    if _whole_manifest(final) == manifest:
        return final
    aside.mkdir()
    try:
        for name, file in contents.items():
            _write_flushed(aside / name, file.content)
        _write_flushed(aside / MANIFEST, manifest.to_json())
        _flush_folder(aside)
    except OSError:
        # Remove the half-written release, or a full disk would stay full.
        shutil.rmtree(aside, ignore_errors=True)
        raise
    if final.exists():
        # Equal versions have equal contents, so this folder is damaged. The next publication removes it.
        final.rename(releases / f"{_ASIDE}{os.getpid()}-damaged")
    aside.rename(final)
    _flush_folder(releases)
    return final


def _write_flushed(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(root: Path, folder: Path) -> None:
    """Let `root` point to `folder` in one atomic step, so that the link always works."""
    aside = root.parent / f"{_LINK_ASIDE}{os.getpid()}"
    aside.symlink_to(Path(RELEASES) / folder.name, target_is_directory=True)
    aside.replace(root)
    _flush_folder(root.parent)
