"""How complete our knowledge of a region probably is, and on what evidence.

Only estimates that a source states are used, and only for the region the source speaks of: an
estimate for the country is never divided over regions.
"""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data_loaders.schema import Indicators, IndicatorValues, LegalForm, Qualifier, Status, Theme
from data_loaders.schema.columns import label
from measures.region.enums import Completeness, Reason
from measures.region.scope import RegionChain, chain_of, is_in_region

LEGAL_PERSONS = [LegalForm.COOPERATIVE, LegalForm.FOUNDATION, LegalForm.ASSOCIATION]


@dataclass(frozen=True)
class Yardstick:
    """An indicator that estimates how many there are, and which of our initiatives it speaks of."""

    indicator_id: str
    theme: Theme | None = None
    """Only initiatives with this theme; None: all."""
    needs_legal_person: bool = False
    """Only cooperatives, foundations and associations; an unknown legal form may or may not count."""


YARDSTICKS = (
    Yardstick("burgercollectieven-aantal"),
    Yardstick("energiecooperaties-aantal", Theme.ENERGY, needs_legal_person=True),
    Yardstick("zorgzame-gemeenschappen-aantal", Theme.CARE),
)
"""Chosen because the definition of each fits initiatives we hold; see docs/methode-regio.md for what differs."""


class Coverage(RegionChain):
    """n known beside N estimated, always for the same region."""

    indicator_id = dy.String(nullable=False, metadata=Indicators.indicator_id.metadata)
    known = dy.UInt32(
        nullable=False,
        metadata=label(
            "Bekende initiatieven",
            "Known initiatives",
            about_nl="Van deze soort, zonder gestopte.",
            about_en="Of this kind, ended ones left out.",
        ),
    )
    undetermined = dy.UInt32(
        nullable=False,
        metadata=label(
            "Misschien ook",
            "Possibly also",
            about_nl="Kunnen ook meetellen, maar de rechtsvorm is onbekend.",
            about_en="May count too, but the legal form is unknown.",
        ),
    )
    estimate = dy.Float64(nullable=True, metadata=label("Schatting", "Estimate"))
    estimate_year = dy.Int16(nullable=True, metadata=label("Jaar van de schatting", "Year of the estimate"))
    qualifiers = dy.List(
        dy.Enum(Qualifier, nullable=False), nullable=True, metadata=label("Hoe te lezen", "How to read it")
    )
    qualifier_note = IndicatorValues.qualifier_note
    source_url = dy.String(nullable=True, metadata=label("Bron (adres)", "Source address"))
    source_title = dy.String(nullable=True, metadata=label("Bron", "Source"))
    share_known = dy.Float64(nullable=True, min=0, max=1, metadata=label("Deel dat we kennen", "Share we know"))
    completeness = dy.Enum(
        Completeness, nullable=True, metadata=label("Hoe het deel te lezen", "How to read the share")
    )
    reason = dy.Enum(Reason, nullable=True, metadata=label("Waarom geen deel", "Why no share"))


class Evidence(dy.Schema):
    """How old and how well backed our knowledge of a region is."""

    known = dy.UInt32(nullable=False, metadata=label("Bekende initiatieven", "Known initiatives"))
    one_source = dy.UInt32(nullable=False, metadata=label("Met één bron", "With one source"))
    own_site = dy.UInt32(nullable=False, metadata=label("Met eigen site", "With an own site"))
    without_year = dy.UInt32(nullable=False, metadata=label("Bron zonder jaar", "Source without a year"))
    oldest_year = dy.Int16(nullable=True, metadata=label("Oudste stand", "Oldest state"))
    middle_year = dy.Int16(
        nullable=True,
        metadata=label(
            "Middelste jaar",
            "Middle year",
            about_nl="De helft van de gedateerde standen is van dit jaar of ouder.",
            about_en="Half of the dated states are of this year or older.",
        ),
    )
    newest_year = dy.Int16(nullable=True, metadata=label("Nieuwste stand", "Newest state"))


