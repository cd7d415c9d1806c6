"""Spreadsheets (XLSX, XLSM, ODS, XLS): the sheet with the list on it, as rows of text."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from prepare.messages import Problem, UnusableFileError, message
from prepare.read import sheet_process
from prepare.read.kind import has_macros
from prepare.read.limits import SHEET_SECONDS
from prepare.read.text import RawTable, Row

_ROOT = Path(__file__).parents[2]
_HEAD_ROWS = 40


def read_sheet(path: Path, score: Callable[[list[str]], int], *, sheet: str | None = None) -> RawTable:
    """The rows of one sheet; merged cells are filled down, hidden sheets are left alone.

    Args:
        path: the file.
        score: how many column names a row holds that are known to us; the sheet with most of
            them is taken.
        sheet: when given, this sheet.

    Raises:
        UnusableFileError: locked, damaged, too much to read, or without a sheet of that name.
    """
    with tempfile.TemporaryDirectory(prefix="prepare-") as folder:
        output = Path(folder) / "sheets.jsonl"
        _run(path, output)
        heads = _heads(output)
        chosen = sheet or max(heads, key=lambda name: (_best(heads[name], score), len(heads[name])), default=None)
        if chosen not in heads:
            raise (
                UnusableFileError(
                    Problem.SETTINGS_INVALID, settings=f"{path.name}.toml", detail=f"er is geen tabblad '{chosen}'."
                )
                if chosen
                else UnusableFileError(Problem.FILE_EMPTY)
            )
        rows = list(_rows_of(output, chosen))
    table = RawTable(iter(rows))
    others = [name for name, head in heads.items() if name != chosen and head]
    if others:
        table.messages.append(
            (None, message(Problem.SHEETS_IGNORED, details={"sheet": chosen, "others": ", ".join(others)}))
        )
    if has_macros(path):
        table.messages.append((None, message(Problem.MACROS_IGNORED)))
    return table


def _run(path: Path, output: Path) -> None:
    command = [sys.executable, "-m", sheet_process.__name__, str(path.resolve())]
    with output.open("wb") as target:
        try:
            done = subprocess.run(  # noqa: S603 - our own module; the path is an argument, not a command
                command, stdout=target, stderr=subprocess.PIPE, cwd=_ROOT, timeout=SHEET_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise UnusableFileError(Problem.FILE_TOO_SLOW) from error
    if done.returncode == sheet_process.LOCKED:
        raise UnusableFileError(Problem.FILE_ENCRYPTED)
    if done.returncode == sheet_process.DAMAGED:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het rekenblad is niet te lezen.")
    if done.returncode != 0:
        # Killed by the limit on memory, or by a bug that the damaged file touched in the reader.
        raise UnusableFileError(Problem.FILE_TOO_SLOW)


def _lines(output: Path) -> Iterator[tuple[str, Row | None]]:
    """Each sheet's name, once with None and then with each of its rows."""
    name = ""
    with output.open(encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            if isinstance(value, str):
                name = value
                yield name, None
            else:
                yield name, (value[0], value[1])


def _heads(output: Path) -> dict[str, list[Row]]:
    heads: dict[str, list[Row]] = {}
    for name, row in _lines(output):
        head = heads.setdefault(name, [])
        if row and len(head) < _HEAD_ROWS:
            head.append(row)
    return heads


def _rows_of(output: Path, sheet: str) -> Iterator[Row]:
    return (row for name, row in _lines(output) if name == sheet and row)


def _best(rows: list[Row], score: Callable[[list[str]], int]) -> int:
    return max((score(cells) for _, cells in islice(rows, _HEAD_ROWS)), default=0)
