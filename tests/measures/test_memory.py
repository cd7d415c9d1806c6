from dataclasses import dataclass, field
from functools import partial

import polars as pl
import pytest

from measures.memory import Memory, remembered


@dataclass(frozen=True)
class Page:
    body: str


@dataclass
class Known:
    memory: Memory = field(default_factory=Memory)
    asked: list[int] = field(default_factory=list)


@remembered
def double(known: Known, number: int, *, plus: int = 0) -> int:
    known.asked.append(number)
    return 2 * number + plus


def test_the_same_question_is_computed_once_per_data() -> None:
    one, other = Known(), Known()

    assert [double(one, 2), double(one, 2), double(other, 2)] == [4, 4, 4]
    assert (one.asked, other.asked) == ([2], [2])


def test_another_question_is_another_answer() -> None:
    known = Known()

    assert [double(known, 2), double(known, 3), double(known, 2, plus=1)] == [4, 6, 5]


def test_the_least_recently_used_answer_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measures.memory.MOST_BYTES", 2_100)
    known = Known()

    for number in (1, 2, 1, 3, 1, 2):
        double(known, number)

    assert known.asked == [1, 2, 3, 2]


def test_an_answer_that_does_not_fit_is_given_but_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measures.memory.MOST_BYTES", 100)
    known = Known()

    assert [double(known, 2), double(known, 2)] == [4, 4]
    assert known.asked == [2, 2]


def test_a_table_takes_the_room_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measures.memory.MOST_BYTES", 10_000)
    memory, asked = Memory(), []

    def table(rows: int) -> pl.DataFrame:
        asked.append(rows)
        return pl.DataFrame({"n": range(rows)}, schema={"n": pl.Int64})

    for rows in (10, 10, 100_000, 100_000):
        memory.recall(rows, partial(table, rows))

    assert asked == [10, 100_000, 100_000]


@pytest.mark.parametrize("inside", [Page("x" * 50_000), {"a": [Page("x" * 50_000)]}, ("y", ["x" * 50_000])])
def test_an_answer_takes_the_room_of_all_that_is_in_it(monkeypatch: pytest.MonkeyPatch, inside: object) -> None:
    monkeypatch.setattr("measures.memory.MOST_BYTES", 80_000)
    memory, asked = Memory(), []

    def answer(number: int) -> object:
        asked.append(number)
        return inside

    for number in (1, 1, 2, 1):
        memory.recall(number, partial(answer, number))

    assert asked == [1, 2, 1]
