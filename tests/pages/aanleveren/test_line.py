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


def test_who_finds_room_does_not_wait() -> None:
    told: list[int] = []

    with Line(1).turn(told.append):
        assert told == []


def test_who_waits_is_told_how_many_are_before_and_goes_in_when_one_leaves() -> None:
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


def test_who_goes_away_while_waiting_holds_nobody_up() -> None:
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


def test_who_fails_inside_gives_the_turn_back() -> None:
    line = Line(1)

    with pytest.raises(GoneError), line.turn(never):
        raise GoneError
    with line.turn(never):
        pass
