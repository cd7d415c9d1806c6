"""Estimates how complete our knowledge of a region is, and describes its evidence.

We use only estimates that a source states, and only for the source's own region. An estimate for the country is never
divided over regions.
"""

import dataframely as dy
import polars as pl

from data_loaders.schema import Indicators, IndicatorValues, LegalForm, Qualifier, Status
from data_loaders.schema.columns import label
from data_loaders.schema.rows import GoalLinkRow, rows_of
from measures.goals.links import is_of_kind
from measures.region.enums import Completeness, FigureReason
from measures.region.scope import RegionChain, chain_of, is_in_region
from measures.seen import ages

YARDSTICKS = ("burgercollectieven-aantal", "energiecooperaties-aantal", "zorgzame-gemeenschappen-aantal")
"""Indicators that estimate how many there are. Which of our initiatives each speaks of stands in `goal_links`, the one
definition for the page about the goals and for this one; without a row there, of all. See docs/methode-regio.md for what
differs."""


class Coverage(RegionChain):
    """The number we know beside the estimated number, always for the same region."""

    indicator_id = dy.String(metadata=Indicators.indicator_id.metadata)
    known = dy.UInt32(
        metadata=label(
            "Bekende initiatieven",
            "Known initiatives",
            about_nl="Van deze soort, zonder gestopte.",
            about_en="Of this kind, ended ones left out.",
        ),
    )
    undetermined = dy.UInt32(
        metadata=label(
            "Misschien ook",
            "Possibly also",
            about_nl="Kunnen ook meetellen, maar de rechtsvorm of de status is onbekend.",
            about_en="May count too, but the legal form or the status is unknown.",
        ),
    )
    estimate = dy.Float64(nullable=True, metadata=label("Schatting", "Estimate"))
    estimate_year = dy.Int16(nullable=True, metadata=label("Jaar van de schatting", "Year of the estimate"))
    qualifiers = dy.List(dy.Enum(Qualifier), nullable=True, metadata=label("Hoe te lezen", "How to read it"))
    qualifier_note = IndicatorValues.qualifier_note
    source_url = dy.String(nullable=True, metadata=label("Bron (adres)", "Source address"))
    source_title = dy.String(nullable=True, metadata=label("Bron", "Source"))
    share_known = dy.Float64(nullable=True, min=0, max=1, metadata=label("Deel dat we kennen", "Share we know"))
    completeness = dy.Enum(
        Completeness, nullable=True, metadata=label("Hoe het deel te lezen", "How to read the share")
    )
    reason = dy.Enum(FigureReason, nullable=True, metadata=label("Waarom geen deel", "Why no share"))


class Evidence(dy.Schema):
    """How old our knowledge of a region is, and on how many sources it rests."""

    known = dy.UInt32(metadata=label("Bekende initiatieven", "Known initiatives"))
    one_source = dy.UInt32(metadata=label("Met één bron", "With one source"))
    own_site = dy.UInt32(metadata=label("Met eigen site", "With an own site"))
    without_year = dy.UInt32(metadata=label("Geen enkele bron met een jaar", "No source with a year"))
    oldest_year = dy.Int16(nullable=True, metadata=label("Eerste jaar", "First year"))
    middle_year = dy.Int16(
        nullable=True,
        metadata=label(
            "Middelste jaar",
            "Middle year",
            about_nl="De helft van wat een jaar heeft, is het laatst gezien in dit jaar of eerder.",
            about_en="Half of what has a year was last seen in this year or earlier.",
        ),
    )
    newest_year = dy.Int16(nullable=True, metadata=label("Laatste jaar", "Last year"))


