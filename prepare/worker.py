"""Checks a file in a separate process with limited memory, time and output, without network or writing.

    report = check_file(Task(Path("lijst.xlsx"), prepared=Path("data/prepared"), sources=Path("data/sources")))

`python -m prepare.worker` is that process. It reads the task as JSON from standard input and writes the report, as
`data_loaders.checked` declares it, to standard output.
"""

import contextlib
import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread

from prepare.check_report import unusable
from prepare.limits import Limits
from prepare.messages import Problem
from prepare.task import Task

_ROOT = Path(__file__).parents[1]
_OUR_FAULT = 3
"""Exit status when the release or our own lists are unusable; standard error says why."""
_TOO_MUCH = 4
"""Exit status when the process needs more memory or time than its limits."""
_OPEN_FILES = 256
_GRACE_SECONDS = 5
"""Extra processor time after which the system ends a process that did not end itself."""
_RESERVED = 4
_MEMORY_IN_USE = Path("/proc/self/statm")
_LOOK_SECONDS = 0.05
_POLITE = 10
_NO_RELEASE = "Er zijn nog geen voorbereide gegevens om mee te vergelijken. Draai eerst: python -m prepare build"
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT = 1
_FEW_THREADS = {"POLARS_MAX_THREADS": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Environment with few threads, because the memory limit also counts what each thread reserves."""


class OwnDataError(Exception):
    """The release or our own lists are unusable, so the file was not checked."""


def check_file(task: Task) -> str:
    """The report on a file as JSON (`data_loaders.checked.CheckReport`).

    If a limit stopped the process, or it crashed, the report says so.

    Raises:
        OwnDataError: the release or our own lists are damaged.
    """
    command = [sys.executable, "-m", "prepare.worker"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file's name goes in as data
            command, cwd=_ROOT, env=os.environ | _FEW_THREADS, input=task.as_json().encode(), capture_output=True,
            timeout=task.limits.seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return unusable(task, Problem.FILE_TOO_SLOW).as_json()
    if done.returncode == _OUR_FAULT:
        raise OwnDataError(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode() if done.returncode == 0 else unusable(task, Problem.FILE_TOO_SLOW).as_json()


def main() -> int:
    """The separate process: check the file of the task on standard input; returns the exit status."""
    task = Task.from_json(sys.stdin.read())
    shut_in(task.limits)
    without_collector()
    return _answer(task)


def _answer(task: Task) -> int:
    # Imported only now, so that the limits apply to the imports too.
    from data_loaders.problems import DataProblem  # noqa: PLC0415
    from data_loaders.snapshot import load_snapshot  # noqa: PLC0415
    from prepare.check import check  # noqa: PLC0415
    from prepare.problems import SourceError  # noqa: PLC0415

    try:
        report = check(task, load_snapshot(task.prepared))
    except DataProblem as error:
        print(f"{_NO_RELEASE}\n({error})", file=sys.stderr)
        return _OUR_FAULT
    except (SourceError, OSError) as error:
        print(error, file=sys.stderr)
        return _OUR_FAULT
    answer = report.as_json().encode()
    if len(answer) > task.limits.answer:
        answer = unusable(task, Problem.ANSWER_TOO_LONG).as_json().encode()
    sys.stdout.buffer.write(answer)
    return 0


def shut_in(limits: Limits) -> None:
    """Isolate this process: it gets no more than `limits`, no network and no writing, and ends with its parent.

    This depends on the system. Windows offers none of it; there only the sizes that we read are limited. On Linux
    without user name spaces the network stays reachable, which matters only if a file takes control of a library.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    # Lower the priority, because on a server the pages come first.
    os.nice(_POLITE)
    _bound({resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: _OPEN_FILES})
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    bound(limits)


def bound(limits: Limits, last_words: Callable[[], None] = lambda: None) -> None:
    """Limit the memory and processor time of this process; exceeding a limit ends it.

    Args:
        limits: the limits.
        last_words: called just before the process ends, if there is time.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _bound(
        {
            # Libraries reserve several times the memory that they use; `_watch` limits the memory in use.
            resource.RLIMIT_DATA: _RESERVED * limits.memory,
            resource.RLIMIT_AS: (_RESERVED + 1) * limits.memory,
            resource.RLIMIT_CPU: limits.processor_seconds + _GRACE_SECONDS,
        }
    )
    Thread(target=_watch, args=(limits, last_words), daemon=True).start()


def _bound(bounds: Mapping[int, int]) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    for what, most in bounds.items():
        # The process may have stricter limits already, which cannot be raised.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def without_collector() -> None:
    """Turn off the cyclic garbage collector: rows have no reference cycles, and searching them takes a third of the time."""
    gc.disable()


def _watch(limits: Limits, last_words: Callable[[], None]) -> None:
    """End this process as soon as it exceeds its memory or processor time."""
    while time.process_time() <= limits.processor_seconds and _filled() <= limits.memory:
        time.sleep(_LOOK_SECONDS)
    last_words()
    os._exit(_TOO_MUCH)


def _filled() -> int:
    """Bytes of memory in use; 0 on systems that do not report it."""
    if sys.platform != "linux":
        return 0
    return int(_MEMORY_IN_USE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
