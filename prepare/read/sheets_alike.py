"""Several sheets that hold one list: a sheet per theme, per municipality or per year."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from data_loaders.schema.folding import fold
from prepare.messages import Problem, message
from prepare.read.text import RawTable, Row
from prepare.read.xlsx_parts import Links

Score = Callable[[list[str]], int]
"""How many column names a row holds that are known to us."""

_HEAD_ROWS = 40
_ALIKE = 0.6
"""Share of all names above two sheets that both have."""
_SHEET_COLUMN = "Tabblad"
"""The column in which the name of its sheet stands beside each row; it may tell the theme or the municipality."""


@dataclass
class Sheet:
    """One visible sheet."""

    name: str
    rows: list[Row]
    links: Links

    def header_at(self, score: Score) -> int:
        """Which of the first rows looks most like a row of column names."""
        return max(range(min(len(self.rows), _HEAD_ROWS)), key=lambda at: (score(self.rows[at][1]), -at), default=0)


def best_score(sheet: Sheet, score: Score) -> int:
    """How much a sheet looks like a list."""
    return max((score(cells) for _, cells in islice(sheet.rows, _HEAD_ROWS)), default=0)


def alike(first: Sheet, sheets: list[Sheet], score: Score) -> list[Sheet]:
    """The sheets that hold the same list as `first`, itself included, in the order of the file."""
    known = _names(first, score)
    same = [sheet for sheet in sheets if sheet is first or (sheet.rows and _are_alike(known, _names(sheet, score)))]
    return same if len(same) > 1 and best_score(first, score) > 1 else [first]


def _names(sheet: Sheet, score: Score) -> set[str]:
    return {fold(cell) for cell in sheet.rows[sheet.header_at(score)][1] if fold(cell)}


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def joined(sheets: list[Sheet], score: Score) -> RawTable:
    """One table of alike sheets, with the name of its sheet beside each row.

    The rows of the second sheet are numbered from 1,001 (or 10,001, …), those of the third from 2,001, so that each number
    tells sheet and row.
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
    # Sheets read later may have added columns; the name of the sheet stands behind the last.
    whole = [(row, [*cells[:-1], *[""] * (width + 1 - len(cells)), cells[-1]]) for row, cells in rows]
    table = RawTable(iter([*above, (number, [*names, _SHEET_COLUMN]), *whole]), links=links)
    shown = ", ".join(
        f"{sheet.name} ({order * step + 1}-{order * step + sheet.rows[-1][0]})" for order, sheet in enumerate(sheets)
    )
    table.messages.append((None, message(Problem.SHEETS_JOINED, details={"count": len(sheets), "sheets": shown})))
    return table


def _columns(header: list[str], names: list[str]) -> list[int]:
    """Where each column of a sheet stands in the whole; names that are new are added to `names`."""
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
