"""What to check first: a short list on the page, and a file with all initiatives that a partner fills in and sends back."""

import polars as pl

from data_loaders.schema import words
from data_loaders.schema.answers import TO_FILL, Answers
from data_loaders.schema.rows import InitiativeRow, rows_of
from measures.seen import RECENT
from measures.to_check import PRESSING, Doubt, to_check
from ui.age import initiatives_age
from ui.initiative_rows import header, readable
from ui.plain.marks import short_list, short_row
from ui.story import Part, PartKind, Place
from ui.view import View

MOST_LISTED = 8
ABOUT = ("id", "name", "place", "municipality", "dated_status", "seen_year", "website")
"""The first columns of the file. After them come the source, and empty columns to fill in."""


def to_check_part(view: View, initiatives: pl.DataFrame) -> Part | None:
    """The part for the initiatives of a region or network; None if none are known."""
    if initiatives.is_empty():
        return None
    rows, t = to_check(initiatives, view.snapshot.date.year), view.t
    pressing = rows.filter("is_pressing")
    shown = (pressing if pressing.height else rows).head(MOST_LISTED)
    why = [", ".join(t(f"nakijken.{Doubt(doubt)}") for doubt in doubts) for doubts in shown["doubts"].to_list()]
    lines = [short_row(view, row, beside) for row, beside in zip(rows_of(shown, InitiativeRow), why, strict=True)]
    return Part(
        "nakijken",
        t("nakijken.title"),
        _sentence(view, rows, pressing),
        kind=PartKind.LIST,
        rows=pl.DataFrame(
            {
                header(view, "name"): shown["name"],
                header(view, "seen_year"): shown["seen_year"].cast(pl.String).fill_null(t("list.no_year")),
                t("nakijken.why"): why,
            }
        ),
        links={header(view, "name"): [view.link("initiatieven", id=each) for each in shown["id"]]},
        body=short_list(lines),
        source=t("lezingen.source"),
        age=initiatives_age(view, initiatives),
        note=t("nakijken.note", count=rows.height),
        file_rows=lambda: file_to_fill(view, rows),
        place=Place.WHOLE,
    )


def file_to_fill(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """All `rows` of `to_check` in the reader's words, with empty columns for answers."""
    known = readable(view, rows).select(pl.col(column).alias(header(view, column)) for column in ABOUT)
    page = rows["sources"].list.first().struct.field("url").alias(header(view, "sources"))
    empty = [pl.lit("").alias(words(Answers, column, view.language).label) for column in TO_FILL]
    return known.with_columns(page).with_columns(empty)


def _sentence(view: View, rows: pl.DataFrame, pressing: pl.DataFrame) -> str:
    """How many to check first and why. If some have several reasons, the sentence says so."""
    if pressing.is_empty():
        return view.t("nakijken.none", count=rows.height, year=str(view.snapshot.date.year - RECENT))
    counts = {doubt: pressing.filter(pl.col("doubts").list.contains(doubt.value)).height for doubt in PRESSING}
    year = str(view.snapshot.date.year - RECENT)
    reasons = [view.t(f"nakijken.of_{doubt}", count=count, year=year) for doubt, count in counts.items() if count]
    sentence = view.t("nakijken.sentence", count=pressing.height, all=rows.height, reasons=", ".join(reasons))
    return f"{sentence} {view.t('nakijken.overlap')}" if sum(counts.values()) > pressing.height else sentence
