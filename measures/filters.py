"""Declares every filter of the site once: its name in addresses, its kind, and the initiatives that it keeps.

`Selection`, addresses, side bar, chips, the result sentence, the plain page, the networks and the API use this table. To
add a filter, add an entry here, a field to `Selection`, and its words to `ui/texts/<language>/filters.toml`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, TypeAlias

import polars as pl

from data_loaders.schema import Reach, RegionLevel, Status, Theme
from measures.seen import Period


class FilterKind(StrEnum):
    """How a reader chooses a filter's value, and how an address writes it."""

    CHOICES = auto()
    """Alternatives from a closed list, as a tuple."""
    PERIODS = auto()
    """Alternative periods, as a tuple."""
    REGION = auto()
    """One region: a code in `Selection`, a name in addresses."""
    TOGETHER = auto()
    """Several municipalities that a reader combines under a name: a `Together`."""
    PLACE = auto()
    PARTNER = auto()
    """One partner, by its id."""
    YEAR = auto()
    TEXT = auto()


class About(StrEnum):
    """The aspect of an initiative that a filter is about."""

    WHAT = auto()
    WHERE = auto()
    WHEN = auto()
    """Start, end and age of what we know."""


@dataclass(frozen=True)
class Together:
    """An own region: municipalities that a reader combines."""

    codes: tuple[str, ...]
    """Codes of its municipalities, sorted."""
    name: str = ""
    """Name that the reader gave; it must be escaped like any text from outside."""


FilterValue: TypeAlias = Theme | Status | Reach | Period | Together | str | int
"""One value of a filter in `measures.selection.Selection`."""


def theme_bits(themes: tuple[Theme, ...] | list[Theme]) -> int:
    """A set of themes as the bits of one number; the first theme is the lowest bit."""
    order = list(Theme)
    return sum(1 << order.index(theme) for theme in themes)


Keeps = Callable[[pl.Expr, Any], pl.Expr]  # Any: the type of the value depends on the kind of filter


def _any_of(column: pl.Expr, values: tuple[Status | Reach, ...]) -> pl.Expr:
    return column.is_in(list(values))


def _with_theme(column: pl.Expr, themes: tuple[Theme, ...]) -> pl.Expr:
    return (column & theme_bits(themes)).ne(0)


def _without_theme(column: pl.Expr, themes: tuple[Theme, ...]) -> pl.Expr:
    return ~_with_theme(column, themes)


def _in_periods(column: pl.Expr, chosen: tuple[Period, ...]) -> pl.Expr:
    return pl.any_horizontal(period.holds(column) for period in chosen)


def _is(column: pl.Expr, value: str) -> pl.Expr:
    return column.eq(value)


def _is_in(column: pl.Expr, value: Together) -> pl.Expr:
    return column.is_in(list(value.codes))


def _holds(column: pl.Expr, value: str) -> pl.Expr:
    return column.list.contains(value)


def _from(column: pl.Expr, year: int) -> pl.Expr:
    return column.ge(year).fill_null(False)


def _to(column: pl.Expr, year: int) -> pl.Expr:
    return column.le(year).fill_null(False)


@dataclass(frozen=True)
class Filter:
    """One filter."""

    field: str
    """Name of the field in `measures.selection.Selection`, and of the section of `filters.toml` with its words."""
    parameter: str
    """Dutch name of the parameter in addresses."""
    kind: FilterKind
    about: About
    column: str = ""
    """Column of `measures.selection.facts` that is tested, and counted per value; empty for free text."""
    keeps: Keeps = _is
    """From the column and the chosen value, an expression for the rows to keep; rows with an unknown fact are dropped."""
    values: type[Theme | Status | Reach] | None = None
    """The closed list of values, if there is one."""
    words: str = ""
    """Section of the texts with a name for each value of the closed list."""
    level: RegionLevel | None = None
    """Level of the region, for a filter on regions."""
    named_by: str = ""
    """Parameter with the reader's name for the value."""
    inside: str = ""
    """Field on which this filter depends; when that field is cleared, so is this one."""
    excludes: bool = False
    """Whether the filter leaves out the chosen values instead of keeping them."""
    dated_by: str = ""
    """Column of `facts` with the year for which a value holds; counts per value then mention their years."""


_KIND = FilterKind
FILTERS = (
    Filter("themes", "thema", _KIND.CHOICES, About.WHAT, "themes_set", _with_theme, Theme, "theme"),
    Filter(
        "without_themes", "zonder_thema", _KIND.CHOICES, About.WHAT, "themes_set", _without_theme, Theme, "theme",
        excludes=True,
    ),
    Filter("seen", "gezien", _KIND.PERIODS, About.WHEN, "seen_year", _in_periods),
    Filter("province", "provincie", _KIND.REGION, About.WHERE, "province_code", level=RegionLevel.PROVINCE),
    Filter("corop", "corop", _KIND.REGION, About.WHERE, "corop_code", level=RegionLevel.COROP),
    Filter("municipality", "gemeente", _KIND.REGION, About.WHERE, "municipality_code", level=RegionLevel.MUNICIPALITY),
    Filter("together", "gemeenten", _KIND.TOGETHER, About.WHERE, "municipality_code", _is_in, named_by="naam"),
    Filter("place", "plaats", _KIND.PLACE, About.WHERE, "place", inside="municipality"),
    Filter(
        "status", "status", _KIND.CHOICES, About.WHEN, "status", _any_of, Status, "status", dated_by="status_year"
    ),
    Filter("scope", "bereik", _KIND.CHOICES, About.WHAT, "scope", _any_of, Reach, "scope"),
    Filter("network", "netwerk", _KIND.PARTNER, About.WHAT, "networks", _holds),
    Filter("year_from", "van", _KIND.YEAR, About.WHEN, "started_year", _from),
    Filter("year_to", "tot", _KIND.YEAR, About.WHEN, "started_year", _to),
    Filter("text", "q", _KIND.TEXT, About.WHAT),
)  # fmt: skip
"""All filters, in the order in which readers see them."""

BY_FIELD = {each.field: each for each in FILTERS}
