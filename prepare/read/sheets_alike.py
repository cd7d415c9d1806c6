"""Joins sheets that hold one list together: a sheet per theme, per municipality or per year."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from data_loaders.schema.folding import fold
from prepare.messages import Problem, message
from prepare.read.text import RawTable, Row
from prepare.read.xlsx_parts import Links

Score = Callable[[list[str]], int]
"""A function that counts the known column names in a row."""

_HEAD_ROWS = 40
_ALIKE = 0.6
"""Least share of column names that two sheets must have in common (Jaccard index)."""
_SHEET_COLUMN = "Tabblad"
"""Name of the column for the sheet of each row; a sheet's name may be a theme or a municipality."""


@dataclass
class Sheet:
    """One visible sheet."""

    name: str
    rows: list[Row]
    links: Links

    def header_at(self, score: Score) -> int:
        """Position of the row, among the first ones, that looks most like a header."""
        return max(range(min(len(self.rows), _HEAD_ROWS)), key=lambda at: (score(self.rows[at][1]), -at), default=0)


def best_score(sheet: Sheet, score: Score) -> int:
    """The score of the best header row of a sheet."""
    return max((score(cells) for _, cells in islice(sheet.rows, _HEAD_ROWS)), default=0)


def alike(first: Sheet, sheets: list[Sheet], score: Score) -> list[Sheet]:
    """The sheets with nearly the same column names as `first`, including itself, in the order of the file."""
    known = _names(first, score)
    same = [sheet for sheet in sheets if sheet is first or (sheet.rows and _are_alike(known, _names(sheet, score)))]
    return same if len(same) > 1 and best_score(first, score) > 1 else [first]


def _names(sheet: Sheet, score: Score) -> set[str]:
    return {fold(cell) for cell in sheet.rows[sheet.header_at(score)][1] if fold(cell)}


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def joined(sheets: list[Sheet], score: Score) -> RawTable:
    """One table of several sheets, with a column for the name of the sheet.

    Rows of the second sheet are numbered from 1,001 (or 10,001, …), those of the third from 2,001, so that a number
    identifies both the sheet and the row.
    """
    step = 10 ** max(3, *(len(str(sheet.rows[-1][0])) for sheet in sheets))
    at = sheets[0].header_at(score)
    number, header = sheets[0].rows[at]
    names = list(header)
    rows: list[Row] = []
    links: Links = {}
    for order, sheet in enumerate(sheets):
        columns = _columns(sheet.rows[sheet.header_at(score)][1], names)
        for row, cells in sheet.rows[sheet.header_at(score) + 1 :]:
            placed = dict(zip(columns, cells, strict=False))
            rows.append((order * step + row, [placed.get(column, "") for column in range(len(names))] + [sheet.name]))
        links |= {
            (order * step + row, columns[column]): link
            for (row, column), link in sheet.links.items()
            if column < len(columns)
        }
    width = len(names)
    above = sheets[0].rows[:at]
    # Later sheets may have added columns; shorter rows get empty cells before the name of the sheet.
    whole = [(row, [*cells[:-1], *[""] * (width + 1 - len(cells)), cells[-1]]) for row, cells in rows]
    table = RawTable(iter([*above, (number, [*names, _SHEET_COLUMN]), *whole]), links=links)
    shown = ", ".join(
        f"{sheet.name} ({order * step + 1}-{order * step + sheet.rows[-1][0]})" for order, sheet in enumerate(sheets)
    )
    table.messages.append((None, message(Problem.SHEETS_JOINED, details={"count": len(sheets), "sheets": shown})))
    return table


def _columns(header: list[str], names: list[str]) -> list[int]:
    """The position in the joined table of each column of a sheet; new names are added to `names`."""
    free = list(enumerate(map(fold, names)))
    columns = []
    for cell in header:
        place_found = next((place for place in free if place[1] == fold(cell)), None)
        if place_found:
            free.remove(place_found)
        else:
            names.append(cell)
        columns.append(place_found[0] if place_found else len(names) - 1)
    return columns
