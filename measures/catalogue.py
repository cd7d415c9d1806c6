"""The initiatives of one data version, made ready for counting and searching."""

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from data_loaders.memory import Memory, remembered
from measures.row_index import RowIndex
from measures.search import TextIndex, text_index
from measures.seen import Period
from measures.selection import Selection, facts, keep

MOST_REMEMBERED_ROWS = 20_000
"""Of a larger table the chosen rows are found anew each time: quick, and four thousand large answers would fill memory."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What every count starts from; frames are shared between visitors and never assigned into."""

    initiatives: pl.DataFrame
    """The declared table, sorted by name."""
    facts: pl.DataFrame
    """See `measures.selection.facts`; same rows in the same order."""
    spots: pl.DataFrame
    """One row per `spot`: `municipality_code`, `province_code`, `place`, `longitude`, `latitude`; all but `spot` nullable."""
    regions: pl.DataFrame
    """The declared table."""
    text: TextIndex
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def row_of(self) -> RowIndex:
        """Finds an initiative by its identifier."""
        return RowIndex(self.initiatives["id"])

    def chosen(self, selection: Selection, *, ignore: str = "") -> pl.DataFrame:
        """The rows of `facts` that `selection` keeps, with their row number as `row`."""
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
        """The initiatives behind `chosen`, from `start`, at most `length`, in the order of the list."""
        return self.initiatives[chosen["row"].slice(start, length)]

    @remembered
    def left_out_by_years(self, selection: Selection) -> int:
        """How many initiatives the year filter hides because no start year is known."""
        if not selection.has_years:
            return 0
        without_years = selection.without("year_from").without("year_to")
        return self.chosen(without_years)["started_year"].null_count()

    @remembered
    def left_out_by_seen(self, selection: Selection) -> int:
        """How many initiatives the filter on when they were last seen hides because no year is known."""
        if not selection.seen or Period() in selection.seen:
            return 0
        return self.chosen(selection.without("seen"))["seen_year"].null_count()


def catalogue(initiatives: pl.DataFrame, regions: pl.DataFrame) -> Catalogue:
    """Index the declared tables `initiatives` and `regions` once per data version."""
    by_name = initiatives.sort(pl.col("name").str.to_lowercase(), "id")
    rows = facts(by_name, regions)
    spots = (
        rows.select("spot", "municipality_code", "province_code", pl.col("place").cast(pl.String))
        .with_columns(by_name.select("longitude", "latitude"))
        .unique("spot", keep="first", maintain_order=True)
        .sort("spot")
    )
    return Catalogue(initiatives=by_name, facts=rows, spots=spots, regions=regions, text=text_index(by_name))
