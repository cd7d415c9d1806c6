"""The tables from which progress is computed."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Self

import polars as pl

from data_loaders.schema import Growth, IndicatorMethods, Qualifier, TargetScope

STANDARD = {
    "growth": Growth.LINEAR.value,
    "minimum_points": 3,
    "on_course_from": 0.95,
    "behind_from": 0.6,
    "steady_margin": 0.005,
    "fresh_years": 3,
    "step_years": 1,
    "breaks": [],
    "is_cumulative": False,
    "is_indicative": False,
    "decides_goal": False,
}
"""Default method of an indicator without a declared one; it is for the whole country."""

_METHOD_TYPES = IndicatorMethods.create_empty().schema


@dataclass(frozen=True)
class Programme:
    """The declared tables of one data version, by their names in `data_loaders.schema.TABLES`."""

    goals: pl.DataFrame
    indicators: pl.DataFrame
    indicator_methods: pl.DataFrame
    indicator_values: pl.DataFrame
    milestones: pl.DataFrame
    goal_judgements: pl.DataFrame
    goal_links: pl.DataFrame
    regions: pl.DataFrame

    @classmethod
    def of(cls, table: Callable[[str], pl.DataFrame]) -> Self:
        """The programme from a function that gives a table by name, for instance `Snapshot.table`."""
        return cls(**{field.name: table(field.name) for field in fields(cls)})

    @property
    def methods(self) -> pl.DataFrame:
        """`indicator_methods` with a row for every indicator, in the order of `indicators`; defaults where none is declared."""
        ids = self.indicators.select("indicator_id")
        joined = ids.join(self.indicator_methods, on="indicator_id", how="left", maintain_order="left", validate="1:1")
        country = pl.when(pl.col("scope").is_null()).then(pl.lit("NL")).otherwise("region_code")
        return joined.with_columns(
            region_code=country,
            scope=pl.col("scope").fill_null(TargetScope.ONE_REGION.value),
            **{name: pl.col(name).fill_null(pl.lit(value, _METHOD_TYPES[name])) for name, value in STANDARD.items()},
        )

    @property
    def declared(self) -> pl.DataFrame:
        """One row per indicator, with the columns of `indicators` and `methods`."""
        return self.indicators.join(self.methods, on="indicator_id", how="left", maintain_order="left")


def current_values(values: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, region and year, oldest first.

    A revised value replaces the earlier one. If sources contradict each other, `value` is the reading that we found
    first, and `others` holds the values of the other sources.

    Returns:
        The columns of `values`, and `others` (list of Float64, ascending; empty if sources agree).
    """
    is_revised = pl.col("qualifiers").list.contains(Qualifier.REVISED)
    key = ["indicator_id", "region_code", "year"]
    first = values.sort(*key, is_revised.not_(), "reading")
    superseded = is_revised.first().over(key) & ~is_revised
    current = first.filter(~superseded)
    others = pl.col("value").unique().sort().over(key, mapping_strategy="join")
    return (
        current.with_columns(others=others)
        .unique(key, keep="first", maintain_order=True)
        .with_columns(others=pl.col("others").list.set_difference(pl.concat_list("value")).list.sort())
    )
