from datetime import date, timedelta

import polars as pl
import pytest

from measures.goals.programme import Programme
from measures.goals.progress import progress
from pages.doelen import board as boards
from pages.doelen.board import Board
from tests.pages.harness import view_in

DAY = date(2026, 11, 23)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days on which the programme was judged anew."""
    days: list[date] = []

    def counted(programme: Programme, on: date) -> pl.DataFrame:
        days.append(on)
        return progress(programme, on)

    monkeypatch.setattr(boards, "progress", counted)
    return days


def test_the_goals_are_judged_once_per_day_for_readers_of_one_data_version(judged: list[date]) -> None:
    view = view_in("nl")

    first, again, tomorrow = (Board.of(view, day) for day in (DAY, DAY, DAY + timedelta(days=1)))

    assert judged == [DAY, DAY + timedelta(days=1)]
    assert first.goals.equals(again.goals)
    assert tomorrow.today == DAY + timedelta(days=1)


def test_another_data_version_is_judged_by_itself(judged: list[date]) -> None:
    Board.of(view_in("nl"), DAY)
    Board.of(view_in("nl"), DAY)

    assert judged == [DAY, DAY]
