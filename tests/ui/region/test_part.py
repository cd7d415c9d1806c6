import re

import polars as pl
import pytest

from ui.region.part import Part, html_table, rate_words

HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))", "&amp;"]


def part(**columns: list[object] | pl.Series) -> Part:
    return Part("deel", "Deel", "Een zin.", pl.DataFrame(columns))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_from_data_never_become_markup(words: str) -> None:
    html = html_table(part(Naam=[words], Ander=[words]), "nl", {"Naam": [words]})

    assert set(re.findall(r"<(\w+)", html)) <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://voorbeeld.nl/a?b=1&c=2", True),
        ("/regio?gemeente=GM0193", True),
        ("javascript:alert(1)", False),
        ("//elders.nl", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_the_web_and_own_pages_become_links(address: str | None, is_link: bool) -> None:
    html = html_table(part(Naam=["Zwolle"]), "nl", {"Naam": [address]})

    assert ("<a href=" in html) is is_link


def test_numbers_stand_to_the_right_and_are_written_as_the_reader_does() -> None:
    html = html_table(part(Regio=["Zwolle"], Inwoners=[133141], Cijfer=[0.826]), "nl", {})

    assert '<td class="getal">133.141</td><td class="getal">0,83</td>' in html
    assert '<th scope="row">Zwolle</th>' in html


def test_an_empty_cell_stays_empty() -> None:
    assert '<td class="getal"></td>' in html_table(
        part(Regio=["Eiland"], Inwoners=pl.Series([None], dtype=pl.Int64)), "nl", {}
    )


@pytest.mark.parametrize(("rate", "shown"), [(None, ""), (0.0, "0,00"), (0.644, "0,64"), (10.288, "10,3")])
def test_a_rate_has_the_digits_that_mean_something(rate: float | None, shown: str) -> None:
    assert rate_words(rate, "nl") == shown
