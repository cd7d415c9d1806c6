"""Decides to which town of its municipality a point belongs."""

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from geo.names import name_key, split_suffix

_NARROWING = math.cos(math.radians(52))
"""Length of a degree of longitude in the Netherlands, in degrees of latitude."""


class Town(NamedTuple):
    """An official place and its point (WGS84, degrees)."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Towns:
    """The official places of each municipality."""

    by_municipality: dict[str, list[Town]]

    @classmethod
    def of(cls, places: pl.DataFrame) -> "Towns":
        """The towns from the table `places`; parts of a place across a municipal border do not count."""
        towns = defaultdict(list)
        official = places.filter(pl.col("is_official") & (pl.col("kind") == "place"))
        for code, *town in official.select("municipality_code", *Town._fields).iter_rows():
            towns[code].append(Town(*town))
        return cls(dict(towns))

    def is_nearest(self, name: str, municipality_code: str, longitude: float, latitude: float) -> bool:
        """Whether the town called `name` is the nearest town of its municipality to the point.

        Also True when the municipality has no town of that name, because the name then cannot exclude the point.
        """
        towns = self.by_municipality.get(municipality_code, [])
        called = [town for town in towns if _key(town.name) == _key(name)]
        nearest = min(towns, key=lambda town: _steps(town, longitude, latitude), default=None)
        return not called or nearest in called


def _key(name: str) -> str:
    return name_key(split_suffix(name)[0])


def _steps(town: Town, longitude: float, latitude: float) -> float:
    """Distance in degrees of latitude, exact enough to compare two towns."""
    return math.hypot((town.longitude - longitude) * _NARROWING, town.latitude - latitude)
