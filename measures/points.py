"""The points of initiatives in one municipality, with their precision."""

import re
from collections.abc import Mapping
from typing import TypedDict

import polars as pl

from data_loaders.schema import LocationPrecision

MOST_NAMES = 8
"""Most names listed per point; `count` always counts all."""
MIDDLES = (LocationPrecision.PLACE, LocationPrecision.DISTRICT, LocationPrecision.MUNICIPALITY)
"""Precisions for which the point is only the middle of an area."""


class StatusOfPoint(TypedDict):
    """The status of one initiative at a point."""

    status: str
    status_year: int | None
    seen_year: int | None


class PointRow(TypedDict):
    """One row of `points` that has a point."""

    longitude: float
    latitude: float
    place: str | None
    count: int
    names: list[str]
    statuses: list[StatusOfPoint]
    ids: list[str]
    location_precision: list[str]
    theme: str | None


def points(initiatives: pl.DataFrame) -> pl.DataFrame:
    """One row per point, largest first.

    Args:
        initiatives: rows of the declared table.

    Returns:
        `longitude`, `latitude`, `place`, `count` (UInt32), `names` (at most 8), their `statuses` (`status`,
        `status_year`, `seen_year`), `ids` (all), `location_precision` (list of distinct values) and `theme` (the main
        theme; null if the initiatives differ). The last row, with null coordinates, has all initiatives without a point,
        so that `count` adds up to the number of initiatives.
    """
    main = pl.col("themes").list.first().cast(pl.String)
    return (
        initiatives.sort("name", "id")
        .group_by("longitude", "latitude", maintain_order=True)
        .agg(
            pl.col("place").first(),
            pl.len().cast(pl.UInt32).alias("count"),
            pl.col("name").head(MOST_NAMES).alias("names"),
            pl.struct(pl.col("status").cast(pl.String), "status_year", "seen_year").head(MOST_NAMES).alias("statuses"),
            pl.col("id").alias("ids"),
            pl.col("location_precision").cast(pl.String).drop_nulls().unique(maintain_order=True),
            pl.when(main.n_unique() == 1).then(main.first()).alias("theme"),
        )
        .sort(pl.col("longitude").is_null(), "count", descending=[False, True], maintain_order=True)
    )


def on_a_middle(initiatives: pl.DataFrame) -> dict[LocationPrecision, int]:
    """Number of initiatives whose point is only the middle of a place, district or municipality.

    Args:
        initiatives: rows of the declared table.

    Returns:
        Number per precision, in the order of `MIDDLES`; those that do not occur are left out.
    """
    placed = initiatives.filter(pl.col("longitude").is_not_null())
    counts = dict(placed.group_by(pl.col("location_precision").cast(pl.String)).len().iter_rows())
    return {middle: counts[middle.value] for middle in MIDDLES if middle.value in counts}


def marked_place(row: Mapping[str, object], places: pl.DataFrame, districts: pl.DataFrame) -> str | None:
    """Name of the place or district whose middle is the point of an initiative; None if its point is not such a middle.

    Args:
        row: a row of the table `initiatives`.
        places: the declared table.
        districts: the declared table.
    """
    if row["longitude"] is None or row["location_precision"] not in (
        LocationPrecision.PLACE,
        LocationPrecision.DISTRICT,
    ):
        return None
    columns = ("municipality_code", "longitude", "latitude", "name")
    official = places.sort("is_official", descending=True, maintain_order=True)
    here = pl.all_horizontal(pl.col(column) == row[column] for column in columns[:3])
    names = pl.concat([official.select(columns), districts.select(columns)]).filter(here)["name"].to_list()
    # The name of some districts begins with a number of CBS ("Wijk 31 Aa-landen"), which is removed.
    plain = [re.sub(r"^Wijk \d+ ", "", name) for name in names]
    return max(plain, key=lambda name: name in str(row["place"] or ""), default=None)
