"""Reads the release in use, for the preparation of the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data_loaders.manifest import SourceEntry
from data_loaders.problems import DataFault, DataProblem
from data_loaders.schema import TABLES, Initiatives
from data_loaders.snapshot import REGION_SHAPES, Snapshot, load_snapshot
from prepare.problems import SourceError


@dataclass(frozen=True)
class Previous:
    """The release in use. The next release keeps its geography and ids, and lists changes against it."""

    tables: Mapping[str, pl.DataFrame]
    """Every table with today's columns, even if the release was written with others."""
    shapes: Mapping[str, bytes]
    """GeoJSON of the regions, by name."""
    sources: tuple[SourceEntry, ...]
    initiative_columns: tuple[str, ...] = tuple(Initiatives.column_names())
    """Today's columns that the release already had. A new column must not count as a change of every initiative."""

    @property
    def as_written(self) -> Mapping[str, pl.DataFrame]:
        """The tables, with only `initiative_columns` in `initiatives`."""
        return {**self.tables, "initiatives": self.tables["initiatives"].select(self.initiative_columns)}


def read_previous(prepared: Path) -> Previous | None:
    """The release that `prepared` links to; None when there is none.

    A release from before a column was added or changed can still be read; unknown cells are empty. A damaged
    release is refused, because otherwise ids that readers have kept would silently disappear.

    Raises:
        SourceError: the release is damaged.
    """
    try:
        snapshot = load_snapshot(prepared, of_today=False)
        tables = {name: _in_todays_columns(name, snapshot) for name in TABLES}
        shapes = {name: snapshot.shapes(name) for name in REGION_SHAPES}
    except DataProblem as problem:
        if problem.fault is DataFault.NO_DATA:
            return None
        remedy = "Haal de map data opnieuw op (git checkout -- data), of verwijder data/prepared om zonder geschiedenis te beginnen."
        raise SourceError("data/prepared", problem.message("nl"), remedy) from problem
    written = snapshot.table_as_written("initiatives")
    columns = [name for name in Initiatives.column_names() if written is None or name in written.columns]
    return Previous(tables, shapes, snapshot.manifest.sources, tuple(columns))


def _in_todays_columns(name: str, snapshot: Snapshot) -> pl.DataFrame:
    today = TABLES[name].create_empty()
    table = snapshot.table_as_written(name)
    if table is None or table.schema == today.schema:
        return today if table is None else table
    return table.select(_column(table, column, dtype) for column, dtype in today.schema.items())


def _column(table: pl.DataFrame, column: str, dtype: pl.DataType) -> pl.Expr:
    cell = pl.col(column).cast(dtype, strict=False) if column in table.columns else pl.lit(None, dtype)
    nothing = pl.lit([], dtype=dtype) if isinstance(dtype, pl.List) else pl.lit(None, dtype)
    return pl.coalesce(cell, nothing).alias(column)
