"""Every filter of the site, declared once: what it is called in addresses, how it is chosen, and which initiatives it keeps.

`Selection`, addresses, side bar, chips, the result sentence, the plain page, the networks and the API read this table. A new
filter is an entry here, a field of `Selection`, and its words in `ui/texts/<language>/filters.toml`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, TypeAlias

import polars as pl

from data_loaders.schema import Reach, RegionLevel, Status, Theme
from measures.seen import Period


class FilterKind(StrEnum):
    """How a filter is chosen and written in an address."""

    CHOICES = auto()
    """Alternatives from a closed list; a tuple of them."""
    PERIODS = auto()
    """Alternative periods; a tuple of them."""
    REGION = auto()
    """One region: its code here, its name in addresses."""
    TOGETHER = auto()
    """Several municipalities that a reader takes together, with a name: a `Together`."""
    PLACE = auto()
    PARTNER = auto()
    """One partner, by its id."""
    YEAR = auto()
    TEXT = auto()


class About(StrEnum):
    """What a filter says something about."""

    WHAT = auto()
    WHERE = auto()
    WHEN = auto()
    """Life and age of an initiative, wherever it is and whatever it does."""


@dataclass(frozen=True)
class Together:
    """A region of a reader's own."""

    codes: tuple[str, ...]
    """Of its municipalities, sorted."""
    name: str = ""
    """Text of the reader: data, never markup."""


FilterValue: TypeAlias = Theme | Status | Reach | Period | Together | str | int
"""One value of a filter, as `measures.selection.Selection` holds it: of a closed list, a period, a region of the reader's own, a code or words, a year."""


def theme_bits(themes: tuple[Theme, ...] | list[Theme]) -> int:
    """The set of `themes` as the bits of one number, first theme lowest."""
    order = list(Theme)
    return sum(1 << order.index(theme) for theme in themes)


Keeps = Callable[[pl.Expr, Any], pl.Expr]  # each takes what its own kind of filter holds, and no other


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
    """Of `measures.selection.Selection`, and the part of `filters.toml` with its words."""
    parameter: str
    """In addresses; Dutch."""
    kind: FilterKind
    about: About
    column: str = ""
    """Of `measures.selection.facts`: what it tests, and what the counts beside its values are of. Empty: free text."""
    keeps: Keeps = _is
    """Given the column and the chosen value, which rows stay; one whose fact is unknown goes."""
    values: type[Theme | Status | Reach] | None = None
    """The closed list that the values are from."""
    words: str = ""
    """Texts that name each value of the closed list."""
    level: RegionLevel | None = None
    """Of a region."""
    named_by: str = ""
    """Parameter with what a reader calls the value."""
    inside: str = ""
    """Field without which a value means nothing, and is taken back with it."""
    excludes: bool = False
    """Leaves out what it names."""
    dated_by: str = ""
    """Column of `facts` with the year for which a value holds: a count beside it says which years those are."""


_KIND = FilterKind
FILTERS = (
    Filter("themes", "thema", _KIND.CHOICES, About.WHAT, "themes_set", _with_theme, Theme, "theme"),
    Filter(
        "without_themes", "zonder_thema", _KIND.CHOICES, About.WHAT, "themes_set", _without_theme, Theme, "theme",
        excludes=True,
    ),
    Filter("seen", "gezien", _KIND.PERIODS, About.WHEN, "seen_year", _in_periods),
    Filter("province", "provincie", _KIND.REGION, About.WHERE, "province_code", level=RegionLevel.PROVINCE),
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
"""In the order in which readers see them."""

BY_FIELD = {each.field: each for each in FILTERS}
