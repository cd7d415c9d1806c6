"""Boundaries of today's regions: merges, simplifies and checks them, and writes GeoJSON.

Boundaries are a `GeoSeries` with the codes of the regions as index, in ascending order. It is a coverage: neighbouring
polygons share the vertices of their border. Every function here preserves that, so that there are never overlaps or
gaps between neighbours.
"""

import json
from collections.abc import Mapping

import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.crs import WGS84

SIMPLIFY_METRES = 200.0
"""Tolerance of the simplification; with it, 342 valid shapes take about 100 kB compressed."""

DECIMALS = 5
"""Decimals of published degrees; five are about one metre."""

LABEL_TOLERANCE_METRES = 50.0


class BoundaryError(Exception):
    """The boundaries cannot become a valid map; the message names the regions."""


def read_boundaries(geojson: bytes, code_property: str) -> GeoSeries:
    """The shapes of a GeoJSON file in degrees, with `code_property` as index.

    Raises:
        BoundaryError: the file is not GeoJSON or has no features, a feature has no code or shape, or a code occurs
            twice.
    """
    try:
        features = json.loads(geojson)["features"]
        frame = GeoDataFrame.from_features(features, crs=WGS84)[[code_property, "geometry"]].dropna()
        shapes = frame.set_index(code_property).geometry.sort_index()
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise BoundaryError(f"no readable GeoJSON with the property {code_property!r}: {error}") from error
    if shapes.empty or shapes.index.nunique() != len(features):
        raise BoundaryError(f"{len(features)} features with {shapes.index.nunique()} different codes and a shape")
    return shapes


def merged(shapes: GeoSeries, merge_to: Mapping[str, str]) -> GeoSeries:
    """Merge regions: the region with each code becomes part of `merge_to[code]`; codes not in it stay as they are."""
    codes = [merge_to.get(code, code) for code in shapes.index]
    return GeoDataFrame(geometry=shapes).dissolve(by=codes, method="coverage").geometry


def simplified(shapes: GeoSeries, metres: float = SIMPLIFY_METRES) -> GeoSeries:
    """Simplify shapes in metres and convert them to published degrees; shared borders stay shared."""
    return rounded(shapes.simplify_coverage(metres).to_crs(WGS84))


def rounded(shapes: GeoSeries, decimals: int = DECIMALS) -> GeoSeries:
    """Shapes in degrees, rounded to the published number of decimals."""
    return shapes.transform(lambda points: points.round(decimals))


def neighbours(shapes: GeoSeries) -> dict[str, list[str]]:
    """Code to the sorted codes of its neighbours; touching in one point does not count. Shapes are in metres."""
    one, other = shapes.sindex.query(shapes, predicate="intersects")
    shared = shapes.iloc[one].intersection(shapes.iloc[other], align=False).length.to_numpy()
    is_border = (one != other) & (shared > 0)
    neighbours_of: dict[str, list[str]] = {code: [] for code in shapes.index}
    for code, neighbour in zip(shapes.index[one[is_border]], shapes.index[other[is_border]], strict=True):
        neighbours_of[code].append(neighbour)
    return {code: sorted(others) for code, others in neighbours_of.items()}


def label_points(shapes: GeoSeries) -> GeoSeries:
    """Per region the inner point that is farthest from its border, in degrees; `shapes` are in metres."""
    circles = shapes.maximum_inscribed_circle(tolerance=LABEL_TOLERANCE_METRES)
    centres = GeoSeries(shapely.get_point(circles, 0), index=shapes.index, crs=shapes.crs)
    return rounded(centres.to_crs(WGS84))


def check(shapes: GeoSeries) -> None:
    """Check that shapes are valid, not empty, and fit their neighbours.

    Raises:
        BoundaryError: they do not; the message names the codes.
    """
    broken = shapes.index[~shapes.is_valid | shapes.is_empty]
    if len(broken):
        raise BoundaryError(f"invalid or empty shapes: {', '.join(broken)}")
    if not shapes.is_valid_coverage():
        edges = shapes.invalid_coverage_edges()
        raise BoundaryError(f"borders do not meet: {', '.join(edges.index[~edges.is_empty])}")


def named_geojson(shapes: GeoSeries, names: Mapping[str, str]) -> bytes:
    """`geojson` of shapes with the properties `code`, `name` and `i` (position in the order of codes)."""
    about = {"code": shapes.index, "name": [names[code] for code in shapes.index], "i": range(len(shapes))}
    return geojson(GeoDataFrame(about, geometry=shapes.orient_polygons().array))


def geojson(frame: GeoDataFrame) -> bytes:
    """An RFC 7946 FeatureCollection of shapes in degrees."""
    text: str = frame.to_json(drop_id=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"
