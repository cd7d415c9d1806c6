"""True counts of initiatives: per place, per region, per value of a filter."""

from enum import StrEnum

import polars as pl

from data_loaders.schema import Status, Theme
from measures.catalogue import Catalogue
from measures.memory import remembered
from measures.selection import Selection


class Grain(StrEnum):
    """What one bubble on the map stands for."""

    SPOT = "spot"
    MUNICIPALITY = "municipality_code"


MOST_SPOTS = 800
"""Above this many places the country map counts per municipality: bubbles would blur and cost too much."""


def grain(catalogue: Catalogue, selection: Selection) -> Grain:
    """Per place as long as that stays readable; always inside a chosen province or municipality."""
    narrowed = selection.province or selection.municipality
    return Grain.SPOT if narrowed or catalogue.spots.height <= MOST_SPOTS else Grain.MUNICIPALITY


def _theme_sums() -> list[pl.Expr]:
    return [
        ((pl.col("themes_set") & (1 << bit)) != 0).sum().cast(pl.UInt32).alias(theme.value)
        for bit, theme in enumerate(Theme)
    ]


def per_group(chosen: pl.DataFrame, by: str) -> pl.DataFrame:
    """Initiatives per value of `by`, in total and per theme.

    Returns:
        `by`, `count` (UInt32) and one UInt32 column per theme, sorted by `by`; a null in `by` is its own
        row, so the counts add up to the height of `chosen`. An initiative with several themes counts once in
        `count` and once in each of its themes.
    """
    return chosen.group_by(by).agg(pl.len().cast(pl.UInt32).alias("count"), *_theme_sums()).sort(by, nulls_last=True)


def bubbles(catalogue: Catalogue, chosen: pl.DataFrame, regions: pl.DataFrame, by: Grain) -> pl.DataFrame:
    """One row per bubble, largest first.

    Returns:
        `municipality_code`, `municipality`, `place` (null per municipality), `longitude`, `latitude`, `count` and
        a column per theme. Initiatives without a point are one last row with null coordinates: the counts add
        up to the height of `chosen`.
    """
    names = regions.select("code", municipality="name")
    counted = per_group(chosen, by.value)
    if by is Grain.SPOT:
        placed = counted.join(catalogue.spots, on="spot", how="left").drop("spot")
    else:
        points = regions.select("code", "longitude", "latitude")
        placed = counted.with_columns(pl.col("municipality_code").cast(pl.String), place=pl.lit(None, pl.String)).join(
            points, left_on="municipality_code", right_on="code", how="left"
        )
    on_map = placed.with_columns(pl.col("municipality_code").cast(pl.String)).join(
        names, left_on="municipality_code", right_on="code", how="left"
    )
    columns = ["municipality_code", "municipality", "place", "longitude", "latitude", "count", *list(Theme)]
    return _rest_last(on_map.select(columns))


@remembered
def chosen_bubbles(catalogue: Catalogue, selection: Selection, by: Grain) -> pl.DataFrame:
    """`bubbles` of the initiatives that `selection` keeps."""
    return bubbles(catalogue, catalogue.chosen(selection), catalogue.regions, by)


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
    """Initiatives per value of one filter, given all the other filters.

    Args:
        catalogue: the initiatives.
        selection: the reader's choice.
        field: a field of `Selection` with closed values: themes, without_themes, status, province, municipality
            or network.
    """
    chosen = catalogue.chosen(selection, ignore=field)
    if field in ("themes", "without_themes"):
        row = chosen.select(_theme_sums()).row(0, named=True)
        return {theme.value: int(row[theme.value] or 0) for theme in Theme}
    if field == "network":
        named = chosen.filter(pl.col("networks").list.len() > 0).select(
            pl.col("networks").list.explode(keep_nulls=False)
        )
        return {str(name): n for name, n in named["networks"].value_counts().iter_rows()}
    column = {"status": "status", "province": "province_code", "municipality": "municipality_code"}[field]
    counts = {str(value): n for value, n in chosen[column].drop_nulls().value_counts().iter_rows()}
    return {status.value: counts.get(status.value, 0) for status in Status} if field == "status" else counts


def top_themes(row: dict[str, int], most: int = 3) -> list[tuple[Theme, int]]:
    """The most frequent themes of one row of `per_group`, largest first, without zeros."""
    found = [(theme, row[theme.value]) for theme in Theme if row[theme.value]]
    return sorted(found, key=lambda item: -item[1])[:most]