def coverage(
    initiatives: pl.DataFrame, values: pl.DataFrame, regions: pl.DataFrame, code: str
) -> dy.DataFrame[Coverage]:
    """Known beside estimated for region `code` and each region that holds it.

    Args:
        initiatives: columns `municipality_code`, `themes`, `legal_form`, `status`.
        values: the declared table `indicator_values`.
        regions: the declared table.
        code: the region.

    Returns:
        `Coverage`, per yardstick a row for the region itself (with `Reason.NO_ESTIMATE` when no source
        estimates it) and a row for each larger region that has an estimate: the newest one.
        `share_known` is empty without an estimate, and when we know more than it says
        (`Reason.KNOWN_EXCEEDS_ESTIMATE`: the estimate is old, or counts more narrowly).
    """
    if chain_of(regions, code).is_empty():
        return Coverage.create_empty()
    rows = pl.concat([_one(yardstick, initiatives, values, regions, code) for yardstick in YARDSTICKS])
    exceeds = pl.col("known") > pl.col("estimate")
    reason = (
        pl.when(pl.col("estimate").is_null())
        .then(pl.lit(Reason.NO_ESTIMATE))
        .when(exceeds)
        .then(pl.lit(Reason.KNOWN_EXCEEDS_ESTIMATE))
    )
    shared = rows.with_columns(
        reason=reason, share_known=pl.when(reason.is_null()).then(pl.col("known") / pl.col("estimate"))
    )
    return Coverage.cast(shared.with_columns(completeness=_completeness()))


def evidence(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[Evidence]:
    """Age and backing of what we know about region `code`: one row; years empty when no source gives one."""
    rows = initiatives.filter(is_in_region(regions, code))
    year = pl.col("status_year")
    return Evidence.cast(
        rows.select(
            known=pl.len(),
            one_source=(pl.col("sources").list.len() == 1).sum(),
            own_site=pl.col("website").is_not_null().sum(),
            without_year=year.is_null().sum(),
            oldest_year=year.min(),
            middle_year=year.quantile(0.5, interpolation="lower"),
            newest_year=year.max(),
        )
    )


def _one(
    yardstick: Yardstick, initiatives: pl.DataFrame, values: pl.DataFrame, regions: pl.DataFrame, code: str
) -> pl.DataFrame:
    """Rows of one yardstick, without the share."""
    chain = chain_of(regions, code)
    newest = values.filter(pl.col("indicator_id") == yardstick.indicator_id).sort("year").group_by("region_code").last()
    estimates = newest.select(
        "qualifiers",
        "qualifier_note",
        "source_url",
        "source_title",
        code="region_code",
        estimate="value",
        estimate_year="year",
    )
    counts = pl.DataFrame(
        [{"code": each, **_count(yardstick, initiatives.filter(is_in_region(regions, each)))} for each in chain["code"]]
    )
    rows = chain.join(counts, on="code").join(estimates, on="code", how="left", maintain_order="left")
    return rows.filter((pl.col("steps_up") == 0) | pl.col("estimate").is_not_null()).with_columns(
        indicator_id=pl.lit(yardstick.indicator_id)
    )


def _count(yardstick: Yardstick, rows: pl.DataFrame) -> dict[str, int]:
    """How many of `rows` the yardstick speaks of, and how many it may speak of."""
    kind = pl.col("status") != Status.ENDED
    if yardstick.theme:
        kind &= pl.col("themes").list.contains(yardstick.theme)
    if not yardstick.needs_legal_person:
        return {"known": rows.filter(kind).height, "undetermined": 0}
    is_person = pl.col("legal_form").is_in(LEGAL_PERSONS)
    is_unclear = pl.col("legal_form") == LegalForm.UNKNOWN
    return {"known": rows.filter(kind & is_person).height, "undetermined": rows.filter(kind & is_unclear).height}


def _completeness() -> pl.Expr:
    """A lower bound makes the share an upper bound; anything else the source hedges makes it about."""
    hedges = pl.col("qualifiers").list
    reading = (
        pl.when(hedges.contains(Qualifier.AT_LEAST))
        .then(pl.lit(Completeness.AT_MOST))
        .when(hedges.len() > 0)
        .then(pl.lit(Completeness.ABOUT))
        .otherwise(pl.lit(Completeness.EXACTLY))
    )
    return pl.when(pl.col("share_known").is_not_null()).then(reading)
