"""Boundaries of today's regions: merged, simplified with shared borders kept, written as GeoJSON.

A coverage is a set of polygons that share borders vertex for vertex. Everything here keeps that
true, so that neighbours never overlap and no gaps open between them at any zoom.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.crs import Numbers, rd_to_wgs84, wgs84_to_rd

SIMPLIFY_METRES = 200.0
"""Tolerance of the simplification; measured: 342 valid shapes in about 100 kB compressed."""

DECIMALS = 5
"""Of published degrees: about one metre."""

LABEL_TOLERANCE_METRES = 50.0


class BoundaryError(Exception):
    """The boundaries cannot be made into a sound map; the message says of which regions."""


@dataclass(frozen=True)
class Coverage:
    """Polygons of regions that share borders, with their codes in ascending order."""

    codes: tuple[str, ...]
    shapes: NDArray[np.object_]

    def merged(self, merge_to: Mapping[str, str]) -> "Coverage":
        """Dissolve regions: each code becomes `merge_to[code]`, or stays when it is not there."""
        groups: dict[str, list[Any]] = defaultdict(list)
        for code, shape in zip(self.codes, self.shapes, strict=True):
            groups[merge_to.get(code, code)].append(shape)
        codes = tuple(sorted(groups))
        return Coverage(codes, np.array([shapely.coverage_union_all(groups[code]) for code in codes], dtype=object))

    def simplified(self, metres: float = SIMPLIFY_METRES) -> "Coverage":
        """Less detail, shared borders kept; for shapes in metres."""
        return Coverage(self.codes, shapely.coverage_simplify(self.shapes, metres))

    def to_rd(self) -> "Coverage":
        """From degrees to metres on the Dutch grid."""
        return self._transformed(wgs84_to_rd)

    def to_wgs84(self, decimals: int = DECIMALS) -> "Coverage":
        """From metres on the Dutch grid to rounded degrees; shared vertices stay shared."""

        def rounded(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
            longitude, latitude = rd_to_wgs84(x, y)
            return longitude.round(decimals), latitude.round(decimals)

        return self._transformed(rounded)

    def neighbours(self) -> dict[str, list[str]]:
        """Per code the sorted codes of regions with which it shares a piece of border, not just a point."""
        one, other = shapely.STRtree(self.shapes).query(self.shapes, predicate="intersects")
        shared = shapely.length(shapely.intersection(self.shapes[one], self.shapes[other]))
        found: dict[str, list[str]] = {code: [] for code in self.codes}
        for index in np.flatnonzero((one != other) & (shared > 0)):
            found[self.codes[one[index]]].append(self.codes[other[index]])
        return {code: sorted(others) for code, others in found.items()}

    def label_points(self) -> Numbers:
        """Two columns: longitude and latitude of the point of each region farthest from its border."""
        circles = [shapely.maximum_inscribed_circle(shape, LABEL_TOLERANCE_METRES) for shape in self.shapes]
        centres = shapely.get_coordinates(shapely.get_point(circles, 0))
        longitude, latitude = rd_to_wgs84(centres[:, 0], centres[:, 1])
        return np.column_stack((longitude, latitude)).round(DECIMALS)

    def check(self) -> None:
        """Refuse shapes that are broken, empty or do not fit their neighbours.

        Raises:
            BoundaryError: naming the codes.
        """
        broken = ~shapely.is_valid(self.shapes) | shapely.is_empty(self.shapes)
        if broken.any():
            raise BoundaryError(f"invalid or empty shapes: {_listed(self.codes, broken)}")
        if not shapely.coverage_is_valid(self.shapes):
            edges = shapely.coverage_invalid_edges(self.shapes)
            raise BoundaryError(f"borders do not meet: {_listed(self.codes, ~shapely.is_empty(edges))}")

    def geojson(self, names: Mapping[str, str]) -> bytes:
        """An RFC 7946 FeatureCollection: `code`, `name` and `i`, the place in the order of codes."""
        oriented = shapely.orient_polygons(self.shapes, exterior_cw=False)
        features = [
            {
                "type": "Feature",
                "properties": {"code": code, "name": names[code], "i": index},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for index, (code, shape) in enumerate(zip(self.codes, oriented, strict=True))
        ]
        collection = {"type": "FeatureCollection", "features": features}
        return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def _transformed(self, transform: Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]) -> "Coverage":
        shapes = shapely.transform(self.shapes, lambda xy: np.column_stack(transform(xy[:, 0], xy[:, 1])))
        return Coverage(self.codes, shapes)


def read_coverage(geojson: bytes, code_property: str) -> Coverage:
    """The regions of a GeoJSON file, by the property that holds their code.

    Raises:
        BoundaryError: no GeoJSON, no features, a feature without code or a code twice.
    """
    try:
        features = json.loads(geojson)["features"]
        shapes = {feature["properties"][code_property]: json.dumps(feature["geometry"]) for feature in features}
        codes = tuple(sorted(shapes))
        parsed = shapely.from_geojson([shapes[code] for code in codes])
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise BoundaryError(f"no readable GeoJSON with the property {code_property!r}: {error}") from error
    if not codes or len(codes) != len(features):
        raise BoundaryError(f"{len(features)} features with {len(codes)} different codes")
    return Coverage(codes, np.asarray(parsed, dtype=object))


def _listed(codes: tuple[str, ...], marked: NDArray[np.bool_]) -> str:
    return ", ".join(code for code, is_marked in zip(codes, marked, strict=True) if is_marked)
