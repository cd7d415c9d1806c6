"""Is a region's count out of the ordinary, or within what chance gives?

The question is asked the way it can be explained: share all known initiatives of region and
reference out over their inhabitants by lot; which counts would the region then get? The number is
binomial given the total, which makes this the exact conditional test of two Poisson rates
(Przyborowski and Wilenski 1940), with both tails equal (Clopper and Pearson 1934).
"""

import math
from dataclasses import asdict, dataclass
from typing import Any

import dataframely as dy
import polars as pl
from scipy import special

from data_loaders.schema import RegionLevel
from data_loaders.schema.columns import label
from measures.region.enums import Reason, ReferenceKind, Verdict
from measures.region.rates import CONFIDENCE, PER, poisson_interval
from measures.region.scope import chain_of, municipalities_of


@dataclass(frozen=True)
class Chance:
    """A region's count beside what lot would give it; every field but `verdict` may be empty."""

    verdict: Verdict
    reason: Reason | None = None
    expected: float | None = None
    """Initiatives the region would get on average."""
    low: int | None = None
    high: int | None = None
    """The counts that lot gives in at least 95 of 100 draws; within them the difference says little."""
    p_value: float | None = None
    """Chance of a count at least this far out, both sides."""
    ratio: float | None = None
    """Rate of the region divided by the rate of the rest; empty when the rest has none."""
    ratio_low: float | None = None
    ratio_high: float | None = None
    """Exact interval of the ratio; an empty upper bound has no end."""


class References(dy.Schema):
    """A region beside each reference: one row per kind."""

    kind = dy.Enum(ReferenceKind, nullable=False, primary_key=True, metadata=label("Vergeleken met", "Compared with"))
    code = dy.String(nullable=True, metadata=label("Code", "Code"))
    name = dy.String(nullable=True, metadata=label("Naam", "Name"))
    municipalities = dy.UInt32(nullable=False, metadata=label("Gemeenten", "Municipalities"))
    known = dy.UInt32(
        nullable=False,
        metadata=label(
            "Bekende initiatieven",
            "Known initiatives",
            about_nl="Alleen die in een gemeente zijn te plaatsen.",
            about_en="Only those that can be placed in a municipality.",
        ),
    )
    population = dy.Int64(nullable=True, metadata=label("Inwoners", "Inhabitants"))
    per_10k = dy.Float64(nullable=True, min=0, metadata=label("Per 10.000 inwoners", "Per 10,000 inhabitants"))
    per_10k_low = dy.Float64(nullable=True, min=0, metadata=label("Ondergrens (95%)", "Lower bound (95%)"))
    per_10k_high = dy.Float64(nullable=True, min=0, metadata=label("Bovengrens (95%)", "Upper bound (95%)"))
    verdict = dy.Enum(Verdict, nullable=False, metadata=label("Verschil", "Difference"))
    reason = dy.Enum(Reason, nullable=True, metadata=label("Waarom geen oordeel", "Why no verdict"))
    expected = dy.Float64(
        nullable=True,
        min=0,
        metadata=label(
            "Te verwachten aantal",
            "Expected count",
            about_nl="Als inwoneraantal het enige verschil was.",
            about_en="If number of inhabitants were the only difference.",
        ),
    )
    low = dy.UInt32(nullable=True, metadata=label("Toeval vanaf", "Chance from"))
    high = dy.UInt32(nullable=True, metadata=label("Toeval tot en met", "Chance up to"))
    p_value = dy.Float64(nullable=True, min=0, max=1, metadata=label("p-waarde", "p-value"))
    ratio = dy.Float64(nullable=True, min=0, metadata=label("Verhouding tot de rest", "Ratio to the rest"))
    ratio_low = dy.Float64(nullable=True, min=0, metadata=label("Verhouding, ondergrens", "Ratio, lower bound"))
    ratio_high = dy.Float64(nullable=True, min=0, metadata=label("Verhouding, bovengrens", "Ratio, upper bound"))


def chance(
    known: int, population: int | None, rest_known: int, rest_population: int | None, *, confidence: float = CONFIDENCE
) -> Chance:
    """Compare a region's count with the rest of a reference.

    Args:
        known: initiatives known in the region.
        population: its inhabitants.
        rest_known: initiatives known in the reference outside the region.
        rest_population: inhabitants of the reference outside the region.
        confidence: 1 minus the accepted chance of calling chance a difference.

    Returns:
        `Chance`; `Verdict.NOT_TESTABLE` with a reason when inhabitants are missing, the rest is
        empty or nothing is known at all.
    """
    if not population:
        return Chance(Verdict.NOT_TESTABLE, Reason.NO_POPULATION)
    if not rest_population:
        return Chance(Verdict.NOT_TESTABLE, Reason.NO_REST)
    total, share = known + rest_known, population / (population + rest_population)
    if total == 0:
        return Chance(Verdict.NOT_TESTABLE, Reason.NOTHING_KNOWN)
    tail = (1 - confidence) / 2
    low, high = _quantile(tail, total, share), total - _quantile(tail, total, 1 - share)
    verdict = Verdict.FEWER if known < low else Verdict.MORE if known > high else Verdict.WITHIN_CHANCE
    odds = rest_population / population
    lower, upper = clopper_pearson(known, total, confidence=confidence)
    return Chance(
        verdict,
        expected=total * share,
        low=low,
        high=high,
        p_value=min(1.0, 2 * min(_at_most(known, total, share), _at_most(rest_known, total, 1 - share))),
        ratio=known / rest_known * odds if rest_known else None,
        ratio_low=lower / (1 - lower) * odds,
        ratio_high=upper / (1 - upper) * odds if upper < 1 else None,
    )


