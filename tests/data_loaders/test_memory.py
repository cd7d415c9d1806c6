import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Barrier, Event
from types import SimpleNamespace
from typing import cast

import polars as pl
import pytest

from data_loaders.memory import (
    RELEASES_HELD,
    ROOM,
    SHARED,
    Key,
    Memory,
    Room,
    once_per_release,
    remembered,
    remembered_now,
)
from data_loaders.snapshot import Snapshot
from data_loaders.topics import Topic


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


def test_what_is_made_alone_is_waited_for() -> None:
    memory, asked, begun, may_end = Memory(), list[str](), Event(), Event()

    def slow() -> str:
        asked.append("slow")
        begun.set()
        may_end.wait()
        return "answer"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(memory.recall, Key(Topic.PAGE), slow, alone=True)
        begun.wait()
        second = threads.submit(memory.recall, Key(Topic.PAGE), slow, alone=True)
        may_end.set()

    assert [first.result(), second.result()] == ["answer", "answer"]
    assert asked == ["slow"]


def test_the_least_recently_used_answer_is_forgotten_first() -> None:
    known = Known(Memory(Room(2_100)))

    for number in (1, 2, 1, 3, 1, 2):
        double(known, number)

    assert known.asked == [1, 2, 3, 2]


def test_an_answer_that_does_not_fit_is_given_but_not_kept() -> None:
    known = Known(Memory(Room(100)))

    assert [double(known, 2), double(known, 2)] == [4, 4]
    assert known.asked == [2, 2]


def test_a_table_takes_the_room_of_its_rows() -> None:
    memory, asked = Memory(Room(10_000)), []

    def table(rows: int) -> pl.DataFrame:
        asked.append(rows)
        return pl.DataFrame({"n": range(rows)}, schema={"n": pl.Int64})

    for rows in (10, 10, 100_000, 100_000):
        memory.recall(Key(Topic.COUNT, rows), partial(table, rows))

    assert asked == [10, 100_000, 100_000]


@pytest.mark.parametrize("inside", [Page("x" * 50_000), {"a": [Page("x" * 50_000)]}, ("y", ["x" * 50_000])])
def test_an_answer_takes_the_room_of_all_that_is_in_it(inside: object) -> None:
    memory, asked = Memory(Room(80_000)), []

    def answer(number: int) -> object:
        asked.append(number)
        return inside

    for number in (1, 1, 2, 1):
        memory.recall(Key(Topic.COUNT, number), partial(answer, number))

    assert asked == [1, 2, 1]


def test_memories_share_one_room() -> None:
    room = Room(2_100)
    one, other = Known(Memory(room)), Known(Memory(room))

    for known, number in ((one, 1), (other, 1), (other, 2), (one, 1)):
        double(known, number)

    assert (one.asked, other.asked) == ([1, 1], [1, 2])


def test_the_room_of_a_memory_that_ended_is_freed() -> None:
    room = Room(2_100)
    double(Known(Memory(room)), 1)
    known = Known(Memory(room))
    gc.collect()

    for number in (1, 2, 1):
        double(known, number)

    assert known.asked == [1, 2]
    assert len(room) == 2


def test_an_answer_of_one_topic_is_not_that_of_another() -> None:
    memory = Memory()

    answers = [memory.recall(Key(topic, 1), lambda topic=topic: topic.value) for topic in (Topic.PAPER, Topic.PICTURE)]  # type: ignore[misc]

    assert answers == ["paper", "picture"]


def test_cached_answers_are_listed_with_their_size() -> None:
    before = {each.topic: each for each in remembered_now()}.get(Topic.PAPER)

    SHARED.recall(Key(Topic.PAPER, "test"), lambda: b"x" * 50_000)

    after = next(each for each in remembered_now() if each.topic is Topic.PAPER)
    assert after.count == (before.count if before else 0) + 1
    assert after.size - (before.size if before else 0) > 50_000
    assert sum(place.size for place in ROOM.values()) == ROOM.currsize <= ROOM.maxsize


def release(version: str) -> Snapshot:
    return cast("Snapshot", SimpleNamespace(version=version))


def test_an_object_per_release_is_made_once_also_for_simultaneous_requests() -> None:
    asked, all_here = [], Barrier(4)

    @once_per_release(Topic.AGREEMENT)
    def index(snapshot: Snapshot) -> str:
        asked.append(snapshot.version)
        return f"index of {snapshot.version}"

    def ask(_number: int) -> str:
        all_here.wait()
        return index(release("a"))

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(ask, range(4)))

    assert (answers, asked) == ({"index of a"}, ["a"])
    # Other tests may have made something of the same topic before.
    assert next(each.count for each in remembered_now() if each.topic is Topic.AGREEMENT) >= 1


def test_older_releases_are_forgotten_and_made_again_when_asked_for() -> None:
    asked = []

    @once_per_release(Topic.AGREEMENT)
    def index(snapshot: Snapshot) -> str:
        asked.append(snapshot.version)
        return snapshot.version

    versions = [str(number) for number in range(RELEASES_HELD + 1)]
    for version in [*versions, versions[-1], versions[0]]:
        assert index(release(version)) == version

    assert asked == [*versions, versions[0]]
