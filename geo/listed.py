"""Rows of the lists in which the gazetteer looks things up."""

from collections.abc import Iterator
from typing import TypedDict

import polars as pl

from data_loaders.schema.rows import rows_of


class NamedRow(TypedDict):
    """What has a name and lies in one of today's municipalities."""

    name: str
    municipality_code: str
    longitude: float | None
    latitude: float | None


class DistrictRow(NamedRow):
    """What is read of a row of `Districts`."""

    district_code: str


class PlaceRow(NamedRow):
    """What is read of a row of `Places`."""

    place_code: str
    other_names: list[str]
    kind: str


def postcode_rows(postcodes: pl.DataFrame) -> Iterator[tuple[str, float | None, NamedRow]]:
    """Each with the share of its area that its municipality holds; one without a place is called by its digits."""
    named = postcodes.select("municipality_code", "longitude", "latitude", name=pl.coalesce("place", "pc4"))
    shares = postcodes.select("pc4", "area_share").iter_rows()
    return ((code, share, row) for (code, share), row in zip(shares, rows_of(named, NamedRow), strict=True))
