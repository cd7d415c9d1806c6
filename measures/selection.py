"""A reader's selection of initiatives, used by every screen, file and address."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data_loaders.schema import Reach, Status, Theme
from measures.filters import FILTERS, About, FilterValue, Together
from measures.seen import Period


@dataclass(frozen=True)
class Selection:
    """A reader's choice, with a field per filter of `measures.filters`. An empty field does not filter.

    The values of one field are alternatives (any of them matches); all fields must match.
    """

    themes: tuple[Theme, ...] = ()
    without_themes: tuple[Theme, ...] = ()
    seen: tuple[Period, ...] = ()
    """Periods of the newest source of an initiative."""
    province: str | None = None
    """Province code (PV..)."""
    corop: str | None = None
    """Code of a region of COROP (CR..)."""
    municipality: str | None = None
    """Municipality code (GM....)."""
    together: Together | None = None
    """Municipalities that the reader combines (an own region)."""
    place: str | None = None
    """Name of a place in `municipality`, as in the initiatives."""
    network: str | None = None
    """Partner id."""
    status: tuple[Status, ...] = ()
    scope: tuple[Reach, ...] = ()
    """Scope of an initiative; only local ones are in a municipality or province."""
    year_from: int | None = None
    year_to: int | None = None
    """First and last start year, both included. If either is set, initiatives without a known start year are left out."""
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
        """The chosen values of one filter; empty if none is chosen."""
        chosen = getattr(self, field)
        alternatives = chosen if isinstance(chosen, tuple) else (chosen,)
        return tuple(value for value in alternatives if value not in (None, ""))

    def with_values(self, field: str, values: tuple[FilterValue, ...]) -> "Selection":
        """This selection with `values` for a filter; a filter with a single value gets the first."""
        is_several = isinstance(getattr(self, field), tuple)
        chosen: dict[str, Any] = {field: values if is_several else values[0]}  # Any: the type depends on the field
        return replace(self, **chosen)

    def without(self, field: str, value: FilterValue | None = None) -> "Selection":
        """This selection without one value of `field`, or without all of it; fields that depend on it are cleared too."""
        remaining = getattr(Selection(), field)
        if value is not None and isinstance(remaining, tuple):
            remaining = tuple(other for other in self.values(field) if other != value)
        dependent = {each.field: getattr(Selection(), each.field) for each in FILTERS if each.inside == field}
        return replace(self, **dependent, **{field: remaining})

    def only(self, about: About) -> "Selection":
        """This selection with only the filters of the aspect `about`."""
        return Selection(**{each.field: getattr(self, each.field) for each in FILTERS if each.about is about})

    def active(self) -> list[tuple[str, FilterValue]]:
        """Pairs of field and chosen value, in the order of the filters."""
        return [(each.field, value) for each in FILTERS for value in self.values(each.field)]


def facts(initiatives: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """A narrow, numeric table of the facts that filters use, so that they stay fast with a million initiatives.

    Args:
        initiatives: the declared table.
        regions: the declared table; gives the province and the region of COROP of each municipality.

    Returns:
        One row per initiative, in the order of `initiatives`: `themes_set` (UInt16, a bit per theme), `main_theme`
        (UInt8, index), `municipality_code`, `province_code`, `corop_code` (categorical, null if unknown), `place` (categorical: the
        name of the spot, null if unknown), `status` (enum), `status_year`, `seen_year`, `started_year` (Int16, null if
        unknown), `scope` (enum), `spot` (UInt32: equal for the same municipality and point) and `networks` (list of
        partner ids).
    """
    order = {theme.value: index for index, theme in enumerate(Theme)}
    codes = pl.col("themes").list.eval(pl.element().cast(pl.String).replace_strict(order, return_dtype=pl.UInt8))
    provinces = regions.select("code", "province_code", "corop_code")
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
            # Sources name one spot differently ("Zuilen, Utrecht", "Utrecht"); the map shows the shortest name.
            place=pl.col("place").sort_by(pl.col("place").str.len_chars(), "place").first().over(spot),
            networks="networks",
        )
        .join(provinces, left_on="municipality_code", right_on="code", how="left", maintain_order="left")
        .with_columns(pl.col("municipality_code", "province_code", "corop_code", "place").cast(pl.Categorical))
    )


def keep(selection: Selection, *, ignore: str = "") -> pl.Expr:
    """An expression over `facts` that is true for chosen initiatives; the free-text filter is not included.

    Args:
        selection: the reader's choice.
        ignore: a field to skip, for the counts per value of that field.
    """
    chosen = selection.without(ignore) if ignore else selection
    values = ((each, getattr(chosen, each.field)) for each in FILTERS if each.column)
    tests = [each.keeps(pl.col(each.column), value) for each, value in values if value not in (None, ())]
    return pl.all_horizontal(pl.lit(True), *tests)
