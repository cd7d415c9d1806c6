import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data_loaders.checked import CheckReport
from data_loaders.schema import Language
from pages.aanleveren.choices import Choices
from pages.aanleveren.files import Taken, letter, mended, mended_xlsx, report_csv, report_html
from prepare.read.source import read_source
from tests.pages.aanleveren.reports import COLUMNS, refused, report, row
from tests.pages.harness import view_in
from tests.prepare.atlas import config

TODAY = date(2026, 11, 28)
EVIL = ('=HYPERLINK("http://x")', "<script>alert(1)</script>", "+31", "-1", "@a")


def taken(told: CheckReport, choices: Choices | None = None, language: Language = "nl") -> Taken:
    return Taken(view_in(language), told, choices or Choices(), {}, TODAY)


def sheet_of(content: bytes) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


def test_the_mended_list_has_the_rows_and_columns_of_the_file_without_persons_and_with_a_remark() -> None:
    heads, rows = mended(taken(report(row(2), refused(3))))

    assert heads == ["Organisatie", "Plaats", "Werk", "Kleur", "Opmerkingen"]
    assert rows[0] == ["Initiatief 2", "Utrecht", "zorg", "rood", "Nieuw"]
    assert rows[1][-1].startswith("Niet overgenomen. De categorie 'samen klussen' kennen we niet.")


def test_choices_are_worked_into_the_mended_list() -> None:
    choices = (
        Choices(columns={"Werk": "themes", "Kleur": "unused"})
        .with_category("samen klussen", ("ontmoeten", "wonen"))
        .with_whole("municipality", "Utrecht")
    )
    cells = ["Initiatief 2", "", "Utrecht", "zorg; Samen klussen", "rood"]

    heads, rows = mended(taken(report(row(2, cells=cells), refused(3)), choices))

    assert heads == ["Organisatie", "Plaats", "Thema", "Kleur", "Gemeente", "Opmerkingen"]
    assert [cells[2] for cells in rows] == ["zorg; ontmoeten; wonen", "ontmoeten; wonen"]
    assert [cells[4] for cells in rows] == ["Utrecht", "Utrecht"]


def test_the_mended_list_needs_no_settings_any_more(tmp_path: Path) -> None:
    choices = Choices(columns={"Werk": "themes"}).with_category("samen klussen", ("ontmoeten",))
    path = tmp_path / "verbeterd.xlsx"
    path.write_bytes(mended_xlsx(taken(report(row(2), refused(3)), choices)))

    again = read_source(path, config())

    assert again.candidates["name"].to_list() == ["Initiatief 2", "Initiatief 3"]
    assert again.candidates["themes"].to_list() == [["zorg"], ["ontmoeten"]]


def test_a_word_is_mended_wherever_it_stands_in_a_cell() -> None:
    choices = Choices().with_category("samen klussen", ("ontmoeten", "wonen")).with_category("overig", ())
    cells = ["zorg / Samen klussen", "overig", "overige zorg", "Overig; samen klussen"]
    told = report(*(row(n, cells=["A", "", "Utrecht", cell, ""]) for n, cell in enumerate(cells, start=2)))

    _, rows = mended(taken(told, choices))

    assert [each[2] for each in rows] == ["zorg / ontmoeten; wonen", "", "overige zorg", "ontmoeten; wonen"]


def test_a_row_with_more_cells_than_columns_keeps_them() -> None:
    heads, rows = mended(taken(report(row(2), refused(3, cells=["A", "", "Utrecht", "zorg", "", "rood", "groen"]))))

    assert heads[-2:] == ["Rest van de rij", "Opmerkingen"]
    assert [each[-2] for each in rows] == ["", "rood; groen"]


@pytest.mark.parametrize("evil", EVIL)
def test_no_file_runs_what_a_cell_says(evil: str) -> None:
    told = report(row(2, name=evil, cells=[evil, "", "Utrecht", "zorg", "rood"]), refused(3, reason=evil))

    sheet = sheet_of(mended_xlsx(taken(told)))
    table = report_csv(taken(told)).decode("utf-8-sig")
    page = report_html(taken(told)).decode()

    assert sheet[1][0] == evil
    cells = [cell for line in csv.reader(io.StringIO(table), delimiter=";") for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "<script" not in page


@settings(max_examples=25)
@given(st.lists(st.text(max_size=40), min_size=5, max_size=5))
def test_any_cells_make_a_mended_list(cells: list[str]) -> None:
    assert len(sheet_of(mended_xlsx(taken(report(row(2, cells=cells)))))) == 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_says_what_the_page_says(language: Language) -> None:
    of = taken(report(row(2), refused(3)), language=language)

    table = list(csv.DictReader(io.StringIO(report_csv(of).decode("utf-8-sig")), delimiter=";"))
    page = report_html(of).decode()

    outcome = of.view.t("aanleveren.report.outcome")
    assert [line[outcome] for line in table] == [
        of.view.t("aanleveren.state.geweigerd"),
        of.view.t("aanleveren.state.nieuw"),
    ]
    assert f'<html lang="{language}">' in page
    assert of.view.t("aanleveren.counts.together", read=2) in page
    assert all(str(column["header"]) in page for column in COLUMNS)
    assert not re.search(r"https?://|src=|href=", page)


def test_the_text_to_send_names_file_version_and_outcome() -> None:
    of = taken(report(row(2), refused(3)), Choices(network="Energie Samen"))

    told = letter(of)

    assert "Lijst van Energie Samen voor de Samenkaart" in told
    assert "lijst.csv" in told
    assert of.view.snapshot.version in told
    assert "1 niet overgenomen, 1 nieuw. Samen 2." in told
    assert "28 november 2026" in told
