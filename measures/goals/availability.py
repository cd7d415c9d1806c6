"""Which figures exist, per indicator and year, and per indicator and region."""

from datetime import date

import polars as pl

from data_loaders.schema import ProgressStatus, RegionLevel, TargetScope
from measures.goals.kinds import Presence, Wanted
from measures.goals.programme import Programme, current_values

PRESENCE = pl.Enum(Presence)


def by_year(programme: Programme, first_year: int, last_year: int) -> pl.DataFrame:
    """Whether each indicator has a figure for each year, in its own region.

    For an indicator that is measured per municipality or province, one region with a figure is enough.

    Returns:
        `goal_id`, `indicator_id`, `year` (Int16), `presence` (Presence) and `observations` (UInt32, figures in that
        year): one row per indicator and year, both ends included. `known` means a figure of that year, `old` one of an
        earlier year only, and `missing` none of that year or before.
    """
    years = pl.DataFrame({"year": range(first_year, last_year + 1)}, schema={"year": pl.Int16})
    counted = _own_values(programme).group_by("indicator_id", "year").len("observations")
    first = counted.group_by("indicator_id").agg(first_observed=pl.col("year").min())
    cells = programme.indicators.select("goal_id", "indicator_id").join(years, how="cross")
    known = pl.col("observations") > 0
    return (
        cells.join(counted, on=["indicator_id", "year"], how="left", maintain_order="left")
        .join(first, on="indicator_id", how="left", maintain_order="left")
        .with_columns(pl.col("observations").fill_null(0))
        .select(
            "goal_id",
            "indicator_id",
            "year",
            _presence(known, is_old=pl.col("first_observed") < pl.col("year")),
            "observations",
        )
    )


def by_region(programme: Programme, level: RegionLevel, today: date) -> pl.DataFrame:
    """Whether each indicator has a figure for each region of `level`.

    Returns:
        `goal_id`, `indicator_id`, `region_code`, `region`, `presence` (Presence) and `year` (Int16, of the newest
        figure; null when there is none): one row per indicator and region. `old` means that the newest figure is older
        than the indicator's `fresh_years`.
    """
    regions = programme.regions.filter(pl.col("level") == level).select(region_code="code", region="name")
    newest = (
        current_values(programme.indicator_values).group_by("indicator_id", "region_code").agg(pl.col("year").max())
    )
    is_fresh = pl.col("year") >= today.year - pl.col("fresh_years")
    return (
        programme.declared.select("goal_id", "indicator_id", "fresh_years")
        .join(regions, how="cross")
        .join(newest, on=["indicator_id", "region_code"], how="left", maintain_order="left")
        .select(
            "goal_id",
            "indicator_id",
            "region_code",
            "region",
            _presence(is_fresh, is_old=pl.col("year").is_not_null()),
            "year",
        )
    )


def shares(cells: pl.DataFrame, by: str = "goal_id") -> pl.DataFrame:
    """The share of filled cells in a matrix of figures.

    Args:
        cells: rows of `by_year` or `by_region`.
        by: one row per value of this column.

    Returns:
        `by`; `known`, `old` and `missing` (UInt32, which add up to `cells`); and `share` (Float64, 0 to 1: known divided
        by cells).
    """
    counts = [(pl.col("presence") == presence).sum().cast(pl.UInt32).alias(presence.value) for presence in Presence]
    total = pl.len().cast(pl.UInt32).alias("cells")
    counted = cells.group_by(by).agg(*counts, total).sort(by)
    return counted.with_columns(share=pl.col("known") / pl.col("cells"))


def _own_values(programme: Programme) -> pl.DataFrame:
    home = programme.methods.select("indicator_id", home="region_code")
    values = current_values(programme.indicator_values).join(home, on="indicator_id", how="inner")
    return values.filter(pl.col("home").is_null() | (pl.col("home") == pl.col("region_code")))


