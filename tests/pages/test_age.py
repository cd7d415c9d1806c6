"""Every figure says when its data were read and how old its facts are; these are recounted from the sources of its rows."""

from collections.abc import Callable
from html import unescape

import polars as pl
import pytest

from data_loaders.schema import Language
from data_loaders.store import current
from tests.pages.harness import open_page, problems, words
from ui.numbers import long_date, number

LIMBURG = pl.col("municipality_code").is_in(
    current().table("regions").filter(level="municipality", province="Limburg")["code"].implode()
)
ABOUT: list[tuple[str, dict[str, str], Callable[[], pl.Expr]]] = [
    ("kaart", {}, lambda: pl.lit(True)),
    ("kaart", {"thema": "zorg", "provincie": "Limburg"}, lambda: LIMBURG & pl.col("themes").list.contains("zorg")),
    ("kaart", {"gezien": "jaar onbekend"}, lambda: pl.col("seen_year").is_null()),
    ("kaart", {"embed": "1"}, lambda: pl.lit(True)),
    ("initiatieven", {"id": "wishing-well-west-utrecht"}, lambda: pl.col("id") == "wishing-well-west-utrecht"),
    ("regio", {"provincie": "Limburg"}, lambda: LIMBURG),
    ("netwerken", {"deel": "tabel"}, lambda: pl.lit(True)),
]


def told(rows: pl.DataFrame, language: Language) -> str:
    """The expected line of text, from the sources of each row."""
    read = long_date(current().date, language)
    newest = [
        max((source["year"] for source in row if source["year"]), default=None) for row in rows["sources"].to_list()
    ]
    known, undated = sorted(year for year in newest if year), newest.count(None)
    nl = language == "nl"
    line = f"Ingelezen op {read}" if nl else f"Read on {read}"
    if not known:
        return f"{line}; {'van geen enkele bron kennen wij het jaar' if nl else 'the year of none of the sources is known'}"
    if len(newest) == 1:
        return f"{line}; {'bron uit' if nl else 'source from'} {known[0]}"
    line += f"; {'bronnen' if nl else 'sources'} {known[0]}–{known[-1]}"
    median = known[(len(known) - 1) // 2]
    line += f", de helft uit {median} of eerder" if nl else f", half of them from {median} or earlier"
    if not undated:
        return line
    count = number(undated, language)
    return line + (f", van {count} kennen wij het jaar niet" if nl else f", the year of {count} is not known")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("page", "params", "rows"), ABOUT, ids=[f"{page}-{'-'.join(params)}" for page, params, _ in ABOUT]
)
def test_figures_about_initiatives_say_how_old_their_sources_are(
    page: str, params: dict[str, str], rows: Callable[[], pl.Expr], language: Language
) -> None:
    app = open_page(page, taal=language, **params)

    assert problems(app) == []
    assert f"{told(current().table('initiatives').filter(rows()), language)}." in words(app)


def test_figures_about_goals_say_of_which_years_they_are() -> None:
    years = current().table("indicator_values").filter(indicator_id="energiecooperaties-aantal")["year"]

    said = words(open_page("doelen", indicator="energiecooperaties-aantal"))

    assert f"Ingelezen op {long_date(current().date, 'nl')}; cijfers {years.min()!s}–{years.max()!s}." in said
    assert "; beoordeeld op " in said


def test_what_has_no_year_says_when_it_was_read() -> None:
    said = words(open_page("netwerken"))

    assert f"Ingelezen op {long_date(current().date, 'nl')}." in said


def test_the_citations_say_it_too() -> None:
    line = told(current().table("initiatives"), "nl")

    shown = unescape(words(open_page("kaart")))

    # In the plain citation and in that for BibTeX; in APA style it stands inside the sentence.
    assert shown.count(line) >= 3
    assert line[0].lower() + line[1:] in shown
