"""Whether regions can be put in order fairly: the order and what it means, or why there is none."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import polars as pl

from data_loaders.schema.rows import rows_of
from measures.region.chance import chance
from measures.region.compare import Comparison
from measures.region.enums import Verdict
from measures.region.fair import Leaning, Obstacle, Unfair, leans_on, obstacles
from measures.region.rows import RateRow
from ui.region.region_view import RegionView, kind_words

MOST_SEARCHED = 20
"""Regions of a group that are checked; with more, the names would fill the page."""


def order_words(region: RegionView, comparison: Comparison, names: Mapping[str, str]) -> str:
    """The order by the lower end of the margin, and whether chance explains the difference between first and last.

    If an order would not be fair, the reasons instead.
    """
    against = obstacles(region.tables.initiatives, region.tables.regions, list(names))
    if against:
        return region.t("eerlijk.unfair", reasons="; ".join(_reasons(region, against, names)))
    ranked = comparison.table.sort("per_10k_low", "per_10k", descending=True, maintain_order=True)
    first, *_, last = rows_of(ranked, RateRow)
    ends = {"first": names[ranked["code"][0]], "last": names[ranked["code"][-1]]}
    verdict = "chance" if _is_chance(first, last) else "more"
    listed = ", ".join(names[code] for code in ranked["code"])
    return f"{region.t('eerlijk.order', names=listed)} {region.t(f'eerlijk.{verdict}', **ends)}"


def _is_chance(first: RateRow, last: RateRow) -> bool:
    difference = chance(first["known"], first["population"], last["known"], last["population"], first["dispersion"])
    return difference.verdict in {Verdict.USUAL, Verdict.NOT_TESTABLE}


def _reasons(region: RegionView, against: Sequence[Unfair], names: Mapping[str, str]) -> Iterator[str]:
    """One reason for each kind of obstacle, with the regions for which it holds."""
    for obstacle, each in groupby(against, lambda one: one.obstacle):
        obstacles = list(each)
        codes = [code for one in obstacles for code in one.codes]
        if obstacle is Obstacle.LEVELS:
            levels = region.tables.regions.filter(pl.col("code").is_in(codes)).sort("level").select("code", "level")
            kinds = dict.fromkeys(kind_words(region, code, level) for code, level in levels.iter_rows())
            yield region.t("eerlijk.levels", kinds=", ".join(kinds))
        elif obstacle is Obstacle.NO_POPULATION:
            yield region.t("eerlijk.no_population", names=", ".join(names[code] for code in codes))
        else:
            leaning = [_source(region, names[one.codes[0]], one.source) for one in obstacles if one.source]
            yield region.t("eerlijk.one_source", sources=", ".join(leaning))


def _source(region: RegionView, name: str, source: Leaning) -> str:
    return region.t("eerlijk.source", name=name, site=source.site, share=str(round(100 * source.share)))


def leaning_words(region: RegionView) -> str:
    """The regions of a group that lean on one source, so that their place in the order means nothing; empty if there are none."""
    points = region.profile.points.sort("known", descending=True).head(MOST_SEARCHED)
    tables = region.tables
    leanings = [
        _source(region, name, source)
        for code, name in points.select("code", "name").iter_rows()
        if (source := leans_on(tables.initiatives, tables.regions, code))
    ]
    return region.t("eerlijk.leaning", names="; ".join(leanings)) if leanings else ""
