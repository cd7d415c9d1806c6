"""Compares known initiatives of a theme with a figure of CBS that may show need.

A pair of theme and figure shows where to look, never why. docs/methode-vergelijken.md explains the choice of each pair.
"""

import math
from dataclasses import dataclass
from enum import StrEnum, auto

import dataframely as dy
import numpy as np
import polars as pl

from data_loaders.schema import RegionLevel, Regions, Theme
from data_loaders.schema.columns import label
from measures.region.chance import chance
from measures.region.counts import KnownPerRegion
from measures.region.enums import Verdict
from measures.region.rates import PER, RegionRates
from measures.region.scope import RegionKey

PAIRS: dict[Theme, str] = {
    Theme.HOUSING: "woz_waarde",
    Theme.CARE: "aandeel_65_plus",
    Theme.ENERGY: "aardgasverbruik",
    Theme.MEETING: "aandeel_eenpersoonshuishoudens",
    Theme.LIVELIHOOD: "aandeel_rond_sociaal_minimum",
    Theme.FACILITIES: "afstand_supermarkt",
    Theme.GREEN_FOOD: "omgevingsadressendichtheid",
    Theme.MOBILITY: "afstand_treinstation",
}
"""Theme to its figure in `context_indicators`; a higher value may mean that more is needed. The texts `behoefte.why` and
`behoefte.mind` explain each pair and its limits."""

FEWEST = 10
"""Fewest municipalities for a correlation; with fewer, its interval is too wide to be useful."""
_Z95 = 1.959963984540054


class Corner(StrEnum):
    """Whether the figure of a municipality is high or low, and whether little or much is known there."""

    HIGH_LITTLE = auto()
    HIGH_MUCH = auto()
    LOW_LITTLE = auto()
    LOW_MUCH = auto()


class NeedBeside(RegionKey):
    """A municipality with the figure of CBS and its known initiatives."""

    code = Regions.code
    population = Regions.population
    known = KnownPerRegion.known
    per_10k = RegionRates.per_10k
    per_10k_low = RegionRates.per_10k_low
    per_10k_high = RegionRates.per_10k_high
    need = dy.Float64(nullable=True, metadata=label("Cijfer van het CBS", "Figure of CBS"))
    need_year = dy.Int16(nullable=True, metadata=label("Jaar van het cijfer", "Year of the figure"))
    is_computed = dy.Bool(metadata=label("Berekend uit vroegere gemeenten", "Computed from former municipalities"))
    corner = dy.Enum(Corner, nullable=True, metadata=label("Hoek", "Corner"))
    verdict = dy.Enum(Verdict, metadata=label("Verschil", "Difference"))


@dataclass(frozen=True)
class NeedPicture:
    """The figure and the known initiatives of municipalities, with the values that separate the corners."""

    rows: dy.DataFrame[NeedBeside]
    """Sorted by code; a municipality without a figure or inhabitants is in no corner."""
    middle: float | None
    """Median of the figure; a figure above it is high."""
    rate: float | None
    """Known initiatives per 10,000 inhabitants of all these municipalities together; a rate above it is much."""

    def in_corner(self, corner: Corner) -> pl.DataFrame:
        """The municipalities of a corner."""
        return self.rows.filter(pl.col("corner") == corner)


