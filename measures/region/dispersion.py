"""How far counts of regions lie apart, beyond what a lottery over the inhabitants would give.

Known initiatives come in clumps: one draws others, and one source tells of a whole province. Were each of them
handed to an inhabitant by lottery, a region's count would be a Poisson number with variance equal to its mean. We measure how many
times larger the variance is, and widen every interval by that factor: the quasi-Poisson model (McCullagh and Nelder 1989,
section 4.5; Spiegelhalter 2005, section 3, for comparing institutions), variance = factor × mean.

The whole numbers that have this variance are negative binomial with a constant probability (NB1 in Cameron and Trivedi 1986). Sums of
such counts are NB1 with the same factor, and the count of a part given the total is beta-binomial, so that
one model gives both ranges below without approximation. At factor 1 they are the exact Poisson and binomial ones.
"""

import math

import numpy as np
import polars as pl
from scipy import special

from data_loaders.schema import RegionLevel

NO_EXTRA = 1.001
"""From this factor on counts are clumped; below it the formulas of the negative binomial lose their precision."""
_LIGHT_TAIL, _LONG_TAIL = 12, 7
"""Standard deviations around the mean within which a 2.5% point lies for sure (Cantelli: above, within 6.2)."""


def with_dispersion(known: pl.DataFrame, *by: str) -> pl.DataFrame:
    """`known` with the column `dispersion` (Float64): how many times the variance of a lottery the municipalities show.

    Pearson's chi-square of all municipalities around one common rate, divided by its degrees of freedom. Municipalities
    without inhabitants and rest rows take no part. Never below 1: less variance than a lottery is luck.

    Args:
        known: columns `level`, `code`, `known`, `population`, and `by`; all municipalities of the country.
        by: columns that divide the counts further, such as `theme`.

    Returns:
        Same rows and order, other levels with the factor of the municipalities they consist of. 1 for fewer than two municipalities.
    """
    is_usable = (
        pl.col("code").is_not_null() & (pl.col("population") > 0) & (pl.col("level") == RegionLevel.MUNICIPALITY)
    )
    count, people = pl.col("known").filter(is_usable).cast(pl.Float64), pl.col("population").filter(is_usable)
    expected = people * (count.sum() / people.sum())
    factor = ((count - expected) ** 2 / expected).sum() / (count.len() - 1)
    # Nothing known, or one municipality: nothing lies apart.
    whole = pl.when(factor > 1, factor.is_finite()).then(factor).otherwise(1.0)
    return known.with_columns(dispersion=whole.over(by) if by else whole)


def count_interval(counts: pl.Series, dispersion: pl.Series, *, confidence: float) -> pl.DataFrame:
    """The interval for the mean behind each observed count: the means under which that count is no outlier.

    Args:
        counts: whole numbers of 0 or more.
        dispersion: the factor for each count, 1 or more.
        confidence: coverage asked for, between 0 and 1.

    Returns:
        `low` and `high` (Float64), one row per count, in counts; `low` is 0 at a count of 0. At factor 1 this is the interval
        of Garwood (1936), the chi-square interval.
    """
    k, factor = counts.cast(pl.Float64).to_numpy(), dispersion.cast(pl.Float64).to_numpy()
    tail = (1 - confidence) / 2
    # Half a chi-square quantile at 2k degrees of freedom; scipy.stats says the same but costs every process another 45 MB.
    low, high = special.gammaincinv(k, tail), special.gammaincinv(k + 1, 1 - tail)
    clumped = factor > NO_EXTRA
    extra, once = factor[clumped] - 1, 1 / factor[clumped]
    # P(X ≤ k) of NB1 is the incomplete beta I(1/factor; mean/(factor-1), k+1); solved for the mean.
    low[clumped] = extra * special.btdtria(1 - tail, np.maximum(k[clumped], 1), once)
    high[clumped] = extra * special.btdtria(tail, k[clumped] + 1, once)
    # With clumps much larger than a count, small counts are rare under any mean; the count itself is always possible.
    return pl.DataFrame({"low": np.where(k == 0, 0.0, np.minimum(low, k)), "high": high})


def expected_range(total: int, share: float, dispersion: float, *, confidence: float) -> tuple[int, int]:
    """The counts that a part may get of `total`, shared out over inhabitants by a lottery with clumps.

    Args:
        total: initiatives to share out, at least 1.
        share: of the inhabitants that the part holds, between 0 and 1.
        dispersion: the factor, 1 or more.
        confidence: chance, at least, of a count within the range.

    Returns:
        Lowest and highest count; the chance of less, and that of more, is at most (1 - confidence) / 2.
    """
    mean = total * share
    deviation = math.sqrt(mean * (1 - share) * dispersion) + 1
    first, last = max(0, int(mean - _LIGHT_TAIL * deviation)), min(total, int(mean + _LONG_TAIL * deviation) + 1)
    counts = np.arange(first, last + 1)
    at_most = np.cumsum(np.exp(_log_chance(counts, total, share, dispersion)))
    tail = (1 - confidence) / 2
    # The hair's breadth keeps a sum that rounds to just below the bound on the side where the exact one is.
    low, high = np.searchsorted(at_most, [tail - 1e-12, 1 - tail - 1e-12])
    return int(counts[low]), int(counts[min(high, len(counts) - 1)])


def _log_chance(counts: np.ndarray, total: int, share: float, dispersion: float) -> np.ndarray:
    """Logarithm of the chance of each count: beta-binomial, or binomial without clumps."""
    ways = -np.log1p(total) - special.betaln(counts + 1, total - counts + 1)
    if dispersion <= NO_EXTRA:
        return np.asarray(ways + special.xlogy(counts, share) + special.xlog1py(total - counts, -share))
    weight = total / (dispersion - 1)
    a, b = share * weight, (1 - share) * weight
    return np.asarray(ways + special.betaln(counts + a, total - counts + b) - special.betaln(a, b))
