"""Which changes somebody follows: the filters of the pages that say what and where."""

from collections.abc import Collection, Mapping

import polars as pl

from data_loaders.schema import RegionLevel
from measures.changed.rows import Subject
from measures.selection import Selection

FOLLOWED = ("themes", "without_themes", "province", "municipality", "network")
"""Filters that mean something for a change; the others are about how things are, not about what happened."""


def followed(changes: pl.DataFrame, selection: Selection, regions: pl.DataFrame) -> pl.DataFrame:
    """The changes that a choice is about; nothing chosen: all of them.

    Args:
        changes: rows of `Change`.
        selection: only its filters of `FOLLOWED` are looked at.
        regions: the declared table; tells which municipalities a province has.

    Returns:
        The same columns. With a theme or a network only initiatives are left; with a region only what is, or was, in it.
    """
    tests = [pl.lit(value=True)]
    if selection.themes:
        tests.append(_any(pl.col("themes"), [theme.value for theme in selection.themes]))
    if selection.without_themes:
        tests.append(~_any(pl.col("themes"), [theme.value for theme in selection.without_themes]))
    if selection.network:
        tests.append(pl.col("networks").list.contains(selection.network))
    if selection.municipality or selection.province:
        tests.append(_any(pl.col("region_codes"), _inside(selection, regions)))
    if selection.themes or selection.without_themes or selection.network:
        tests.append(pl.col("subject").cast(pl.String) == Subject.INITIATIVE.value)
    return changes.filter(pl.all_horizontal(tests))


def _any(column: pl.Expr, values: list[str]) -> pl.Expr:
    return column.list.set_intersection(pl.lit(values, pl.List(pl.String))).list.len() > 0


def _inside(selection: Selection, regions: pl.DataFrame) -> list[str]:
    if selection.municipality:
        return [selection.municipality]
    of_province = (pl.col("province_code") == selection.province) & (pl.col("level") == RegionLevel.MUNICIPALITY.value)
    return [str(selection.province), *regions.filter(of_province)["code"]]


def in_municipalities(changes: pl.DataFrame, codes: Collection[str]) -> pl.DataFrame:
    """The changes of what is, or was, in one of these regions."""
    return changes.filter(_any(pl.col("region_codes"), list(codes)))


def only_followed(selection: Selection) -> Selection:
    """`selection` with nothing but the filters that changes have."""
    return Selection(**{field: getattr(selection, field) for field in FOLLOWED})


def in_releases(pairs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Changes of several releases under each other with the `version` that brought them, newest first."""
    return pl.concat([changes.with_columns(version=pl.lit(version)) for version, changes in pairs.items()])
