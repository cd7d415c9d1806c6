"""Tests whether a region's count is unusual, or within the usual differences between regions.

The model is a lottery: it hands all known initiatives of the region and its reference to their inhabitants, in clumps as
large as those we measure (see `measures.region.dispersion`). The test gives the counts that the region could then get.
Without clumps this is the exact conditional test of two Poisson rates (Przyborowski and Wilenski 1940) with equal tails.
"""

from dataclasses import asdict, dataclass
from typing import TypeAlias

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel, Theme
from data_loaders.schema.columns import label
from measures.region.dispersion import count_interval, expected_range
from measures.region.enums import FigureReason, ReferenceKind, Verdict
from measures.region.rates import CONFIDENCE, PER, RegionRates
from measures.region.scope import chain_of, municipalities_of

_Reference: TypeAlias = tuple[dict[str, object], set[str]]
"""Columns of `References` that name a reference, and the codes of its municipalities."""


@dataclass(frozen=True)
class Chance:
    """The verdict on a region's count, with the counts to expect; every field but `verdict` may be empty."""

    verdict: Verdict
    reason: FigureReason | None = None
    expected: float | None = None
    """Number of initiatives that the region would get on average."""
    low: int | None = None
    high: int | None = None
    """At least 95 of 100 such regions would get a count between `low` and `high`, both included."""


class References(dy.Schema):
    """A region compared with each reference, one row per kind."""

    kind = dy.Enum(ReferenceKind, primary_key=True, metadata=label("Vergeleken met", "Compared with"))
    code = dy.String(nullable=True, metadata=label("Code", "Code"))
    name = dy.String(nullable=True, metadata=label("Naam", "Name"))
    municipalities = dy.UInt32(metadata=label("Gemeenten", "Municipalities"))
    known = dy.UInt32(
        metadata=label(
            "Bekende initiatieven",
            "Known initiatives",
            about_nl="Alleen lokale: die in een gemeente meetellen.",
            about_en="Only local ones: those that count in a municipality.",
        ),
    )
    population = dy.Int64(nullable=True, metadata=label("Inwoners", "Inhabitants"))
    per_10k = dy.Float64(nullable=True, min=0, metadata=label("Per 10.000 inwoners", "Per 10,000 inhabitants"))
    per_10k_low = RegionRates.per_10k_low
    per_10k_high = RegionRates.per_10k_high
    verdict = dy.Enum(Verdict, metadata=label("Verschil", "Difference"))
    reason = dy.Enum(FigureReason, nullable=True, metadata=label("Waarom geen oordeel", "Why no verdict"))
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
    low = dy.UInt32(nullable=True, metadata=label("Te verwachten vanaf", "Expected from"))
    high = dy.UInt32(nullable=True, metadata=label("Te verwachten tot en met", "Expected up to"))


class ThemeReferences(References):
    """The same as `References`, per theme."""

    theme = dy.Enum(Theme, primary_key=True, metadata=label("Thema", "Theme"))


def chance(
    known: int, population: int | None, rest_known: int, rest_population: int | None, dispersion: float = 1
) -> Chance:
    """Compare a region's count with the rest of a reference.

    Args:
        known: initiatives known in the region.
        population: its inhabitants.
        rest_known: initiatives known in the reference outside the region.
        rest_population: inhabitants of the reference outside the region.
        dispersion: the factor of `with_dispersion`.

    Returns:
        `Chance`; the verdict is `NOT_TESTABLE` with a reason if inhabitants are missing, the rest is empty, or no
        initiatives are known.
    """
    if not population:
        return Chance(Verdict.NOT_TESTABLE, FigureReason.NO_POPULATION)
    if not rest_population:
        return Chance(Verdict.NOT_TESTABLE, FigureReason.NO_REST)
    total, share = known + rest_known, population / (population + rest_population)
    if total == 0:
        return Chance(Verdict.NOT_TESTABLE, FigureReason.NOTHING_KNOWN)
    low, high = expected_range(total, share, dispersion, confidence=CONFIDENCE)
    if known < low:
        verdict = Verdict.FEWER
    elif known > high:
        verdict = Verdict.MORE
    else:
        verdict = Verdict.USUAL
    return Chance(verdict, expected=total * share, low=low, high=high)