def coverage(
    initiatives: pl.DataFrame, values: pl.DataFrame, links: pl.DataFrame, regions: pl.DataFrame, code: str
) -> dy.DataFrame[Coverage]:
    """Known and estimated numbers for region `code` and each region that contains it.

    Args:
        initiatives: columns `municipality_code`, `themes`, `legal_form`, `status`.
        values: the declared table `indicator_values`.
        links: the declared table `goal_links`.
        regions: the declared table.
        code: the region.

    Returns:
        `Coverage`. Each yardstick (an indicator that estimates a number) has a row for the region itself, with
        `FigureReason.NO_ESTIMATE` if no source estimates it, and a row for each larger region with an estimate, of
        which the newest is used. `share_known` is empty without an estimate, and if we know more than the estimate
        (`FigureReason.KNOWN_EXCEEDS_ESTIMATE`), because it is then old or has a narrower definition.
    """
    chain = chain_of(regions, code)
    if chain.is_empty():
        return Coverage.create_empty()
    kinds = {row["indicator_id"]: row for row in rows_of(links, GoalLinkRow)}
    counts = pl.concat([_counts(initiatives, kinds, regions, each) for each in chain["code"]])
    own_or_estimated = (pl.col("steps_up") == 0) | pl.col("estimate").is_not_null()
    rows = chain.join(counts, on="code").join(_estimates(values), on=["indicator_id", "code"], how="left")
    order = pl.col("indicator_id").cast(pl.Enum(YARDSTICKS))
    return Coverage.cast(_with_share(rows).filter(own_or_estimated).sort(order, "steps_up"))


def evidence(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[Evidence]:
    """One row with the age and the sources of what we know about region `code`; years are empty if no source has one.

    The year of an initiative is that of its newest source (`seen_year`), even if that source says nothing about its status.
    """
    rows = initiatives.filter(is_in_region(regions, code))
    years = ages(rows["seen_year"])
    return Evidence.cast(
        rows.select(
            known=pl.len(),
            one_source=(pl.col("sources").list.len() == 1).sum(),
            own_site=pl.col("website").is_not_null().sum(),
            without_year=years.undated,
            oldest_year=years.first,
            middle_year=years.median,
            newest_year=years.last,
        )
    )


def _estimates(values: pl.DataFrame) -> pl.DataFrame:
    """The newest value per indicator and region, with the column names of `Coverage`."""
    newest = values.filter(reading=1).sort("year").group_by("indicator_id", "region_code").last()
    return newest.rename({"region_code": "code", "value": "estimate", "year": "estimate_year"})


def _counts(initiatives: pl.DataFrame, kinds: dict[str, GoalLinkRow], regions: pl.DataFrame, code: str) -> pl.DataFrame:
    """Per yardstick the number of initiatives of region `code` that it counts, and the number that it may count."""
    inside = initiatives.filter(is_in_region(regions, code))
    speaks_of = {name: _speaks_of(kinds.get(name)) for name in YARDSTICKS}
    counted = [
        inside.select(
            code=pl.lit(code), indicator_id=pl.lit(name), known=known.sum(), undetermined=(~known & possible).sum()
        )
        for name, (known, possible) in speaks_of.items()
    ]
    return pl.concat(counted)


def _speaks_of(link: GoalLinkRow | None) -> tuple[pl.Expr, pl.Expr]:
    """Two expressions: whether a yardstick counts an initiative, and whether it may, given the initiative's unknown facts."""
    if link is None:
        kind = pl.col("status") != Status.ENDED
        return kind, kind
    widened: GoalLinkRow = {
        **link,
        "legal_forms": link["legal_forms"] and [*link["legal_forms"], LegalForm.UNKNOWN],
        "statuses": link["statuses"] and [*link["statuses"], Status.UNKNOWN],
    }
    return is_of_kind(link), is_of_kind(widened)


def _with_share(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the share that we know, how to interpret it, and the reason if it is empty."""
    known, estimate = pl.col("known"), pl.col("estimate")
    no_estimate = pl.when(estimate.is_null()).then(pl.lit(FigureReason.NO_ESTIMATE))
    reason = no_estimate.when(known > estimate).then(pl.lit(FigureReason.KNOWN_EXCEEDS_ESTIMATE))
    share = pl.when(reason.is_null()).then(known / estimate)
    return rows.with_columns(
        reason=reason, share_known=share, completeness=pl.when(share.is_not_null()).then(_reading())
    )


def _reading() -> pl.Expr:
    """How to interpret the share. It is an upper bound if the estimate is a lower bound, and approximate otherwise."""
    is_lower_bound = pl.col("qualifiers").list.contains(Qualifier.AT_LEAST)
    return pl.when(is_lower_bound).then(pl.lit(Completeness.AT_MOST)).otherwise(pl.lit(Completeness.ABOUT))
