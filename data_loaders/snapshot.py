"""A snapshot is one release of the data, checked when it is opened."""

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from data_loaders.manifest import Manifest, read_manifest
from data_loaders.problems import DataFault, DataProblem
from data_loaders.schema import TABLES

REGION_SHAPES = ("municipalities", "corops", "provinces")
"""Names of the GeoJSON files of regions."""

SHAPES = (*REGION_SHAPES, "surroundings")
"""Names of the GeoJSON files in every release."""

REPORTS = ("rejects.csv", "rejects.html", "review.csv")
"""Files with reports about the preparation; a release need not have them."""


@dataclass(frozen=True)
class Snapshot:
    """One release. Threads share its frames, so callers must not change them."""

    folder: Path
    """Folder of the release itself, not the link to it; a published release never changes."""
    manifest: Manifest
    _shapes: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """GeoJSON by name, kept in memory since it was checked, so that a later change on disk cannot break a map."""
    _frames: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def version(self) -> str:
        """Data version, for instance 2026-11-23-1f0c9a2b."""
        return self.manifest.data_version

    @property
    def date(self) -> date:
        """The newest day on which a source was read."""
        return self.manifest.date

    def table(self, name: str) -> pl.DataFrame:
        """The table of this name, with exactly the columns in `data_loaders.schema.TABLES`.

        It is read at the first call and then kept in memory.

        Raises:
            KeyError: there is no such table.
            DataProblem: the file cannot be read, or has empty cells in a required column.
        """
        declared = TABLES[name]
        with self._lock:
            if name not in self._frames:
                file = f"{name}.parquet"
                frame = _read_table(self.folder / file)
                required = [column for column, spec in declared.columns().items() if not spec.nullable]
                if any(frame[column].null_count() for column in required):
                    raise DataProblem(DataFault.EMPTY_CELLS, file)
                self._frames[name] = frame
            return self._frames[name]

    def table_as_written(self, name: str) -> pl.DataFrame | None:
        """The table with the columns it was written with; None if this release does not have the table.

        Raises:
            DataProblem: the file cannot be read.
        """
        file = f"{name}.parquet"
        return _read_table(self.folder / file) if file in self.manifest.files else None

    def shapes(self, name: str) -> bytes:
        """GeoJSON (RFC 7946) of `municipalities`, `corops`, `provinces` or `surroundings`.

        Raises:
            KeyError: there are no such shapes.
        """
        return self._shapes[name]

    def report(self, file: str) -> bytes | None:
        """One of `REPORTS`; None if this release does not have it.

        Raises:
            KeyError: there is no report of that name.
            DataProblem: the file cannot be read.
        """
        if file not in REPORTS:
            raise KeyError(file)
        return _read_bytes(self.folder / file) if file in self.manifest.files else None


def load_snapshot(root: Path, *, of_today: bool = True) -> Snapshot:
    """Open a release and check every file in it.

    The checks are: the manifest; size and checksum of every file; columns, types and closed lists of every table; and
    that every GeoJSON file is valid. Bounds and rules of rows are not checked again: they were checked when the release
    was made, and the checksums show that nothing changed.

    Args:
        root: the folder of the release, or a link to it.
        of_today: False for a release that may have other tables or columns; read those with `table_as_written`.

    Raises:
        DataProblem: naming the file that is wrong.
    """
    folder = root.resolve()
    manifest = read_manifest(folder, any_schema=not of_today)
    for file, entry in manifest.files.items():
        _check_bytes(folder / file, entry.sha256)
    if of_today:
        _check_tables(folder, manifest)
    shapes = {name: _shapes(folder, name, manifest) for name in (SHAPES if of_today else REGION_SHAPES)}
    return Snapshot(folder, manifest, shapes)


def _check_tables(folder: Path, manifest: Manifest) -> None:
    for name, declared in TABLES.items():
        _check_listed(f"{name}.parquet", manifest)
        _check_columns(folder / f"{name}.parquet", dict(declared.create_empty().schema))


def _check_listed(file: str, manifest: Manifest) -> None:
    if file not in manifest.files:
        raise DataProblem(DataFault.MISSING, file, "not in the manifest")


def _check_bytes(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise DataProblem(DataFault.MISSING, path.name, str(error)) from error
    except OSError as error:
        raise DataProblem(DataFault.UNREADABLE, path.name, str(error)) from error
    if checksum != sha256:
        raise DataProblem(DataFault.CHECKSUM, path.name, f"{checksum} instead of {sha256}")


def _check_columns(path: Path, expected: Mapping[str, pl.DataType]) -> None:
    try:
        columns = dict(pl.read_parquet_schema(path))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataProblem(DataFault.UNREADABLE, path.name, str(error)) from error
    if columns != expected:
        different = sorted(
            {name for name in {*columns, *expected} if columns.get(name) != expected.get(name)}
            or {"the order of columns"}
        )
        raise DataProblem(DataFault.COLUMNS, path.name, ", ".join(different))


def _shapes(folder: Path, name: str, manifest: Manifest) -> bytes:
    file = f"{name}.geojson"
    _check_listed(file, manifest)
    shapes = _read_bytes(folder / file)
    if hashlib.sha256(shapes).hexdigest() != manifest.files[file].sha256:
        raise DataProblem(DataFault.CHECKSUM, file, "changed while it was being opened")
    try:
        is_collection = json.loads(shapes)["type"] == "FeatureCollection"
    except (ValueError, KeyError, TypeError) as error:
        raise DataProblem(DataFault.UNREADABLE, file, repr(error)) from error
    if not is_collection:
        raise DataProblem(DataFault.UNREADABLE, file, "no FeatureCollection")
    return shapes


def _read_table(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataProblem(DataFault.UNREADABLE, path.name, str(error)) from error


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataProblem(DataFault.UNREADABLE, path.name, str(error)) from error
