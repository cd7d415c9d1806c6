from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest

from api.expensive import BusyError, Queue, busy_answer


def test_a_caller_beyond_the_queue_is_refused_at_once() -> None:
    queue, goes_on = Queue(at_once=1, waiting=1), Event()

    def make() -> str:
        with queue.place():
            goes_on.wait()
            return "made"

    with ThreadPoolExecutor(2) as threads:
        places = [threads.submit(make), threads.submit(make)]
        while queue.length < 2:
            pass
        with pytest.raises(BusyError), queue.place():
            pass
        goes_on.set()

        assert [place.result() for place in places] == ["made", "made"]


def test_a_place_is_given_back_after_a_failure() -> None:
    queue = Queue(at_once=1, waiting=0)
    with ExitStack() as failing:
        failing.enter_context(pytest.raises(ZeroDivisionError))
        failing.enter_context(queue.place())
        _ = 1 / 0

    with queue.place():
        assert queue.length == 1


def test_a_refusal_says_when_to_try_again() -> None:
    answer = busy_answer()

    assert answer.status_code == 503
    assert answer.headers["retry-after"].isdigit()
