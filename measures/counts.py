"""Counts initiatives per place, per region and per value of a filter."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypedDict

import polars as pl

from data_loaders.memory import remembered
from data_loaders.schema import Status, Theme
from measures.catalogue import Catalogue
from measures.filters import BY_FIELD
from measures.seen import Ages, Period, ages
from measures.selection import Selection


class Grain(StrEnum):
    """The unit that one bubble on the map represents."""

    SPOT = "spot"
    MUNICIPALITY = "municipality_code"


class BubbleRow(TypedDict):
    """One row of `bubbles` that has a point."""

    municipality_code: str | None
    municipality: str
    place: str | None
    longitude: float
    latitude: float
    count: int
    seen_year: int | None


MOST_SPOTS = 800
"""Most places for a map with a bubble per place; above it, bubbles would overlap too much and cost too much time."""


def grain(catalogue: Catalogue, selection: Selection) -> Grain:
    """The unit of bubbles: places in a chosen region or if there are few enough; otherwise municipalities."""
    narrowed = selection.province or selection.corop or selection.municipality or selection.together
    return Grain.SPOT if narrowed or catalogue.spots.height <= MOST_SPOTS else Grain.MUNICIPALITY


def _theme_sums() -> list[pl.Expr]:
    return [
        ((pl.col("themes_set") & (1 << bit)) != 0).sum().cast(pl.UInt32).alias(theme.value)
        for bit, theme in enumerate(Theme)
    ]


def per_group(chosen: pl.DataFrame, by: str) -> pl.DataFrame:
    """Number of initiatives per value of `by`, in total and per theme.

    Returns:
        `by`, `count` (UInt32), `seen_year` (the newest; null when none has a year) and one UInt32 column per theme,
        sorted by `by`. A null in `by` has its own row, so `count` adds up to the height of `chosen`. An initiative with
        several themes counts once in `count` and once in each of its themes.
    """
    counts = [pl.len().cast(pl.UInt32).alias("count"), pl.col("seen_year").max(), *_theme_sums()]
    return chosen.group_by(by).agg(counts).sort(by, nulls_last=True)


def bubbles(catalogue: Catalogue, chosen: pl.DataFrame, by: Grain) -> pl.DataFrame:
    """One row per bubble, largest first.

    Returns:
        `municipality_code`, `municipality`, `place` (null per municipality), `longitude`, `latitude`, `count`,
        `seen_year` and a column per theme. The last row, with null coordinates, has all initiatives without a point, so
        that the counts add up to the height of `chosen`.
    """
    names = catalogue.regions.select("code", municipality="name")
    counted = per_group(chosen, by.value)
    if by is Grain.SPOT:
        placed = counted.join(catalogue.spots, on="spot", how="left").drop("spot")
    else:
        points = catalogue.regions.select("code", "longitude", "latitude")
        placed = counted.with_columns(pl.col("municipality_code").cast(pl.String), place=pl.lit(None, pl.String)).join(
            points, left_on="municipality_code", right_on="code", how="left"
        )
    on_map = placed.with_columns(pl.col("municipality_code").cast(pl.String)).join(
        names, left_on="municipality_code", right_on="code", how="left"
    )
    columns = [
        "municipality_code",
        "municipality",
        "place",
        "longitude",
        "latitude",
        "count",
        "seen_year",
        *list(Theme),
    ]
    return _rest_last(on_map.select(columns))


@remembered
def chosen_bubbles(catalogue: Catalogue, selection: Selection, by: Grain) -> pl.DataFrame:
    """`bubbles` of the initiatives that `selection` keeps."""
    return bubbles(catalogue, catalogue.chosen(selection), by)


def _rest_last(on_map: pl.DataFrame) -> pl.DataFrame:
    has_point = pl.col("longitude").is_not_null() & pl.col("latitude").is_not_null()
    placed = on_map.filter(has_point).sort(
        "count", "municipality", "place", descending=[True, False, False], nulls_last=True
    )
    rest = on_map.filter(~has_point)
    if rest.is_empty():
        return placed
    numbers = ["count", *list(Theme)]
    summed = rest.select(pl.col(numbers).sum()).select(
        *(pl.lit(None, on_map.schema[name]).alias(name) for name in on_map.columns if name not in numbers), *numbers
    )
    return pl.concat([placed, summed.select(on_map.columns).cast(on_map.schema)])


@remembered
def facet(catalogue: Catalogue, selection: Selection, field: str) -> dict[str, int]:
    """Number of initiatives per value of one filter, with all other filters applied.

    Args:
        catalogue: the initiatives.
        selection: the reader's choice.
        field: a filter whose values are a closed list, regions or partners. Every value of a closed list gets a count;
            of the others only those that occur.
    """
    tested = BY_FIELD[field]
    chosen = catalogue.chosen(selection, ignore=field)
    if tested.values is Theme:
        row = chosen.select(_theme_sums()).row(0, named=True)
        return {theme.value: int(row[theme.value] or 0) for theme in Theme}
    values = chosen[tested.column]
    if values.dtype == pl.List:
        values = values.filter(values.list.len() > 0).list.explode(keep_nulls=False)
    counts = {str(value): n for value, n in values.drop_nulls().value_counts().iter_rows()}
    return {value.value: counts.get(value.value, 0) for value in tested.values} if tested.values else counts


@remembered
def facet_periods(
    catalogue: Catalogue, selection: Selection, field: str, offered: tuple[Period, ...]
) -> dict[Period, int]:
    """Number of initiatives in each period that a filter offers, with all other filters applied."""
    year, chosen = pl.col(BY_FIELD[field].column), catalogue.chosen(selection, ignore=field)
    return {period: chosen.filter(period.holds(year)).height for period in offered}


@remembered
def facet_ages(catalogue: Catalogue, selection: Selection, field: str) -> dict[str, Ages]:
    """Age of the statements behind each count of `facet`, for a filter whose values hold for a year (`dated_by`).

    An unknown status is not a statement, so it is left out.
    """
    tested = BY_FIELD[field]
    groups = catalogue.chosen(selection, ignore=field).group_by(tested.column)
    return {str(value): ages(rows[tested.dated_by]) for (value,), rows in groups if value not in (None, Status.UNKNOWN)}


def top_themes(row: Mapping[str, object], most: int = 3) -> list[tuple[Theme, int]]:
    """The most frequent themes of one row of `per_group`, largest first, without zeros."""
    themes = [(theme, count) for theme in Theme if isinstance(count := row[theme.value], int) and count]
    return sorted(themes, key=lambda item: -item[1])[:most]
