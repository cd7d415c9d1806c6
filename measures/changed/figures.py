"""Lists changes in figures of indicators and in milestones."""

import polars as pl

from data_loaders.schema import Qualifier
from measures.changed.rows import Happened, ReasonOfChange, Subject

_FIGURE = ("indicator_id", "region_code", "year", "reading")
_STEP = ("goal_id", "title_nl")
_FACTS_OF_A_STEP = ("date", "status", "what_nl")


def changed_figures(old: pl.DataFrame, new: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Rows of `Change` about figures.

    Args:
        old: `indicator_values` of the earlier release.
        new: `indicator_values` of the later release.
        indicators: `indicators` of the later release, for their names.
    """
    before, after = _read_once(old), _read_once(new)
    both = after.join(before, on=_FIGURE, suffix="_old")
    is_revised = pl.col("qualifiers").cast(pl.List(pl.String)).list.contains(Qualifier.REVISED.value)
    reason = pl.when(is_revised).then(pl.lit(ReasonOfChange.REVISED.value))
    rows = [
        _figures(after.join(before, on=_FIGURE, how="anti"), Happened.ADDED, new="value"),
        _figures(both.filter(pl.col("value") != pl.col("value_old")), Happened.CORRECTED, "value_old", "value", reason),
        _figures(before.join(after, on=_FIGURE, how="anti"), Happened.REMOVED, old="value"),
    ]
    names = indicators.select("indicator_id", "goal_id", name="name_nl")
    named = pl.concat(rows, how="diagonal_relaxed").join(names, on="indicator_id", how="left")
    at = pl.concat_str("indicator_id", "region_code", "year", "reading", separator=".")
    return named.with_columns(
        subject=pl.lit(Subject.FIGURE.value),
        id=at,
        field=pl.lit("value"),
        name=pl.coalesce("name", "indicator_id"),
        region_codes=pl.concat_list("region_code"),
    ).drop("indicator_id", "region_code", "year", "reading")


def _read_once(values: pl.DataFrame) -> pl.DataFrame:
    """Add the column `reading` if it is missing: older releases had one reading per year."""
    return values if "reading" in values.columns else values.with_columns(reading=pl.lit(1, pl.Int8))


def _figures(
    values: pl.DataFrame,
    kind: Happened,
    old: str | None = None,
    new: str | None = None,
    reason: pl.Expr | None = None,
) -> pl.DataFrame:
    return values.select(
        *_FIGURE,
        "source_url",
        "source_title",
        kind=pl.lit(kind.value),
        old=_text(old),
        new=_text(new),
        old_year=pl.col("year") if old else pl.lit(None, pl.Int16),
        new_year=pl.col("year") if new else pl.lit(None, pl.Int16),
        note="qualifier_note",
        reason=pl.lit(None, pl.String) if reason is None else reason,
    )


def changed_milestones(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows of `Change` about milestones: added, removed, or with another date, state or text."""
    both = new.join(old, on=_STEP, suffix="_old")
    rows = [
        _steps(new.join(old, on=_STEP, how="anti"), Happened.ADDED),
        _steps(old.join(new, on=_STEP, how="anti"), Happened.REMOVED),
        *(
            _steps(
                both.filter(pl.col(fact).cast(pl.String).ne_missing(pl.col(f"{fact}_old").cast(pl.String))),
                Happened.CORRECTED,
                fact,
            )
            for fact in _FACTS_OF_A_STEP
        ),
    ]
    return pl.concat(rows)


def _steps(milestones: pl.DataFrame, kind: Happened, fact: str = "") -> pl.DataFrame:
    return milestones.select(
        pl.lit(Subject.MILESTONE.value).alias("subject"),
        pl.concat_str("goal_id", "title_nl", separator=".").alias("id"),
        pl.col("title_nl").alias("name"),
        "goal_id",
        "source_url",
        kind=pl.lit(kind.value),
        field=pl.lit(fact),
        old=_text(f"{fact}_old" if fact else None),
        new=_text(fact or None),
    )


def _text(column: str | None) -> pl.Expr:
    return pl.lit(None, pl.String) if column is None else pl.col(column).cast(pl.String)
