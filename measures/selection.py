"""Which initiatives a reader chose: the one filter behind every screen, file and address."""

from dataclasses import dataclass, fields, replace
from typing import Any

import polars as pl

from data_loaders.schema import Status, Theme


@dataclass(frozen=True)
class Selection:
    """A reader's choice. Every field that is empty leaves all initiatives in.

    Values of one field are alternatives (any of them); fields add up (all of them).
    """

    themes: tuple[Theme, ...] = ()
    without_themes: tuple[Theme, ...] = ()
    province: str | None = None
    """Province code (PV..)."""
    municipality: str | None = None
    """Municipality code (GM....)."""
    place: str | None = None
    """Place inside `municipality`, as the initiatives name it."""
    network: str | None = None
    """Partner id."""
    status: tuple[Status, ...] = ()
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

    def without(self, field: str, value: Any = None) -> "Selection":
        """This selection with one value of `field` (or all of it) taken back."""
        kept: Any = getattr(Selection(), field)
        if value is not None and isinstance(getattr(self, field), tuple):
            kept = tuple(v for v in getattr(self, field) if v != value)
        return replace(self, **{field: kept})

    def active(self) -> list[tuple[str, Any]]:
        """Each chosen (field, value), in the order of the fields."""
        chosen: list[tuple[str, Any]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            chosen += [(field.name, v) for v in values if v not in (None, "")]
        return chosen


def theme_bits(themes: tuple[Theme, ...] | list[Theme]) -> int:
    """The set of `themes` as the bits of one number, first theme lowest."""
    order = list(Theme)
    return sum(1 << order.index(theme) for theme in themes)


def facts(initiatives: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """One narrow, numeric row per initiative, so that a filter costs the same at a million rows.

    Args:
        initiatives: the declared table.
        regions: the declared table; gives the province of each municipality.

    Returns:
        Rows in the order of `initiatives`: `themes_set` (UInt8, bit per theme), `main_theme` (UInt8, index),
        `municipality_code`, `province_code`, `place` (categorical, null when unknown), `status` (enum), `started_year` (Int16, null when unknown),
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
    tests: list[pl.Expr] = [pl.lit(True)]
    if chosen.themes:
        tests.append((pl.col("themes_set") & theme_bits(chosen.themes)) != 0)
    if chosen.without_themes:
        tests.append((pl.col("themes_set") & theme_bits(chosen.without_themes)) == 0)
    if chosen.province:
        tests.append(pl.col("province_code") == chosen.province)
    if chosen.municipality:
        tests.append(pl.col("municipality_code") == chosen.municipality)
    if chosen.place:
        tests.append(pl.col("place") == chosen.place)
    if chosen.network:
        tests.append(pl.col("networks").list.contains(chosen.network))
    if chosen.status:
        tests.append(pl.col("status").is_in(list(chosen.status)))
    if chosen.has_years:
        tests.append(pl.col("started_year").is_between(chosen.year_from or 0, chosen.year_to or 9999).fill_null(False))
    return pl.all_horizontal(tests)
