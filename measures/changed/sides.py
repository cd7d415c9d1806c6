"""The changed initiatives as one release knew them, so that the usual filters can select changes."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data_loaders.schema import Initiatives
from measures.changed.between import Release
from measures.filters import FILTERS
from measures.search import TextIndex, text_index
from measures.selection import Selection, facts, keep


@dataclass(frozen=True, eq=False)
class Side:
    """The changed initiatives that are in one of the two releases, with that release's facts."""

    version: str
    ids: pl.Series
    facts: pl.DataFrame
    """Facts as in `measures.selection.facts`, in the order of `ids`."""
    texts: pl.DataFrame
    """The column `search_text`, in the order of `ids`."""
    unknown: frozenset[str]
    """Filters whose column this release does not have."""

    @cached_property
    def _index(self) -> TextIndex:
        return text_index(self.texts)

    def chosen(self, selection: Selection, *, forgiving: bool) -> pl.Series:
        """Ids of the initiatives that match a choice; empty if a filter needs a column that this release does not have.

        Args:
            selection: any filters.
            forgiving: whether typing errors in the words are forgiven.
        """
        if self.unknown & {field for field, _ in selection.active()}:
            return self.ids.clear()
        rows = self.facts.with_row_index("row")
        if selection.text:
            rows = rows[self._index.rows(selection.text, forgiving=forgiving)]
        return self.ids[rows.filter(keep(selection))["row"]]


def side(release: Release, changed: pl.Series, regions: pl.DataFrame) -> Side:
    """The initiatives with the ids `changed` as `release` knew them; `regions` is today's table."""
    written = release.initiatives
    if "seen_year" not in written.columns:
        years = pl.col("sources").list.eval(pl.element().struct.field("year"))
        written = written.with_columns(seen_year=years.list.max())
    missing = {name: dtype for name, dtype in Initiatives.create_empty().schema.items() if name not in written.columns}
    whole = written.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items())
    # Facts are made from the whole release, because the name of a spot depends on all initiatives there.
    known = facts(whole, regions).with_columns(whole.select("id", "search_text"))
    known_changed = known.filter(pl.col("id").is_in(changed.implode()))
    unknown = frozenset(each.field for each in FILTERS if each.column in missing)
    return Side(
        release.version,
        known_changed["id"],
        known_changed.drop("id", "search_text"),
        known_changed.select("search_text"),
        unknown,
    )
