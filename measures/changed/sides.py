"""What a release knew of the initiatives that changed, so that one table of filters chooses changes too."""

from collections.abc import Collection
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
    """The changed initiatives as one of the two releases has them; those that it does not have are not in it."""

    version: str
    ids: pl.Series
    facts: pl.DataFrame
    """See `measures.selection.facts`; same rows in the same order."""
    texts: pl.DataFrame
    """`search_text`; same rows in the same order."""
    unknown: frozenset[str]
    """Filters about a column that this release was made without."""

    @cached_property
    def _index(self) -> TextIndex:
        return text_index(self.texts)

    def chosen(self, selection: Selection, within: Collection[str], *, forgiving: bool) -> pl.Series:
        """Which of the initiatives a reader chose; none where a filter asks what this release did not know.

        Args:
            selection: any filters.
            within: municipalities; none: everywhere.
            forgiving: whether typing errors in its words count.
        """
        if self.unknown & {field for field, _ in selection.active()}:
            return self.ids.clear()
        rows = self.facts.with_row_index("row")
        if selection.text:
            rows = rows[self._index.rows(selection.text, forgiving=forgiving)]
        inside = pl.col("municipality_code").cast(pl.String).is_in(list(within)) if within else pl.lit(value=True)
        return self.ids[rows.filter(keep(selection) & inside)["row"]]


def side(release: Release, changed: pl.Series, regions: pl.DataFrame) -> Side:
    """What `release` knew of the initiatives `changed` (identifiers); `regions` are those of today."""
    written = release.initiatives
    if "seen_year" not in written.columns:
        years = pl.col("sources").list.eval(pl.element().struct.field("year"))
        written = written.with_columns(seen_year=years.list.max())
    missing = {name: dtype for name, dtype in Initiatives.create_empty().schema.items() if name not in written.columns}
    whole = written.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items())
    # Of the whole release: the name of a place is the shortest of all that stand at the same spot.
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
