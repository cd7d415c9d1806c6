"""Answers two questions of a partner: who else is active here, and where are we alone, together or absent?"""

from dataclasses import replace

import polars as pl

from data_loaders.schema import RegionLevel, Theme
from measures.networks.area import region_of
from measures.networks.cells import active_networks, assigned, network_cells
from measures.networks.grid import is_rest
from measures.networks.tables import Axis, Cut, NetworkTables, Rest, spread
from measures.networks.umbrella import families


def active_in(tables: NetworkTables, region: str, *, theme: Theme | None = None) -> pl.DataFrame:
    """The networks active in a region, and those that say they work there but have no known initiative.

    Args:
        tables: the frames.
        region: code of any level.
        theme: if given, only initiatives with this theme.

    Returns:
        One row per network with known initiatives here, or with the region in its service area, most initiatives
        first: `network`, `initiatives`, `own`, `covers` and `state` as in `network_cells`. If `own` is 0 and
        `initiatives` is not, the network is here through a network under it. No rows for an unknown region.
    """
    levels = tables.regions.filter(pl.col("code") == region)["level"].to_list()
    cut = Cut((Axis.REGION,), RegionLevel(next(iter(levels), RegionLevel.COUNTRY)), region, theme)
    cells = network_cells(tables, tables.partners["partner_id"].to_list(), cut)
    here = ~is_rest()[Axis.NETWORK] & ((pl.col("initiatives") > 0) | pl.col("covers"))
    return (
        cells.filter(here)
        .select("network", "initiatives", "own", "covers", "state")
        .sort("initiatives", "own", "network", descending=[True, True, False])
    )


def reach_of(
    tables: NetworkTables,
    network: str,
    *,
    level: RegionLevel,
    theme: Theme | None = None,
) -> pl.DataFrame:
    """Where a network is alone, where it overlaps with others, and where no network is known.

    Args:
        tables: the frames.
        network: partner id.
        level: level of the regions.
        theme: if given, only initiatives with this theme.

    Returns:
        Rows of `network_cells` for this network without the rest, with `other_networks` (sorted list of the partner ids
        in the cell that are not its umbrellas or members). No rows for an unknown network.
    """
    cut = Cut((Axis.REGION,), level, None, theme)
    cells = network_cells(tables, [network], cut)
    own_rows = cells.filter((pl.col("network") == network) & (pl.col("region") != Rest.UNPLACED.value))
    with_others = own_rows.join(_other_networks(tables, network, cut), on=cut.dims, how="left", maintain_order="left")
    return with_others.with_columns(pl.col("other_networks").fill_null([]))


def initiatives_in(
    tables: NetworkTables, *, network: str | None = None, region: str | None = None, theme: Theme | None = None
) -> pl.DataFrame:
    """The initiatives that a cell of the cross table counts.

    Args:
        tables: the frames.
        network: partner id (networks under it count too), or `Rest.UNLISTED` or `Rest.NO_NETWORK`.
        region: code of any level, or `Rest.UNPLACED`.
        theme: if given, only initiatives with this theme.

    Returns:
        Rows of `tables.initiatives`, in their order.
    """
    if region == Rest.UNPLACED:
        towns = region_of(tables.regions, RegionLevel.MUNICIPALITY)
        unplaced = tables.initiatives.join(towns, on="municipality_code", how="anti", maintain_order="left")
        tables, region = replace(tables, initiatives=unplaced), None
    inside = tables.within(region=region, theme=theme)
    if network is None:
        return inside.initiatives
    listed = tables.partners["partner_id"].to_list()
    chosen = assigned(inside, listed).filter(pl.col("network") == network)
    return inside.initiatives.join(chosen, on="id", how="semi", maintain_order="left")


def _other_networks(tables: NetworkTables, network: str, cut: Cut) -> pl.DataFrame:
    relatives = families(tables.pairs).filter(pl.col("network") == network)["relative"].to_list()
    inside = tables.within(theme=cut.theme)
    active = active_networks(inside, spread(inside, cut), cut)
    others = active.filter(~pl.col("network").is_in([network, *relatives]))
    return others.group_by(cut.dims).agg(other_networks=pl.col("network").sort())
