"""Shapes as lines of a drawing in the page itself (SVG), laid out exactly as deck.gl lays out the map.

A drawing of shapes is in whole steps of the world, of a quarter of a pixel at some zoom, counted from one fixed point; which
part of it shows, and how large, is a matter of one `transform`. So each drawing is made once per data version.
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
"""Steps in a pixel at the zoom that a drawing is made for."""
CLOSEST = 13
"""Zoom beyond which no region is enlarged."""
Box = tuple[int, int, int, int]
Degrees = tuple[float, float, float, float]
"""West, south, east and north."""
Pads = tuple[int, int, int, int]
"""Pixels kept free over, right of, under and left of what is shown."""


def world(longitude: float, latitude: float) -> tuple[float, float]:
    """Web Mercator, from the top left corner of a world of 512 pixels: pixels at zoom 0."""
    high = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)
    return WORLD_PX * (longitude + 180) / 360, WORLD_PX * (0.5 - high)


def _degrees(x: float, y: float) -> tuple[float, float]:
    """`world` the other way round."""
    latitude = math.degrees(2 * math.atan(math.exp(2 * math.pi * (0.5 - y / WORLD_PX))) - math.pi / 2)
    return 360 * x / WORLD_PX - 180, latitude


ORIGIN = world(COUNTRY_VIEW["longitude"], COUNTRY_VIEW["latitude"])
"""Where all steps are counted from, so that numbers stay short."""


@dataclass(frozen=True)
class Outline:
    """One region, or all land of one kind, as the value of `d` of an SVG path."""

    path: str
    box: Box
    """Left, top, right and bottom, in steps."""


@dataclass(frozen=True)
class Sketch:
    """Outlines by code, drawn for one zoom."""

    zoom: int
    outlines: Mapping[str, Outline]

    def within(self, window: "Window") -> dict[str, str]:
        """Code and path of what shows in `window`."""
        left, top, right, bottom = window.box(self.zoom)
        return {
            code: outline.path
            for code, outline in self.outlines.items()
            if outline.box[0] < right and outline.box[2] > left and outline.box[1] < bottom and outline.box[3] > top
        }


@dataclass(frozen=True)
class Window:
    """What a map shows: its middle, its zoom, and half its width and height in pixels."""

    longitude: float
    latitude: float
    zoom: float
    half: tuple[int, int]

    @classmethod
    def around(cls, bounds: Degrees, half: tuple[int, int], margin: int = 0) -> "Window":
        """The window of this size in which `bounds` fit, with so many pixels to spare on every side."""
        return cls.fitted(bounds, (2 * half[0], 2 * half[1]), (margin, margin, margin, margin))

    @classmethod
    def fitted(cls, bounds: Degrees, size: tuple[int, int], pads: Pads) -> "Window":
        """What shows `bounds` as large as a map of `size` pixels has room for inside `pads`, in the middle of that room."""
        (left, top), (right, bottom) = world(bounds[0], bounds[3]), world(bounds[2], bounds[1])
        over, beside, under, before = pads
        room = size[0] - before - beside, size[1] - over - under
        scale = min(room[0] / max(right - left, 1e-5), room[1] / max(bottom - top, 1e-5), 2**CLOSEST)
        x = (left + right) / 2 + (beside - before) / 2 / scale
        y = (top + bottom) / 2 + (under - over) / 2 / scale
        return cls(*_degrees(x, y), math.log2(scale), (size[0] // 2, size[1] // 2))

    def px(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the middle of the map, to the right and down."""
        (x, y), (middle_x, middle_y) = world(longitude, latitude), world(self.longitude, self.latitude)
        scale = 2**self.zoom
        return round((x - middle_x) * scale, 1), round((y - middle_y) * scale, 1)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of pixels from the middle: `px` the other way round."""
        middle, scale = world(self.longitude, self.latitude), 2**self.zoom
        return _degrees(middle[0] + x / scale, middle[1] + y / scale)

    def transform(self, zoom: int) -> str:
        """The SVG transform from the steps of a sketch for `zoom` to pixels from the middle of the map."""
        middle, scale = world(self.longitude, self.latitude), 2**self.zoom
        moved = ((origin - own) * scale for origin, own in zip(ORIGIN, middle, strict=True))
        return f"translate({' '.join(f'{px:.2f}' for px in moved)}) scale({2 ** (self.zoom - zoom) / PER_PX:.6g})"

    def box(self, zoom: int) -> Box:
        """What shows, in the steps of a sketch for `zoom`."""
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
    """The features of GeoJSON as outlines, by their property `key`; of features with the same key the last one stays."""
    outlines = {}
    for feature in json.loads(shapes)["features"]:
        rings = [_steps(ring, zoom) for ring in _rings(feature["geometry"])]
        points = np.concatenate(rings)
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        path = "".join(f"{_line(ring)}z" for ring in rings)
        outlines[str(feature["properties"].get(key))] = Outline(path, (left, top, right, bottom))
    return Sketch(zoom, outlines)


def sketched_lines(pieces: bytes, zoom: int) -> str:
    """The straight pieces of `geo.borders.border_lines` as one path; pieces that follow each other are one line."""
    lines: list[list[list[float]]] = []
    for piece in json.loads(pieces):
        if lines and lines[-1][-1] == piece["a"]:
            lines[-1].append(piece["b"])
        else:
            lines.append([piece["a"], piece["b"]])
    return "".join(_line(_steps(line, zoom)) for line in lines)


_Points: TypeAlias = Sequence[Sequence[float]]
"""Degrees: longitude and latitude of each."""


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
    """Degrees to whole steps, without points that fall together with the one before."""
    degrees = np.asarray(points, dtype=float)[:, :2]
    high = np.log(np.tan(np.pi / 4 + np.radians(degrees[:, 1]) / 2)) / (2 * np.pi)
    xy = WORLD_PX * np.column_stack(((degrees[:, 0] + 180) / 360, 0.5 - high))
    steps: NDArray[np.int64] = np.rint((xy - ORIGIN) * 2**zoom * PER_PX).astype(np.int64)
    moves: NDArray[np.bool_] = np.concatenate(([True], np.any(np.diff(steps, axis=0) != 0, axis=1)))
    return np.compress(moves, steps, axis=0)


def _line(steps: NDArray[np.int64]) -> str:
    """The first point, then how far each next one lies from the one before."""
    first, moves = steps[:1], np.diff(steps, axis=0)
    return f"M{_numbers(first)}" + (f"l{_numbers(moves)}" if len(moves) else "")


def _numbers(steps: NDArray[np.int64]) -> str:
    # A minus sign parts two numbers as well as a space does.
    return " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
