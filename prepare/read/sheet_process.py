"""Reads one spreadsheet in a process of its own, with a limit on its memory.

A small spreadsheet can ask for any amount of memory (one filled cell in the last row and column
is enough), so the reading must be able to fail without taking the caller along. Started by
`prepare.read.sheet`; writes one JSON value per line: the name of a sheet, then its rows as
[number, [cells as text]].
"""

import contextlib
import datetime as dt
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from prepare.read.limits import MOST_CELLS, SHEET_MEMORY
from prepare.read.spans import Span, spans_of_ods

LOCKED, DAMAGED, TOO_MUCH = 3, 4, 5
"""Exit statuses."""

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def as_text(cell: Cell) -> str:
    """A cell as its maker would type it: whole numbers without ".0", dates as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def fill_down(rows: list[list[str]], spans: Iterable[Span]) -> None:
    """Repeat the value of a cell that was merged over several rows in each of them, in place."""
    budget = MOST_CELLS
    for span in spans:
        if span.top >= len(rows) or span.left >= len(rows[span.top]):
            continue
        value = rows[span.top][span.left]
        for row in rows[span.top + 1 : span.bottom + 1]:
            budget -= 1
            if value and budget > 0 and span.left < len(row) and not row[span.left]:
                row[span.left] = value


def _rows(sheet: CalamineSheet, spans: Iterable[Span]) -> Iterator[tuple[int, list[str]]]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise MemoryError
    rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    fill_down(rows, spans)
    yield from ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))


def _spans(path: Path, sheet: CalamineSheet) -> list[Span]:
    ranges = sheet.merged_cell_ranges
    if ranges is None:
        return spans_of_ods(path).get(sheet.name, []) if zipfile.is_zipfile(path) else []
    return [Span(top, left, bottom) for (top, left), (bottom, _) in ranges if bottom > top]


def _write(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            print(json.dumps(about.name))
            for row in _rows(sheet, _spans(path, sheet)):
                print(json.dumps(row))


def _limit_memory() -> None:
    # The limit does not exist on Windows; there the limit on cells is all.
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (SHEET_MEMORY, SHEET_MEMORY))


def main(path: Path) -> int:
    """Write all visible sheets of `path` to standard output; the result is the exit status."""
    _limit_memory()
    try:
        _write(path)
    except PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_MUCH
    except (CalamineError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
