from threading import Event, Thread

import pytest

from pages.aanleveren.line import Line

PATIENCE = 30


def never(_before: int) -> None:
    pytest.fail("nobody is before it")


class GoneError(Exception):
    pass


def hold(line: Line, inside: Event, leave: Event) -> Thread:
    def stay() -> None:
        with line.turn(lambda _: None):
            inside.set()
            leave.wait(PATIENCE)

    thread = Thread(target=stay)
    thread.start()
    assert inside.wait(PATIENCE)
    return thread


def test_with_room_in_the_queue_there_is_no_wait() -> None:
    told: list[int] = []

    with Line(1).turn(told.append):
        assert told == []


def test_a_waiting_visitor_sees_the_position_in_the_queue_and_enters_when_one_leaves() -> None:
    line, leave = Line(2), Event()
    inside = [hold(line, Event(), leave) for _ in range(2)]
    told: list[int] = []

    def waits(before: int) -> None:
        told.append(before)
        leave.set()

    with line.turn(waits):
        assert told[0] == 2
    for thread in inside:
        thread.join(PATIENCE)


def test_a_waiting_visitor_who_leaves_delays_nobody() -> None:
    line, leave = Line(1), Event()
    thread = hold(line, Event(), leave)

    def goes_away(_before: int) -> None:
        raise GoneError

    with pytest.raises(GoneError), line.turn(goes_away):
        pass
    leave.set()
    thread.join(PATIENCE)
    with line.turn(never):
        pass


def test_a_failed_check_frees_its_turn() -> None:
    line = Line(1)

    with pytest.raises(GoneError), line.turn(never):
        raise GoneError
    with line.turn(never):
        pass
