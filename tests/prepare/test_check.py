import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import cast

import polars as pl
import pytest

from data_loaders.checked import Category, CheckReport, Outcome
from data_loaders.manifest import Manifest
from data_loaders.schema import Aliases, Statements, Theme
from data_loaders.snapshot import Snapshot
from prepare.__main__ import main
from prepare.check import check
from prepare.check_report import ExitStatus, recognised, rejects_of, status_of
from prepare.report import as_text, write_reports
from prepare.task import Task
from tests.frames import initiatives
from tests.prepare.atlas import SOURCES, around, boundaries, tables
from tests.prepare.source_files import HEADER, ROW, Table, write_csv

KNOWN = {
    "id": "dorpswinkel-sterksel-heeze-leende",
    "name": "Coöperatie Dorpswinkel Sterksel",
    "place": "Sterksel",
    "municipality_code": "GM1658",
    "longitude": 5.56,
    "latitude": 51.38,
    "themes": ["voorzieningen"],
}
GARDEN = {
    "id": "buurthuis-de-kersentuin-utrecht",
    "name": "Buurthuis De Kersentuin",
    "place": "Utrecht",
    "municipality_code": "GM0344",
}
NEW = ["Zonnestroom Zaandam", "Zaandam", "Zaanstad", "energie"]
SAME = ["Dorpswinkel Sterksel", "Sterksel", "Heeze-Leende", "voorzieningen"]
BAD = ["Ergens", "Bergen", "", "energie"]


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    nothing = {"aliases": Aliases.create_empty(), "statements": Statements.create_empty()}
    frames = {**tables(), "initiatives": initiatives(KNOWN, GARDEN), **nothing}
    return Snapshot(
        tmp_path, cast("Manifest", None), {"municipalities": boundaries(), "surroundings": around()}, frames
    )


def report_on(table: Table, snapshot: Snapshot, tmp_path: Path, network: str | None = None) -> CheckReport:
    path = write_csv(tmp_path / "lijst.csv", table)
    return check(Task(path, tmp_path, SOURCES, network, this_year=2026), snapshot)


def test_every_row_has_one_outcome_and_the_counts_add_up(snapshot: Snapshot, tmp_path: Path) -> None:
    report = report_on([HEADER, NEW, SAME, BAD, NEW], snapshot, tmp_path)

    assert [row.outcome for row in report.rows] == ["accepted", "merged", "rejected", "merged"]
    assert (report.read, report.accepted, report.merged, report.rejected) == (4, 1, 2, 1)
    assert status_of(report) is ExitStatus.SOME_REJECTED


def test_a_known_initiative_is_recognised_under_another_spelling(snapshot: Snapshot, tmp_path: Path) -> None:
    (row,) = report_on([HEADER, SAME], snapshot, tmp_path).rows

    assert row.outcome is Outcome.MERGED
    assert (row.id, row.merged_with) == (KNOWN["id"], KNOWN["id"])
    assert row.reason is not None
    assert "Coöperatie Dorpswinkel Sterksel" in row.reason


def test_a_row_that_repeats_an_earlier_one_says_which(snapshot: Snapshot, tmp_path: Path) -> None:
    first, second = report_on([HEADER, NEW, NEW], snapshot, tmp_path).rows

    assert (second.merged_with, second.same_as, second.same_as_row) == (first.id, None, 2)
    assert second.reason is not None
    assert "rij 2" in second.reason


def test_a_row_that_may_be_a_known_initiative_says_so(snapshot: Snapshot, tmp_path: Path) -> None:
    (row,) = report_on([HEADER, ["Voedselbos De Kersentuin", "Utrecht", "Utrecht", "voedsel"]], snapshot, tmp_path).rows

    assert (row.outcome, row.doubtful, row.same_as) == (Outcome.ACCEPTED, True, GARDEN["id"])
    assert row.reason is not None
    assert "lijkt op 'Buurthuis De Kersentuin'" in row.reason


def test_json_says_all_and_is_read_back(snapshot: Snapshot, tmp_path: Path) -> None:
    report = report_on([HEADER, NEW, SAME, BAD], snapshot, tmp_path)

    assert CheckReport.from_json(report.as_json()) == report
    assert json.loads(report.as_json())["rows"][2]["reason"]


