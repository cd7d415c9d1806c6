"""Finds the municipality in or near which a point lies, by the published boundaries."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.boundaries import read_boundaries
from geo.crs import RD_NEW, Numbers, wgs84_to_rd


class Locator:
    """Finds the municipality of points.

    The published boundaries are simplified, so a point within some hundreds of metres of a border may fall on the wrong
    side. To check a stated municipality, use `distance` with a tolerance.
    """

    def __init__(self, geojson: bytes) -> None:
        """`geojson`: a FeatureCollection (WGS84) whose features have a property `code`."""
        shapes = read_boundaries(geojson, "code").to_crs(RD_NEW)
        self._codes = shapes.index.to_numpy(dtype=object)
        self._shapes = shapes.to_numpy()
        self._positions = {code: index for index, code in enumerate(self._codes)}
        self._tree = shapely.STRtree(self._shapes)
        self._near: dict[tuple[float, float, float], tuple[str, ...]] = {}

    @property
    def codes(self) -> list[str]:
        """Codes of all municipalities in the boundaries."""
        return list(self._codes)

    def municipalities(self, longitude: Numbers, latitude: Numbers) -> NDArray[np.object_]:
        """Code of the municipality around each point; None for a point in no municipality."""
        codes = np.full(len(longitude), None, dtype=object)
        points = shapely.points(*wgs84_to_rd(longitude, latitude))
        point_index, shape_index = self._tree.query(points, predicate="intersects")
        codes[point_index[::-1]] = self._codes[shape_index[::-1]]
        return codes

    def distances(self, codes: NDArray[np.object_], longitude: Numbers, latitude: Numbers) -> Numbers:
        """Metres from each point to the municipality with the code at the same position; 0 inside it.

        Raises:
            KeyError: the boundaries have no such code.
        """
        points = shapely.points(*wgs84_to_rd(longitude, latitude))
        shapes = self._shapes[[self._positions[code] for code in codes]]
        return np.asarray(shapely.distance(points, shapes), dtype=np.float64)

    def municipality(self, longitude: float, latitude: float) -> str | None:
        """Code of the municipality that holds one point; None if there is none."""
        code: str | None = self.municipalities(np.array([longitude]), np.array([latitude]))[0]
        return code

    def near(self, longitude: float, latitude: float, metres: float) -> tuple[str, ...]:
        """Codes of the municipalities within `metres` of a point, nearest first; the one that holds it is first."""
        if (longitude, latitude, metres) not in self._near:
            self.look_up(np.array([longitude]), np.array([latitude]), metres)
        return self._near[longitude, latitude, metres]

    def look_up(self, longitude: Numbers, latitude: Numbers, metres: float) -> None:
        """Look up many points in one batch, so that `near` answers from memory. Earlier points are forgotten."""
        points = shapely.points(*wgs84_to_rd(longitude, latitude))
        which, shapes = self._tree.query(points, predicate="dwithin", distance=metres)
        order = np.lexsort((shapes, shapely.distance(points[which], self._shapes[shapes]), which))
        codes, borders = self._codes[shapes[order]], np.searchsorted(which[order], np.arange(len(points) + 1))
        self._near = {
            (float(x), float(y), metres): tuple(codes[first:last])
            for x, y, first, last in zip(longitude, latitude, borders, borders[1:], strict=False)
        }

    def distance(self, code: str, longitude: float, latitude: float) -> float:
        """Metres from one point to the municipality with this code; 0 inside it."""
        codes = np.array([code], dtype=object)
        return float(self.distances(codes, np.array([longitude]), np.array([latitude]))[0])


class Land:
    """The shape of one kind of surface, from GeoJSON with a property `kind`."""

    def __init__(self, geojson: bytes, kind: str) -> None:
        """`geojson` is a FeatureCollection (WGS84) with one feature of that kind."""
        self._shape = read_boundaries(geojson, "kind")[kind]
        shapely.prepare(self._shape)

    def covers(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the shape."""
        return bool(shapely.intersects_xy(self._shape, longitude, latitude))
