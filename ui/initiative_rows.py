"""The rows of a list of initiatives: their order, the pages of the list, and their words on screen and in files."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from data_loaders.schema import Initiatives, LegalForm, LocationPrecision, Reach, Status, Theme, words
from ui.address import LONGEST_SHOWN, Note
from ui.seen import dated_statuses
from ui.view import View

PAGE_ROWS = 25
EXPORT = (
    "id", "name", "themes", "scope", "place", "municipality", "province", "dated_status", "status", "status_year", "status_readings", "seen_year",
    "started_year", "legal_form",
    "networks", "networks_unlisted", "website", "sources", "summary", "other_names", "municipality_code", "seat", "longitude",
    "latitude", "location_precision",
)  # fmt: skip


class SortOrder(StrEnum):
    """The orders of the list; the values are used in addresses."""

    SEEN = "gezien"
    NAME = "naam"
    PLACE = "plaats"
    NEWEST = "nieuwste"
    OLDEST = "oudste"


def order(view: View) -> SortOrder:
    """The order that the address asks for; by default the initiatives that were seen last come first."""
    typed = view.typed("sorteer")
    return next((known for known in SortOrder if known.value == typed), SortOrder.SEEN)


def ordered(chosen: pl.DataFrame, by: SortOrder) -> pl.DataFrame:
    """`chosen` (rows of `measures.selection.facts`, sorted by name) in another order; unknown values come last."""
    if by is SortOrder.NAME:
        return chosen
    column = {SortOrder.SEEN: pl.col("seen_year"), SortOrder.PLACE: pl.col("place").cast(pl.String)}.get(
        by, pl.col("started_year")
    )
    return chosen.sort(
        column, descending=by in (SortOrder.SEEN, SortOrder.NEWEST), nulls_last=True, maintain_order=True
    )


def page_number(view: View) -> int:
    """The page of the list that the address asks for; 1 if it names no page."""
    typed = view.typed("pagina") or "1"
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 7 else 1


def list_notes(view: View, total: int) -> list[Note]:
    """What the address asks of a list of `total` rows that it has not."""
    notes = []
    by, page = view.typed("sorteer"), view.typed("pagina")
    if by and by not in set(SortOrder):
        notes.append(Note("address.unknown_value", "sorteer", by[:LONGEST_SHOWN]))
    if page and page != str(page_number(view)):
        notes.append(Note("address.unknown_value", "pagina", page[:LONGEST_SHOWN]))
    elif page_number(view) > list_page(view, total).last:
        notes.append(Note("address.past_last_page", "pagina", page))
    return notes


def readable(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` with words instead of codes, in the reader's language."""
    t = view.t
    themes = {theme.value: t(f"theme.{theme}") for theme in Theme}
    statuses = {status.value: t(f"status.{status}") for status in Status}
    forms = {form.value: t(f"legal_form.{form}") for form in LegalForm}
    scopes = {scope.value: t(f"scope.{scope}") for scope in Reach}
    places = {kind.value: t(f"precision.{kind}") for kind in LocationPrecision}
    provinces = {code: view.names.provinces[view.names.province_of[code]] for code in view.names.municipalities}
    source = (
        pl.element().struct.field("title")
        + " ("
        + pl.element().struct.field("year").cast(pl.String).fill_null(t("list.no_year"))
        + "), "
        + pl.element().struct.field("url")
    )
    return initiatives.with_columns(
        pl.col("themes").list.eval(pl.element().cast(pl.String).replace(themes)),
        pl.col("status").cast(pl.String).replace(statuses),
        dated_statuses(initiatives, view.language).alias("dated_status"),
        pl.col("status_readings").list.eval(pl.element().cast(pl.String).replace(statuses)),
        pl.col("legal_form").cast(pl.String).replace(forms),
        pl.col("scope").cast(pl.String).replace(scopes),
        pl.col("location_precision").cast(pl.String).replace(places),
        pl.col("networks").list.eval(pl.element().replace(view.names.partners)),
        pl.col("sources").list.eval(source),
        municipality=pl.col("municipality_code").replace_strict(
            view.names.municipalities, default=None, return_dtype=pl.String
        ),
        seat=pl.col("seat_code").replace_strict(view.names.municipalities, default=None, return_dtype=pl.String),
        province=pl.col("municipality_code").replace_strict(provinces, default=None, return_dtype=pl.String),
    )


def header(view: View, column: str) -> str:
    """The label of a column: the declared one, or a text of its own for columns that are made here."""
    if column in ("municipality", "province", "dated_status"):
        return view.t(f"list.{column}")
    return words(Initiatives, "seat_code" if column == "seat" else column, view.language).label


def export_table(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` for a file: all columns, in the reader's words."""
    return readable(view, initiatives).select(pl.col(column).alias(header(view, column)) for column in EXPORT)


def screen_table(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` for the list on screen."""
    own = view.t("list.open")
    extra = "&taal=en" if view.language == "en" else ""
    rows = readable(view, initiatives)
    return rows.select(
        pl.format("/initiatieven?id={}" + extra, "id").alias(own),
        pl.col("name").alias(header(view, "name")),
        pl.col("themes").list.join(", ").alias(header(view, "themes")),
        pl.col("place").alias(header(view, "place")),
        # An initiative in no municipality shows its scope instead.
        pl.col("municipality").fill_null(pl.col("scope")).alias(header(view, "municipality")),
        pl.when(pl.col("status_readings").list.len() > 0)
        .then(pl.format("{} ({})", "dated_status", pl.lit(view.t("lezingen.differ"))))
        .otherwise("dated_status")
        .alias(header(view, "status")),
        pl.concat_list("networks", "networks_unlisted").list.join(", ").alias(header(view, "networks")),
        pl.col("website").fill_null("").alias(header(view, "website")),
        initiatives["sources"].list.first().struct.field("url").alias(header(view, "sources")),
    )


@dataclass(frozen=True)
class ListPage:
    """The rows of a list that are in sight."""

    number: int
    last: int
    """Number of the last page; 1 of an empty list."""
    first: int
    """The first row in sight, from 0."""
    until: int
    """The row after the last in sight."""
    total: int

    def range_words(self, view: View, key: str = "list.range") -> str:
        """Which of all rows are in sight."""
        return view.t(key, first=self.first + 1, last=self.until, total=self.total)


def list_page(view: View, total: int, size: int = PAGE_ROWS) -> ListPage:
    """The page that the address asks for of a list of `total` rows; the last one when it asks for more."""
    last = max(1, -(-total // size))
    number = min(page_number(view), last)
    return ListPage(number, last, (number - 1) * size, min(number * size, total), total)
