"""When the data were read and how old the facts behind a figure are: the line under every figure, in every medium."""

from datetime import date

import polars as pl

from measures.seen import ages
from ui.numbers import long_date
from ui.seen import age_words, figure_age_words
from ui.view import View


def initiatives_age(view: View, rows: pl.DataFrame) -> str:
    """Of a figure about the initiatives in `rows` (with `seen_year`)."""
    return age_words(view.snapshot.date, ages(rows["seen_year"]), view.language)


def figures_age(view: View, years: pl.Series) -> str:
    """Of a figure that counts no initiatives; `years` are those that its own facts are of, none where they have no year."""
    return figure_age_words(view.snapshot.date, ages(years), view.language)


def relations_age(view: View, years: pl.Series) -> str:
    """Of relations between partners; `years` are those in which they began, as far as known."""
    return figure_age_words(view.snapshot.date, ages(years), view.language, "relations")


def read_only(view: View) -> str:
    """Of a figure whose rows are of no year, such as a list of partners."""
    return figures_age(view, pl.Series([], dtype=pl.Int16))


def judged_age(view: View, on: date, years: pl.Series) -> str:
    """Of a judgement on the day `on`, from figures of these `years`."""
    return view.t("seen.age.judged", figures=figures_age(view, years), on=long_date(on, view.language))
