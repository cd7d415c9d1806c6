"""Reads files of mapping programs: each feature becomes a row of text with its properties and a point."""

import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath

import numpy as np
import pyogrio
import pyproj
import shapely
from numpy.typing import NDArray

from geo.crs import RD_NEW, WGS84
from prepare.language import Phrase, phrase
from prepare.limits import LIMITS, MEGABYTE, Limits
from prepare.messages import Problem, UnusableFileError, message
from prepare.place.shape import point_of, shape_of_json
from prepare.read.json_kinds import read_features
from prepare.read.kind import without_declarations
from prepare.read.nested import as_text, flattened
from prepare.read.text import RawTable, Row

POINT_COLUMNS = ("geometry_x", "geometry_y", "geometry_kind")
"""Names of the columns for the point of each feature and its kind of geometry."""
_LAYER_COLUMN = "Laag"
"""Name of the column for the layer of each feature; a layer's name may be a theme or a municipality."""

_LEFT_AS_IS = {4326, 4258, 28992, 7415}
"""EPSG codes of systems that need no conversion: degrees, or metres in the Dutch grid."""
_LOOKS = frozenset(
    [
        "id",
        "timestamp",
        "begin",
        "end",
        "altitudeMode",
        "tessellate",
        "extrude",
        "visibility",
        "drawOrder",
        "icon",
        "snippet",
        "styleUrl",
    ]
)
_KML = "LIBKML"
_OWN_TRIGGERS = ("rtree_", "gpkg_", "trigger_insert_feature_count_", "trigger_delete_feature_count_", "fid_")
"""Prefixes of the triggers that the standard and GDAL put in every GeoPackage."""

Move = Callable[[float, float], tuple[float, float]]
Score = Callable[[list[str]], int]
Feature = tuple[dict[str, str], tuple[str, str, str]]
"""Properties as text, and x, y and kind of the geometry as text ("" when there is none)."""


def read_json(path: Path, limits: Limits = LIMITS) -> RawTable:
    """The records of a JSON file; row 1 is the first.

    Coordinates are converted when the member `crs` names another system than degrees or the Dutch grid. Degrees and
    the Dutch grid are told apart later by the size of the numbers, because many files name the wrong one.

    Raises:
        UnusableFileError: too large, not valid JSON, or without a list of records.
    """
    if path.stat().st_size > limits.json:
        raise UnusableFileError(Problem.FILE_TOO_LARGE, limit=limits.json // MEGABYTE)
    layers = read_features(path)
    move = _mover(layers.crs)
    several = len({feature.layer for feature in layers.features}) > 1
    features = []
    for feature in layers.features:
        named = flattened(feature.record) | ({_LAYER_COLUMN: feature.layer} if several else {})
        features.append((named, _point(shape_of_json(feature.geometry), move)))
    return _table(features, limits)


def read_map(path: Path, score: Score, *, layer: str | None = None, limits: Limits = LIMITS) -> RawTable:
    """The features of a GeoPackage, KML, KMZ, GPX or zipped Shapefile; row 1 is the first feature.

    Layers with the same columns, and all folders of a KML file, are joined into one list with a column for the layer.

    Args:
        path: a file for which `kind.kind_of` gave `FileKind.MAP`.
        score: counts the known column names in a row; the layer with the highest count is read.
        layer: if given, only this layer is read.
        limits: how much is read at most.

    Raises:
        UnusableFileError: the file is damaged, has no layers, or is a GeoPackage with programs in it.
    """
    try:
        with warnings.catch_warnings():
            # GDAL warns about every small deviation from the standard; only an error matters here.
            warnings.simplefilter("ignore")
            content = _inside(path)
            fields = {str(name): _fields(content, name) for name, _ in pyogrio.list_layers(content)}
            chosen = _chosen_layers(content, fields, score, layer)
            read = [
                (name, pyogrio.raw.read(content, layer=name, columns=fields.get(name), max_features=limits.rows + 1))
                for name in chosen
            ]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, sqlite3.Error, ValueError) as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_MAP)) from error
    features = []
    for name, (about, _, shapes, values) in read:
        for named, point in _map_features(about["crs"], [str(name) for name in about["fields"]], shapes, values):
            features.append((named | ({_LAYER_COLUMN: name} if len(read) > 1 else {}), point))
    table = _table(features, limits)
    others = [name for name in fields if name not in chosen and fields[name]]
    if others:
        details = {"sheet": ", ".join(chosen), "others": ", ".join(others)}
        table.messages.append((None, message(Problem.SHEETS_IGNORED, details=details)))
    return table


