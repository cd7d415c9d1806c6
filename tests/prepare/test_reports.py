from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from data_loaders.manifest import SourceEntry
from prepare.reports import rejects_csv, rejects_html
from prepare.tables import Rejects

PROBLEM: dict[str, object] = {
    "file": "lijst.csv",
    "row": 3,
    "column": "naam",
    "value": "x",
    "code": "iets",
    "reason": "Er is iets.",
    "remedy": "Doe iets.",
    "rejected": True,
}
ENTRY = SourceEntry("lijst.csv", "initiatives", "Lijst", "H", "CC BY 4.0", "2026-11-23", 4, 2, 1, 1)


def rejects(*problems: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame([{**PROBLEM, **problem} for problem in problems], schema=Rejects.create_empty().schema)


def page(*problems: Mapping[str, object]) -> str:
    return rejects_html(rejects(*problems), [ENTRY], date(2026, 11, 23)).content.decode()


def test_csv_opens_in_a_dutch_spreadsheet_program() -> None:
    report = rejects_csv(rejects({}, {"row": None, "rejected": False}))

    assert report.content.startswith(b"\xef\xbb\xbfbestand;rij;")
    assert report.content.decode("utf-8-sig").splitlines()[1] == "lijst.csv;3;naam;x;iets;ja;Er is iets.;Doe iets."
    assert report.rows == 2


@pytest.mark.parametrize("value", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_run_as_a_formula(value: str) -> None:
    assert f";'{value};" in rejects_csv(rejects({"value": value})).content.decode()


def test_page_counts_and_separates_refusals_from_remarks() -> None:
    text = page({}, {"row": 9, "reason": "Let op.", "rejected": False})

    refused, remarks = text.split("<h2>Opmerkingen")
    assert "<td class='number'>4</td>" in refused
    assert "Er is iets." in refused
    assert "Let op." not in refused
    assert "Let op." in remarks


def test_page_without_problems_says_so() -> None:
    assert "Er is geen enkele rij geweigerd." in page()


def test_problem_of_the_whole_file() -> None:
    assert "<td>hele bestand</td>" in page({"row": None})


@pytest.mark.parametrize("value", ["<img src=x onerror=alert(1)>", "</table><script>", "' onmouseover='x"])
def test_text_from_files_stays_text(value: str) -> None:
    text = page({"value": value, "file": value})

    assert value not in text
    assert "&lt;" in text or "&#x27;" in text
