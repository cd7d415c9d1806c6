"""Spreadsheets as programs write them: with odd dimensions, hyperlinks, and one list over several sheets."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from prepare.limits import Limits
from prepare.messages import UnusableFileError
from prepare.read.ods_parts import Span
from prepare.read.sheet import fill_down, read_sheet
from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import HEADER, ROW, Table, write_ods, write_xlsx

NAMED = ["Naam", "Thema", "Gemeente", "Website"]


def read(path: Path) -> SourceResult:
    return read_source(path, config())


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Replace `old` in one part of the archive at `path`."""
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    assert old in contents[part]
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content.replace(old, new) if name == part else content)
    return path


@pytest.mark.parametrize("dimension", ['ref="1:4"', 'ref="A:D"', 'ref="A1:D"', 'ref=""', 'ref="A1:D2"', 'x:ref="1:2"'])
def test_a_dimension_of_any_kind_is_read(dimension: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "lijst.xlsx", [HEADER, ROW])
    changed(path, "xl/worksheets/sheet1.xml", b'ref="A1:D2"', dimension.encode())

    assert read(path).candidates["name"].to_list() == [ROW[0]]


def write_sheets(path: Path, sheets: Mapping[str, Table]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, table in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(table):
                for column, cell in enumerate(row):
                    page.write(number, column, cell)
    return path


def linked(path: Path, address: str, words: str, *, column: int, formula: bool = False) -> Path:
    """A list of one row with a hyperlink in one cell."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, NAMED[: 3 if column < 3 else 4])
        page.write_row(1, 0, ["De Hof", "zorg", "Utrecht"])
        if formula:
            page.write_formula(1, column, f'=HYPERLINK("{address}","{words}")', None, words)
        else:
            page.write_url(1, column, address, None, words)
    return path


@pytest.mark.parametrize("formula", [True, False])
@pytest.mark.parametrize(
    ("words", "column"), [("Naar de site", 3), ("klik hier", 3), ("www.hof.nl/oud pad", 3), ("De Hof", 0), ("zorg", 1)]
)
def test_the_link_behind_a_cell_is_the_website(words: str, column: int, formula: bool, tmp_path: Path) -> None:
    path = linked(tmp_path / "lijst.xlsx", "https://hof.nl/?a=1&b=2", words, column=column, formula=formula)

    assert read(path).candidates["website"].to_list() == [
        "https://www.hof.nl/oud" if "www" in words else "https://hof.nl/?a=1&b=2"
    ]


def test_a_mail_link_is_ignored(tmp_path: Path) -> None:
    path = linked(tmp_path / "lijst.xlsx", "mailto:jan@hof.nl", "De Hof", column=0)

    assert read(path).candidates["website"].to_list() == [None]


def test_a_link_in_an_ods_file_is_read(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "lijst.ods", [NAMED, ["De Hof", "zorg", "Utrecht", "site"]])
    link = b'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://hof.nl">site</text:a>'
    changed(path, "content.xml", b"<text:p>site</text:p>", b"<text:p>" + link + b"</text:p>")

    assert read(path).candidates["website"].to_list() == ["https://hof.nl"]


@pytest.mark.parametrize("mark", [b"<text:line-break/>", b"</text:p><text:p>", b"<text:s/>", b'<text:s text:c="3"/>'])
def test_words_that_a_break_parts_in_an_ods_file_stay_apart(mark: bytes, tmp_path: Path) -> None:
    path = write_ods(tmp_path / "lijst.ods", [NAMED[:3], ["Het Veer", "zorg", "Utrecht"]])
    changed(path, "content.xml", b"Het Veer", b"Het" + mark + b"Veer")

    assert read(path).candidates["name"].to_list() == ["Het Veer"]


SHEETS: dict[str, tuple[dict[str, Table], list[tuple[str, str | None, list[str]]]]] = {
    "a theme each": (
        {"Zorg": [["Naam", "Gemeente"], ["A", "Utrecht"]], "Wonen": [["Naam", "Gemeente"], ["B", "Amsterdam"]]},
        [("A", "GM0344", ["zorg"]), ("B", "GM0363", ["wonen"])],
    ),
    "a municipality each": (
        {"Utrecht": [["Naam", "Thema"], ["A", "zorg"]], "Amsterdam": [["Naam", "Thema"], ["B", "wonen"]]},
        [("A", "GM0344", ["zorg"]), ("B", "GM0363", ["wonen"])],
    ),
    "a year each, columns in another order and one more": (
        {
            "2024": [["Lijst"], ["Naam", "Gemeente", "Thema"], ["A", "Utrecht", "zorg"]],
            "2025": [["Thema", "Naam", "Gemeente", "Website"], ["wonen", "B", "Amsterdam", "https://b.nl"]],
        },
        [("A", "GM0344", ["zorg"]), ("B", "GM0363", ["wonen"])],
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_with_the_same_columns_are_one_list(name: str, tmp_path: Path) -> None:
    sheets, expected = SHEETS[name]

    result = read(write_sheets(tmp_path / "lijst.xlsx", sheets))

    assert [(row["name"], row["municipality_code"], row["themes"]) for row in result.candidates.to_dicts()] == expected
    assert result.rejects["code"].to_list().count("sheets_joined") == 1


def test_another_kind_of_sheet_is_reported_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    sheets = {"Noord": [HEADER, ROW], "Zuid": [HEADER, [], ["B", *ROW[1:]]], "Uitleg": [["Zo vult u dit in"], ["x"]]}

    result = read(write_sheets(tmp_path / "lijst.xlsx", sheets))

    assert result.candidates["row"].to_list() == [2, 1003]
    told = dict(result.rejects.select("code", "reason").iter_rows())
    assert "Zuid (1001-1003)" in told["sheets_joined"]
    assert "Uitleg" in told["sheets_ignored"]


def test_only_the_sheet_of_the_settings_is_read(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "lijst.xlsx", {"Noord": [HEADER, ROW], "Zuid": [HEADER, ["B", *ROW[1:]]]})
    (tmp_path / "lijst.xlsx.toml").write_text('sheet = "Zuid"', encoding="utf-8")

    assert read(path).candidates["name"].to_list() == ["B"]


def test_merged_cells_without_end_are_not_filled() -> None:
    rows = [["a"], *[[""] for _ in range(100)]]

    with pytest.raises(UnusableFileError):
        fill_down(rows, [Span(0, 0, 10**9)] * 10, budget=500)


def test_too_many_cells_are_not_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "lijst.xlsx", [HEADER, *[ROW] * 10])

    with pytest.raises(UnusableFileError):
        read_sheet(path, lambda _: 0, limits=Limits(cells=20))
