"""Decides whether a ranking of regions by their rates is fair."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

import polars as pl

from measures.region.sources import largest_source

FEWEST_OF_ONE_SOURCE, MOST_OF_ONE_SOURCE = 5, 0.4
"""A region with at least 5 initiatives, of which more than 40% have a page of the same site, leans on that site."""


class Obstacle(StrEnum):
    """Why a ranking of regions is not fair."""

    LEVELS = auto()
    """The regions are of different levels, such as a city and a province."""
    ONE_SOURCE = auto()
    """A region leans on one site, so its rate shows how well that site was searched."""
    NO_POPULATION = auto()


@dataclass(frozen=True)
class Leaning:
    """The site that a region leans on."""

    site: str
    share: float
    """Share of its initiatives with a page of that site, 0 to 1."""


@dataclass(frozen=True)
class Unfair:
    """An obstacle, with the regions that cause it."""

    obstacle: Obstacle
    codes: tuple[str, ...]
    source: Leaning | None = None
    """For `ONE_SOURCE`: the site."""


def obstacles(initiatives: pl.DataFrame, regions: pl.DataFrame, codes: Sequence[str]) -> list[Unfair]:
    """The obstacles to a ranking of the regions `codes`; empty if a ranking is fair.

    Args:
        initiatives: columns `id`, `municipality_code`, `sources`.
        regions: the declared table.
        codes: regions on today's list.
    """
    compared = regions.filter(pl.col("code").is_in(list(codes)))
    unfair = [Unfair(Obstacle.LEVELS, tuple(codes))] if compared["level"].n_unique() > 1 else []
    without = set(compared.filter(pl.col("population").fill_null(0) == 0)["code"])
    unfair += [Unfair(Obstacle.NO_POPULATION, (code,)) for code in codes if code in without]
    leaning = {code: leans_on(initiatives, regions, code) for code in codes}
    return [*unfair, *(Unfair(Obstacle.ONE_SOURCE, (code,), source) for code, source in leaning.items() if source)]


def leans_on(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> Leaning | None:
    """The site that region `code` leans on; None if there is none."""
    known, site, _, share = largest_source(initiatives, regions, code).row(0)
    is_leaning = known >= FEWEST_OF_ONE_SOURCE and share is not None and share > MOST_OF_ONE_SOURCE
    return Leaning(str(site), float(share)) if is_leaning else None
