"""The tables behind every network figure, and the types of rows, columns and cells."""

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import cached_property

import polars as pl

from data_loaders.schema import RegionLevel, Theme
from measures.networks.area import COUNTRY_CODE, municipalities_in, region_of
from measures.networks.umbrella import umbrella_pairs


class Axis(StrEnum):
    """The three axes of the cross table; each value is also the name of the column with its keys."""

    NETWORK = auto()
    REGION = auto()
    THEME = auto()


class CellState(StrEnum):
    """What is known of one cell; the first state that applies, in this order."""

    REST = auto()
    """A rest row or column, which is not a network or region but makes the totals add up."""
    OVERLAP = auto()
    """Several networks, none an umbrella of another, have known initiatives here."""
    SINGLE = auto()
    """Only one network has known initiatives here."""
    OUTSIDE = auto()
    """The network does not say it works here and has no known initiatives here."""
    OTHERS = auto()
    """Other networks have known initiatives here, but this one has not."""
    UNNAMED = auto()
    """Initiatives are known here, but none names a network of the directory."""
    GAP = auto()
    """A network says it works here, but no initiative is known."""
    NOTHING_KNOWN = auto()
    """No initiative is known here, and no network is known to work here."""


class Rest(StrEnum):
    """Keys of the rest rows and columns."""

    NO_NETWORK = "geen_netwerk"
    """The initiative names no network."""
    UNLISTED = "ander_netwerk"
    """The initiative names only networks outside the directory."""
    NOT_SHOWN = "overige_netwerken"
    """The initiative names only networks of the directory that are not in this table."""
    UNPLACED = "niet_te_plaatsen"
    """The initiative works regionally or nationally, so it is in none of the regions."""


@dataclass(frozen=True)
class Cut:
    """The cells of a table: its dimensions, and the region and theme to which it is limited."""

    dims: tuple[Axis, ...] = ()
    """`Axis.REGION`, `Axis.THEME` or both."""
    level: RegionLevel = RegionLevel.PROVINCE
    """Level of the regions on the region axis."""
    region: str | None = None
    """Code of any level. Only initiatives inside it count, and the region axis has only regions that overlap it."""
    theme: Theme | None = None
    """If given, only initiatives with this theme count."""


@dataclass(frozen=True)
class NetworkTables:
    """The declared tables behind a network figure; `initiatives` may be a part of its rows."""

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

        The country has all initiatives, also regional and national ones.
        """
        chosen = self.initiatives
        if region not in (None, COUNTRY_CODE):
            chosen = chosen.filter(pl.col("municipality_code").is_in(municipalities_in(self.regions, region)))
        if theme is not None:
            chosen = chosen.filter(pl.col("themes").list.contains(theme))
        return replace(self, initiatives=chosen)


def rest_region(cut: Cut) -> str:
    """The key of regional and national initiatives on the region axis."""
    return COUNTRY_CODE if cut.level == RegionLevel.COUNTRY else Rest.UNPLACED


def spread(tables: NetworkTables, cut: Cut) -> pl.DataFrame:
    """The cells of each initiative.

    Returns:
        `id` and the columns of `cut.dims`, one row per initiative and cell. An initiative has one region
        (`Rest.UNPLACED` if it has none; the country has all) and each of its themes once.
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