def _presence(is_known: pl.Expr, is_old: pl.Expr) -> pl.Expr:
    named = pl.when(is_known).then(pl.lit(Presence.KNOWN.value)).when(is_old).then(pl.lit(Presence.OLD.value))
    return named.otherwise(pl.lit(Presence.MISSING.value)).cast(PRESENCE).alias("presence")


def wanted(programme: Programme, progress: pl.DataFrame, today: date) -> pl.DataFrame:
    """The missing figures that would help most, with their publishers; readers may know where to find them.

    Args:
        programme: the tables.
        progress: rows of `measures.goals.progress.progress` for the same day.
        today: the day of judgement.

    Returns:
        One row per indicator that could have a newer figure, or that lacks one for some regions; one-off measurements
        that were done are left out. The columns are `goal_id`; `indicator_id`; `region_code` (null: any municipality or
        province); `wanted` (Wanted); `year` (Int16: the year of the target's last day if nobody measured then, else last
        year; null when only figures of other regions are missing); `newest_year` (of the figures we have);
        `known_regions` and `regions` (UInt32: number of municipalities or provinces with a figure, and in all; null for
        an indicator of one region); and `source_org`.
    """
    last_year = pl.lit(today.year - 1, pl.Int16)
    per_region = pl.col("region_code").is_null()
    kind = (
        pl.when(pl.col("newest_year").is_null())
        .then(pl.lit(Wanted.FIRST.value))
        .when(~per_region & pl.col("is_past_deadline") & (pl.col("status") == ProgressStatus.UNKNOWN))
        .then(pl.lit(Wanted.AT_DEADLINE.value))
        .when(pl.col("newest_year") + pl.col("step_years") <= last_year)
        .then(pl.lit(Wanted.NEWER.value))
        .when(pl.col("known_regions") < pl.col("regions"))
        .then(pl.lit(Wanted.OTHER_REGIONS.value))
    )
    is_done = (pl.col("frequency") == "eenmalig") & pl.col("newest_year").is_not_null()
    known = programme.declared.select("indicator_id", "step_years", "source_org", "frequency")
    return (
        progress.join(known, on="indicator_id", how="left", maintain_order="left")
        .join(_regions_with_figures(programme), on="indicator_id", how="left", maintain_order="left")
        .with_columns(wanted=kind.cast(pl.Enum(Wanted)))
        .filter(pl.col("wanted").is_not_null(), ~is_done.fill_null(value=False))
        .select(
            "goal_id",
            "indicator_id",
            "region_code",
            "wanted",
            pl.when(pl.col("wanted") == Wanted.AT_DEADLINE)
            .then(pl.col("target_last_day").dt.year().cast(pl.Int16))
            .when(pl.col("wanted") != Wanted.OTHER_REGIONS)
            .then(last_year)
            .alias("year"),
            "newest_year",
            "known_regions",
            "regions",
            "source_org",
        )
    )


def _regions_with_figures(programme: Programme) -> pl.DataFrame:
    """For indicators that are measured per region: the number of regions with a figure, and the number in all."""
    levels = {
        TargetScope.EACH_MUNICIPALITY.value: RegionLevel.MUNICIPALITY.value,
        TargetScope.EACH_PROVINCE.value: RegionLevel.PROVINCE.value,
    }
    level = pl.col("scope").cast(pl.String).replace_strict(levels, default=None, return_dtype=pl.String)
    places = programme.regions.select(region_code="code", level=pl.col("level").cast(pl.String))
    there = places.group_by("level").agg(regions=pl.len().cast(pl.UInt32))
    regions = (
        programme.indicator_values.join(places, on="region_code")
        .group_by("indicator_id", "level")
        .agg(known_regions=pl.col("region_code").n_unique().cast(pl.UInt32))
    )
    per_region = programme.methods.select("indicator_id", level=level).drop_nulls()
    counted = per_region.join(there, on="level", how="left").join(regions, on=["indicator_id", "level"], how="left")
    return counted.select("indicator_id", pl.col("known_regions").fill_null(0), pl.col("regions").fill_null(0))
