"""Reads spreadsheets (XLSX, XLSM, ODS, XLS): the sheet that holds the list, or several that hold it together.

A small spreadsheet can need any amount of memory: one filled cell in the last row and column is enough. So files of
others are read in a process that may fail (`prepare.worker`).
"""

import datetime as dt
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

from prepare.language import Phrase, phrase
from prepare.limits import LIMITS, Limits
from prepare.messages import Problem, UnusableFileError, message
from prepare.read.kind import has_macros
from prepare.read.ods_parts import SheetParts, Span, parts_of_ods
from prepare.read.sheets_alike import Score, Sheet, alike, best_score, joined
from prepare.read.text import RawTable, Row
from prepare.read.xlsx_parts import links_of, readable

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_sheet(path: Path, score: Score, *, sheet: str | None = None, limits: Limits = LIMITS) -> RawTable:
    """The rows of one sheet, or of all sheets with the same columns. Merged cells are filled down; hidden sheets are skipped.

    Args:
        path: the file.
        score: counts the known column names in a row. The sheet with the highest count is read, together with
            the sheets that have the same column names.
        sheet: if given, only this sheet is read.
        limits: how much is read at most.

    Raises:
        UnusableFileError: the file is encrypted, damaged or too large, or has no sheet of that name.
    """
    try:
        sheets = list(_sheets(path, limits))
    except PasswordError as error:
        raise UnusableFileError(Problem.FILE_ENCRYPTED) from error
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        if "limit exceeded" in str(error):
            raise UnusableFileError(Problem.FILE_TOO_SLOW) from error
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_SHEET)) from error
    chosen = _chosen(path, sheets, score, sheet)
    taken = [chosen] if sheet else alike(chosen, sheets, score)
    table = RawTable(iter(chosen.rows), links=chosen.links) if len(taken) == 1 else joined(taken, score)
    others = [other.name for other in sheets if other not in taken and other.rows]
    if others:
        details = {"sheet": ", ".join(one.name for one in taken), "others": ", ".join(others)}
        table.messages.append((None, message(Problem.SHEETS_IGNORED, details=details)))
    if has_macros(path):
        table.messages.append((None, message(Problem.MACROS_IGNORED)))
    return table


def _chosen(path: Path, sheets: list[Sheet], score: Score, name: str | None) -> Sheet:
    if name:
        sheet_named = next((sheet for sheet in sheets if sheet.name == name), None)
        if sheet_named is None:
            detail = phrase(Phrase.NO_SUCH_SHEET, name=name)
            raise UnusableFileError(Problem.SETTINGS_INVALID, settings=f"{path.name}.toml", detail=detail)
        return sheet_named
    if not sheets:
        raise UnusableFileError(Problem.FILE_EMPTY)
    return max(sheets, key=lambda sheet: (best_score(sheet, score), len(sheet.rows)))


def _sheets(path: Path, limits: Limits) -> Iterator[Sheet]:
    """Every visible sheet."""
    is_zip = zipfile.is_zipfile(path)
    links = links_of(path) if is_zip else {}
    ods = parts_of_ods(path) if is_zip else {}
    cells = 0
    with CalamineWorkbook.from_object(readable(path) if is_zip else path) as book:
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(about.name)
                cells += sheet.total_height * sheet.total_width
                if cells > limits.cells:
                    raise UnusableFileError(Problem.FILE_TOO_SLOW)
                more = ods.get(sheet.name, SheetParts())
                spans = more.spans if sheet.merged_cell_ranges is None else _spans(sheet)
                yield Sheet(about.name, list(_rows(sheet, spans, limits)), links.get(sheet.name, more.links))


def _rows(sheet: CalamineSheet, spans: Iterable[Span], limits: Limits) -> Iterator[Row]:
    rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    fill_down(rows, spans, limits.cells)
    yield from ((number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row))


def as_text(cell: Cell) -> str:
    """A cell as its maker would type it: whole numbers without ".0", dates as YYYY-MM-DD."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def fill_down(rows: list[list[str]], spans: Iterable[Span], budget: int) -> None:
    """Copy the value of each vertically merged cell to all its rows; changes `rows`.

    Raises:
        UnusableFileError: more than `budget` cells would be filled.
    """
    for span in spans:
        if span.top >= len(rows) or span.left >= len(rows[span.top]):
            continue
        value = rows[span.top][span.left]
        last = min(span.bottom, len(rows) - 1)
        budget -= last - span.top
        if budget < 0:
            raise UnusableFileError(Problem.FILE_TOO_SLOW)
        for at in range(span.top + 1, last + 1 if value else 0):
            row = rows[at]
            if span.left < len(row) and not row[span.left]:
                row[span.left] = value


def _spans(sheet: CalamineSheet) -> list[Span]:
    return [Span(top, left, bottom) for (top, left), (bottom, _) in sheet.merged_cell_ranges or () if bottom > top]
