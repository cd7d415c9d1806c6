"""The catalogue: the initiatives of one data version, prepared for counting and searching."""

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from data_loaders.memory import Memory, remembered
from measures.row_index import RowIndex
from measures.search import TextIndex, text_index
from measures.seen import Period
from measures.selection import Selection, facts, keep

MOST_REMEMBERED_ROWS = 20_000
"""Largest table whose chosen rows are cached. Selecting is fast, and cached answers of larger tables would fill memory."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The data behind every count. Visitors share its frames, so callers must not change them."""

    initiatives: pl.DataFrame
    """The table `initiatives`, sorted by name."""
    facts: pl.DataFrame
    """See `measures.selection.facts`; same rows in the same order."""
    spots: pl.DataFrame
    """One row per `spot` with `municipality_code`, `province_code`, `place`, `longitude` and `latitude`, all nullable."""
    regions: pl.DataFrame
    """The table `regions`."""
    text: TextIndex
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def row_of(self) -> RowIndex:
        """Finds the row of an initiative by its id."""
        return RowIndex(self.initiatives["id"])

    def chosen(self, selection: Selection, *, ignore: str = "") -> pl.DataFrame:
        """The rows of `facts` that `selection` keeps, with their row number as `row`; `ignore` names a filter to skip."""
        if self.facts.height > MOST_REMEMBERED_ROWS:
            return self._choose(selection, ignore)
        return self._choose_once(selection, ignore)

    @remembered
    def _choose_once(self, selection: Selection, ignore: str) -> pl.DataFrame:
        return self._choose(selection, ignore)

    def _choose(self, selection: Selection, ignore: str) -> pl.DataFrame:
        rows = self.facts.with_row_index("row")
        if selection.text and ignore != "text":
            rows = rows[self.text.rows(selection.text)]
        return rows.filter(keep(selection, ignore=ignore))

    def rows(self, chosen: pl.DataFrame, start: int, length: int) -> pl.DataFrame:
        """At most `length` initiatives of `chosen`, beginning at position `start`, in the order of the list."""
        return self.initiatives[chosen["row"].slice(start, length)]

    @remembered
    def left_out_by_years(self, selection: Selection) -> int:
        """Number of initiatives that the start year filter hides because they have no known start year."""
        if not selection.has_years:
            return 0
        without_years = selection.without("year_from").without("year_to")
        return self.chosen(without_years)["started_year"].null_count()

    @remembered
    def left_out_by_seen(self, selection: Selection) -> int:
        """Number of initiatives that the filter on last seen hides because no source has a year."""
        if not selection.seen or Period() in selection.seen:
            return 0
        return self.chosen(selection.without("seen"))["seen_year"].null_count()


def catalogue(initiatives: pl.DataFrame, regions: pl.DataFrame) -> Catalogue:
    """The catalogue of the tables `initiatives` and `regions`; make it once per data version."""
    by_name = initiatives.sort(pl.col("name").str.to_lowercase(), "id")
    rows = facts(by_name, regions)
    spots = (
        rows.select("spot", "municipality_code", "province_code", pl.col("place").cast(pl.String))
        .with_columns(by_name.select("longitude", "latitude"))
        .unique("spot", keep="first", maintain_order=True)
        .sort("spot")
    )
    return Catalogue(initiatives=by_name, facts=rows, spots=spots, regions=regions, text=text_index(by_name))
