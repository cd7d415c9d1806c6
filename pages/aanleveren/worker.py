"""Checks a file in a process of its own: `python -m prepare.worker`, with bounded time and a bounded answer, two at a time.

The process limits its own memory and reach (`prepare`); here stands what only the one who starts it can do. The file lies in
a folder that only we can read while the process runs, and is gone when it ends, however it ends.
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

from data_loaders.schema import Language
from pages.aanleveren.choices import Choices
from pages.aanleveren.line import Line
from pages.aanleveren.report import FileReport, ReportProblemError, read_report
from pages.aanleveren.shelf import LARGEST

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
SECONDS = 60
"""For one file; a list of ten thousand rows takes four."""
MOST_ROWS = 10_000
MEMORY = 1_000_000_000
"""Bytes of the process."""
FEW_THREADS = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Each thread takes memory that the limit counts, and the pages want the other processor."""
LARGEST_ANSWER = 60_000_000
"""Bytes; a list that says more is for the command on the sender's own computer."""
OUR_FAULT = 3
"""Exit status of a process that could not use our own data; with any other but 0 it was the file that was too much."""
LOOK_SECONDS = 0.2
FOLDER = "samenkaart-nakijken-"

LINE = Line(AT_ONCE)


class CheckProblemError(Exception):
    """A file could not be checked; `key` is that of the words for it."""

    def __init__(self, key: str, detail: str = "") -> None:
        self.key = key
        super().__init__(f"{key}: {detail}")


@dataclass(frozen=True)
class Task:
    """One file to check."""

    name: str
    """Of the file, without folders."""
    content: bytes
    choices: Choices
    """What a person chose; it goes along as the settings file beside it."""
    release: Path
    """The folder of the release to compare with."""
    language: Language
    """Of reasons and remedies."""


def check_file(task: Task, progress: Callable[[int], None]) -> FileReport:
    """What would become of a file.

    Args:
        task: the file with what belongs to it.
        progress: told again and again how many files are checked before this one; 0 while it is checked itself. What it raises
            ends the check.

    Raises:
        CheckProblemError: it took too long, said too much, or failed.
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
    """Throw away what a server that was killed in the middle of a check left on disk."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        # Another server on this machine may be at work.
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
    said = bytearray()
    # Read beside the waiting: a pipe that nobody empties would stop the process.
    reader = Thread(target=_talk, args=(process, order, said), daemon=True)
    reader.start()
    try:
        deadline = time.monotonic() + SECONDS
        while reader.is_alive():
            progress(0)
            reader.join(LOOK_SECONDS)
            if time.monotonic() > deadline:
                raise CheckProblemError("slow")
            if len(said) > LARGEST_ANSWER:
                raise CheckProblemError("much")
        return _judged(process.wait(), bytes(said))
    finally:
        process.kill()
        process.wait()
        reader.join()


def _talk(process: "subprocess.Popen[bytes]", order: bytes, said: bytearray) -> None:
    if process.stdin is None or process.stdout is None:
        return
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(order)
    with process.stdout as pipe:
        while len(said) <= LARGEST_ANSWER and (part := pipe.read(1 << 20)):
            said += part


def _judged(status: int, said: bytes) -> bytes:
    """What the process said; when it ended otherwise than well, the file was too much for it, or it was our own fault."""
    if status == 0:
        return said
    raise CheckProblemError("failed" if status == OUR_FAULT else "slow", f"exit status {status}")


def _report(said: bytes) -> FileReport:
    try:
        return read_report(said)
    except ReportProblemError as error:
        raise CheckProblemError("failed", str(error)) from error
