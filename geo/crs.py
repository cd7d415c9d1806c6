"""Coordinates: Dutch grid (RD New, EPSG:28992, metres) and longitude and latitude (WGS84, degrees)."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

WGS84 = "EPSG:4326"
RD_NEW = "EPSG:28992"
WEB_MERCATOR = "EPSG:3857"
"""The system of most web maps, in metres that are stretched with latitude."""

RD_BOUNDS = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""West, south, east, north of the grid's official area of use, in metres."""

WGS84_BOUNDS = (3.2, 50.7, 7.3, 53.7)
"""West, south, east, north of the European Netherlands, in degrees."""

EUROPE_BOUNDS = (-11.0, 35.0, 32.0, 71.5)
"""The same for the part of Europe in which points of Dutch lists may lie; (0, 0) is outside it."""

ISLANDS_BOUNDS = (-68.6, 11.9, -62.8, 17.8)
"""The same for the Caribbean Netherlands."""

Numbers = NDArray[np.float64]


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def rd_to_wgs84(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """Longitude and latitude of points in the Dutch grid; infinite where there is no such point."""
    longitude, latitude = _transformer(RD_NEW, WGS84).transform(x, y)
    return np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)


def wgs84_to_rd(longitude: Numbers, latitude: Numbers) -> tuple[Numbers, Numbers]:
    """Grid x and y, in metres, of points in degrees; infinite where there is no such point."""
    return from_wgs84(longitude, latitude, RD_NEW)


def from_wgs84(longitude: Numbers, latitude: Numbers, target: str) -> tuple[Numbers, Numbers]:
    """x and y in metres, in the system `target`, of points in degrees; infinite or NaN where there is no such point."""
    x, y = _transformer(WGS84, target).transform(longitude, latitude)
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def is_in_rd(x: float, y: float) -> bool:
    """Whether two numbers can be coordinates in the Dutch grid; then they cannot be degrees."""
    return _is_in(RD_BOUNDS, x, y)


def is_in_netherlands(longitude: float, latitude: float) -> bool:
    """Whether two numbers lie in the rectangle around the European Netherlands, in degrees."""
    return _is_in(WGS84_BOUNDS, longitude, latitude)


def is_in_europe(longitude: float, latitude: float) -> bool:
    """Whether two numbers lie in the rectangle around Europe, in degrees."""
    return _is_in(EUROPE_BOUNDS, longitude, latitude)


def is_in_islands(longitude: float, latitude: float) -> bool:
    """Whether two numbers lie in the rectangle around the Caribbean Netherlands, in degrees."""
    return _is_in(ISLANDS_BOUNDS, longitude, latitude)


def _is_in(bounds: tuple[float, float, float, float], x: float, y: float) -> bool:
    west, south, east, north = bounds
    return west <= x <= east and south <= y <= north
