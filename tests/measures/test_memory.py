from dataclasses import dataclass, field

import pytest

from measures.memory import Memory, remembered


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
    monkeypatch.setattr("measures.memory.MOST_ANSWERS", 2)
    known = Known()

    for number in (1, 2, 1, 3, 1, 2):
        double(known, number)

    assert known.asked == [1, 2, 3, 2]
