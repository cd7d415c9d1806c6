"""Reads our own CSV tables cell by cell, and records in Dutch what is wrong with a row."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import polars as pl

from data_loaders.schema.columns import FIRST_YEAR, LAST_YEAR, WEB_ADDRESS
from prepare.problems import SourceError
from prepare.tables import Rejects

Choice = TypeVar("Choice", bound=StrEnum)
Record: TypeAlias = dict[str, Any]  # a row on its way into a frame, whose declaration checks the types of every table
_LARGEST = 1_000_000_000


@dataclass
class Findings:
    """The messages about one file, in the order of its rows."""

    file: str
    entries: list[dict[str, object]] = field(default_factory=list)

    def add(self, row: int | None, code: str, words: tuple[str, str], cell: tuple[str, str], *, rejected: bool) -> None:
        """Add a message.

        Args:
            row: the row in the file; None for the whole file.
            code: stable code of the problem.
            words: reason and remedy.
            cell: column and value; empty texts when the message is not about a cell.
            rejected: whether the row was left out because of it.
        """
        (reason, remedy), (column, value) = words, cell
        where = {"file": self.file, "row": row, "column": column or None, "value": value or None}
        self.entries.append({**where, "code": code, "reason": reason, "remedy": remedy, "rejected": rejected})

    def frame(self) -> pl.DataFrame:
        """The messages as `Rejects`."""
        return Rejects.validate(pl.DataFrame(self.entries, schema=Rejects.create_empty().schema))


class Row:
    """One row of a file. Each method that reads a cell returns its value, or adds a message and returns None."""

    def __init__(self, line: int, cells: dict[str, str], findings: Findings) -> None:
        self.line, self._cells, self._findings = line, cells, findings
        self.is_rejected = False

    @property
    def file(self) -> str:
        """Name of the file."""
        return self._findings.file

    @property
    def place(self) -> str:
        """File and row number, for use in a message about another row."""
        return f"{self.file}, rij {self.line}"

    def reject(self, code: str, reason: str, remedy: str, *, column: str = "") -> None:
        """Leave the row out, with a message."""
        self.is_rejected = True
        self._say(code, reason, remedy, column, rejected=True)

    def remark(self, code: str, reason: str, remedy: str, *, column: str = "") -> None:
        """Keep the row, with a message."""
        self._say(code, reason, remedy, column, rejected=False)

    def _say(self, code: str, reason: str, remedy: str, column: str, *, rejected: bool) -> None:
        cell = (column, self._cells.get(column, "")[:120])
        self._findings.add(self.line, code, (reason, remedy), cell, rejected=rejected)

    def text(self, column: str) -> str | None:
        """The cell without spaces around it; None when empty."""
        return self._cells.get(column, "").strip() or None

    def required(self, column: str) -> str:
        """The cell; an empty one rejects the row."""
        text = self.text(column)
        if text is None:
            self.reject("cell_empty", f"De cel in kolom {column} is leeg.", "Vul de cel in.", column=column)
        return text or ""

    def choice(self, column: str, choices: type[Choice]) -> Choice | None:
        """A word from a closed list; any other word, or none, rejects the row."""
        text = self.required(column)
        if text and text not in list(choices):
            remedy = f"Kies uit: {', '.join(choices)}."
            self.reject("not_on_list", f"{text!r} staat niet op de lijst van kolom {column}.", remedy, column=column)
        return choices(text) if text in list(choices) else None

    def choices(self, column: str, allowed: type[Choice], *, strict: bool = False) -> list[Choice]:
        """Words from a closed list, separated by semicolons.

        An unknown word is left out with a remark; with `strict` it rejects the row.
        """
        words = split(self.text(column))
        say = self.reject if strict else self.remark
        for word in words:
            if word not in list(allowed):
                remedy = f"Kies uit: {', '.join(allowed)}."
                say("not_on_list", f"{word!r} staat niet op de lijst van kolom {column}.", remedy, column=column)
        return [allowed(word) for word in words if word in list(allowed)]

    def number(self, column: str, *, required: bool = False) -> float | None:
        """A number with a decimal point; anything else rejects the row, and so does an empty cell if `required`."""
        text = self.required(column) if required else self.text(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        remedy = "Schrijf het getal met cijfers en een punt voor de decimalen."
        self.reject("not_a_number", f"{text!r} is geen getal.", remedy, column=column)
        return None

    def whole(
        self, column: str, *, lowest: int = -_LARGEST, highest: int = _LARGEST, required: bool = False
    ) -> int | None:
        """A whole number within bounds; anything else rejects the row."""
        number = self.number(column, required=required)
        if number is None:
            return None
        if number.is_integer() and lowest <= number <= highest:
            return int(number)
        remedy = f"Vul een heel getal in van {max(lowest, 0)} tot {highest}."
        self.reject("not_whole", f"{number:g} is hier geen geldig getal.", remedy, column=column)
        return None

    def year(self, column: str, *, required: bool = False) -> int | None:
        """A year between 1800 and 2100; anything else rejects the row."""
        return self.whole(column, lowest=FIRST_YEAR, highest=LAST_YEAR, required=required)

    def years(self, column: str) -> list[int]:
        """Years separated by semicolons, ascending; anything else rejects the row."""
        parts = split(self.text(column))
        years = sorted(int(part) for part in parts if part.isdecimal() and FIRST_YEAR <= int(part) <= LAST_YEAR)
        if len(years) < len(parts):
            self.reject("not_years", "Dit zijn niet allemaal jaartallen.", "Schrijf 2017;2021.", column=column)
        return years

    def not_negative(self, column: str) -> float | None:
        """A number of 0 or more; anything else, or an empty cell, rejects the row."""
        number = self.number(column, required=True)
        if number is not None and number < 0:
            self.reject("negative", f"{number:g} is kleiner dan 0.", "Vul 0 of meer in.", column=column)
        return number

    def flag(self, column: str) -> bool:
        """`true` or `false`; anything else rejects the row."""
        text = self.required(column)
        if text not in {"true", "false", ""}:
            self.reject("not_a_flag", f"{text!r} is geen true of false.", "Vul true of false in.", column=column)
        return text == "true"

    def day(self, column: str, *, required: bool = False) -> date | None:
        """A day written as 2025-06-30; anything else rejects the row."""
        text = self.required(column) if required else self.text(column)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.reject("date_unreadable", f"{text!r} is geen datum.", "Schrijf 2025-06-30.", column=column)
            return None

    def address(self, column: str, *, required: bool = False) -> str | None:
        """A web address. An invalid one rejects the row if `required`; otherwise it is left out with a remark."""
        text = self.required(column) if required else self.text(column)
        if text and not re.match(WEB_ADDRESS, text):
            say = self.reject if required else self.remark
            say(
                "not_an_address",
                f"{text[:80]!r} is geen webadres.",
                "Begin met https:// en laat spaties weg.",
                column=column,
            )
            return None
        return text or None


def split(text: str | None) -> list[str]:
    """The parts of a cell between semicolons, without empty ones."""
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def read_rows(path: Path, columns: set[str], findings: Findings) -> Iterator[Row]:
    """The rows of one of our own CSV files; the header is row 1.

    Raises:
        SourceError: the file is missing, is not CSV in UTF-8, or lacks one of `columns`.
    """
    try:
        frame = pl.read_csv(path, infer_schema=False).fill_null("")
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = "ontbreekt of is niet te lezen als CSV-bestand (UTF-8, komma's)."
        raise SourceError(path.name, reason, "Zet het bestand terug of sla het opnieuw op als CSV UTF-8.") from error
    absent = sorted(columns - set(frame.columns))
    if absent:
        remedy = "Voeg de kolommen toe, desnoods leeg."
        raise SourceError(path.name, f"mist de kolommen {', '.join(absent)}.", remedy)
    for line, cells in enumerate(frame.iter_rows(named=True), start=2):
        yield Row(line, cells, findings)
