"""The cross table of networks, regions and themes: any two of them are rows and columns, and the third is a filter."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import polars as pl

from measures.networks.cells import assigned, network_cells, open_cells
from measures.networks.grid import is_rest
from measures.networks.tables import Axis, Cut, NetworkTables, spread
from measures.networks.umbrella import initiatives_under

EVERYTHING = Cut()


@dataclass(frozen=True)
class CrossTable:
    """The cells and totals of a cross table."""

    cells: pl.DataFrame
    """Full grid with rest rows and columns: columns of `network_cells`, or of `open_cells` for region by theme."""
    totals: pl.DataFrame
    """Distinct initiatives per row and column: `axis`, `key` (String), `initiatives`, `own` (Int64; null except on
    the network axis)."""
    known: int
    """Distinct initiatives in the whole table. Over regions the totals add up to it; over networks and themes
    they may come to more, because one initiative can have several."""
    in_networks: int
    """Number of these under at least one network of the table; with the rest networks they add up to `known`."""


def cross_table(
    tables: NetworkTables,
    axes: tuple[Axis, Axis],
    where: Cut = EVERYTHING,
    *,
    network: str | None = None,
    shown: Collection[str] | None = None,
) -> CrossTable:
    """Known initiatives and active networks for two of the three axes.

    Args:
        tables: the frames; pass fewer initiatives to leave out, for instance, ended ones.
        axes: rows and columns.
        where: the level of the regions, and the region and theme to limit to; its `dims` are ignored.
        network: for region by theme: only the initiatives of this network and of networks under it.
        shown: partner ids on the network axis; None for the whole directory.

    Raises:
        ValueError: both axes are the same.
    """
    if axes[0] == axes[1]:
        raise ValueError(f"a cross table needs two different axes, got {axes[0].value} twice")
    cut = replace(where, dims=tuple(axis for axis in axes if axis != Axis.NETWORK))
    inside = tables.within(region=cut.region, theme=cut.theme)
    listed = tables.partners["partner_id"].to_list() if shown is None else list(shown)
    if len(cut.dims) == 1:
        cells = network_cells(tables, listed, cut)
    elif network is None:
        cells = open_cells(tables, cut)
    else:
        cells = network_cells(tables, [network], cut).filter(pl.col("network") == network)
        inside = replace(inside, initiatives=_only_under(inside, network))
    totals = [_axis_totals(inside, cells, axis, cut) for axis in axes]
    placed = assigned(inside, listed if network is None else [network]).filter(~is_rest()[Axis.NETWORK])
    return CrossTable(cells, pl.concat(totals), inside.initiatives.height, placed["id"].n_unique())


def _only_under(tables: NetworkTables, network: str) -> pl.DataFrame:
    under = initiatives_under(tables.initiatives, tables.pairs).filter(pl.col("network") == network)
    return tables.initiatives.join(under, on="id", how="semi")


def _axis_totals(tables: NetworkTables, cells: pl.DataFrame, axis: Axis, cut: Cut) -> pl.DataFrame:
    keys = cells.select(axis).unique(maintain_order=True)
    if axis == Axis.NETWORK:
        counted, own = assigned(tables, keys["network"].to_list()), pl.col("own").sum()
    else:
        counted, own = spread(tables, replace(cut, dims=(axis,))), pl.lit(None)
    counts = counted.group_by(axis).agg(initiatives=pl.len(), own=own.cast(pl.Int64))
    totals = keys.join(counts, on=axis, how="left", maintain_order="left")
    return totals.select(
        axis=pl.lit(axis.value),
        key=pl.col(axis).cast(pl.String),
        initiatives=pl.col("initiatives").fill_null(0).cast(pl.Int64),
        own=pl.col("own").fill_null(0) if axis == Axis.NETWORK else pl.col("own"),
    )
