"""Computes known initiatives per 10,000 inhabitants, with a margin and a warning for small numbers."""

import dataframely as dy
import polars as pl

from data_loaders.schema.columns import label
from measures.region.counts import KnownPerRegion, KnownPerRegionAndTheme
from measures.region.dispersion import count_interval, with_dispersion
from measures.region.enums import CountSize, FigureReason

PER = 10_000
CONFIDENCE = 0.95
SMALL_BELOW = 20
"""Counts below this get a warning: their relative standard error is above 22% (1/√n) even without clumps.

The US National Center for Health Statistics uses the same threshold for rates.
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
    per_10k_low = dy.Float64(nullable=True, min=0, metadata=label("Marge vanaf (95%)", "Margin from (95%)"))
    per_10k_high = dy.Float64(nullable=True, min=0, metadata=label("Marge tot (95%)", "Margin to (95%)"))
    dispersion = dy.Float64(
        min=1,
        metadata=label(
            "Spreidingsfactor",
            "Dispersion factor",
            about_nl="Zo veel keer groter is de spreiding tussen gemeenten dan bij een loting over de inwoners.",
            about_en="How many times larger the variance between municipalities is than in a lottery over the inhabitants.",
        ),
    )
    size = dy.Enum(CountSize, metadata=label("Draagkracht van het aantal", "Weight of the count"))
    reason = dy.Enum(FigureReason, nullable=True, metadata=label("Waarom geen cijfer", "Why no figure"))


class RegionRates(KnownPerRegion, _Rates):
    """`KnownPerRegion` with the rate, its interval, the size of the count, and the reason if the rate is empty."""


class RegionThemeRates(KnownPerRegionAndTheme, _Rates):
    """`KnownPerRegionAndTheme` with the same columns; an initiative counts in each of its themes."""


def with_rates(known: pl.DataFrame) -> dy.DataFrame[RegionRates]:
    """Add rates per 10,000 inhabitants to the rows of `known_per_region`.

    Args:
        known: the counts; they must include all municipalities, from which the dispersion is measured.

    Returns:
        `RegionRates`, same rows and order. The rate and its bounds are empty for rest rows
        (`FigureReason.UNPLACED`) and regions without a population figure (`FigureReason.NO_POPULATION`).
        Denominator: all inhabitants on 1 January of `population_year`. The margin is `count_interval`.
    """
    return RegionRates.cast(_rated(with_dispersion(known)))


def with_theme_rates(known: pl.DataFrame) -> dy.DataFrame[RegionThemeRates]:
    """The same for the rows of `known_per_region_and_theme`; the numerator is `known`, and the dispersion is per theme."""
    return RegionThemeRates.cast(_rated(with_dispersion(known, "theme")))


def count_size(known: pl.Expr) -> pl.Expr:
    """The `CountSize` of a count."""
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
        .then(pl.lit(FigureReason.UNPLACED))
        .when(scale.is_null())
        .then(pl.lit(FigureReason.NO_POPULATION))
    )
    bounds = count_interval(known["known"], known["dispersion"], confidence=CONFIDENCE)
    return known.with_columns(
        per_10k=pl.col("known") * scale,
        per_10k_low=bounds["low"] * scale,
        per_10k_high=bounds["high"] * scale,
        size=count_size(pl.col("known")),
        reason=reason,
    )
