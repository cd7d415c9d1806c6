"""Lists all changes between two releases, even if their tables and columns differ."""

from dataclasses import dataclass
from datetime import date

import dataframely as dy
import polars as pl

from measures.changed.figures import changed_figures, changed_milestones
from measures.changed.initiatives import changed_initiatives
from measures.changed.rows import Change


@dataclass(frozen=True)
class Release:
    """The tables of one release that are compared, each with the columns it was written with."""

    version: str
    date: date
    initiatives: pl.DataFrame
    statements: pl.DataFrame
    aliases: pl.DataFrame
    indicators: pl.DataFrame
    indicator_values: pl.DataFrame
    milestones: pl.DataFrame


def changes_between(old: Release, new: Release) -> dy.DataFrame[Change]:
    """The changes from `old` to `new`.

    Args:
        old: any release.
        new: any later release, not necessarily the next.

    Returns:
        `Change`, sorted by subject, kind, name and field. Only columns in both releases are compared. A consequence of
        another change has no row: a new year of a status is part of the row of that status, and a new point on the map
        is part of the change of municipality.
    """
    shared_columns = [name for name in new.initiatives.columns if name in old.initiatives.columns]
    rows = [
        changed_initiatives(old, new, shared_columns),
        changed_figures(old.indicator_values, new.indicator_values, new.indicators),
        changed_milestones(old.milestones, new.milestones),
    ]
    whole = pl.concat([*rows, Change.create_empty().drop("key", "date")], how="diagonal_relaxed")
    return Change.validate(
        whole.with_columns(
            pl.lit(new.date).alias("date"),
            pl.col("region_codes", "themes", "networks").fill_null([]),
            pl.concat_str("subject", "id", "field", separator="/").str.strip_chars_end("/").alias("key"),
        )
        .select(Change.column_names())
        .cast({"subject": Change.subject.dtype, "kind": Change.kind.dtype, "reason": Change.reason.dtype})
        .sort("subject", "kind", "name", "field", "key"),
        cast=True,
    )
