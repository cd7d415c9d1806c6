"""Computes everything for a region's page, paper and file, once from the same tables."""

from dataclasses import dataclass
from functools import cached_property

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel
from measures.region.chance import References, ThemeReferences, references, theme_references
from measures.region.counts import known_per_region, known_per_region_and_theme
from measures.region.coverage import Coverage, Evidence, coverage, evidence
from measures.region.enums import SimilarMethod
from measures.region.indicators import IndicatorHere, indicators_here
from measures.region.likeness import USUAL
from measures.region.networks import (
    NetworkHere,
    UnlistedNetwork,
    known_without_network,
    networks_here,
    unlisted_networks,
)
from measures.region.rates import RegionRates, RegionThemeRates, with_rates, with_theme_rates
from measures.region.scope import RegionChain, chain_of, is_in_region, level_of
from measures.region.series import Started, started_by_year
from measures.region.similar import GroupPoint, SimilarGroup, Spread, points, similar_to, spread, with_classes
from measures.region.sources import LargestSource, largest_source
from measures.region.themes import ThemePicture, theme_picture
from measures.region.wide import wide_initiatives


@dataclass(frozen=True)
class RegionTables:
    """The declared tables behind all figures of regions. Use one object per data version, because it caches the counts."""

    initiatives: pl.DataFrame
    regions: pl.DataFrame
    partners: pl.DataFrame
    indicators: pl.DataFrame
    indicator_values: pl.DataFrame
    goal_links: pl.DataFrame
    municipality_changes: pl.DataFrame
    context_values: pl.DataFrame

    @cached_property
    def rates(self) -> dy.DataFrame[RegionRates]:
        """Count and rate of every region of every level."""
        return with_rates(known_per_region(self.initiatives, self.regions))

    @cached_property
    def classed(self) -> pl.DataFrame:
        """Every region with its classes of size and urbanity."""
        return with_classes(self.regions, self.context_values)

    @cached_property
    def theme_rates(self) -> dy.DataFrame[RegionThemeRates]:
        """Count and rate of every region, per theme."""
        return with_theme_rates(known_per_region_and_theme(self.initiatives, self.regions))


@dataclass(frozen=True)
class RegionProfile:
    """All figures of one region; see the measures for the meaning of each part."""

    code: str
    name: str
    level: RegionLevel
    chain: dy.DataFrame[RegionChain]
    figures: dy.DataFrame[RegionRates]
    """One row: the region itself."""
    initiatives: pl.DataFrame
    """The known initiatives (rows of the declared table), by last seen year, newest first and without a year last, then by
    name."""
    wide: pl.DataFrame
    """Regional and national initiatives with their seat here (rows of the declared table), by name; only the country counts
    them."""
    similar: SimilarGroup
    points: dy.DataFrame[GroupPoint]
    spread: dy.DataFrame[Spread]
    references: dy.DataFrame[References]
    themes: dy.DataFrame[ThemePicture]
    theme_references: dy.DataFrame[ThemeReferences]
    networks: dy.DataFrame[NetworkHere]
    unlisted_networks: dy.DataFrame[UnlistedNetwork]
    without_network: int
    indicators: dy.DataFrame[IndicatorHere]
    coverage: dy.DataFrame[Coverage]
    evidence: dy.DataFrame[Evidence]
    largest_source: dy.DataFrame[LargestSource]
    started: dy.DataFrame[Started]


def profile(
    tables: RegionTables,
    code: str,
    *,
    method: SimilarMethod = SimilarMethod.SIZE_AND_URBANITY,
    chosen: tuple[str, ...] = (),
    figures: tuple[str, ...] = USUAL,
) -> RegionProfile | None:
    """The profile of region `code`, of any level; None for an unknown code.

    Args:
        tables: the tables of a data version.
        code: the region.
        method: how to choose the similar municipalities.
        chosen: codes of the similar municipalities, for `SimilarMethod.CHOSEN`.
        figures: the figures that measure how alike municipalities are.
    """
    initiatives, regions = tables.initiatives, tables.regions
    level = level_of(regions, code)
    if level is None:
        return None
    own = tables.rates.filter(pl.col("code") == code)
    group = similar_to(tables.classed, code, method=method, chosen=chosen, figures=figures)
    codes = group.members["code"].to_list()
    return RegionProfile(
        code=code,
        name=own["name"].item(),
        level=level,
        chain=chain_of(regions, code),
        figures=RegionRates.cast(own),
        initiatives=initiatives.filter(is_in_region(regions, code)).sort(
            "seen_year", "name", "id", descending=[True, False, False], nulls_last=True
        ),
        wide=wide_initiatives(initiatives, regions, code).sort("name", "id"),
        similar=group,
        points=points(tables.rates, codes, code),
        spread=spread(tables.rates, codes),
        references=references(tables.rates, regions, code, codes),
        themes=theme_picture(tables.theme_rates, regions, code),
        theme_references=theme_references(tables.theme_rates, regions, code, codes),
        networks=networks_here(initiatives, tables.partners, regions, code),
        unlisted_networks=unlisted_networks(initiatives, regions, code),
        without_network=known_without_network(initiatives, regions, code),
        indicators=indicators_here(tables.indicators, tables.indicator_values, regions, code),
        coverage=coverage(initiatives, tables.indicator_values, tables.goal_links, regions, code),
        evidence=evidence(initiatives, regions, code),
        largest_source=largest_source(initiatives, regions, code),
        started=started_by_year(initiatives, regions, code),
    )
