"""Borders between regions as lines, for maps on which they only orient."""

import json
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

TOLERANCE = 0.003
"""Degrees, about 250 m: less than a pixel on a map of the country or a province."""


def border_lines(shapes: bytes, surroundings: bytes, tolerance: float = TOLERANCE) -> bytes:
    """The borders of the regions of `shapes` with each other and with land abroad; at the water, colours tell.

    Outlines of polygons hold every shared border twice, and drawing lines is by far the dearest part of a map in a browser
    without a graphics card. Here each border is one line between the points where three regions meet; those points stay
    where they are. The coast, which takes more points than all other borders of the country, is left out.

    Args:
        shapes: GeoJSON of polygons that share their borders point for point.
        surroundings: GeoJSON of `geo.surroundings`.
        tolerance: how far a simplified line may lie from the border, in degrees.

    Returns:
        JSON for `geo.layers.lines`: a list with the ends `a` and `b` (degrees) of each straight piece.
    """
    polygons = _geometries(shapes)
    outer = shapely.boundary(shapely.union_all(polygons))
    inner = shapely.difference(shapely.union_all(shapely.boundary(polygons)), outer)
    abroad = shapely.intersection(outer, shapely.union_all(_geometries(surroundings, kind="land")))
    once = shapely.line_merge(shapely.union(inner, abroad))
    simplified = shapely.set_precision(shapely.simplify(once, tolerance, preserve_topology=True), 0.0001)
    ends = [shapely.get_coordinates(line).round(4).tolist() for line in shapely.get_parts(simplified)]
    pieces = [{"a": a, "b": b} for line in ends for a, b in pairwise(line)]
    return json.dumps(pieces, separators=(",", ":")).encode()


def _geometries(collection: bytes, **properties: str) -> NDArray[np.object_]:
    """The geometries of the features that have these properties."""
    features = json.loads(collection)["features"]
    wanted = [feature for feature in features if properties.items() <= feature["properties"].items()]
    geometries: NDArray[np.object_] = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in wanted])
    return geometries
