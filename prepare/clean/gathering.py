"""Collects the cells of rows by field. Each different text is cleaned once, however many rows hold it."""

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
"""Fields shown as written, from which only names of persons are removed."""
_ALTERNATIVES = frozenset({Field.NAME, Field.ADDRESS, Field.POINT, Field.SHAPE})
"""Fields that may be filled twice in different notations, such as WKT and degrees, without contradiction."""
_AS_IT_IS = frozenset({*NOT_CLEANED, *ADDRESSES})
_MOST_REMEMBERED = 1 << 15
"""Texts remembered per column. The bound matters for names and summaries, which hardly ever repeat."""

_Read = tuple[str | None, list[Message]]
"""The usable text of a cell (None when there is none), and the messages about it."""


@dataclass(frozen=True)
class _Slot:
    """One column with its field, and the cells cleaned so far (raw text to result)."""

    wanted: Field
    column: Column
    known: dict[str, _Read] = field(default_factory=dict)

    def read(self, cell: str, plain: set[str]) -> _Read:
        """Clean a cell that was not seen before; texts in `plain` need no cleaning."""
        text = self.column.text_of(cell)
        if not text:
            read: _Read = None, []
        else:
            read = (text, []) if text in plain else _clean(self.wanted, self.column.header, text)
        if len(self.known) < _MOST_REMEMBERED:
            self.known[cell] = read
        return read


class Gatherer:
    """Collects the cells of each row of one file by field; messages are in the language of the check.

    Speed matters here. Places, themes and years repeat, so their clean forms are remembered. Most other texts,
    such as names, need no cleaning; polars finds those for many rows at once.
    """

    def __init__(self, columns: Mapping[Field, Sequence[Column]]) -> None:
        slots = [
            _Slot(wanted, column)
            for wanted, headers in columns.items()
            if wanted not in (Field.PERSONAL, Field.UNUSED)
            for column in headers
        ]
        self._texts = [slot for slot in slots if slot.wanted not in _AS_IT_IS]
        # The visiting address comes first. A postal address counts only when nothing else tells where the initiative is.
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
    """The texts that need no cleaning."""
    try:
        series = pl.Series(list(texts), dtype=pl.String)
    except UnicodeEncodeError:  # a lone surrogate: half of a character
        return set()
    return set(series.filter(~is_notable(series)))


def is_notable(texts: pl.Series) -> pl.Series:
    """Per text whether it may need cleaning; False only where it surely does not."""
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
    """Whether two cells can mean the same: "3511" begins "3511 AB", and a code may stand for the other cell's name."""
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
        # Digits in a web address are not a telephone number.
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
