"""The cells of rows by field: each text is cleaned once, however many rows hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from data_loaders.schema.folding import fold
from prepare.clean.cells import ADDRESSES, COMBINED, NOT_CLEANED, Cells
from prepare.clean.markup import has_tags, without_tags
from prepare.clean.personal import MAY_BE_PERSONAL, without_names
from prepare.clean.text import NOTABLE, clean_text
from prepare.columns.field import AddressKind, Column, Field
from prepare.language import Phrase, phrase
from prepare.limits import LIMITS
from prepare.messages import Message, Problem, message
from prepare.read.nested import as_text, written_value

_CODED = frozenset({Field.MUNICIPALITY, Field.PROVINCE})
_OF_ADDRESS = frozenset({Field.PLACE, Field.POSTCODE, Field.ADDRESS})
_LOCATING = frozenset({Field.PLACE, Field.POSTCODE})
_BETWEEN = {Field.SUMMARY: " "}
_TEXTS = frozenset({Field.NAME, Field.SUMMARY, Field.SOURCE_TITLE, Field.NETWORKS})
"""What is shown as it was written, but for the names of persons that stand in it."""
_ALTERNATIVES = frozenset({Field.NAME, Field.ADDRESS, Field.POINT, Field.SHAPE})
"""Fields that a file may write in two ways side by side, such as WKT and degrees; that is no contradiction."""
_AS_IT_IS = frozenset({*NOT_CLEANED, *ADDRESSES})
_MOST_REMEMBERED = 1 << 15
"""Texts per column: of names and summaries hardly any comes back."""

_Read = tuple[str | None, list[Message]]
"""What a cell says, and what is to be said of it; None: nothing of it can be used."""


@dataclass(frozen=True)
class _Slot:
    """One column that is read, and what its cells so far became."""

    wanted: Field
    column: Column
    known: dict[str, _Read] = field(default_factory=dict)

    def read(self, cell: str, plain: set[str]) -> _Read:
        """What a cell that is not known says; `plain`: texts that need no cleaning."""
        said = self.column.said(cell)
        if not said:
            read: _Read = None, []
        else:
            read = (said, []) if said in plain else _clean(self.wanted, self.column.header, said)
        if len(self.known) < _MOST_REMEMBERED:
            self.known[cell] = read
        return read


class Gatherer:
    """Gathers the cells of the rows of one file, in the language of the check.

    Lists hold the same places, themes and years again and again. Most other texts, such as names, need no cleaning at all:
    polars tells which, for many rows at once.
    """

    def __init__(self, columns: Mapping[Field, Sequence[Column]]) -> None:
        slots = [
            _Slot(wanted, column)
            for wanted, headers in columns.items()
            if wanted not in (Field.PERSONAL, Field.UNUSED)
            for column in headers
        ]
        self._texts = [slot for slot in slots if slot.wanted not in _AS_IT_IS]
        # The address for visitors first; where post goes says where an initiative is only when nothing else does.
        self._groups = [group for kind in AddressKind if (group := [s for s in slots if s.column.address is kind])]

    def gather(self, rows: Sequence[Sequence[str]]) -> list[Cells]:
        """The cells of each row by field."""
        plain = _plain(
            {
                cell
                for slot in self._texts
                for row in rows
                if slot.column.position < len(row)
                and (cell := row[slot.column.position].strip())
                and cell not in slot.known
            }
        )
        return [self._row(row, plain) for row in rows]

    def _row(self, row: Sequence[str], plain: set[str]) -> Cells:
        cells, width = Cells(), len(row)
        for group in self._groups:
            is_located = not _LOCATING.isdisjoint(cells.texts)
            for slot in group:
                position = slot.column.position
                cell = row[position].strip() if position < width else ""
                if cell and not (is_located and slot.wanted in _OF_ADDRESS):
                    text, notes = slot.known.get(cell) or slot.read(cell, plain)
                    if notes:
                        cells.messages += notes
                    if text is not None:
                        _take(cells, slot, text)
        return cells


def _plain(texts: set[str]) -> set[str]:
    """Those of `texts` that are clean as they are."""
    try:
        series = pl.Series(list(texts), dtype=pl.String)
    except UnicodeEncodeError:  # half of a character
        return set()
    return set(series.filter(~is_notable(series)))


def is_notable(texts: pl.Series) -> pl.Series:
    """Whether there may be anything to clean in each text; only what is surely as it should be is not notable."""
    is_long = texts.str.len_chars() > LIMITS.cell
    return is_long | texts.str.contains(NOTABLE) | texts.str.contains(MAY_BE_PERSONAL)


def _take(cells: Cells, slot: _Slot, text: str) -> None:
    wanted, header = slot.wanted, slot.column.header
    known = cells.texts.get(wanted)
    if not known:
        cells.texts[wanted], cells.columns[wanted] = text, header
    elif wanted in COMBINED and text != known:
        cells.texts[wanted] = known + _BETWEEN.get(wanted, "; ") + text
    elif not _is_same(wanted, fold(text), fold(known)) and wanted not in _ALTERNATIVES:
        cells.messages.append(message(Problem.FIELD_CONFLICT, column=header, value=text, details={"kept": known}))


def _is_same(about: Field, one: str, other: str) -> bool:
    """Whether two cells can say the same: "3511" is the start of "3511 AB", and a code is no other name."""
    if about is Field.POSTCODE:
        return one.startswith(other) or other.startswith(one)
    return one == other or (about in _CODED and any(text[-1:].isdigit() for text in (one, other)))


def _clean(wanted: Field, header: str, cell: str) -> _Read:
    if len(cell) > LIMITS.cell:
        details = {"limit": LIMITS.cell, "length": len(cell)}
        return None, [message(Problem.CELL_TOO_LONG, column=header, value=cell[:80], details=details)]
    if wanted in NOT_CLEANED:
        return cell, []
    value = written_value(cell)
    if value is not None:
        cell = as_text(value)
        if not cell:
            return None, [message(Problem.VALUE_NESTED, column=header)]
    if wanted in ADDRESSES and "@" not in cell:
        # Digits in a web address are no telephone number.
        return cell if cell.isprintable() else "".join(filter(str.isprintable, cell)), []
    if wanted is Field.SUMMARY and has_tags(cell):
        cell = without_tags(cell)
    lines = cell.replace("\n", ";") if wanted in (Field.THEMES, Field.NETWORKS) else cell
    text, notes = clean_text(lines, header)
    if wanted in _TEXTS:
        text, had_names = without_names(text)
        if had_names:
            notes.append(
                message(Problem.PERSONAL_REMOVED, column=header, details={"what": phrase(Phrase.A_PERSONS_NAME)})
            )
    return text, notes
