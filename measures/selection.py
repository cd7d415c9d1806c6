"""Which initiatives a reader chose: the one filter behind every screen, file and address."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data_loaders.schema import Reach, Status, Theme
from measures.filters import FILTERS, About, FilterValue, Together
from measures.seen import Period


@dataclass(frozen=True)
class Selection:
    """A reader's choice: a field per filter of `measures.filters`. Every field that is empty leaves all initiatives in.

    Values of one field are alternatives (any of them); fields add up (all of them).
    """

    themes: tuple[Theme, ...] = ()
    without_themes: tuple[Theme, ...] = ()
    seen: tuple[Period, ...] = ()
    """When the newest source of an initiative is from."""
    province: str | None = None
    """Province code (PV..)."""
    municipality: str | None = None
    """Municipality code (GM....)."""
    together: Together | None = None
    """Municipalities that the reader takes together."""
    place: str | None = None
    """Place inside `municipality`, as the initiatives name it."""
    network: str | None = None
    """Partner id."""
    status: tuple[Status, ...] = ()
    scope: tuple[Reach, ...] = ()
    """How far an initiative reaches; what is not local is in no municipality or province."""
    year_from: int | None = None
    year_to: int | None = None
    """First and last start year, both included; an unknown start year is left out once either is set."""
    text: str = ""

    @property
    def has_years(self) -> bool:
        """Whether initiatives without a known start year are left out."""
        return self.year_from is not None or self.year_to is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return self == Selection()

    def values(self, field: str) -> tuple[FilterValue, ...]:
        """What is chosen of one filter: several, one, or nothing."""
        chosen = getattr(self, field)
        alternatives = chosen if isinstance(chosen, tuple) else (chosen,)
        return tuple(value for value in alternatives if value not in (None, ""))

    def with_values(self, field: str, values: tuple[FilterValue, ...]) -> "Selection":
        """This selection with `values` for a filter; of one that holds a single value, the first."""
        is_several = isinstance(getattr(self, field), tuple)
        chosen: dict[str, Any] = {field: values if is_several else values[0]}  # what the filter of that field holds
        return replace(self, **chosen)

    def without(self, field: str, value: FilterValue | None = None) -> "Selection":
        """This selection with one value of `field` (or all of it) taken back, and what means nothing without it."""
        remaining = getattr(Selection(), field)
        if value is not None and isinstance(remaining, tuple):
            remaining = tuple(other for other in self.values(field) if other != value)
        dependent = {each.field: getattr(Selection(), each.field) for each in FILTERS if each.inside == field}
        return replace(self, **dependent, **{field: remaining})

    def only(self, about: About) -> "Selection":
        """This selection with nothing but the filters that say something about `about`."""
        return Selection(**{each.field: getattr(self, each.field) for each in FILTERS if each.about is about})

    def active(self) -> list[tuple[str, FilterValue]]:
        """Each chosen (field, value), in the order of the filters."""
        return [(each.field, value) for each in FILTERS for value in self.values(each.field)]


def facts(initiatives: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """One narrow, numeric row per initiative, so that a filter costs the same at a million rows.

    Args:
        initiatives: the declared table.
        regions: the declared table; gives the province of each municipality.

    Returns:
        Rows in the order of `initiatives`: `themes_set` (UInt8, bit per theme), `main_theme` (UInt8, index),
        `municipality_code`, `province_code`, `place` (categorical, null when unknown), `status` (enum), `status_year`, `seen_year`, `started_year` (Int16, null when unknown), `scope` (enum),
        `spot` (UInt32: same number = same municipality and point), `place` is the name of that spot, `networks` (list of partner ids).
    """
    order = {theme.value: index for index, theme in enumerate(Theme)}
    codes = pl.col("themes").list.eval(pl.element().cast(pl.String).replace_strict(order, return_dtype=pl.UInt8))
    provinces = regions.select("code", "province_code")
    spot = pl.struct("municipality_code", "longitude", "latitude").rank("dense").cast(pl.UInt32)
    return (
        initiatives.select(
            themes_set=codes.list.eval(pl.lit(1, pl.UInt16) * 2 ** pl.element().cast(pl.UInt16))
            .list.sum()
            .cast(pl.UInt16),
            main_theme=codes.list.first(),
            municipality_code="municipality_code",
            status="status",
            status_year="status_year",
            scope="scope",
            seen_year="seen_year",
            started_year="started_year",
            spot=spot,
            # Sources name one spot in several ways ("Zuilen, Utrecht", "Utrecht"); the shortest is its name on the map.
            place=pl.col("place").sort_by(pl.col("place").str.len_chars(), "place").first().over(spot),
            networks="networks",
        )
        .join(provinces, left_on="municipality_code", right_on="code", how="left", maintain_order="left")
        .with_columns(pl.col("municipality_code", "province_code", "place").cast(pl.Categorical))
    )


def keep(selection: Selection, *, ignore: str = "") -> pl.Expr:
    """Boolean over the rows of `facts`: true for chosen initiatives, free text left aside.

    Args:
        selection: the reader's choice.
        ignore: one field to leave aside, for the counts beside that field's own values.
    """
    chosen = selection.without(ignore) if ignore else selection
    values = ((each, getattr(chosen, each.field)) for each in FILTERS if each.column)
    tests = [each.keeps(pl.col(each.column), value) for each, value in values if value not in (None, ())]
    return pl.all_horizontal(pl.lit(True), *tests)
