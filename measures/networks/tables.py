"""The frames behind every network figure, and the words for rows, columns and cells."""

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import cached_property

import polars as pl

from data_loaders.schema import RegionLevel, Theme
from measures.networks.area import COUNTRY_CODE, municipalities_in, region_of
from measures.networks.umbrella import umbrella_pairs


class Axis(StrEnum):
    """The three sides of the cross table; each value is also the column that holds its keys."""

    NETWORK = auto()
    REGION = auto()
    THEME = auto()


class CellState(StrEnum):
    """What is known of one cell; the first that holds, in this order."""

    REST = auto()
    """A row or column that is no network or region of its own; it makes the totals add up."""
    OVERLAP = auto()
    """Several networks that do not stand above one another have known initiatives here."""
    SINGLE = auto()
    """One network has known initiatives here, the others have none known."""
    OUTSIDE = auto()
    """The network does not say it works here, and none of its initiatives is known here."""
    OTHERS = auto()
    """None known of this network, but other networks have known initiatives here."""
    UNNAMED = auto()
    """Initiatives are known here, and none of them names a network of the directory."""
    GAP = auto()
    """A network says it works here, and no initiative at all is known."""
    NOTHING_KNOWN = auto()
    """No initiative is known, and no network is known to work here."""


class Rest(StrEnum):
    """Keys of the rest rows and columns."""

    NO_NETWORK = "geen_netwerk"
    """The initiative names no network."""
    UNLISTED = "ander_netwerk"
    """The initiative names only networks outside the directory."""
    NOT_SHOWN = "overige_netwerken"
    """The initiative names only networks of the directory that were left out of the table."""
    UNPLACED = "niet_te_plaatsen"
    """The initiative works regionally or nationally, so it is in none of the regions."""


@dataclass(frozen=True)
class Cut:
    """Which cells are asked for."""

    dims: tuple[Axis, ...] = ()
    """`Axis.REGION`, `Axis.THEME` or both."""
    level: RegionLevel = RegionLevel.PROVINCE
    """Level of the regions on the region axis."""
    region: str | None = None
    """Code of any level; only initiatives inside it, and on the region axis only regions that touch it."""
    theme: Theme | None = None
    """Only initiatives with this theme."""


@dataclass(frozen=True)
class NetworkTables:
    """The declared tables that a network figure is made of; `initiatives` may hold part of the rows."""

    initiatives: pl.DataFrame
    partners: pl.DataFrame
    relations: pl.DataFrame
    regions: pl.DataFrame

    @cached_property
    def real_relations(self) -> pl.DataFrame:
        """The relations between two different partners of the directory."""
        known = self.partners["partner_id"].to_list()
        listed = pl.col("from_partner").is_in(known) & pl.col("to_partner").is_in(known)
        return self.relations.filter(listed & (pl.col("from_partner") != pl.col("to_partner")))

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """Rows of `umbrella_pairs` of the real relations."""
        return umbrella_pairs(self.real_relations)

    def within(self, *, region: str | None = None, theme: Theme | None = None) -> "NetworkTables":
        """The same tables with only the initiatives in `region` (a code of any level) and with `theme`.

        The country holds them all, regional and national ones included.
        """
        chosen = self.initiatives
        if region not in (None, COUNTRY_CODE):
            chosen = chosen.filter(pl.col("municipality_code").is_in(municipalities_in(self.regions, region)))
        if theme is not None:
            chosen = chosen.filter(pl.col("themes").list.contains(theme))
        return replace(self, initiatives=chosen)


def rest_region(cut: Cut) -> str:
    """Where a regional or national initiative stands on the region axis."""
    return COUNTRY_CODE if cut.level == RegionLevel.COUNTRY else Rest.UNPLACED


def spread(tables: NetworkTables, cut: Cut) -> pl.DataFrame:
    """The cells that each initiative falls in.

    Returns:
        `id` and the columns of `cut.dims`. One row per initiative and cell: an initiative has one region
        (`Rest.UNPLACED` when unknown, except that the country holds all) and each of its themes once.
    """
    cells = tables.initiatives.select("id", "municipality_code", theme="themes")
    if Axis.REGION in cut.dims:
        towns = region_of(tables.regions, cut.level).select("municipality_code", "region")
        cells = cells.join(towns, on="municipality_code", how="left").with_columns(
            pl.col("region").fill_null(rest_region(cut))
        )
    if Axis.THEME in cut.dims:
        cells = cells.explode("theme")
    return cells.select("id", *cut.dims).unique()
