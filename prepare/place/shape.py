"""Reads shapes that are written as text, and computes one point for a shape of any kind."""

import json
import re

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

POINT = "Point"
_SMALL_METRES = 200.0
"""Largest diagonal of a shape whose middle is as precise as an address: a building or a garden, not a quarter."""
_WIDE_METRES = 10_000.0
"""Largest diagonal of a multipoint; points further apart are several places, none of them that of the initiative."""
_METRES_PER_DEGREE = 111_300.0
_WKT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)|GEOMETRYCOLLECTION)\b", re.I
)
_WKB = re.compile(r"\s*(?:\\x)?(0[01](?:[0-9A-F]{2}){20,})\s*", re.I)


def point_of(shape: BaseGeometry | None) -> tuple[float, float, str] | None:
    """x, y and the kind of geometry: "Point" also for a shape as small as an address.

    None for an empty shape and for points that lie far apart.
    """
    if shape is None or shape.is_empty or (shape.geom_type == "MultiPoint" and _across(shape) > _WIDE_METRES):
        return None
    with np.errstate(over="ignore", invalid="ignore"):  # numbers too large to compute with are rejected later
        try:
            point = shape if shape.geom_type == POINT else shapely.point_on_surface(shape)
        except shapely.errors.GEOSException:
            point = shape.representative_point() if shape.is_valid else shapely.Point(shape.bounds[:2])
        is_small = _across(shape) <= _SMALL_METRES
    return point.x, point.y, POINT if is_small else shape.geom_type


def _across(shape: BaseGeometry) -> float:
    """Length of the diagonal in metres; the size of the numbers tells degrees from metres."""
    left, low, right, high = shape.bounds
    size = float(np.hypot(right - left, high - low))
    return size * _METRES_PER_DEGREE if max(abs(left), abs(right)) <= 180 else size


def shape_in(text: str) -> BaseGeometry | None:
    """The shape in a cell, written as WKT, EWKT, GeoJSON or hexadecimal WKB; None for any other text."""
    shape: BaseGeometry | None = None
    if wkt := _WKT.match(text):
        shape = shapely.from_wkt(text[wkt.start(1) :], on_invalid="ignore")
    elif text.lstrip().startswith("{") and '"coordinates"' in text:
        shape = shape_of_json(_json(text))
    elif wkb := _WKB.fullmatch(text):
        shape = shapely.from_wkb(bytes.fromhex(wkb[1]), on_invalid="ignore")
    return shape


def is_shape(value: object) -> bool:
    """Whether a JSON value is the geometry of a GeoJSON feature."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("type"), str)
        and ("coordinates" in value or "geometries" in value)
    )


def shape_of_json(value: object) -> BaseGeometry | None:
    """The shape of a GeoJSON geometry; None when it makes no sense."""
    if not is_shape(value):
        return None
    shape: BaseGeometry | None = shapely.from_geojson(json.dumps(value), on_invalid="ignore")
    return shape


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
