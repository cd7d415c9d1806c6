"""GeoJSON and GeoPackage: the properties of each feature, and a point for it, as rows of text."""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import RD_NEW, WGS84
from prepare.limits import LIMITS, MEGABYTE, Limits
from prepare.messages import Problem, UnusableFileError, message
from prepare.read.nested import as_text, flattened
from prepare.read.text import RawTable, Row

POINT_COLUMNS = ("geometry_x", "geometry_y", "geometry_kind")
"""Names of the columns that hold the point of each feature, and what it was taken from."""

_LEFT_AS_IS = {4326, 4258, 28992, 7415}
"""Systems whose numbers speak for themselves: degrees, or metres in the Dutch grid."""

Move = Callable[[float, float], tuple[float, float]]


def read_geojson(path: Path, limits: Limits = LIMITS) -> RawTable:
    """The features of a GeoJSON file; row 1 is the first feature.

    A `crs` member is obeyed when it names a system other than degrees or the Dutch grid; those
    two are told apart by their numbers later, because many files say the one and hold the other.

    Raises:
        UnusableFileError: not valid JSON, or not a collection of features.
    """
    if path.stat().st_size > limits.json:
        raise UnusableFileError(Problem.FILE_TOO_LARGE, limit=limits.json // MEGABYTE)
    try:
        # What is nested deeply may be valid JSON and still be too deep to make text of.
        return _geojson_table(_json(path))
    except RecursionError as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="de waarden zijn te diep genest.") from error


def read_geopackage(path: Path, score: Callable[[list[str]], int], *, layer: str | None = None) -> RawTable:
    """The features of one layer of a GeoPackage; row 1 is the first feature.

    Args:
        path: the file.
        score: how many column names a row holds that are known to us; the layer with most is taken.
        layer: when given, this layer.

    Raises:
        UnusableFileError: damaged, or without layers.
    """
    try:
        with warnings.catch_warnings():
            # GDAL warns about every small departure from the standard; either it can read the layer or not.
            warnings.simplefilter("ignore")
            layers = [str(name) for name, _ in pyogrio.list_layers(path)]
            chosen = layer or max(layers, key=lambda name: score(list(pyogrio.read_info(path, layer=name)["fields"])))
            about, _, shapes, values = pyogrio.raw.read(path, layer=chosen)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het is geen geldige GeoPackage met een laag.") from error
    table = _table(_geopackage_features(about, shapes, values))
    others = [name for name in layers if name != chosen]
    if others:
        details = {"sheet": chosen, "others": ", ".join(others)}
        table.messages.append((None, message(Problem.SHEETS_IGNORED, details=details)))
    return table


Feature = tuple[dict[str, str], tuple[str, str, str]]
"""Properties as text, and x, y and kind of the geometry as text ("" when there is none)."""


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=lambda _: None)
    except ValueError as error:
        # Not text, not JSON, or a number of thousands of digits.
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het is geen geldige JSON.") from error


def _geojson_table(document: object) -> RawTable:
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(features, list):
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het is JSON, maar geen GeoJSON met 'features'.")
    move = _mover(_stated_crs(document))
    return _table([_geojson_feature(feature, move) for feature in features])


def _table(features: list[Feature]) -> RawTable:
    names = list(dict.fromkeys(name for properties, _ in features for name in properties))

    def rows() -> Iterator[Row]:
        yield 0, [*names, *POINT_COLUMNS]
        for number, (properties, point) in enumerate(features, start=1):
            cells = [*(properties.get(name, "") for name in names), *point]
            if any(cell.strip() for cell in cells):
                yield number, cells

    return RawTable(rows())


def _geopackage_features(about: Mapping[str, Any], shapes: Any, values: Sequence[Any]) -> list[Feature]:
    """`shapes`: WKB per feature, or None; `values`: one array per column."""
    move = _mover(about["crs"])
    names = [str(name) for name in about["fields"]]
    count = len(values[0]) if values else 0 if shapes is None else len(shapes)
    geometries = [None] * count if shapes is None else shapely.from_wkb(shapes, on_invalid="ignore")
    return [
        (
            {name: as_text(column[row]) for name, column in zip(names, values, strict=True)},
            _point(geometries[row], move),
        )
        for row in range(count)
    ]


def _geojson_feature(feature: object, move: Move) -> Feature:
    parts: Mapping[str, Any] = feature if isinstance(feature, dict) else {}
    properties = parts.get("properties")
    named = flattened(properties) if isinstance(properties, dict) else {}
    geometry = parts.get("geometry")
    return named, _point(_shape(geometry), move)


def _shape(geometry: object) -> BaseGeometry | None:
    if not isinstance(geometry, dict):
        return None
    shape: BaseGeometry | None = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
    return shape


def _point(shape: BaseGeometry | None, move: Move) -> tuple[str, str, str]:
    if shape is None or shape.is_empty:
        return "", "", ""
    with np.errstate(over="ignore", invalid="ignore"):  # a point too far away to compute with is judged like any other
        point = shape if shape.geom_type == "Point" else shapely.point_on_surface(shape)
    x, y = move(point.x, point.y)
    return repr(x), repr(y), shape.geom_type


def _stated_crs(document: Mapping[str, Any]) -> str | None:
    member = document.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else None


def _mover(crs: str | None) -> Move:
    """To degrees from any system that is neither degrees nor the Dutch grid already."""
    try:
        stated = pyproj.CRS.from_user_input(crs or WGS84)
        if stated.is_geographic or stated.to_epsg() in _LEFT_AS_IS or stated == pyproj.CRS.from_user_input(RD_NEW):
            return lambda x, y: (x, y)
        return pyproj.Transformer.from_crs(stated, WGS84, always_xy=True).transform
    except pyproj.exceptions.ProjError:
        # No such system, or one that lies nowhere on earth ("undefined" in a GeoPackage): the numbers must tell.
        return lambda x, y: (x, y)
