"""A status never stands without its year, and a period is understood in the words in which it is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Language
from measures.seen import Ages, Period
from tests.frames import initiatives
from ui.seen import age_words, dated_statuses, figure_age_words, period_words, read_period, status_words
from ui.texts import LANGUAGES

READ = date(2026, 11, 23)
YEAR = st.none() | st.integers(1800, 2100)


@given(first=YEAR, last=YEAR, language=st.sampled_from(LANGUAGES))
def test_a_period_is_read_back_from_its_words(first: int | None, last: int | None, language: Language) -> None:
    period = Period(first, last)

    is_swapped = first is not None and last is not None and first > last
    assert read_period(period_words(period, language)) == (None if is_swapped else period)


@pytest.mark.parametrize("typed", ["", "2024", "24 of later", "2024 of later of eerder", "٢٠٢٤ of later", "nooit"])
def test_other_words_are_no_period(typed: str) -> None:
    assert read_period(typed) is None


@pytest.mark.parametrize(
    ("status", "status_year", "seen_year", "nl", "en"),
    [
        ("actief", 2021, 2021, "actief, gezien in 2021", "active, seen in 2021"),
        ("actief", None, None, "actief, jaar onbekend", "active, year unknown"),
        ("actief", None, 2017, "actief zonder jaar, gezien in 2017", "active without a year, seen in 2017"),
        ("gestopt", 2015, 2020, "gestopt in 2015, gezien in 2020", "stopped in 2015, seen in 2020"),
        ("onbekend", None, 2017, "status niet bekend, gezien in 2017", "status unknown, seen in 2017"),
        ("onbekend", None, None, "status niet bekend, jaar onbekend", "status unknown, year unknown"),
    ],
)
def test_a_status_is_a_dated_statement(
    status: str, status_year: int | None, seen_year: int | None, nl: str, en: str
) -> None:
    row = {"status": status, "status_year": status_year, "seen_year": seen_year}

    assert (status_words("nl", **row), status_words("en", **row)) == (nl, en)  # type: ignore[arg-type]  # of several types
    assert dated_statuses(initiatives({"status": "in_oprichting"}, row, row), "nl").to_list()[1:] == [nl, nl]


@pytest.mark.parametrize(
    ("found", "nl", "en"),
    [
        (
            Ages(1055, 374, 2003, 2026, 2020),
            "Ingelezen op 23 november 2026; bronnen 2003–2026, de helft uit 2020 of eerder, van 374 kennen wij het jaar niet",
            "Read on 23 November 2026; sources 2003–2026, half of them from 2020 or earlier, the year of 374 is not known",
        ),
        (Ages(0, 0, None, None, None), "Ingelezen op 23 november 2026", "Read on 23 November 2026"),
        (
            Ages(1, 1, None, None, None),
            "Ingelezen op 23 november 2026; van de bron kennen wij het jaar niet",
            "Read on 23 November 2026; we do not know the year of the source",
        ),
        (
            Ages(2, 2, None, None, None),
            "Ingelezen op 23 november 2026; van geen enkele bron kennen wij het jaar",
            "Read on 23 November 2026; the year of none of the sources is known",
        ),
        (
            Ages(1, 0, 2021, 2021, 2021),
            "Ingelezen op 23 november 2026; bron uit 2021",
            "Read on 23 November 2026; source from 2021",
        ),
        (
            Ages(3, 1, 2021, 2021, 2021),
            "Ingelezen op 23 november 2026; bronnen uit 2021, van 1 kennen wij het jaar niet",
            "Read on 23 November 2026; sources from 2021, the year of 1 is not known",
        ),
    ],
)
def test_a_figure_says_how_old_its_sources_are(found: Ages, nl: str, en: str) -> None:
    assert (age_words(READ, found, "nl"), age_words(READ, found, "en")) == (nl, en)


def test_other_figures_say_their_own_years() -> None:
    assert figure_age_words(READ, Ages(4, 0, 2018, 2024, 2020), "nl") == (
        "Ingelezen op 23 november 2026; cijfers 2018–2024"
    )
    assert figure_age_words(READ, Ages(4, 0, 2024, 2024, 2024), "en") == ("Read on 23 November 2026; figures from 2024")
