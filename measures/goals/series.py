"""Prepares observations for charts: points with a mark, and the steps between them."""

import polars as pl

from data_loaders.schema import Qualifier
from data_loaders.schema.goal_rules import Growth
from measures.goals.case import change_per_year
from measures.goals.kinds import Step
from measures.goals.programme import Programme, current_values

MARKS = (
    Qualifier.PERIOD_AVERAGE,
    Qualifier.OTHER_COUNT,
    Qualifier.AT_LEAST,
    Qualifier.ABOUT,
    Qualifier.DISPUTED,
    Qualifier.REVISED,
    Qualifier.OTHER,
)
"""Order in which a point with several qualifiers gets its shape; the page gives the others in words."""

SERIES = ["indicator_id", "region_code"]


def observations(programme: Programme) -> pl.DataFrame:
    """One observation per year, oldest first within its indicator and region.

    Returns:
        The columns of `measures.goals.programme.current_values`, and
        - `mark` (Qualifier): determines the shape of the point; `exact` for a figure without qualifiers
        - `run` (UInt32): figures with the same run were counted in the same way: they lie between the same declared breaks,
          and either all or none are marked as "other count"
        - `is_single_year` (Boolean): false for an average over several years.
    """
    has = pl.col("qualifiers").list.contains
    breaks = programme.methods.select("indicator_id", break_year="breaks").explode("break_year").drop_nulls()
    counted = current_values(programme.indicator_values).join_asof(
        breaks.sort("break_year"),
        left_on="year",
        right_on="break_year",
        by="indicator_id",
        check_sortedness=False,  # sorted within each indicator and region; not checkable with `by`
    )
    between_breaks = pl.col("break_year").rle_id().over(SERIES)
    mark = pl.coalesce(pl.when(has(kind)).then(pl.lit(kind.value)) for kind in MARKS).fill_null(Qualifier.EXACT.value)
    return counted.with_columns(
        mark=mark.cast(pl.Enum(Qualifier)),
        run=between_breaks * 2 + has(Qualifier.OTHER_COUNT).cast(pl.UInt32),
        is_single_year=~has(Qualifier.PERIOD_AVERAGE),
    ).drop("break_year")


def steps(programme: Programme) -> pl.DataFrame:
    """Each pair of consecutive observations, and whether a chart may draw a line between them.

    Returns:
        `indicator_id`, `region_code`, `year_from`, `value_from`, `year_to`, `value_to`, `kind` (Step) and
        `missing_years` (Int16, number of missing measurements in between). The kinds are `line` (consecutive
        measurements of single years, counted in the same way), `break` (counted differently), `period` (one of the two
        is an average over years) and `gap` (measurements in between are missing).
    """
    step = programme.methods.select("indicator_id", "step_years")
    before = observations(programme).join(step, on="indicator_id", how="left", maintain_order="left")
    pairs = before.with_columns(
        pl.col("year", "value", "run", "is_single_year").shift(1).over(SERIES).name.suffix("_before")
    ).filter(pl.col("year_before").is_not_null())
    lacking = (pl.col("year") - pl.col("year_before") - 1) // pl.col("step_years")
    kind = (
        pl.when(pl.col("run") != pl.col("run_before"))
        .then(pl.lit(Step.BREAK.value))
        .when(~(pl.col("is_single_year") & pl.col("is_single_year_before")))
        .then(pl.lit(Step.PERIOD.value))
        .when(lacking > 0)
        .then(pl.lit(Step.GAP.value))
        .otherwise(pl.lit(Step.LINE.value))
    )
    return pairs.select(
        *SERIES,
        year_from="year_before",
        value_from="value_before",
        year_to="year",
        value_to="value",
        kind=kind.cast(pl.Enum(Step)),
        missing_years=lacking.cast(pl.Int16),
    )


def target_path(progress: pl.DataFrame) -> pl.DataFrame:
    """The path with constant change from base to target, for indicators with a dated target and an earlier base.

    Args:
        progress: rows of `measures.goals.progress.progress`.

    Returns:
        `indicator_id`, `year` (Int16), `value` (Float64): one row per year, base and target year included.
        An indicator whose path does not exist (a percentage from or to zero) has no rows.
    """
    rows = [
        {"indicator_id": row["indicator_id"], "year": row["base_year"] + passed, "value": value}
        for row in progress.filter(pl.col("base_year") < pl.col("target_year")).iter_rows(named=True)
        for passed, value in enumerate(
            _even_path(
                row["base_value"], row["target_value"], row["target_year"] - row["base_year"], Growth(row["growth"])
            )
        )
    ]
    return pl.DataFrame(rows, schema={"indicator_id": pl.String, "year": pl.Int16, "value": pl.Float64})


def _even_path(first: float, last: float, years: int, growth: Growth) -> list[float]:
    change = change_per_year(first, last, years, growth)
    if change is None:
        return []
    if growth is Growth.LINEAR:
        return [first + change * passed for passed in range(years + 1)]
    return [first * (1 + change) ** passed for passed in range(years + 1)]
