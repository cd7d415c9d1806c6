"""Checks a file in a separate process, `python -m prepare.worker`, with limits on time and on the size of its answer.

The process itself limits its memory and what it can reach (`prepare.worker`). This file does what only its parent can do. The
file is on disk while the process runs, in a folder that only we can read, and is always deleted afterwards.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from threading import Thread

from data_loaders.checked import CheckReport
from data_loaders.schema import Language
from pages.aanleveren.choices import Choices
from pages.aanleveren.line import Line
from pages.aanleveren.shelf import LARGEST

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
SECONDS = 60
"""Time limit for one file. A list of ten thousand rows takes four seconds."""
MOST_ROWS = 10_000
MEMORY = 1_000_000_000
"""Memory limit of the process in bytes."""
FEW_THREADS = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Environment of the process. Each thread takes memory that counts for the limit, and the pages need the other processor."""
LARGEST_ANSWER = 60_000_000
"""Largest report in bytes. A longer list must be checked with the command on the partner's own computer."""
OUR_FAULT = 3
"""Exit status if our own data could not be used. Any other status except 0 means that the file took too much time or memory."""
LOOK_SECONDS = 0.2
FOLDER = "samenkaart-nakijken-"

LINE = Line(AT_ONCE)


class CheckProblemError(Exception):
    """A file could not be checked; `key` is the key of the text that says why."""

    def __init__(self, key: str, detail: str = "") -> None:
        self.key = key
        super().__init__(f"{key}: {detail}")


@dataclass(frozen=True)
class Task:
    """One file to check."""

    name: str
    """File name without folders."""
    content: bytes
    choices: Choices
    """The partner's choices, which are written as a settings file beside the file."""
    release: Path
    """The folder of the release to compare with."""
    language: Language
    """Language of reasons and remedies in the report."""


def check_file(task: Task, progress: Callable[[int], None]) -> CheckReport:
    """The report on a file.

    Args:
        task: the file with its choices.
        progress: called regularly with the number of files before this one; 0 while this one is checked. If it raises, the
            check ends.

    Raises:
        CheckProblemError: the check took too long, its answer was too large, or it failed.
    """
    with LINE.turn(progress), _on_disk(task) as path:
        return _report(_answer(_order(task, path), progress))


@contextmanager
def _on_disk(task: Task) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    try:
        path = folder / task.name
        path.write_bytes(task.content)
        if settings := task.choices.as_toml():
            (folder / f"{task.name}.toml").write_text(settings, encoding="utf-8")
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers() -> None:
    """Delete folders of checks that a killed server left on disk."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        # A recent folder may belong to another server on this machine.
        if time.time() - folder.stat().st_mtime > 2 * SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _order(task: Task, path: Path) -> bytes:
    return json.dumps(
        {
            "file": str(path),
            "prepared": str(task.release),
            "sources": str(ROOT / "data" / "sources"),
            "language": task.language,
            "limits": {
                "file": LARGEST,
                "rows": MOST_ROWS,
                "processor_seconds": SECONDS,
                "memory": MEMORY,
                "answer": LARGEST_ANSWER - 1,
            },
        }
    ).encode()


def _answer(order: bytes, progress: Callable[[int], None]) -> bytes:
    command = [sys.executable, "-m", "prepare.worker"]
    environment = {**os.environ, **FEW_THREADS}
    process = subprocess.Popen(  # noqa: S603 - our own module; the file's name goes in as data
        command, cwd=ROOT, env=environment, stdin=PIPE, stdout=PIPE, stderr=subprocess.DEVNULL
    )
    answer = bytearray()
    # A thread reads the answer while we wait: the process would stop if nobody emptied its pipe.
    reader = Thread(target=_talk, args=(process, order, answer), daemon=True)
    reader.start()
    try:
        deadline = time.monotonic() + SECONDS
        while reader.is_alive():
            progress(0)
            reader.join(LOOK_SECONDS)
            if time.monotonic() > deadline:
                raise CheckProblemError("slow")
            if len(answer) > LARGEST_ANSWER:
                raise CheckProblemError("much")
        return _judged(process.wait(), bytes(answer))
    finally:
        process.kill()
        process.wait()
        reader.join()


def _talk(process: "subprocess.Popen[bytes]", order: bytes, answer: bytearray) -> None:
    if process.stdin is None or process.stdout is None:
        return
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(order)
    with process.stdout as pipe:
        while len(answer) <= LARGEST_ANSWER and (part := pipe.read(1 << 20)):
            answer += part


def _judged(status: int, answer: bytes) -> bytes:
    """The answer of the process.

    Raises:
        CheckProblemError: it ended with another status than 0.
    """
    if status == 0:
        return answer
    raise CheckProblemError("failed" if status == OUR_FAULT else "slow", f"exit status {status}")


def _report(answer: bytes) -> CheckReport:
    try:
        return CheckReport.from_json(answer)
    except (KeyError, TypeError, ValueError) as error:
        raise CheckProblemError("failed", str(error)) from error
