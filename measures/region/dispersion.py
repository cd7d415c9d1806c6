"""Measures how much more the counts of regions vary than in a lottery over the inhabitants.

Known initiatives come in clumps: one initiative inspires others, and one source may list a whole province. If a lottery
handed each initiative to an inhabitant, a region's count would have a Poisson distribution, with variance equal to its
mean. We measure how many times larger the variance is (the dispersion factor), and widen every interval by that factor.
This is the quasi-Poisson model, variance = factor × mean (McCullagh and Nelder 1989, section 4.5; Spiegelhalter 2005,
section 3, for comparing institutions).

A distribution of counts with this variance is the negative binomial with constant probability (NB1 in Cameron and
Trivedi 1986). Sums of such counts are NB1 with the same factor, and the count of a part given the total is
beta-binomial. So one model gives both ranges below without approximation. At factor 1 these are the exact Poisson and
binomial ranges.
"""

import math

import numpy as np
import polars as pl
from scipy import special

from data_loaders.schema import RegionLevel

NO_EXTRA = 1.001
"""Factor above which we use the negative binomial; below it, its formulas are numerically imprecise."""
_LIGHT_TAIL, _LONG_TAIL = 12, 7
"""Standard deviations below and above the mean that surely include a 2.5% point (above, Cantelli's bound is 6.2)."""


def with_dispersion(known: pl.DataFrame, *by: str) -> pl.DataFrame:
    """`known` with the column `dispersion` (Float64): the variance between municipalities divided by that of a lottery.

    It is Pearson's chi-square of all municipalities around one common rate, divided by its degrees of freedom, and at
    least 1, because less variance than a lottery is coincidence. Municipalities without inhabitants and rest rows are left
    out.

    Args:
        known: columns `level`, `code`, `known`, `population`, and `by`; all municipalities of the country.
        by: columns that divide the counts further, such as `theme`.

    Returns:
        The same rows in the same order; all levels get the factor of the municipalities. It is 1 for fewer than two
        municipalities.
    """
    is_usable = (
        pl.col("code").is_not_null() & (pl.col("population") > 0) & (pl.col("level") == RegionLevel.MUNICIPALITY)
    )
    count, people = pl.col("known").filter(is_usable).cast(pl.Float64), pl.col("population").filter(is_usable)
    expected = people * (count.sum() / people.sum())
    factor = ((count - expected) ** 2 / expected).sum() / (count.len() - 1)
    # The factor is not finite if nothing is known or there is only one municipality.
    whole = pl.when(factor > 1, factor.is_finite()).then(factor).otherwise(1.0)
    return known.with_columns(dispersion=whole.over(by) if by else whole)


def count_interval(counts: pl.Series, dispersion: pl.Series, *, confidence: float) -> pl.DataFrame:
    """The confidence interval of the mean behind each observed count.

    Args:
        counts: whole numbers of 0 or more.
        dispersion: the factor for each count, 1 or more.
        confidence: the confidence level, between 0 and 1.

    Returns:
        `low` and `high` (Float64), one row per count, in the unit of the counts; `low` is 0 for a count of 0. At factor 1
        this is the chi-square interval of Garwood (1936).
    """
    k, factor = counts.cast(pl.Float64).to_numpy(), dispersion.cast(pl.Float64).to_numpy()
    tail = (1 - confidence) / 2
    # Half a chi-square quantile at 2k degrees of freedom; scipy.stats gives the same but takes another 45 MB per process.
    low, high = special.gammaincinv(k, tail), special.gammaincinv(k + 1, 1 - tail)
    clumped = factor > NO_EXTRA
    extra, once = factor[clumped] - 1, 1 / factor[clumped]
    # P(X ≤ k) of NB1 is the incomplete beta function I(1/factor; mean/(factor-1), k+1), solved here for the mean.
    low[clumped] = extra * special.btdtria(1 - tail, np.maximum(k[clumped], 1), once)
    high[clumped] = extra * special.btdtria(tail, k[clumped] + 1, once)
    # If clumps are much larger than a count, the lower bound could exceed the count itself, which must be in the interval.
    return pl.DataFrame({"low": np.where(k == 0, 0.0, np.minimum(low, k)), "high": high})


def expected_range(total: int, share: float, dispersion: float, *, confidence: float) -> tuple[int, int]:
    """The range of counts that a part may get when a lottery with clumps divides `total` over all inhabitants.

    Args:
        total: number of initiatives to divide, at least 1.
        share: share of the inhabitants that live in the part, between 0 and 1.
        dispersion: the factor, 1 or more.
        confidence: least probability of a count within the range.

    Returns:
        Lowest and highest count; a lower count, and a higher one, each has a probability of at most (1 - confidence) / 2.
    """
    mean = total * share
    deviation = math.sqrt(mean * (1 - share) * dispersion) + 1
    first, last = max(0, int(mean - _LIGHT_TAIL * deviation)), min(total, int(mean + _LONG_TAIL * deviation) + 1)
    counts = np.arange(first, last + 1)
    at_most = np.cumsum(np.exp(_log_chance(counts, total, share, dispersion)))
    tail = (1 - confidence) / 2
    # 1e-12 corrects for rounding: a sum that should equal the bound may be slightly below it.
    low, high = np.searchsorted(at_most, [tail - 1e-12, 1 - tail - 1e-12])
    return int(counts[low]), int(counts[min(high, len(counts) - 1)])


def _log_chance(counts: np.ndarray, total: int, share: float, dispersion: float) -> np.ndarray:
    """Logarithm of the probability of each count: beta-binomial, or binomial without clumps."""
    ways = -np.log1p(total) - special.betaln(counts + 1, total - counts + 1)
    if dispersion <= NO_EXTRA:
        return np.asarray(ways + special.xlogy(counts, share) + special.xlog1py(total - counts, -share))
    weight = total / (dispersion - 1)
    a, b = share * weight, (1 - share) * weight
    return np.asarray(ways + special.betaln(counts + a, total - counts + b) - special.betaln(a, b))
