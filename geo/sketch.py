"""Draws shapes as SVG paths in the page, in exactly the same projection as the live map of deck.gl.

Coordinates of a path are whole steps from one fixed point; a step is a quarter of a pixel at the zoom of the drawing. One
`transform` decides which part shows and how large. So each drawing is made only once per data version.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict

import numpy as np
from numpy.typing import NDArray

from geo.layers import COUNTRY_VIEW, WORLD_PX

PER_PX = 4
"""Steps per pixel at the zoom of a drawing."""
CLOSEST = 13
"""Highest zoom to which a region is enlarged."""
Box = tuple[int, int, int, int]
Degrees = tuple[float, float, float, float]
"""West, south, east and north."""
Pads = tuple[int, int, int, int]
"""Free pixels at the top, right, bottom and left."""


def world(longitude: float, latitude: float) -> tuple[float, float]:
    """Web Mercator coordinates in pixels at zoom 0, from the top left corner of a world of 512 pixels."""
    high = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)
    return WORLD_PX * (longitude + 180) / 360, WORLD_PX * (0.5 - high)


def _degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude; the inverse of `world`."""
    latitude = math.degrees(2 * math.atan(math.exp(2 * math.pi * (0.5 - y / WORLD_PX))) - math.pi / 2)
    return 360 * x / WORLD_PX - 180, latitude


ORIGIN = world(COUNTRY_VIEW["longitude"], COUNTRY_VIEW["latitude"])
"""The point from which steps are counted; near the country, so that numbers are short."""


@dataclass(frozen=True)
class Outline:
    """The SVG path of one region, or of all land of one kind."""

    path: str
    box: Box
    """Left, top, right and bottom, in steps."""


@dataclass(frozen=True)
class Sketch:
    """Outlines by code, in steps at one zoom."""

    zoom: int
    outlines: Mapping[str, Outline]

    def within(self, window: "Window") -> dict[str, str]:
        """Code to path, for the outlines that may show in `window`."""
        left, top, right, bottom = window.box(self.zoom)
        return {
            code: outline.path
            for code, outline in self.outlines.items()
            if outline.box[0] < right and outline.box[2] > left and outline.box[1] < bottom and outline.box[3] > top
        }


@dataclass(frozen=True)
class Window:
    """The visible part of a map: its middle, its zoom, and half its width and height in pixels."""

    longitude: float
    latitude: float
    zoom: float
    half: tuple[int, int]

    @classmethod
    def around(cls, bounds: Degrees, half: tuple[int, int], margin: int = 0) -> "Window":
        """The window of this size in which `bounds` just fit, with `margin` pixels on every side."""
        return cls.fitted(bounds, (2 * half[0], 2 * half[1]), (margin, margin, margin, margin))

    @classmethod
    def fitted(cls, bounds: Degrees, size: tuple[int, int], pads: Pads) -> "Window":
        """The window of `size` pixels in which `bounds` are as large as possible, centred within `pads`."""
        (left, top), (right, bottom) = world(bounds[0], bounds[3]), world(bounds[2], bounds[1])
        over, beside, under, before = pads
        room = size[0] - before - beside, size[1] - over - under
        scale = min(room[0] / max(right - left, 1e-5), room[1] / max(bottom - top, 1e-5), 2**CLOSEST)
        x = (left + right) / 2 + (beside - before) / 2 / scale
        y = (top + bottom) / 2 + (under - over) / 2 / scale
        return cls(*_degrees(x, y), math.log2(scale), (size[0] // 2, size[1] // 2))

    def px(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels right of and below the middle of the map."""
        (x, y), (middle_x, middle_y) = world(longitude, latitude), world(self.longitude, self.latitude)
        scale = 2**self.zoom
        return round((x - middle_x) * scale, 1), round((y - middle_y) * scale, 1)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point in pixels from the middle; the inverse of `px`."""
        middle, scale = world(self.longitude, self.latitude), 2**self.zoom
        return _degrees(middle[0] + x / scale, middle[1] + y / scale)

    def transform(self, zoom: int) -> str:
        """The SVG transform from the steps of a sketch for `zoom` to pixels from the middle of the map."""
        middle, scale = world(self.longitude, self.latitude), 2**self.zoom
        moved = ((origin - own) * scale for origin, own in zip(ORIGIN, middle, strict=True))
        return f"translate({' '.join(f'{px:.2f}' for px in moved)}) scale({2 ** (self.zoom - zoom) / PER_PX:.6g})"

    def box(self, zoom: int) -> Box:
        """The visible rectangle, in the steps of a sketch for `zoom`."""
        steps = 2**zoom * PER_PX
        middle = world(self.longitude, self.latitude)
        reach = (half / 2**self.zoom for half in self.half)
        x, y = (own - origin for own, origin in zip(middle, ORIGIN, strict=True))
        wide, high = reach
        return (
            math.floor((x - wide) * steps),
            math.floor((y - high) * steps),
            math.ceil((x + wide) * steps),
            math.ceil((y + high) * steps),
        )


def sketch(shapes: bytes, zoom: int, key: str = "code") -> Sketch:
    """The features of GeoJSON as outlines, by their property `key`; if several have the same key, the last one counts."""
    outlines = {}
    for feature in json.loads(shapes)["features"]:
        rings = [_steps(ring, zoom) for ring in _rings(feature["geometry"])]
        points = np.concatenate(rings)
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        path = "".join(f"{_line(ring)}z" for ring in rings)
        outlines[str(feature["properties"].get(key))] = Outline(path, (left, top, right, bottom))
    return Sketch(zoom, outlines)


def sketched_lines(pieces: bytes, zoom: int) -> str:
    """The segments of `geo.borders.border_lines` as one path; consecutive segments become one line."""
    lines: list[list[list[float]]] = []
    for piece in json.loads(pieces):
        if lines and lines[-1][-1] == piece["a"]:
            lines[-1].append(piece["b"])
        else:
            lines.append([piece["a"], piece["b"]])
    return "".join(_line(_steps(line, zoom)) for line in lines)


_Points: TypeAlias = Sequence[Sequence[float]]
"""Points in degrees, each with longitude and latitude."""


class _Polygon(TypedDict):
    type: Literal["Polygon"]
    coordinates: Sequence[_Points]


class _MultiPolygon(TypedDict):
    type: Literal["MultiPolygon"]
    coordinates: Sequence[Sequence[_Points]]


def _rings(geometry: _Polygon | _MultiPolygon) -> Iterator[_Points]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _steps(points: _Points, zoom: int) -> NDArray[np.int64]:
    """Points in degrees as whole steps, without consecutive duplicates."""
    degrees = np.asarray(points, dtype=float)[:, :2]
    high = np.log(np.tan(np.pi / 4 + np.radians(degrees[:, 1]) / 2)) / (2 * np.pi)
    xy = WORLD_PX * np.column_stack(((degrees[:, 0] + 180) / 360, 0.5 - high))
    steps: NDArray[np.int64] = np.rint((xy - ORIGIN) * 2**zoom * PER_PX).astype(np.int64)
    moves: NDArray[np.bool_] = np.concatenate(([True], np.any(np.diff(steps, axis=0) != 0, axis=1)))
    return np.compress(moves, steps, axis=0)


def _line(steps: NDArray[np.int64]) -> str:
    """SVG path commands: the first point absolute, the others relative to the previous one."""
    first, moves = steps[:1], np.diff(steps, axis=0)
    return f"M{_numbers(first)}" + (f"l{_numbers(moves)}" if len(moves) else "")


def _numbers(steps: NDArray[np.int64]) -> str:
    # Before a minus sign, SVG needs no space.
    return " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
