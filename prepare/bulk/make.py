"""Make all download files of a release; either all of them appear, or none."""

import hashlib
import shutil
from datetime import UTC, datetime, time
from pathlib import Path

import polars as pl

from data_loaders.bulk import BulkFile, bulk_files, bulk_folder, folder_aside, put_in_place, write_listing
from data_loaders.snapshot import REGION_SHAPES, Snapshot
from prepare.bulk.described import checksums, csvw, data_package
from prepare.bulk.flat import csv
from prepare.bulk.layers import geopackage, geoparquet, point_layer, points_geojson, shape_layer
from prepare.bulk.workbook import workbook

FORMATS = {
    ".csv": ("text/csv; charset=utf-8", "CSV"),
    ".parquet": ("application/vnd.apache.parquet", "Parquet"),
    "-geo.parquet": ("application/vnd.apache.parquet", "GeoParquet"),
    ".geojson": ("application/geo+json", "GeoJSON"),
    ".gpkg": ("application/geopackage+sqlite3", "GeoPackage"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".json": ("application/json", "JSON"),
    "SHA256SUMS": ("text/plain; charset=utf-8", "SHA-256"),
}
"""File ending, media type and name of each kind of file; where several endings fit, the longest counts."""


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
    made = datetime.combine(manifest.date, time(), UTC).replace(tzinfo=None)
    about = {"data": manifest.data_version, "source": manifest.attribution["nl"], "licence": "CC BY 4.0"}
    contents = {
        **{f"{name}.csv": csv(table) for name, table in tables.items()},
        "initiatives.geojson": points_geojson(tables["initiatives"]),
        "initiatives-geo.parquet": geoparquet(point_layer(tables["initiatives"])),
        **{f"{name}-geo.parquet": geoparquet(shape_layer(shape)) for name, shape in shapes.items()},
        "samenkaart.xlsx": workbook(tables, about, made),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    geopackage(folder / "samenkaart.gpkg", tables, shapes, manifest.date)
    as_released = [release.folder / name for name in manifest.files if name.endswith((".parquet", ".geojson"))]
    files = [
        _file(path, rows, release) for path in sorted([*folder.iterdir(), *as_released], key=lambda path: path.name)
    ]
    for name, content in {
        "SHA256SUMS": checksums(files),
        "csv-metadata.json": csvw(manifest, tables),
        "datapackage.json": data_package(manifest, tables, files),
    }.items():
        (folder / name).write_bytes(content)
        files.append(_file(folder / name, rows, release))
    write_listing(folder, files)


def _tables(release: Snapshot) -> dict[str, pl.DataFrame]:
    names = [name.removesuffix(".parquet") for name in release.manifest.files if name.endswith(".parquet")]
    tables = {name: release.table_as_written(name) for name in names}
    return {name: table for name, table in tables.items() if table is not None}


def _file(path: Path, rows: dict[str, int], release: Snapshot) -> BulkFile:
    ending = max((each for each in FORMATS if path.name.endswith(each)), key=len)
    listed = release.manifest.files.get(path.name)
    media_type, name = FORMATS[ending]
    table = path.name.removesuffix(ending)
    layers = {shape: release.manifest.files[f"{shape}.geojson"].rows for shape in REGION_SHAPES}
    digest = listed.sha256 if listed else hashlib.sha256(path.read_bytes()).hexdigest()
    known = {**layers, **rows} if table in rows or table in layers else {}
    return BulkFile(
        path.name, media_type, path.stat().st_size, digest, listed.rows if listed else known.get(table), name
    )
