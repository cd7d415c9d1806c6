from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from data_loaders.store import current
from measures.catalogue import catalogue
from measures.goals.programme import Programme
from measures.goals.progress import progress
from pages.doelen import board as boards
from pages.doelen.board import Board
from ui.names import names
from ui.view import Data, View

DAY = date(2026, 11, 23)


def new_version() -> View:
    """Today's data with an empty cache."""
    snapshot = current()
    indexed = catalogue(snapshot.table("initiatives"), snapshot.table("regions"))
    return View(Data(snapshot, indexed, names(snapshot)), "nl", day=DAY)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, str | None]]:
    """Records the day and region of each new judgement of the programme."""
    asked: list[tuple[date, str | None]] = []

    def counted(programme: Programme, on: date, code: str | None) -> pl.DataFrame:
        asked.append((on, code))
        return progress(programme, on, code)

    monkeypatch.setattr(boards, "progress", counted)
    return asked


def test_the_goals_are_judged_once_per_day_for_readers_of_one_data_version(
    judged: list[tuple[date, str | None]],
) -> None:
    view = new_version()

    first, again, tomorrow = (Board.of(replace(view, day=day)) for day in (DAY, DAY, DAY + timedelta(days=1)))

    assert judged == [(DAY, None), (DAY + timedelta(days=1), None)]
    assert first.goals.equals(again.goals)
    assert tomorrow.today == DAY + timedelta(days=1)


def test_another_data_version_is_judged_by_itself(judged: list[tuple[date, str | None]]) -> None:
    Board.of(new_version())
    Board.of(new_version())

    assert judged == [(DAY, None), (DAY, None)]


def test_a_region_is_judged_once_and_by_itself(judged: list[tuple[date, str | None]]) -> None:
    board = Board.of(new_version())

    frames = [board.in_region(code) for code in ("NL", "GM0193", "NL")]

    assert judged[1:] == [(DAY, "NL"), (DAY, "GM0193")]
    assert frames[0].equals(frames[2])
    assert not frames[0].equals(frames[1])
