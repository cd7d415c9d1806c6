"""Typed rows of the tables that the gazetteer reads."""

from collections.abc import Iterator
from typing import TypedDict

import polars as pl

from data_loaders.schema.rows import rows_of


class NamedRow(TypedDict):
    """A row with a name and one of today's municipalities."""

    name: str
    municipality_code: str
    longitude: float | None
    latitude: float | None


class DistrictRow(NamedRow):
    """The columns of `Districts` that are read."""

    district_code: str


class PlaceRow(NamedRow):
    """The columns of `Places` that are read."""

    place_code: str
    other_names: list[str]
    kind: str


def postcode_rows(postcodes: pl.DataFrame) -> Iterator[tuple[str, float | None, NamedRow]]:
    """Per postcode: its digits, the share of its area in its municipality, and its row, named by its place or digits."""
    named = postcodes.select("municipality_code", "longitude", "latitude", name=pl.coalesce("place", "pc4"))
    shares = postcodes.select("pc4", "area_share").iter_rows()
    return ((code, share, row) for (code, share), row in zip(shares, rows_of(named, NamedRow), strict=True))
