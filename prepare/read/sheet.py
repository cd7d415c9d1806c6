"""Spreadsheets (XLSX, XLSM, ODS, XLS): the sheet with the list on it, as rows of text.

A small spreadsheet can ask for any amount of memory (one filled cell in the last row and column is enough), so this is
done in a process that may fail (`prepare.worker`).
"""

import datetime as dt
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from prepare.limits import LIMITS, Limits
from prepare.messages import Problem, UnusableFileError, message
from prepare.read.kind import has_macros
from prepare.read.spans import Span, spans_of_ods
from prepare.read.text import RawTable, Row

_HEAD_ROWS = 40

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_sheet(
    path: Path, score: Callable[[list[str]], int], *, sheet: str | None = None, limits: Limits = LIMITS
) -> RawTable:
    """The rows of one sheet; merged cells are filled down, hidden sheets are left alone.

    Args:
        path: the file.
        score: how many column names a row holds that are known to us; the sheet with most of
            them is taken.
        sheet: when given, this sheet.
        limits: how much is read at most.

    Raises:
        UnusableFileError: locked, damaged, too much to read, or without a sheet of that name.
    """
    try:
        sheets = dict(_sheets(path, limits))
    except PasswordError as error:
        raise UnusableFileError(Problem.FILE_ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail="het rekenblad is niet te lezen.") from error
    chosen = sheet or max(sheets, key=lambda name: (_best(sheets[name], score), len(sheets[name])), default=None)
    if chosen is None:
        raise UnusableFileError(Problem.FILE_EMPTY)
    if chosen not in sheets:
        detail = f"er is geen tabblad '{chosen}'."
        raise UnusableFileError(Problem.SETTINGS_INVALID, settings=f"{path.name}.toml", detail=detail)
    table = RawTable(iter(sheets[chosen]))
    others = [name for name, rows in sheets.items() if name != chosen and rows]
    if others:
        details = {"sheet": chosen, "others": ", ".join(others)}
        table.messages.append((None, message(Problem.SHEETS_IGNORED, details=details)))
    if has_macros(path):
        table.messages.append((None, message(Problem.MACROS_IGNORED)))
    return table


def _best(rows: list[Row], score: Callable[[list[str]], int]) -> int:
    return max((score(cells) for _, cells in islice(rows, _HEAD_ROWS)), default=0)


def _sheets(path: Path, limits: Limits) -> Iterator[tuple[str, list[Row]]]:
    """Every visible sheet by name."""
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(about.name)
                yield about.name, list(_rows(sheet, _spans(path, sheet), limits))


def _rows(sheet: CalamineSheet, spans: Iterable[Span], limits: Limits) -> Iterator[Row]:
    if sheet.total_height * sheet.total_width > limits.cells:
        raise UnusableFileError(Problem.FILE_TOO_SLOW)
    rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    fill_down(rows, spans, limits.cells)
    yield from ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))


def as_text(cell: Cell) -> str:
    """A cell as its maker would type it: whole numbers without ".0", dates as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def fill_down(rows: list[list[str]], spans: Iterable[Span], budget: int) -> None:
    """Repeat the value of a cell that was merged over several rows in each of them, in place; at most `budget` cells."""
    for span in spans:
        if span.top >= len(rows) or span.left >= len(rows[span.top]):
            continue
        value = rows[span.top][span.left]
        for row in rows[span.top + 1 : span.bottom + 1]:
            budget -= 1
            if value and budget > 0 and span.left < len(row) and not row[span.left]:
                row[span.left] = value


def _spans(path: Path, sheet: CalamineSheet) -> list[Span]:
    ranges = sheet.merged_cell_ranges
    if ranges is None:
        return spans_of_ods(path).get(sheet.name, []) if zipfile.is_zipfile(path) else []
    return [Span(top, left, bottom) for (top, left), (bottom, _) in ranges if bottom > top]
