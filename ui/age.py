"""When the data were read and how old the facts behind a figure are: the line under every figure, in every medium."""

from datetime import date

import polars as pl

from data_loaders.schema import Language
from data_loaders.store import last_problem
from measures.seen import ages
from ui.numbers import long_date
from ui.seen import age_words, figure_age_words
from ui.texts import text
from ui.view import View


def initiatives_age(view: View, rows: pl.DataFrame) -> str:
    """The line under a figure about the initiatives in `rows` (with `seen_year`)."""
    return age_words(view.snapshot.date, ages(rows["seen_year"]), view.language)


def figures_age(view: View, years: pl.Series) -> str:
    """The line under a figure that is not about initiatives; `years` are the years of its facts, as far as known."""
    return figure_age_words(view.snapshot.date, ages(years), view.language)


def relations_age(view: View, years: pl.Series) -> str:
    """The line under relations between partners; `years` are the years in which they began, as far as known."""
    return figure_age_words(view.snapshot.date, ages(years), view.language, "relations")


def read_only(view: View) -> str:
    """The line under rows without a year, such as a list of partners: only the day on which the data were read."""
    return figures_age(view, pl.Series([], dtype=pl.Int16))


def judged_age(view: View, on: date, years: pl.Series) -> str:
    """The line under a judgement made on the day `on`, from figures of `years`."""
    return view.t("seen.age.judged", figures=figures_age(view, years), on=long_date(on, view.language))


def stale_words(language: Language) -> str:
    """Says that the site shows the last good version, and what is wrong with the newer one; empty if it shows the newest."""
    problem = last_problem()
    return text(language, "problem.stale", message=problem.message(language)) if problem else ""
