"""The process that checks a file: its answers, its cleanup, and its limits."""

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from data_loaders.checked import CheckReport, State
from data_loaders.store import current
from pages.aanleveren import worker
from pages.aanleveren.choices import Choices
from pages.aanleveren.worker import FOLDER, CheckProblemError, Task, check_file, remove_leftovers

LIST = b"Naam;Plaats;Werk\nVoorbeeldhuis;Zwolle;samen klussen\nVoorbeeldtuin;Zwolle;groen\n"


class GoneError(Exception):
    pass


def task(content: bytes, name: str = "lijst.csv", choices: Choices | None = None) -> Task:
    return Task(name, content, choices or Choices(), current().folder, "nl")


def checked(content: bytes, name: str = "lijst.csv", choices: Choices | None = None) -> CheckReport:
    return check_file(task(content, name, choices), lambda _: None)


def left_behind(process: int | None = None) -> list[Path]:
    """Files left on disk by checks of a process, by default of this one."""
    return list(Path(tempfile.gettempdir()).glob(f"{FOLDER}{process or os.getpid()}-*"))


def test_a_choice_changes_what_becomes_of_a_row_and_nothing_is_left_on_disk() -> None:
    choices = Choices().with_column("Werk", "themes").with_category("samen klussen", ("ontmoeten",))

    told = checked(LIST, choices=choices)

    assert [row.state for row in told.rows] == [State.NEW, State.NEW]
    assert [row.themes for row in told.rows] == [("ontmoeten",), ("groen_voedsel",)]
    assert told.rows[0].cells == ("Voorbeeldhuis", "Zwolle", "samen klussen")
    assert left_behind() == []


@pytest.mark.parametrize("content", [LIST, b"Een;Twee;Drie\nA;Zwolle;zorg\n", b""])
def test_reasons_and_remedies_are_in_the_readers_language(content: bytes) -> None:
    dutch = checked(content)
    english = check_file(replace(task(content), language="en"), lambda _: None)

    assert [(row.row, row.state) for row in dutch.rows] == [(row.row, row.state) for row in english.rows]
    for before, after in zip(dutch.messages, english.messages, strict=True):
        assert before.reason != after.reason


def test_columns_that_we_do_not_know_at_all_are_offered_to_be_pointed_out() -> None:
    unknown = b"Een;Twee;Drie\nVoorbeeldhuis;Zwolle;zorg\n"

    before = checked(unknown)
    after = checked(
        unknown,
        choices=Choices().with_column("Een", "name").with_column("Twee", "place").with_column("Drie", "themes"),
    )

    assert not before.usable
    assert [(column.header, column.field, column.samples) for column in before.columns] == [
        ("Een", None, ["Voorbeeldhuis"]),
        ("Twee", None, ["Zwolle"]),
        ("Drie", None, ["zorg"]),
    ]
    assert [row.state for row in after.rows] == [State.NEW]


def test_no_contact_data_of_persons_reaches_the_page() -> None:
    told = checked(
        b"Naam;Plaats;Thema;E-mail;Omschrijving\nVoorbeeldhuis;Zwolle;zorg;a@voorbeeld.nl;Bel 06-12345678 of b@voorbeeld.nl\n"
    )

    assert "@voorbeeld" not in str(told)
    assert "12345678" not in str(told)
    assert told.rows[0].cells[3] == ""


def test_a_check_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 0)

    with pytest.raises(CheckProblemError, match="slow"):
        checked(LIST)
    assert left_behind() == []


def test_a_check_that_says_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LARGEST_ANSWER", 1_000)

    assert not checked(LIST).usable


def test_the_process_keeps_to_the_memory_and_the_rows_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_ROWS", 1)
    told = checked(LIST)
    monkeypatch.setattr(worker, "MEMORY", 120_000_000)

    assert [remark.reason for remark in told.messages] == [
        "Het bestand heeft meer dan 1 rijen. Zo veel kijken we er hier niet na."
    ]
    with pytest.raises(CheckProblemError, match="slow"):
        checked(LIST)


def test_a_visitor_who_goes_away_ends_the_check() -> None:
    def goes_away(_before: int) -> None:
        raise GoneError

    with pytest.raises(GoneError):
        check_file(task(LIST), goes_away)
    assert left_behind() == []
    assert checked(LIST).rows


def test_what_a_killed_server_left_is_cleared_but_not_what_another_is_busy_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    busy, old = tmp_path / f"{FOLDER}a", tmp_path / f"{FOLDER}b"
    for folder in (busy, old):
        folder.mkdir()
        (folder / "lijst.csv").touch()
    monkeypatch.setattr(time, "time", lambda: old.stat().st_mtime + 1)
    remove_leftovers()
    assert sorted(tmp_path.iterdir()) == [busy, old]
    monkeypatch.setattr(time, "time", lambda: old.stat().st_mtime + 3 * worker.SECONDS)

    remove_leftovers()

    assert list(tmp_path.iterdir()) == []
