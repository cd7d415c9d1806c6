"""Whether regions can be put in order of their rates, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

import polars as pl

from measures.region.sources import largest_source

FEWEST_OF_ONE_SOURCE, MOST_OF_ONE_SOURCE = 5, 0.4
"""A region with at least so many initiatives, of which more than two in five have a page of one site, leans on that source."""


class Obstacle(StrEnum):
    """Why regions cannot be put in order."""

    LEVELS = auto()
    """They are of different kinds: a city beside a province."""
    ONE_SOURCE = auto()
    """What is known of one leans on a single site: its rate tells where was searched."""
    NO_POPULATION = auto()


@dataclass(frozen=True)
class Leaning:
    """The one site that a region leans on."""

    site: str
    share: float
    """Part of its initiatives with a page of that site."""


@dataclass(frozen=True)
class Unfair:
    """One obstacle, and the regions that it is about."""

    obstacle: Obstacle
    codes: tuple[str, ...]
    source: Leaning | None = None
    """Of `ONE_SOURCE`: which."""


def obstacles(initiatives: pl.DataFrame, regions: pl.DataFrame, codes: Sequence[str]) -> list[Unfair]:
    """What keeps the regions `codes` from being put in order; none when it is fair.

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
    """The site that region `code` leans on; None where there is no such site."""
    known, site, _, share = largest_source(initiatives, regions, code).row(0)
    is_leaning = known >= FEWEST_OF_ONE_SOURCE and share is not None and share > MOST_OF_ONE_SOURCE
    return Leaning(str(site), float(share)) if is_leaning else None
