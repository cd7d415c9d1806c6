"""Compares what is known with each target, for a bar per target."""

import polars as pl

from data_loaders.schema import Qualifier, TargetScope
from data_loaders.schema.rows import ProgressRow, rows_of
from measures.goals.answers import answer_counts, answers
from measures.goals.programme import Programme, current_values

_SCHEMA = {
    "goal_id": pl.Int16,
    "indicator_id": pl.String,
    "wanted": pl.Float64,
    "known": pl.Float64,
    "known_year": pl.Int16,
    "share": pl.Float64,
    "unknown_share": pl.Float64,
    "last_day": pl.Date,
    "is_past_deadline": pl.Boolean,
    "status": pl.String,
}


def targets(programme: Programme, progress: pl.DataFrame) -> pl.DataFrame:
    """Every indicator with a target, in the order of `progress`.

    Args:
        programme: the tables.
        progress: rows of `measures.goals.progress.progress`, each indicator in its own region.

    Returns:
        `goal_id`, `indicator_id`, `wanted` and `known` in the unit of the indicator, `known_year`, `share` (Float64, 0 to
        1: known divided by wanted; null without a figure or with a target of zero), `unknown_share` (Float64, 0 to 1:
        the unknown part of the bar), `last_day`, `is_past_deadline` and `status`. For a duty of every municipality,
        `wanted` is the number of municipalities and `known` the number known to fulfil it. Without a figure the whole
        bar is unknown; with a lower bound, everything beyond it is.
    """
    duties = programme.methods.filter(scope=TargetScope.EACH_MUNICIPALITY)["indicator_id"].to_list()
    rows = [
        _counted(programme, row)
        if row["indicator_id"] in duties and row["region_code"] is None
        else _measured(programme, row)
        for row in rows_of(progress.drop_nulls("target_value"), ProgressRow)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _measured(programme: Programme, row: ProgressRow) -> dict[str, object]:
    known, wanted = row["latest_value"], row["target_value"]
    share = None if known is None or not wanted else min(1.0, max(0.0, known / wanted))
    is_open = share is None or _is_lower_bound(programme, row)
    return _facts(row) | {
        "wanted": wanted,
        "known": known,
        "known_year": row["latest_year"],
        "share": share,
        "unknown_share": 1.0 - (share or 0.0) if is_open else 0.0,
    }


def _counted(programme: Programme, row: ProgressRow) -> dict[str, object]:
    counts = answer_counts(answers(programme, row["indicator_id"])).row(0, named=True)
    known, wanted = counts["yes"], counts["municipalities"]
    return _facts(row) | {
        "wanted": wanted,
        "known": known,
        "known_year": row["newest_year"],
        "share": known / wanted if wanted else None,
        "unknown_share": counts["unknown"] / wanted if wanted else 1.0,
    }


def _facts(row: ProgressRow) -> dict[str, object]:
    return {
        "goal_id": row["goal_id"],
        "indicator_id": row["indicator_id"],
        "is_past_deadline": row["is_past_deadline"],
        "status": row["status"],
        "last_day": row["target_last_day"],
    }


def _is_lower_bound(programme: Programme, row: ProgressRow) -> bool:
    latest = current_values(programme.indicator_values).filter(
        indicator_id=row["indicator_id"], region_code=row["region_code"], year=row["latest_year"]
    )
    return latest["qualifiers"].list.contains(Qualifier.AT_LEAST).any()