def test_the_report_has_the_columns_words_and_rows_for_the_page(snapshot: Snapshot, tmp_path: Path) -> None:
    header, rows = [*HEADER, "Telefoon"], [[*NEW, "06-12345678"], [*BAD[:3], "blabla", ""]]
    report = report_on([header, *rows], snapshot, tmp_path)

    assert recognised(report) == dict(zip(header, ["name", "place", "municipality", "themes", "personal"], strict=True))
    assert report.columns[0].samples == ["Zonnestroom Zaandam", "Ergens"]
    assert report.categories == [Category("energie", (Theme.ENERGY,), 1), Category("blabla", None, 1)]
    assert report.rows[0].cells == (*NEW, "")
    assert "06" not in report.as_json()


def test_a_category_is_read_as_the_settings_say(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv.toml").write_text('[categories]\nBlabla = ["zorg", "wonen"]\n', encoding="utf-8")
    (row,) = report_on([HEADER, [*NEW[:3], "blabla"]], snapshot, tmp_path).rows

    assert row.themes == ("zorg", "wonen")


def test_the_sending_network_counts_for_every_row(snapshot: Snapshot, tmp_path: Path) -> None:
    report = report_on([HEADER, NEW], snapshot, tmp_path, network="KNHM")

    assert rejects_of(report).filter(code="network_unknown").height == 0
    assert "https://katalys.nl" in rejects_of(report).filter(code="source_absent")["reason"][0]


def test_an_unusable_file_has_a_report_too(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    path.touch()

    report = check(Task(path, tmp_path, SOURCES), snapshot)

    assert (status_of(report), report.read, report.rows) == (ExitStatus.UNUSABLE, 0, [])
    assert "leeg" in as_text(report)


def test_nothing_is_changed(snapshot: Snapshot, tmp_path: Path) -> None:
    write_csv(tmp_path / "lijst.csv", [HEADER, NEW])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}

    report_on([HEADER, NEW], snapshot, tmp_path)

    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


HOSTILE = ['=HYPERLINK("http://x")', *ROW[1:3], "<img src=x onerror=alert(1)>"]


def test_reports_cannot_run_anything(snapshot: Snapshot, tmp_path: Path) -> None:
    report = report_on([HEADER, HOSTILE], snapshot, tmp_path)

    write_reports(report, tmp_path / "verslag", pl.Series(["2026-11-23"]).str.to_date()[0])

    page = (tmp_path / "verslag" / "lijst.csv.verslag.html").read_text(encoding="utf-8")
    table = (tmp_path / "verslag" / "lijst.csv.verslag.csv").read_text(encoding="utf-8-sig")
    assert "&lt;img" in page
    assert "<img" not in page
    cells = [cell for row in csv.reader(io.StringIO(table), delimiter=";") for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_text_names_row_column_value_reason_and_remedy(snapshot: Snapshot, tmp_path: Path) -> None:
    text = as_text(report_on([HEADER, BAD], snapshot, tmp_path))

    assert "Rij 2, kolom Plaats, 'Bergen': 'Bergen' kan op meer plekken liggen" in text
    assert "Vul ook de gemeente of de postcode in." in text


def run(*arguments: str | Path, prepared: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "prepare", *map(str, arguments)]
    environment = {**os.environ, "SAMENKAART_DATA": str(prepared)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=SOURCES.parents[1])


def test_without_a_release_the_command_says_so(tmp_path: Path) -> None:
    done = run("check", write_csv(tmp_path / "lijst.csv", [HEADER, NEW]), prepared=tmp_path / "leeg")

    assert done.returncode == ExitStatus.UNUSABLE
    assert "python -m prepare build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("table", "status"), [([HEADER, NEW], 0), ([HEADER, NEW, BAD], 1), ([HEADER], 2)])
def test_the_exit_status_gives_the_outcome(
    table: Table, status: int, snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prepare.__main__.check_file", lambda task: check(task, snapshot).as_json())
    path = write_csv(tmp_path / "lijst.csv", table)

    assert main(["check", str(path), "--json"]) == status


def test_a_file_without_a_name_column_still_reports_its_columns(snapshot: Snapshot, tmp_path: Path) -> None:
    report = report_on([["Beoordeling", "Gemeente"], ["7", "Utrecht"]], snapshot, tmp_path)

    assert status_of(report) is ExitStatus.UNUSABLE
    assert [(column.header, column.field) for column in report.columns] == [
        ("Beoordeling", None),
        ("Gemeente", "municipality"),
    ]
