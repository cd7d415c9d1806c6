"""Known initiatives per 10,000 inhabitants, with an exact interval and the rule for small numbers."""

import dataframely as dy
import polars as pl
from scipy import special

from data_loaders.schema.columns import label
from measures.region.counts import KnownPerRegion, KnownPerRegionAndTheme
from measures.region.enums import CountSize, Reason

PER = 10_000
CONFIDENCE = 0.95
SMALL_BELOW = 20
"""Counts under this carry a warning: their relative standard error, 1/√n, is above 22%.

The threshold is the one health statistics use for rates (US National Center for Health Statistics).
"""


class _Rates(dy.Schema):
    per_10k = dy.Float64(
        nullable=True,
        min=0,
        metadata=label(
            "Per 10.000 inwoners",
            "Per 10,000 inhabitants",
            about_nl="Bekende initiatieven gedeeld door inwoners.",
            about_en="Known initiatives divided by inhabitants.",
        ),
    )
    per_10k_low = dy.Float64(nullable=True, min=0, metadata=label("Ondergrens (95%)", "Lower bound (95%)"))
    per_10k_high = dy.Float64(nullable=True, min=0, metadata=label("Bovengrens (95%)", "Upper bound (95%)"))
    size = dy.Enum(CountSize, nullable=False, metadata=label("Draagkracht van het aantal", "Weight of the count"))
    reason = dy.Enum(Reason, nullable=True, metadata=label("Waarom geen cijfer", "Why no figure"))


class RegionRates(KnownPerRegion, _Rates):
    """`KnownPerRegion` with the rate, its interval, the size of the count and the reason for an empty rate."""


class RegionThemeRates(KnownPerRegionAndTheme, _Rates):
    """`KnownPerRegionAndTheme` with the same columns, counting an initiative in each of its themes."""


def poisson_interval(counts: pl.Series, *, confidence: float = CONFIDENCE) -> pl.DataFrame:
    """Exact interval for the mean behind each observed count.

    Garwood (1936), the chi-square interval: lower = χ²(α/2; 2k)/2, upper = χ²(1-α/2; 2k+2)/2, with
    lower 0 at k = 0. Never narrower than stated, at most a little wider.

    Args:
        counts: whole numbers of 0 or more.
        confidence: coverage asked for, between 0 and 1.

    Returns:
        `low` and `high` (Float64), one row per count, in counts.
    """
    k = counts.cast(pl.Float64).to_numpy()
    tail = (1 - confidence) / 2
    # gammaincinv(k, p) is half the chi-square quantile at 2k degrees of freedom; scipy.stats says the
    # same but costs every server process another 45 MB.
    low = special.gammaincinv(k, tail)
    high = special.gammaincinv(k + 1, 1 - tail)
    bounds = pl.DataFrame({"k": k, "low": low, "high": high})
    return bounds.select(pl.when(pl.col("k") == 0).then(0.0).otherwise("low").alias("low"), "high")


def with_rates(known: pl.DataFrame) -> dy.DataFrame[RegionRates]:
    """Per 10,000 inhabitants for each row of `known_per_region`.

    Returns:
        `RegionRates`, same rows and order. The rate and its bounds are empty for rest rows
        (`Reason.UNPLACED`) and regions without a population figure (`Reason.NO_POPULATION`).
        Denominator: all inhabitants on 1 January of `population_year`.
    """
    return RegionRates.cast(_rated(known))


def with_theme_rates(known: pl.DataFrame) -> dy.DataFrame[RegionThemeRates]:
    """The same for each row of `known_per_region_and_theme`; numerator is `known`."""
    return RegionThemeRates.cast(_rated(known))


def count_size(known: pl.Expr) -> pl.Expr:
    """How much a count can carry, as a `CountSize`."""
    sizes = (
        pl.when(known == 0)
        .then(pl.lit(CountSize.NOTHING_KNOWN))
        .when(known < SMALL_BELOW)
        .then(pl.lit(CountSize.SMALL))
        .otherwise(pl.lit(CountSize.ENOUGH))
    )
    return sizes.cast(pl.Enum(CountSize))


def _rated(known: pl.DataFrame) -> pl.DataFrame:
    scale = PER / pl.when(pl.col("population") > 0).then("population")
    reason = (
        pl.when(pl.col("code").is_null())
        .then(pl.lit(Reason.UNPLACED))
        .when(scale.is_null())
        .then(pl.lit(Reason.NO_POPULATION))
    )
    bounds = poisson_interval(known["known"])
    return known.with_columns(
        per_10k=pl.col("known") * scale,
        per_10k_low=bounds["low"] * scale,
        per_10k_high=bounds["high"] * scale,
        size=count_size(pl.col("known")),
        reason=reason,
    )
