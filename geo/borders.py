"""Makes lines of the borders between regions, for maps on which borders only help readers to orient themselves."""

import json
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

TOLERANCE = 0.003
"""Tolerance of the simplification in degrees, about 250 m; less than a pixel on a map of the country or a province."""


def border_lines(shapes: bytes, surroundings: bytes, tolerance: float = TOLERANCE) -> bytes:
    """The borders of regions with each other and with foreign land, without the coast.

    Drawing lines is by far the slowest part of a map in a browser without a graphics card, and the outlines of polygons
    hold every shared border twice. So each border becomes one line between the points where three regions meet; these
    points do not move. The coast has more points than all other borders together and is left out: there the colours
    of land and water show the border.

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
