"""One point for a shape of any kind, and shapes written as text in a cell."""

import json
import re

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

POINT = "Point"
_SMALL_METRES = 200.0
"""Of a shape across which its middle is as good as an address: a building or a garden, not a quarter."""
_WIDE_METRES = 10_000.0
"""Points further apart than this are several places, of which none is that of the initiative."""
_METRES_PER_DEGREE = 111_300.0
_WKT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)|GEOMETRYCOLLECTION)\b", re.I
)
_WKB = re.compile(r"\s*(?:\\x)?(0[01](?:[0-9A-F]{2}){20,})\s*", re.I)


def point_of(shape: BaseGeometry | None) -> tuple[float, float, str] | None:
    """x, y and what they were taken from ("Point", or the kind of a shape too large to be an address).

    None for a shape that is empty, of which no point can be computed, or of several points far apart.
    """
    if shape is None or shape.is_empty or (shape.geom_type == "MultiPoint" and _across(shape) > _WIDE_METRES):
        return None
    with np.errstate(over="ignore", invalid="ignore"):  # a point too far away to compute with is judged like any other
        try:
            point = shape if shape.geom_type == POINT else shapely.point_on_surface(shape)
        except shapely.errors.GEOSException:
            point = shape.representative_point() if shape.is_valid else shapely.Point(shape.bounds[:2])
        is_small = _across(shape) <= _SMALL_METRES
    return point.x, point.y, POINT if is_small else shape.geom_type


def _across(shape: BaseGeometry) -> float:
    """Metres from corner to corner; degrees are told from metres by their size."""
    left, low, right, high = shape.bounds
    size = float(np.hypot(right - left, high - low))
    return size * _METRES_PER_DEGREE if max(abs(left), abs(right)) <= 180 else size


def shape_in(text: str) -> BaseGeometry | None:
    """The shape that a cell holds as WKT, EWKT, GeoJSON or WKB in hexadecimal signs; None when it is none."""
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
