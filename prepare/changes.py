"""The table `changes` of a release: what differs from the previous one, as `measures.changed` compares them."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_loaders.schema import ChangeKind, Changes
from measures.changed import Happened, Release, Subject, changes_between

_KINDS = {
    Happened.ADDED: ChangeKind.ADDED,
    Happened.STOPPED: ChangeKind.STOPPED,
    Happened.CONFIRMED: ChangeKind.CHANGED,
    Happened.CORRECTED: ChangeKind.CHANGED,
    Happened.MERGED: ChangeKind.MERGED,
    Happened.FORWARDED: ChangeKind.MERGED,
    Happened.REMOVED: ChangeKind.REMOVED,
}
_TABLES = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")


def list_changes(before: Mapping[str, pl.DataFrame] | None, after: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Rows of `Changes`, sorted; without rows when there is no previous release.

    Args:
        before: tables of the previous release. A column that its `initiatives` lacks is not compared.
        after: tables of the new release.

    A changed status year gets a row of its own here, although `measures.changed` shows it with the status. The
    municipality is the new one, or the last known one. The networks are those before and after together.
    """
    if before is None:
        return Changes.create_empty()
    changes = changes_between(_release(before), _release(after)).with_columns(
        pl.col("subject", "kind").cast(pl.String), pl.col("old_year", "new_year").cast(pl.String)
    )
    facts = changes.filter(pl.col("subject") == Subject.INITIATIVE.value).with_columns(
        pl.col("kind").replace_strict({each.value: kind.value for each, kind in _KINDS.items()}),
        municipality_code=pl.col("region_codes").list.first(),
    )
    is_status = pl.col("field") == "status"
    years = facts.filter(is_status & pl.col("old_year").ne_missing(pl.col("new_year"))).with_columns(
        field=pl.lit("status_year"), kind=pl.lit(ChangeKind.CHANGED.value), old="old_year", new="new_year"
    )
    rows = pl.concat([facts.filter(~is_status | pl.col("old").ne_missing(pl.col("new"))), years])
    named = rows.rename({"old": "before", "new": "after"}).select(Changes.column_names())
    return Changes.validate(named.sort(Changes.primary_key()), cast=True)


def _release(tables: Mapping[str, pl.DataFrame]) -> Release:
    """Tables as a `Release`; its version and day can be empty, because no row of `Changes` holds them."""
    return Release("", date.min, **{name: tables[name] for name in _TABLES})
