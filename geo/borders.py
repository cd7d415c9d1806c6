"""Borders as lines, each drawn once, for maps on which they only orient."""

import json

import shapely

TOLERANCE = 0.003
"""Degrees, about 250 m: less than a pixel on a map of the country or a province."""


def border_lines(shapes: bytes, tolerance: float = TOLERANCE) -> bytes:
    """GeoJSON of the borders between and around the regions of `shapes`.

    Outlines of polygons hold every shared border twice, and drawing lines is by far the dearest part of a map in a browser
    without a graphics card. Here each border is one line between the points where three regions meet; those points stay
    where they are.

    Args:
        shapes: GeoJSON of polygons that share their borders point for point.
        tolerance: how far a simplified line may lie from the border, in degrees.
    """
    polygons = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in json.loads(shapes)["features"]])
    once = shapely.line_merge(shapely.union_all(shapely.boundary(polygons)))
    drawn = shapely.set_precision(shapely.simplify(once, tolerance, preserve_topology=True), 0.0001)
    geometry = json.loads(shapely.to_geojson(drawn))
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, separators=(",", ":")).encode()
