"""Makes the water and foreign land around the country, so that readers recognise it without an external base map.

One rectangle of water lies under all other shapes. It is visible where neither the country nor foreign land covers it: as
the sea, the IJsselmeer and the waters of Zeeland, exactly along the coast of the municipalities.
"""

import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.boundaries import DECIMALS, BoundaryError, geojson, read_boundaries, rounded
from geo.crs import WGS84

HOME = "Netherlands"
NEAR = (0.4, 50.2, 9.5, 54.2)
"""West, south, east and north of the area that the map of the country shows, in degrees."""
NEAR_TOLERANCE, FAR_TOLERANCE = 0.015, 0.15
"""Tolerances in degrees. Land outside `NEAR` is visible only after zooming out, so it may be coarser."""
OVERLAP = 0.05
"""How far foreign land extends under the country, in degrees: the two come from different sources and do not fit."""
SMALLEST = 0.01
"""Area of the smallest island that is kept, in square degrees."""
WATER = (-60.0, 20.0, 70.0, 75.0)
"""West, south, east and north of the water, in degrees; more than any map of the country shows."""


def surroundings(countries: bytes) -> bytes:
    """GeoJSON of two features, in drawing order: one of `kind` water, and one of `kind` land with all foreign land.

    They have only some five hundred points, because every map draws them again.

    Args:
        countries: GeoJSON in degrees with a property `name`, one of them `HOME`.

    Raises:
        BoundaryError: the GeoJSON is invalid, or the Netherlands are not in it.
    """
    shapes = read_boundaries(countries, "name")
    if HOME not in shapes.index:
        raise BoundaryError(f"no country {HOME!r}")
    abroad = shapes.drop(HOME).union_all()
    land = _light(abroad.union(abroad.buffer(OVERLAP).intersection(shapes[HOME])))
    water_and_land = rounded(GeoSeries([shapely.box(*WATER), land], crs=WGS84), DECIMALS - 2)
    return geojson(GeoDataFrame({"kind": ["water", "land"]}, geometry=water_and_land))


def _light(land: shapely.Geometry) -> shapely.Geometry:
    """`land` with few points, without lakes and small islands; near the country it has more detail."""
    near = shapely.box(*NEAR)
    # The detailed part extends a little beyond its edge, so that no line is visible between the two parts.
    fine = shapely.simplify(land.intersection(near.buffer(4 * OVERLAP)), NEAR_TOLERANCE)
    coarse = shapely.simplify(land, FAR_TOLERANCE).difference(near)
    whole = fine.intersection(near.buffer(OVERLAP)).union(coarse)
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(whole) if part.area > SMALLEST]
    return shapely.orient_polygons(shapely.normalize(shapely.multipolygons(parts)), exterior_cw=False)
