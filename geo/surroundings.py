"""What lies around the country, so that it is recognised without a map from elsewhere: water, and land abroad.

One rectangle of water lies under everything. Where neither the country nor land abroad covers it, it shows: sea, IJsselmeer
and the waters of Zeeland, exactly along the coast that the municipalities have.
"""

import json
from typing import Any

import shapely

from geo.boundaries import DECIMALS, BoundaryError, read_coverage

HOME = "Netherlands"
NEAR = (0.4, 50.2, 9.5, 54.2)
"""West, south, east and north of what shows on the map of the country, in degrees."""
NEAR_TOLERANCE, FAR_TOLERANCE = 0.015, 0.15
"""Degrees; further away is only seen by who zooms out."""
OVERLAP = 0.05
"""Degrees that land abroad runs on under the country, since the two were drawn by others and do not meet."""
SMALLEST = 0.01
"""Square degrees; smaller islands are left out."""
WATER = (-60.0, 20.0, 70.0, 75.0)
"""More than a map of the country can show."""


def surroundings(countries: bytes) -> bytes:
    """GeoJSON of two features, to be drawn in this order: `kind` water, and `kind` land for all land abroad.

    Few points, because they are drawn again with every map: some five hundred.

    Args:
        countries: GeoJSON in degrees with a property `name`, one of them `HOME`.

    Raises:
        BoundaryError: no such GeoJSON, or the country itself is not in it.
    """
    read = read_coverage(countries, "name")
    if HOME not in read.codes:
        raise BoundaryError(f"no country {HOME!r}")
    is_home = [name == HOME for name in read.codes]
    home = read.shapes[is_home][0]
    abroad = shapely.union_all([shape for shape, at_home in zip(read.shapes, is_home, strict=True) if not at_home])
    land = _light(abroad.union(abroad.buffer(OVERLAP).intersection(home)))
    features = [_feature("water", shapely.box(*WATER)), _feature("land", land)]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode() + b"\n"


def _light(land: Any) -> Any:
    """`land` in few points, with more of them nearby, without lakes and small islands."""
    near = shapely.box(*NEAR)
    # A little of what is near stays beyond the edge, so that the two halves overlap and no line shows where they meet.
    fine = shapely.simplify(land.intersection(near.buffer(4 * OVERLAP)), NEAR_TOLERANCE)
    coarse = shapely.simplify(land, FAR_TOLERANCE).difference(near)
    whole = fine.intersection(near.buffer(OVERLAP)).union(coarse)
    kept = [shapely.Polygon(part.exterior) for part in shapely.get_parts(whole) if part.area > SMALLEST]
    return shapely.orient_polygons(shapely.normalize(shapely.multipolygons(kept)), exterior_cw=False)


def _feature(kind: str, shape: Any) -> dict[str, Any]:
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS - 2))
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": json.loads(shapely.to_geojson(rounded))}
