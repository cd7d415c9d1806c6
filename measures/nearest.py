"""Finds the nearest municipalities with initiatives, for a region in which none are known."""

from dataclasses import replace

import polars as pl

from data_loaders.memory import remembered
from measures.catalogue import Catalogue
from measures.region.scope import municipalities_of
from measures.selection import Selection
from measures.similar_initiatives import KM_PER_DEGREE

MOST = 5
"""Most municipalities in the answer."""


@remembered
def nearest_municipalities(catalogue: Catalogue, selection: Selection) -> pl.DataFrame:
    """The municipalities nearest to the chosen region that have initiatives of the same choice.

    The distance is between label points on a flat map; it is exact enough for an order, but not to show to readers.

    Args:
        catalogue: the initiatives.
        selection: a choice with a municipality, an own region, a COROP region or a province.

    Returns:
        Nearest first, at most `MOST`: `code`, `name` and `count` (UInt32). No rows without a region.
    """
    points = catalogue.regions.select("code", "name", "longitude", "latitude")
    inside = _inside(catalogue.regions, selection)
    here = points.filter(pl.col("code").is_in(inside)).select(pl.col("longitude", "latitude").mean()).drop_nulls()
    elsewhere = replace(selection, municipality=None, place=None, together=None, corop=None, province=None)
    counts = catalogue.chosen(elsewhere).group_by("municipality_code").agg(pl.len().cast(pl.UInt32).alias("count"))
    placed = counts.with_columns(pl.col("municipality_code").cast(pl.String)).join(
        points, left_on="municipality_code", right_on="code"
    )
    narrowing = pl.col("latitude_here").radians().cos()
    east, north = pl.col("longitude") - pl.col("longitude_here"), pl.col("latitude") - pl.col("latitude_here")
    apart = ((east * narrowing).pow(2) + north.pow(2)).sqrt() * KM_PER_DEGREE
    return (
        placed.join(here, how="cross", suffix="_here")
        .filter(~pl.col("municipality_code").is_in(inside))
        .sort(apart, "name")
        .head(MOST)
        .select("name", "count", code="municipality_code")
        .select("code", "name", "count")
    )


def _inside(regions: pl.DataFrame, selection: Selection) -> list[str]:
    if selection.municipality:
        return [selection.municipality]
    if selection.together:
        return list(selection.together.codes)
    return municipalities_of(regions, selection.corop) if selection.corop else [selection.province or ""]
