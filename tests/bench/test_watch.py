import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest

from bench.watch import Cost, Watch, watched

BUSY = "import time\nwhile True: time.sleep(0.01)"
PARENT = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"


@pytest.fixture
def server() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", PARENT])
    until(lambda: psutil.Process(process.pid).children())
    family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    yield process
    for member in family:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    process.wait()


def until(there: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def test_children_count_in_what_a_server_costs(server: subprocess.Popen[bytes]) -> None:
    alone = psutil.Process(server.pid).memory_info().rss

    assert Cost.of(server.pid).memory > alone


def test_the_most_memory_is_kept_until_it_is_set_back(server: subprocess.Popen[bytes]) -> None:
    watch = Watch(server.pid, peak=10**15)

    watch.look()
    assert watch.peak == 10**15

    watch.peak = 0
    watch.look()
    assert 0 < watch.peak < 10**12


def test_a_server_is_ended_with_its_children_when_memory_is_full(server: subprocess.Popen[bytes]) -> None:
    child = psutil.Process(server.pid).children()[0]
    watch = Watch(server.pid, least_free=10**18)

    watch.look()

    assert watch.why.startswith("memory full, server ")
    assert server.wait(timeout=20) != 0
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_server_outlives_a_page_that_does_not_answer(server: subprocess.Popen[bytes]) -> None:
    with watched(server.pid) as watch:
        watch.allow(0)
        until(lambda: watch.why)

    assert watch.why == "time-out, 120 s"
    assert server.poll() is None
