"""Reads the point of a row: finds its numbers, recognises their coordinate system, and checks that they are possible."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from geo.crs import is_in_europe, is_in_islands, is_in_netherlands, is_in_rd, rd_to_wgs84
from prepare.clean.cells import Cells
from prepare.clean.numbers import readings
from prepare.columns.field import Field
from prepare.messages import Problem
from prepare.place.shape import point_of, shape_in

_PAIRS = ((Field.LONGITUDE, Field.LATITUDE), (Field.X, Field.Y))
_WKT = re.compile(r"(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(([^)]*)\)", re.I)
_ANGLE = re.compile(r"(\d{1,3})\s*[°º]\s*(\d{1,2})\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''))?")
"""Degrees, minutes and seconds: 52°05'26.5"N."""
_FINE = re.compile(r"(?<![\d.])-?\d{1,3}\.\d{3,}(?![\d.])")
"""A number that can only be a coordinate, because it has at least three decimals."""
_POINTED = re.compile(r"^\s*[NOE]\s*(?=\d)|(?<=\d)\s*°?\s*[NOE]?\s*$")
"""A compass letter before or after a number: "N52.09", "5.12° E"."""
_NOTHING = 1e-6
_WESTERNMOST = 1_000.0
"""Least x in metres. No Dutch land lies west of it, so "136.000" read as 136 is not mistaken for a place there."""


@dataclass(frozen=True)
class Position:
    """Degrees, WGS84."""

    longitude: float
    latitude: float

    def __str__(self) -> str:
        return f"{self.longitude:.5f}; {self.latitude:.5f}"


def read_point(cells: Cells) -> Position | None:
    """The point of a row in degrees, from degrees or from metres in the Dutch grid, in either order.

    None when the row has no point, or when its numbers are no point in Europe or the Caribbean Netherlands; the latter
    adds a message. The size of the numbers tells degrees from metres, whatever the file claims. Of several coordinate
    columns the first with a point counts. The result is remembered in `cells`.
    """
    if not cells.is_point_read:
        point = _read_point(cells)
        cells.point, cells.is_point_read = (point.longitude, point.latitude) if point else None, True
    return Position(*cells.point) if cells.point else None


def _read_point(cells: Cells) -> Position | None:
    written = []
    for about, xs, ys in _written(cells):
        written.append((about, xs, ys))
        point = _here(cells, about, xs, ys)
        if point:
            return point
    for _, xs, ys in written:
        elsewhere = next(filter(None, (_elsewhere(x, y) or _elsewhere(y, x) for x, y in product(xs, ys))), None)
        if elsewhere:
            return elsewhere
    if written:
        about, xs, ys = written[0]
        cells.tell(_fault(xs, ys), about, value=_as_written(cells, about))
    return None


def _here(cells: Cells, about: Field, xs: list[float], ys: list[float]) -> Position | None:
    """The point in the Netherlands that the numbers of a field can mean."""
    for x, y in product(xs, ys):
        point = _in_netherlands(x, y)
        if point:
            return point
        turned = _in_netherlands(y, x)
        if turned:
            if about != Field.POINT or not _is_degrees(x, y):
                cells.tell(Problem.POINT_SWAPPED, about, value=f"{x:g}; {y:g}")
            return turned
    return None


def _elsewhere(x: float, y: float) -> Position | None:
    """A possible point outside the Netherlands of this map."""
    return Position(x, y) if is_in_europe(x, y) or is_in_islands(x, y) else None


def _written(cells: Cells) -> Iterator[tuple[Field, list[float], list[float]]]:
    """The fields with coordinates, and the readings of x and of y."""
    for x_field, y_field in _PAIRS:
        x, y = cells.texts.get(x_field), cells.texts.get(y_field)
        if x and y:
            yield x_field, readings(_POINTED.sub("", x)), readings(_POINTED.sub("", y))
    text = cells.texts.get(Field.POINT)
    if text:
        yield Field.POINT, *_both(cells, text)


def _both(cells: Cells, text: str) -> tuple[list[float], list[float]]:
    """The two numbers in one cell: "52,09; 5,12", "52.09, 5.12", "POINT (5.12 52.09)", a polygon or a map's web address.

    For a shape, the kind goes to `Field.SHAPE`: the middle of a quarter is less precise than an address.
    """
    point = point_of(shape_in(text))
    if point:
        cells.texts.setdefault(Field.SHAPE, point[2])
        return [point[0]], [point[1]]
    angles = [_degrees(*angle) for angle in _ANGLE.findall(text)]
    fine = angles if len(angles) == 2 else [float(number) for number in _FINE.findall(text)]
    if len(fine) == 2:
        return [fine[0]], [fine[1]]
    wkt = _WKT.match(text.strip())
    bare = wkt[1] if wkt else text.strip("()[] ")
    separator = next((mark for mark in (";", ", ", " ", "/", ",") if mark in bare), ",")
    parts = [part.strip().strip(",") for part in bare.split(separator) if part.strip()]
    return (readings(parts[0]), readings(parts[1])) if len(parts) > 1 else ([], [])


def _degrees(whole: str, minutes: str, seconds: str) -> float:
    return int(whole) + int(minutes) / 60 + float(seconds.replace(",", ".") or 0) / 3600


def _in_netherlands(x: float, y: float) -> Position | None:
    if is_in_netherlands(x, y):
        return Position(x, y)
    if x >= _WESTERNMOST and is_in_rd(x, y):
        longitude, latitude = rd_to_wgs84(np.array([x]), np.array([y]))
        return Position(float(longitude[0]), float(latitude[0]))
    return None


def _is_degrees(x: float, y: float) -> bool:
    """Whether the numbers are degrees; in one cell with degrees both orders are usual, so neither is a mistake."""
    return max(abs(x), abs(y)) <= 180


def _fault(xs: list[float], ys: list[float]) -> Problem:
    if not xs or not ys:
        return Problem.POINT_INVALID
    is_zero = abs(xs[0]) < _NOTHING and abs(ys[0]) < _NOTHING
    return Problem.POINT_ZERO if is_zero else Problem.POINT_OUTSIDE


def _as_written(cells: Cells, about: Field) -> str:
    other = dict(_PAIRS).get(about)
    both = (cells.texts.get(about), cells.texts.get(other) if other else None)
    return "; ".join(text for text in both if text)
