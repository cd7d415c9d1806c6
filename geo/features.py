"""Points and areas for programs: selects those in a box and writes GeoJSON, in any of three coordinate systems."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from geo.crs import RD_NEW, WEB_MERCATOR, WGS84_BOUNDS, Numbers, from_wgs84

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Longitude and latitude in WGS84, in that order; the default system of GeoJSON."""
SYSTEMS = {
    CRS84: "",
    "http://www.opengis.net/def/crs/EPSG/0/28992": RD_NEW,
    "http://www.opengis.net/def/crs/EPSG/0/3857": WEB_MERCATOR,
}
"""OGC's name of each coordinate system to our name; all have the easting or longitude first."""
DEGREES, METRES = 6, 2
"""Decimals of coordinates in degrees and in metres."""


@dataclass(frozen=True)
class Box:
    """A rectangle in one of `SYSTEMS`; if `west` is larger than `east`, it crosses the 180° meridian."""

    west: float
    south: float
    east: float
    north: float
    system: str = CRS84

    @property
    def has_swapped_axes(self) -> bool:
        """Whether latitude and longitude seem swapped: the box misses the country, but the swapped box meets it."""
        return self.system == CRS84 and not _meets_country(self) and _meets_country(self._turned())

    def _turned(self) -> "Box":
        return Box(self.south, self.west, self.north, self.east)


def _meets_country(box: Box) -> bool:
    west, south, east, north = WGS84_BOUNDS
    return box.west <= east and box.east >= west and box.south <= north and box.north >= south


class Located(Protocol):
    """The geometries of the rows of a table, in its order; a row may have none."""

    def inside(self, box: Box) -> pl.Series:
        """Per row whether its geometry touches `box`; False for a row without one."""

    def written(self, rows: pl.Series, system: str) -> Sequence[str]:
        """GeoJSON geometries of the given rows; `null` for a row without one."""

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all geometries, in degrees."""


class Points:
    """Rows that are points.

    Args:
        longitude: longitude per row in degrees; null for a row without a point.
        latitude: latitude per row, in the same way.
    """

    def __init__(self, longitude: pl.Series, latitude: pl.Series) -> None:
        self._degrees = longitude.cast(pl.Float64).to_numpy(), latitude.cast(pl.Float64).to_numpy()
        self._in: dict[str, tuple[Numbers, Numbers]] = {CRS84: self._degrees}
        self._lock = Lock()

    def _of(self, system: str) -> tuple[Numbers, Numbers]:
        with self._lock:
            if system not in self._in:
                self._in[system] = from_wgs84(*self._degrees, SYSTEMS[system])
            return self._in[system]

    def inside(self, box: Box) -> pl.Series:
        """Per row whether its point lies in `box` or on its edge."""
        x, y = self._of(box.system)
        is_east, is_west = x >= box.west, x <= box.east
        fits = is_east & is_west if box.west <= box.east else is_east | is_west
        return pl.Series(fits & (y >= box.south) & (y <= box.north))

    def written(self, rows: pl.Series, system: str) -> Sequence[str]:
        """GeoJSON points of the given rows."""
        places, decimals = rows.to_numpy(), DEGREES if system == CRS84 else METRES
        x, y = (axis[places].round(decimals).tolist() for axis in self._of(system))
        return ["null" if a != a else f'{{"type":"Point","coordinates":[{a},{b}]}}' for a, b in zip(x, y, strict=True)]  # noqa: PLR0124 - not a number

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north, in degrees."""
        x, y = self._degrees
        return float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y))


Geometries = NDArray[np.object_]


class Areas:
    """Rows that are areas.

    Args:
        geojson: features in degrees with the property `code`.
        codes: code per row of the table.
    """

    def __init__(self, geojson: bytes, codes: pl.Series) -> None:
        by_code = {each["properties"]["code"]: each["geometry"] for each in json.loads(geojson)["features"]}
        shapes = [_in_parts(shapely.from_geojson(json.dumps(by_code[code]))) for code in codes]
        self._in: dict[str, Geometries] = {CRS84: np.array(shapes, dtype=object)}
        self._texts: dict[str, list[str]] = {}
        self._lock = Lock()

    def _of(self, system: str) -> Geometries:
        with self._lock:
            if system not in self._in:
                self._in[system] = shapely.transform(self._in[CRS84], lambda points: _moved(points, system))
            return self._in[system]

    def inside(self, box: Box) -> pl.Series:
        """Per row whether its area touches `box`."""
        whole = [(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)]
        shapes = self._of(box.system)
        touched = [shapely.intersects(shapes, shapely.box(west, box.south, east, box.north)) for west, east in whole]
        return pl.Series(np.any(touched, axis=0))

    def written(self, rows: pl.Series, system: str) -> Sequence[str]:
        """GeoJSON polygons of the given rows; the texts are made once per system."""
        shapes = self._of(system)
        with self._lock:
            if system not in self._texts:
                self._texts[system] = [_text(shape, DEGREES if system == CRS84 else METRES) for shape in shapes]
            texts = self._texts[system]
        return [texts[row] for row in rows]

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north, in degrees."""
        west, south, east, north = shapely.total_bounds(self._in[CRS84])
        return float(west), float(south), float(east), float(north)


def _in_parts(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The shape as a MultiPolygon, because map programs want one kind of geometry per layer."""
    return shape if shape.geom_type == "MultiPolygon" else shapely.MultiPolygon([shape])


def _moved(points: NDArray[np.float64], system: str) -> NDArray[np.float64]:
    x, y = from_wgs84(points[:, 0], points[:, 1], SYSTEMS[system])
    return np.column_stack((x, y))


def _text(shape: shapely.Geometry, decimals: int) -> str:
    rounded = shapely.transform(shape, lambda points: points.round(decimals))
    return str(shapely.to_geojson(rounded))
