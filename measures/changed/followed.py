"""Selects the changes that a reader follows: those that match the filters before or after the change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from measures.changed.between import Release, changes_between
from measures.changed.rows import Change, Subject
from measures.changed.sides import Side, side
from measures.filters import BY_FIELD, FilterKind
from measures.region.scope import municipalities_of
from measures.selection import Selection


@dataclass(frozen=True, eq=False)
class Between:
    """The changes between two releases, and what each release knew of the changed initiatives."""

    rows: dy.DataFrame[Change]
    sides: tuple[Side, ...]


def between_releases(old: Release, new: Release, regions: pl.DataFrame) -> Between:
    """The changes between two releases, prepared for filters; `regions` is today's table."""
    rows = changes_between(old, new)
    changed = rows.filter(pl.col("subject").cast(pl.String) == Subject.INITIATIVE.value)["id"].unique()
    return Between(rows, (side(old, changed, regions), side(new, changed, regions)))


def is_known_of(subject: Subject, field: str) -> bool:
    """Whether a filter applies to a subject: all apply to initiatives, only regions to figures, and none to milestones."""
    if subject is Subject.FIGURE:
        return BY_FIELD[field].kind in {FilterKind.REGION, FilterKind.TOGETHER}
    return subject is Subject.INITIATIVE


def followed(
    between: Between,
    selection: Selection,
    regions: pl.DataFrame,
    *,
    forgiving: bool = False,
) -> pl.DataFrame:
    """The changes that match a choice; all of them if nothing is chosen.

    Args:
        between: the changes between two releases.
        selection: any filters.
        regions: the declared table; it says which municipalities a region has.
        forgiving: whether typing errors in the words of `selection` count.

    Returns:
        Rows of `Change`. An initiative matches if it is chosen in the newer or in the older release. A figure or
        milestone matches only if all active filters apply to it (see `is_known_of`).
    """
    if selection.is_empty:
        return between.rows
    ids = pl.concat([each.chosen(selection, forgiving=forgiving) for each in between.sides])
    subject = pl.col("subject").cast(pl.String)
    tests = [(subject == Subject.INITIATIVE.value) & pl.col("id").is_in(ids.implode())]
    if all(is_known_of(Subject.FIGURE, field) for field, _ in selection.active()):
        regions_asked = [code for code in (selection.province, selection.corop, selection.municipality) if code]
        of_figure = [_any(pl.col("region_codes"), {code, *municipalities_of(regions, code)}) for code in regions_asked]
        if selection.together:
            of_figure.append(_any(pl.col("region_codes"), selection.together.codes))
        tests.append(pl.all_horizontal(subject == Subject.FIGURE.value, *of_figure))
    return between.rows.filter(pl.any_horizontal(tests))


def _any(column: pl.Expr, values: Collection[str]) -> pl.Expr:
    return column.list.set_intersection(pl.lit(sorted(values), pl.List(pl.String))).list.len() > 0


def in_municipalities(changes: pl.DataFrame, codes: Collection[str]) -> pl.DataFrame:
    """The changes of initiatives and figures that are, or were, in one of these regions."""
    return changes.filter(_any(pl.col("region_codes"), codes))


def in_releases(pairs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Changes by version as one table with a column `version`; in the order of `pairs`."""
    return pl.concat([changes.with_columns(version=pl.lit(version)) for version, changes in pairs.items()])