def references(known: pl.DataFrame, regions: pl.DataFrame, code: str, similar: list[str]) -> dy.DataFrame[References]:
    """Region `code` compared with similar municipalities, its COROP region, its province and the country.

    A reference is a set of municipalities. Its rate is over all of them, including the region. The test uses the set
    without the region, so that a city is not compared with itself. Municipalities without a population figure are left
    out.

    Args:
        known: rows of `with_rates`, or of one theme of `with_theme_rates`.
        regions: the declared table.
        code: the region.
        similar: codes of its similar regions (see `similar_to`).

    Returns:
        `References`, one row per kind that applies: there is none above the country, and no similar row for an empty
        group. If two references have the same municipalities apart from the region, only the larger has a row. `known`
        counts only initiatives in a municipality.
    """
    inside, sets = _comparisons(regions, code, similar)
    return References.cast(_frame([named | _against(known, inside, each) for named, each in sets], References))


def theme_references(
    known: pl.DataFrame, regions: pl.DataFrame, code: str, similar: list[str]
) -> dy.DataFrame[ThemeReferences]:
    """The same as `references`, for each theme; `known` has rows of `with_theme_rates`.

    An initiative counts in each of its themes.
    """
    inside, sets = _comparisons(regions, code, similar)
    rows = [
        {"theme": theme} | named | _against(of_theme, inside, each)
        for (theme,), of_theme in known.group_by("theme", maintain_order=True)
        for named, each in sets
    ]
    return ThemeReferences.cast(_frame(rows, ThemeReferences).sort("kind", "theme"))


def _frame(rows: list[dict[str, object]], schema: type[dy.Schema]) -> pl.DataFrame:
    return schema.cast(pl.DataFrame(rows, schema=list(schema.columns()), infer_schema_length=None))


def _comparisons(regions: pl.DataFrame, code: str, similar: list[str]) -> tuple[set[str], list[_Reference]]:
    """The municipalities of the region, and each reference with the municipalities in it."""
    inside = set(municipalities_of(regions, code))
    sets = _reference_sets(regions, code, similar)
    # A COROP region can be the same as its province (Utrecht). The same comparison twice would look like two findings.
    distinct = [
        each for n, each in enumerate(sets) if all(each[1] - inside != later - inside for _, later in sets[n + 1 :])
    ]
    return inside, distinct


def _reference_sets(regions: pl.DataFrame, code: str, similar: list[str]) -> list[_Reference]:
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


def _against(known: pl.DataFrame, inside: set[str], reference: set[str]) -> dict[str, object]:
    """One row of `References`: the rate of the whole reference, and the test against its part outside the region."""
    usable = known.filter((pl.col("level") == RegionLevel.MUNICIPALITY) & (pl.col("population") > 0))
    own, own_people, _ = _totals(usable, inside)
    rest, rest_people, _ = _totals(usable, reference - inside)
    all_known, people, count = _totals(usable, reference)
    factor = float(known["dispersion"][0])
    bounds = count_interval(pl.Series([all_known]), pl.Series([factor]), confidence=CONFIDENCE).row(0)
    rate, low, high = (figure * PER / people if people else None for figure in (all_known, *bounds))
    figures = {"municipalities": count, "known": all_known, "population": people}
    rates = {"per_10k": rate, "per_10k_low": low, "per_10k_high": high}
    return figures | rates | asdict(chance(own, own_people, rest, rest_people, factor))


def _totals(usable: pl.DataFrame, codes: set[str]) -> tuple[int, int | None, int]:
    """Number of known initiatives, inhabitants (None without municipalities) and municipalities."""
    rows = usable.filter(pl.col("code").is_in(list(codes)))
    return int(rows["known"].sum()), int(rows["population"].sum()) or None, len(rows)