def _inside(path: Path) -> str:
    """The path for GDAL: the file itself, or the map inside a ZIP file."""
    with path.open("rb") as file:
        if file.read(6) == b"SQLite":
            _refuse_programs(path)
    if not zipfile.is_zipfile(path):
        return str(path.absolute())
    with zipfile.ZipFile(path) as parts:
        maps = [name for name in parts.namelist() if name.lower().endswith((".kml", ".shp"))]
        for name in maps:
            if name.lower().endswith(".kml"):
                without_declarations(parts.read(name))
    # GDAL opens a folder of Shapefiles as one map, with a layer per file.
    part = (
        maps[0] if len(maps) == 1 or maps[0].lower().endswith(".kml") else str(PurePosixPath(maps[0]).parent).strip(".")
    )
    return f"/vsizip/{path.absolute()}/{part}".rstrip("/")


def _refuse_programs(path: Path) -> None:
    """Refuse a GeoPackage with views, virtual tables or foreign triggers: these run SQL when the file is read."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        database.execute("PRAGMA trusted_schema = OFF")
        parts = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    if "gpkg_contents" not in {name for _, name, _ in parts}:
        raise UnusableFileError(Problem.FILE_UNKNOWN_KIND, kind="SQLite")
    for kind, name, sql in parts:
        is_virtual = (
            kind == "table"
            and str(sql).upper().lstrip().startswith("CREATE VIRTUAL")
            and "USING RTREE" not in str(sql).upper()
        )
        if kind == "view" or is_virtual or (kind == "trigger" and not str(name).lower().startswith(_OWN_TRIGGERS)):
            raise UnusableFileError(Problem.FILE_HAS_PROGRAMS, name=str(name)[:60])


def _fields(content: str, layer: str) -> list[str]:
    """The column names of a layer, without the columns that GDAL makes from the styles in a KML file."""
    about = pyogrio.read_info(content, layer=layer)
    return [name for name in about["fields"] if about["driver"] != _KML or name not in _LOOKS]


def _chosen_layers(content: str, fields: Mapping[str, list[str]], score: Score, layer: str | None) -> list[str]:
    if layer:
        return [layer]
    best = max(fields, key=lambda name: score(fields[name]))
    if pyogrio.read_info(content, layer=best)["driver"] == _KML:
        # In KML each folder has only the columns that its own features fill, so folders are not compared.
        return list(fields)
    return [name for name in fields if set(fields[name]) == set(fields[best])] if fields[best] else [best]


def _table(features: list[Feature], limits: Limits) -> RawTable:
    names = list(dict.fromkeys(name for properties, _ in features for name in properties))
    if len(features) > limits.rows:
        raise UnusableFileError(Problem.ROWS_TOO_MANY, limit=limits.rows)
    if len(names) > limits.columns:
        raise UnusableFileError(Problem.COLUMNS_TOO_MANY, limit=limits.columns)

    has_points = any(point[0] for _, point in features)

    def rows() -> Iterator[Row]:
        yield 0, [*names, *POINT_COLUMNS] if has_points else names
        for number, (properties, point) in enumerate(features, start=1):
            cells = [*(properties.get(name, "") for name in names), *(point if has_points else ())]
            if any(cell.strip() for cell in cells):
                yield number, cells

    return RawTable(rows())


def _map_features(
    crs: str | None, names: Sequence[str], shapes: NDArray[np.object_] | None, values: Sequence[NDArray[np.generic]]
) -> Iterator[Feature]:
    """The features of one layer; `shapes` has WKB per feature, `values` one array per column."""
    move = _mover(crs)
    arrays = [*values] if shapes is None else [*values, shapes]
    count = len(arrays[0]) if arrays else 0
    geometries = [None] * count if shapes is None else shapely.from_wkb(shapes, on_invalid="ignore")
    for row in range(count):
        named = {name: as_text(column[row]) for name, column in zip(names, values, strict=True)}
        yield named, _point(geometries[row], move)


def _point(shape: shapely.Geometry | None, move: Move) -> tuple[str, str, str]:
    point = point_of(shape)
    if point is None:
        return "", "", ""
    x, y = move(point[0], point[1])
    return repr(x), repr(y), point[2]


def _mover(crs: str | None) -> Move:
    """A function that converts coordinates to degrees; it leaves degrees and the Dutch grid as they are."""
    try:
        stated = pyproj.CRS.from_user_input(crs or WGS84)
        if stated.is_geographic or stated.to_epsg() in _LEFT_AS_IS or stated == pyproj.CRS.from_user_input(RD_NEW):
            return lambda x, y: (x, y)
        return pyproj.Transformer.from_crs(stated, WGS84, always_xy=True).transform
    except pyproj.exceptions.ProjError:
        # An unknown or undefined system: the size of the numbers decides later.
        return lambda x, y: (x, y)