@dataclass(frozen=True)
class Association:
    """The correlation of two figures over municipalities; it says nothing about a cause."""

    count: int
    rho: float | None
    """Spearman's rank correlation; None for fewer than `FEWEST`, or if one of the figures is equal everywhere."""
    low: float | None = None
    high: float | None = None
    """Ends of the 95% interval."""

    @property
    def is_seen(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def need_beside(theme_rates: pl.DataFrame, context: pl.DataFrame, theme: Theme, codes: list[str]) -> NeedPicture:
    """The figure of `theme` and its known initiatives, in the municipalities `codes`.

    Args:
        theme_rates: rows of `with_theme_rates`.
        context: the declared table `context_values`.
        theme: a key of `PAIRS`.
        codes: codes of municipalities; other codes are ignored.

    Returns:
        `NeedPicture`. "High" means above the median figure of these municipalities, and "much" above their joint rate.
        `verdict` is that of `chance`, compared with the other municipalities.
    """
    of_theme = pl.col("code").is_in(codes) & (pl.col("level") == RegionLevel.MUNICIPALITY) & (pl.col("theme") == theme)
    figures = context.filter(pl.col("indicator_id") == PAIRS[theme]).select(
        code="municipality_code", need="value", need_year="year", is_computed=pl.col("computed_from").list.len() > 0
    )
    rows = theme_rates.filter(of_theme).join(figures, on="code", how="left").sort("code")
    counted = rows.filter(pl.col("population") > 0)
    known, people = int(counted["known"].sum()), int(counted["population"].sum())
    middle, rate = rows["need"].median(), PER * known / people if people else None
    placed = rows.with_columns(
        pl.col("is_computed").fill_null(value=False),
        corner=_corner(middle, rate),
        verdict=against_the_others(rows),
    )
    return NeedPicture(NeedBeside.cast(placed), None if middle is None else float(middle), rate)  # type: ignore[arg-type]  # a number


def against_the_others(rows: pl.DataFrame) -> pl.Series:
    """The verdict of `chance` for each row (`known`, `population`, `dispersion`), compared with all other rows."""
    counted = rows.filter(pl.col("population") > 0)
    known, people = int(counted["known"].sum()), int(counted["population"].sum())
    verdicts = [
        chance(own, population, known - own, people - (population or 0), dispersion)
        for own, population, dispersion in rows.select("known", "population", "dispersion").iter_rows()
    ]
    return pl.Series([each.verdict for each in verdicts], dtype=pl.String)


def _corner(middle: object, rate: float | None) -> pl.Expr:
    """The `Corner`; null if the figure or the rate is unknown."""
    high = (pl.col("need") > pl.lit(middle, pl.Float64)).replace_strict({True: "high", False: "low"}, default=None)
    much = (pl.col("per_10k") > pl.lit(rate, pl.Float64)).replace_strict({True: "much", False: "little"}, default=None)
    return pl.concat_str(high, much, separator="_")


def association(one: pl.Series, other: pl.Series) -> Association:
    """Spearman's rank correlation of two columns, with its interval; rows without both values are left out.

    The interval uses Fisher's z with the variance (1 + ρ²/2) / (n - 3) of Bonett and Wright (2000, Psychometrika 65).
    Equal values get their average rank.
    """
    pairs = pl.DataFrame({"one": one.cast(pl.Float64), "other": other.cast(pl.Float64)})
    pairs = pairs.filter(pl.all_horizontal(pl.all().is_finite()))
    if pairs.height < FEWEST or min(pairs["one"].n_unique(), pairs["other"].n_unique()) < 2:
        return Association(pairs.height, None)
    rho = float(pairs.select(pl.corr(pl.col("one").rank(), pl.col("other").rank())).item())
    z, error = np.arctanh(np.clip(rho, -1 + 1e-12, 1 - 1e-12)), np.sqrt((1 + rho**2 / 2) / (pairs.height - 3))
    return Association(pairs.height, rho, float(np.tanh(z - _Z95 * error)), float(np.tanh(z + _Z95 * error)))


@dataclass(frozen=True)
class TwoFigures:
    """The classes of each row on a map of two figures, and the bounds of the classes."""

    need: pl.Series
    """Class of the figure: 0 low, 1 middle, 2 high; null without a figure."""
    known: pl.Series
    """Class of the rate: 0 none known, 1 fewer, 2 more; null without a rate."""
    need_borders: tuple[float, float] | None
    """Bounds of the classes of the figure; a value equal to a bound is in the lower class."""
    known_border: float | None
    """Bound between fewer and more."""


def two_figures(need: pl.Series, rate: pl.Series) -> TwoFigures:
    """Classify rows for a map with three by three classes.

    The figure is divided into thirds. The rate is not, because most municipalities have no known initiatives of a theme:
    its classes are none, and the others divided at their median. Equal values are always in the same class, so classes can
    differ in size.

    Args:
        need: the figures; null if unknown.
        rate: known initiatives per 10,000 inhabitants; null or NaN if there is no rate.
    """
    rates = rate.cast(pl.Float64).fill_nan(None)
    some = rates.filter(rates > 0)
    half = float(some.median()) if some.len() else math.inf  # type: ignore[arg-type]  # a number
    borders = [need.quantile(part, "lower") for part in (1 / 3, 2 / 3)]
    low, high = borders
    return TwoFigures(
        need=_steps(need.cast(pl.Float64), borders),
        known=(rates > 0).cast(pl.Int8) + (rates >= half).cast(pl.Int8),
        need_borders=None if low is None or high is None else (low, high),
        known_border=half if math.isfinite(half) else None,
    )


def _steps(figures: pl.Series, borders: list[float | None]) -> pl.Series:
    """Number of bounds that each figure exceeds; null without a figure."""
    above = [(figures > pl.Series([border], dtype=pl.Float64)).cast(pl.Int8) for border in borders]
    return above[0] + above[1]
