"""Make all download files of a release; either all of them appear, or none."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TypeVar

import polars as pl

from data_loaders.bulk import (
    FORMATS,
    BulkFile,
    bulk_files,
    bulk_folder,
    ending_of,
    folder_aside,
    put_in_place,
    released_file,
    write_listing,
)
from data_loaders.snapshot import REGION_SHAPES, Snapshot
from prepare.bulk.described import checksums, csvw, data_package
from prepare.bulk.flat import csv
from prepare.bulk.layers import geopackage, geoparquet, point_layer, points_geojson, shape_layer
from prepare.bulk.workbook import workbook

Made = TypeVar("Made")


def make_bulk(release: Snapshot) -> Path:
    """The folder with the files of `release`; makes the files when they do not exist yet.

    Args:
        release: any release on disk; its tables keep the columns that they were written with.

    Raises:
        OSError: the folder cannot be written.
    """
    target = bulk_folder(release)
    if bulk_files(release):
        return target
    aside = folder_aside(target)
    try:
        _fill(aside, release)
        put_in_place(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _fill(folder: Path, release: Snapshot) -> None:
    manifest = release.manifest
    tables = _tables(release)
    shapes = {name: release.shapes(name) for name in REGION_SHAPES}
    rows = {name: table.height for name, table in tables.items()}
    moment = datetime.combine(manifest.date, time(), UTC).replace(tzinfo=None)
    about = {"data": manifest.data_version, "source": manifest.attribution["nl"], "licence": "CC BY 4.0"}
    # One after another: of a million rows, no two need be in memory at once.
    makers: dict[str, Callable[[], Iterable[bytes]]] = {
        **{f"{name}.csv": partial(_whole, csv, table) for name, table in tables.items()},
        "initiatives.geojson": partial(points_geojson, tables["initiatives"]),
        "initiatives-geo.parquet": lambda: [geoparquet(point_layer(tables["initiatives"]))],
        **{f"{name}-geo.parquet": partial(_whole, _areas, shape) for name, shape in shapes.items()},
        "samenkaart.xlsx": lambda: [workbook(tables, about, moment)],
    }
    for name, make in makers.items():
        with (folder / name).open("wb") as file:
            file.writelines(make())
    geopackage(folder / "samenkaart.gpkg", tables, shapes, manifest.date)
    as_released = filter(None, (released_file(release, name) for name in manifest.files))
    made = (_file(path, rows, release) for path in folder.iterdir())
    files = sorted([*as_released, *made], key=lambda file: file.name)
    described = {
        "SHA256SUMS": checksums(files),
        "csv-metadata.json": csvw(manifest, tables),
        "datapackage.json": data_package(manifest, tables, files),
    }
    for name, content in described.items():
        (folder / name).write_bytes(content)
        files.append(_file(folder / name, rows, release))
    write_listing(folder, files)


def _whole(make: Callable[[Made], bytes], of: Made) -> Iterable[bytes]:
    yield make(of)


def _areas(shapes: bytes) -> bytes:
    return geoparquet(shape_layer(shapes))


def _tables(release: Snapshot) -> dict[str, pl.DataFrame]:
    names = [name.removesuffix(".parquet") for name in release.manifest.files if name.endswith(".parquet")]
    tables = {name: release.table_as_written(name) for name in names}
    return {name: table for name, table in tables.items() if table is not None}


def _file(path: Path, rows: dict[str, int], release: Snapshot) -> BulkFile:
    """What is known of a file that was made."""
    ending = ending_of(path.name)
    media_type, form = FORMATS[ending]
    table = path.name.removesuffix(ending)
    layers = {shape: release.manifest.files[f"{shape}.geojson"].rows for shape in REGION_SHAPES}
    known = {**layers, **rows}
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return BulkFile(path.name, media_type, path.stat().st_size, digest, known.get(table), form)
