"""What lies around the country, so that it is recognised without a map from elsewhere: water, and land abroad.

One rectangle of water lies under everything. Where neither the country nor land abroad covers it, it shows: sea, IJsselmeer
and the waters of Zeeland, exactly along the coast that the municipalities have.
"""

import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.boundaries import DECIMALS, BoundaryError, geojson, read_boundaries, rounded
from geo.crs import WGS84

HOME = "Netherlands"
NEAR = (0.4, 50.2, 9.5, 54.2)
"""West, south, east and north of what shows on the map of the country, in degrees."""
NEAR_TOLERANCE, FAR_TOLERANCE = 0.015, 0.15
"""Degrees. Land beyond `NEAR` shows only when a reader zooms out, so it may be coarser."""
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
    shapes = read_boundaries(countries, "name")
    if HOME not in shapes.index:
        raise BoundaryError(f"no country {HOME!r}")
    abroad = shapes.drop(HOME).union_all()
    land = _light(abroad.union(abroad.buffer(OVERLAP).intersection(shapes[HOME])))
    water_and_land = rounded(GeoSeries([shapely.box(*WATER), land], crs=WGS84), DECIMALS - 2)
    return geojson(GeoDataFrame({"kind": ["water", "land"]}, geometry=water_and_land))


def _light(land: shapely.Geometry) -> shapely.Geometry:
    """`land` in few points, with more of them nearby, without lakes and small islands."""
    near = shapely.box(*NEAR)
    # A little of what is near stays beyond the edge, so that the two halves overlap and no line shows where they meet.
    fine = shapely.simplify(land.intersection(near.buffer(4 * OVERLAP)), NEAR_TOLERANCE)
    coarse = shapely.simplify(land, FAR_TOLERANCE).difference(near)
    whole = fine.intersection(near.buffer(OVERLAP)).union(coarse)
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(whole) if part.area > SMALLEST]
    return shapely.orient_polygons(shapely.normalize(shapely.multipolygons(parts)), exterior_cw=False)