def clopper_pearson(successes: int, trials: int, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Exact interval for a share (Clopper and Pearson 1934), `trials` at least 1."""
    tail = (1 - confidence) / 2
    low = float(special.betaincinv(successes, trials - successes + 1, tail)) if successes else 0.0
    high = float(special.betaincinv(successes + 1, trials - successes, 1 - tail)) if successes < trials else 1.0
    return low, high


def references(known: pl.DataFrame, regions: pl.DataFrame, code: str, similar: list[str]) -> dy.DataFrame[References]:
    """Region `code` beside similar municipalities, its COROP region, its province and the country.

    A reference is a set of municipalities. Its rate counts all of them, the region included where it
    belongs to the set; the comparison is with the set without the region, so that a city is not
    compared with itself. Municipalities without a population figure take no part.

    Args:
        known: rows of `known_per_region`, or of one theme of `known_per_region_and_theme`.
        regions: the declared table.
        code: the region.
        similar: codes of its similar regions, see `similar_to`.

    Returns:
        `References`, one row per kind that applies: nothing above the country, no similar row for
        an empty group, and of two references that hold the same municipalities beside the region only
        the larger. `known` leaves out what cannot be placed in a municipality.
    """
    inside = set(municipalities_of(regions, code))
    usable = known.filter((pl.col("level") == RegionLevel.MUNICIPALITY) & (pl.col("population") > 0))
    sets = _reference_sets(regions, code, similar)
    # A COROP region can equal its province (Utrecht), and all other provinces together the rest of the
    # country: the same comparison twice would look like two findings.
    kept = [
        found for n, found in enumerate(sets) if all(found[1] - inside != later - inside for _, later in sets[n + 1 :])
    ]
    rows = [named | _against(usable, inside, reference) for named, reference in kept]
    return References.cast(pl.DataFrame(rows, schema=list(References.columns()), infer_schema_length=None))


def _reference_sets(regions: pl.DataFrame, code: str, similar: list[str]) -> list[tuple[dict[str, Any], set[str]]]:
    """Each reference with the municipalities in it, smallest level first."""
    above = chain_of(regions, code).filter(pl.col("steps_up") > 0).iter_rows(named=True)
    sets = [
        (
            {"kind": ReferenceKind(region["level"]), "code": region["code"], "name": region["name"]},
            set(municipalities_of(regions, region["code"])),
        )
        for region in above
    ]
    group = set(municipalities_of(regions, *similar))
    return [({"kind": ReferenceKind.SIMILAR, "code": None, "name": None}, group), *sets] if group else sets


def _against(usable: pl.DataFrame, inside: set[str], reference: set[str]) -> dict[str, Any]:
    """One row of `References`: the rate of the whole reference, the test against what of it lies outside."""
    known, people, _ = _totals(usable, inside)
    rest_known, rest_people, _ = _totals(usable, reference - inside)
    all_known, all_people, count = _totals(usable, reference)
    scale = PER / all_people if all_people else None
    bounds = poisson_interval(pl.Series([all_known])).row(0)
    low, high = (bound * scale if scale else None for bound in bounds)
    rate = {"per_10k": all_known * scale if scale else None, "per_10k_low": low, "per_10k_high": high}
    figures = {"municipalities": count, "known": all_known, "population": all_people} | rate
    return figures | asdict(chance(known, people, rest_known, rest_people))


def _totals(usable: pl.DataFrame, codes: set[str]) -> tuple[int, int | None, int]:
    """Known initiatives, inhabitants (None for no municipality at all) and number of municipalities."""
    rows = usable.filter(pl.col("code").is_in(list(codes)))
    return int(rows["known"].sum()), int(rows["population"].sum()) or None, len(rows)


def _at_most(count: int, trials: int, share: float) -> float:
    return float(special.bdtr(count, trials, share))


def _quantile(tail: float, trials: int, share: float) -> int:
    """The smallest count whose chance of not being exceeded is at least `tail`."""
    near: int = max(0, math.ceil(special.bdtrik(tail, trials, share)))
    return near - 1 if near and _at_most(near - 1, trials, share) >= tail else near
