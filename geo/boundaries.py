"""Boundaries of today's regions: merged, simplified with shared borders kept, written as GeoJSON.

They are one `GeoSeries`, with the codes of the regions as its index, in ascending order. It is a coverage: polygons that share
borders vertex for vertex. Everything here keeps that true, so that neighbours never overlap and no gaps open between them at
any zoom.
"""

import json
from collections.abc import Mapping

import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.crs import WGS84

SIMPLIFY_METRES = 200.0
"""Tolerance of the simplification; measured: 342 valid shapes in about 100 kB compressed."""

DECIMALS = 5
"""Of published degrees: about one metre."""

LABEL_TOLERANCE_METRES = 50.0


class BoundaryError(Exception):
    """The boundaries cannot be made into a sound map; the message says of which regions."""


def read_boundaries(geojson: bytes, code_property: str) -> GeoSeries:
    """The regions of a GeoJSON file, by the property that holds their code, in degrees.

    Raises:
        BoundaryError: no GeoJSON, no features, a feature without code or shape, or a code twice.
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
    """Dissolve regions: each code becomes `merge_to[code]`, or stays when it is not there."""
    codes = [merge_to.get(code, code) for code in shapes.index]
    return GeoDataFrame(geometry=shapes).dissolve(by=codes, method="coverage").geometry


def simplified(shapes: GeoSeries, metres: float = SIMPLIFY_METRES) -> GeoSeries:
    """Less detail, from metres to the degrees that are published; shared borders and vertices stay shared."""
    return rounded(shapes.simplify_coverage(metres).to_crs(WGS84))


def rounded(shapes: GeoSeries, decimals: int = DECIMALS) -> GeoSeries:
    """Shapes in degrees with as many decimals as are published."""
    return shapes.transform(lambda points: points.round(decimals))


def neighbours(shapes: GeoSeries) -> dict[str, list[str]]:
    """Per code the sorted codes of regions with which it shares a piece of border, not just a point; for shapes in metres."""
    one, other = shapes.sindex.query(shapes, predicate="intersects")
    shared = shapes.iloc[one].intersection(shapes.iloc[other], align=False).length.to_numpy()
    is_border = (one != other) & (shared > 0)
    neighbours_of: dict[str, list[str]] = {code: [] for code in shapes.index}
    for code, neighbour in zip(shapes.index[one[is_border]], shapes.index[other[is_border]], strict=True):
        neighbours_of[code].append(neighbour)
    return {code: sorted(others) for code, others in neighbours_of.items()}


def label_points(shapes: GeoSeries) -> GeoSeries:
    """In degrees, the point of each region, in metres, that is farthest from its border."""
    circles = shapes.maximum_inscribed_circle(tolerance=LABEL_TOLERANCE_METRES)
    centres = GeoSeries(shapely.get_point(circles, 0), index=shapes.index, crs=shapes.crs)
    return rounded(centres.to_crs(WGS84))


def check(shapes: GeoSeries) -> None:
    """Refuse shapes that are broken, empty or do not fit their neighbours.

    Raises:
        BoundaryError: naming the codes.
    """
    broken = shapes.index[~shapes.is_valid | shapes.is_empty]
    if len(broken):
        raise BoundaryError(f"invalid or empty shapes: {', '.join(broken)}")
    if not shapes.is_valid_coverage():
        edges = shapes.invalid_coverage_edges()
        raise BoundaryError(f"borders do not meet: {', '.join(edges.index[~edges.is_empty])}")


def named_geojson(shapes: GeoSeries, names: Mapping[str, str]) -> bytes:
    """`geojson` of shapes with `code`, `name` and `i`, the place in the order of codes."""
    about = {"code": shapes.index, "name": [names[code] for code in shapes.index], "i": range(len(shapes))}
    return geojson(GeoDataFrame(about, geometry=shapes.orient_polygons().array))


def geojson(frame: GeoDataFrame) -> bytes:
    """An RFC 7946 FeatureCollection of shapes in degrees."""
    text: str = frame.to_json(drop_id=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"
