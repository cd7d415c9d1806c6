"""Computes the cells of the cross table: what is known of one network, or of all, in a region and on a theme."""

from collections.abc import Collection, Sequence

import polars as pl

from measures.networks.grid import cell_keys, coverage_grid, is_rest, with_rest
from measures.networks.tables import Axis, CellState, Cut, NetworkTables, Rest, spread
from measures.networks.umbrella import families, initiatives_under, named, without_umbrellas

STATES = pl.Enum(CellState)


def network_cells(tables: NetworkTables, shown: Collection[str], cut: Cut) -> pl.DataFrame:
    """What is known of each network in each cell, and of the other networks there.

    Args:
        tables: the frames; this function limits the initiatives to the region and theme of `cut`.
        shown: partner ids that get rows; ids outside the directory are ignored.
        cut: the cells.

    Returns:
        One sorted row per network and cell, also with zero counts, then rows with the keys of `Rest` for initiatives of
        none of these networks. Counts (Int64) are of distinct initiatives or networks:

        - `network`, the columns of `cut.dims`;
        - `initiatives`: those of the network and of networks under it; `own`: those that name the network itself;
        - `networks`: the networks of the directory named in the cell; `others`: those other than this network, its
          umbrellas and its members;
        - `known`: all initiatives in the cell;
        - `covers` (Boolean): whether the network says it works here; null if not stated;
        - `state` (`CellState`).
    """
    inside = tables.within(region=cut.region, theme=cut.theme)
    listed = tables.partners.filter(pl.col("partner_id").is_in(list(shown)))
    cells = spread(inside, cut)
    on = [Axis.NETWORK, *cut.dims]
    grid = coverage_grid(listed, tables.regions, cut)
    counts = assigned(inside, listed["partner_id"].to_list()).join(cells, on="id").group_by(on)
    return (
        with_rest(grid, cell_keys(tables.regions, cut))
        .join(counts.agg(initiatives=pl.len(), own=pl.col("own").sum()), on=on, how="left", maintain_order="left")
        .join(_relatives(inside, cells, cut), on=on, how="left", maintain_order="left")
        .join(_in_cell(inside, cells, cut), on=cut.dims, how="left", maintain_order="left")
        .with_columns(pl.col("initiatives", "own", "relatives", "networks", "known").fill_null(0).cast(pl.Int64))
        .with_columns(others=pl.col("networks") - pl.col("relatives"))
        .with_columns(state=_network_state(cut))
        .select(*on, "initiatives", "own", "networks", "others", "known", "covers", "state")
    )


def open_cells(tables: NetworkTables, cut: Cut) -> pl.DataFrame:
    """What is known in each cell, for all networks together.

    Args:
        tables: the frames; this function limits the initiatives to the region and theme of `cut`.
        cut: the cells.

    Returns:
        One sorted row per cell, also with zero counts, then the unplaced. Counts are Int64:

        - the columns of `cut.dims`;
        - `initiatives`: distinct initiatives;
        - `networks`: the networks of the directory that these name; `independent`: those that are not just an umbrella
          of another network in the same cell;
        - `covering`: the networks that say they work here;
        - `state` (`CellState`).
    """
    inside = tables.within(region=cut.region, theme=cut.theme)
    cells = spread(inside, cut)
    grid = coverage_grid(tables.partners, tables.regions, cut)
    active = without_umbrellas(active_networks(inside, cells, cut), tables.pairs)
    return (
        cell_keys(tables.regions, cut)
        .join(
            grid.group_by(cut.dims).agg(covering=pl.col("covers").sum()), on=cut.dims, how="left", maintain_order="left"
        )
        .join(active.group_by(cut.dims).agg(independent=pl.len()), on=cut.dims, how="left", maintain_order="left")
        .join(_in_cell(inside, cells, cut), on=cut.dims, how="left", maintain_order="left")
        .with_columns(pl.col("known", "networks", "independent", "covering").fill_null(0).cast(pl.Int64))
        .select(*cut.dims, "networks", "independent", "covering", initiatives="known")
        .with_columns(state=_open_state(cut))
    )


def assigned(tables: NetworkTables, listed: Collection[str]) -> pl.DataFrame:
    """Every initiative with each of the `listed` networks it belongs to, or otherwise with one key of `Rest`.

    Returns:
        `network`, `id` (String), `own` (Boolean): one row per network and initiative.
    """
    under = initiatives_under(tables.initiatives, tables.pairs).filter(pl.col("network").is_in(list(listed)))
    names_partner = pl.col("networks").list.eval(pl.element().is_in(tables.partners["partner_id"].to_list())).list.any()
    names_any = pl.col("networks").list.len() + pl.col("networks_unlisted").list.len() > 0
    key = pl.when(names_partner).then(pl.lit(Rest.NOT_SHOWN.value)).when(names_any).then(pl.lit(Rest.UNLISTED.value))
    rest = tables.initiatives.join(under, on="id", how="anti").select(
        network=key.otherwise(pl.lit(Rest.NO_NETWORK.value)), id="id", own=pl.lit(False)
    )
    return pl.concat([under, rest])


def active_networks(tables: NetworkTables, cells: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """The networks of the directory that are named in each cell."""
    listed = named(tables.initiatives).join(tables.partners, left_on="network", right_on="partner_id", how="semi")
    return listed.join(cells, on="id").select(Axis.NETWORK, *cut.dims).unique()


def _relatives(tables: NetworkTables, cells: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """Per network and cell: the number of networks named there that are itself, its umbrella or its member."""
    itself = tables.partners.select(network="partner_id", relative="partner_id")
    family = pl.concat([families(tables.pairs), itself])
    active = active_networks(tables, cells, cut).rename({"network": "relative"})
    return active.join(family, on="relative").group_by("network", *cut.dims).agg(relatives=pl.len())


def _in_cell(tables: NetworkTables, cells: pl.DataFrame, cut: Cut) -> pl.DataFrame:
    """Number of initiatives (`known`) and of named networks (`networks`), per cell with initiatives."""
    networks = active_networks(tables, cells, cut).group_by(cut.dims).agg(networks=pl.len())
    return cells.group_by(cut.dims).agg(known=pl.len()).join(networks, on=cut.dims, how="left")


def _first_that_holds(rules: Sequence[tuple[pl.Expr, CellState]]) -> pl.Expr:
    return pl.coalesce(pl.when(holds).then(pl.lit(state, STATES)) for holds, state in rules)


def _network_state(cut: Cut) -> pl.Expr:
    present = pl.col("initiatives") > 0
    return _first_that_holds(
        [
            (pl.any_horizontal(is_rest()[axis] for axis in (Axis.NETWORK, *cut.dims)), CellState.REST),
            (present & (pl.col("others") > 0), CellState.OVERLAP),
            (present, CellState.SINGLE),
            (~pl.col("covers"), CellState.OUTSIDE),
            (pl.col("networks") > 0, CellState.OTHERS),
            (pl.col("known") > 0, CellState.UNNAMED),
            (pl.col("covers"), CellState.GAP),
            (pl.lit(True), CellState.NOTHING_KNOWN),
        ]
    )


def _open_state(cut: Cut) -> pl.Expr:
    return _first_that_holds(
        [
            (pl.any_horizontal(is_rest()[axis] for axis in cut.dims), CellState.REST),
            (pl.col("independent") > 1, CellState.OVERLAP),
            (pl.col("independent") == 1, CellState.SINGLE),
            (pl.col("initiatives") > 0, CellState.UNNAMED),
            (pl.col("covering") > 0, CellState.GAP),
            (pl.lit(True), CellState.NOTHING_KNOWN),
        ]
    )
