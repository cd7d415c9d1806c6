"""The cells of one row by field, as clean text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from data_loaders.schema import Language, Theme
from data_loaders.schema.folding import fold
from prepare.clean.personal import without_names
from prepare.clean.text import clean_text
from prepare.clean.words import Words
from prepare.columns.field import AddressKind, Column, Field
from prepare.language import Phrase, phrase, spoken
from prepare.limits import LIMITS
from prepare.messages import Message, Problem, message
from prepare.read.nested import as_text, written_value

COMBINED = frozenset({Field.THEMES, Field.NETWORKS, Field.SUMMARY, Field.NEIGHBOURHOOD})
"""Fields of which every column counts; of the others the first filled cell does."""
ADDRESSES = frozenset({Field.WEBSITE, Field.SOURCE_URL})
NOT_CLEANED = frozenset({Field.LONGITUDE, Field.LATITUDE, Field.X, Field.Y, Field.POINT, Field.SHAPE})
_CODED = frozenset({Field.MUNICIPALITY, Field.PROVINCE})
_OF_ADDRESS = frozenset({Field.PLACE, Field.POSTCODE, Field.ADDRESS})
_LOCATING = frozenset({Field.PLACE, Field.POSTCODE})
_BETWEEN = {Field.SUMMARY: " "}
_TEXTS = frozenset({Field.NAME, Field.SUMMARY, Field.SOURCE_TITLE, Field.NETWORKS})
"""What is shown as it was written, but for the names of persons that stand in it."""
_MOST_PARTS = 100
_LONGEST_REMEMBERED = 64
_ALTERNATIVES = frozenset({Field.NAME, Field.ADDRESS, Field.POINT, Field.SHAPE})
"""Fields that a file may write in two ways side by side, such as WKT and degrees; that is no contradiction."""


@dataclass
class Cells:
    """The cells of one row by field, as clean text, and the name of the column each came from."""

    texts: dict[Field, str] = field(default_factory=dict)
    columns: dict[Field, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    categories: dict[str, tuple[Theme, ...] | None] = field(default_factory=dict)
    """Each category of the row as written, and the themes that it stands for; None when it is unknown."""

    point: tuple[float, float] | None = None
    """Longitude and latitude, once they were looked for."""
    is_point_read: bool = False

    def get(self, wanted: Field, words: Words) -> str | None:
        """The text for a field; None when the cell is empty or says that there is nothing."""
        text = self.texts.get(wanted)
        return None if not text or words.is_absent(text) else text

    def tell(
        self, problem: Problem, about: Field, *, rejects: bool = False, value: str | None = None, **details: object
    ) -> None:
        """Add a message about the cell of a field."""
        said = value or self.texts.get(about)
        self.messages.append(
            message(problem, column=self.columns.get(about), value=said, rejects=rejects, details=details)
        )


def gather(row: Sequence[str], columns: Mapping[Field, Sequence[Column]]) -> Cells:
    """The cells of a row by field."""
    cells = Cells()
    filled = [
        (wanted, column, cell)
        for wanted, found in columns.items()
        if wanted not in (Field.PERSONAL, Field.UNUSED)
        for column in found
        if column.position < len(row) and (cell := column.said(row[column.position].strip()))
    ]
    # The address for visitors first; where post goes says where an initiative is only when nothing else does.
    for kind in AddressKind:
        is_located = not _LOCATING.isdisjoint(cells.texts)
        for wanted, column, cell in filled:
            if column.address is kind and not (is_located and wanted in _OF_ADDRESS):
                _take(cells, wanted, column.header, cell)
    return cells


def _take(cells: Cells, wanted: Field, header: str, cell: str) -> None:
    if len(cell) > LIMITS.cell:
        details = {"limit": LIMITS.cell, "length": len(cell)}
        cells.messages.append(message(Problem.CELL_TOO_LONG, column=header, value=cell[:80], details=details))
        return
    value = None if wanted in NOT_CLEANED else written_value(cell)
    if value is not None:
        cell = as_text(value)
        if not cell:
            cells.messages.append(message(Problem.VALUE_NESTED, column=header))
            return
    text, notes = (
        _remembered(wanted, header, cell, spoken())
        if len(cell) <= _LONGEST_REMEMBERED
        else _clean_cell(wanted, header, cell)
    )
    cells.messages += notes
    kept = cells.texts.get(wanted)
    if not kept:
        cells.texts[wanted], cells.columns[wanted] = text, header
    elif wanted in COMBINED and text != kept:
        cells.texts[wanted] = kept + _BETWEEN.get(wanted, "; ") + text
    elif not _is_same(wanted, fold(text), fold(kept)) and wanted not in _ALTERNATIVES:
        cells.messages.append(message(Problem.FIELD_CONFLICT, column=header, value=text, details={"kept": kept}))


def _is_same(about: Field, one: str, other: str) -> bool:
    """Whether two cells can say the same: "3511" is the start of "3511 AB", and a code is no other name."""
    if about is Field.POSTCODE:
        return one.startswith(other) or other.startswith(one)
    return one == other or (about in _CODED and any(text[-1:].isdigit() for text in (one, other)))


def _clean_cell(wanted: Field, header: str, cell: str) -> tuple[str, list[Message]]:
    if wanted in NOT_CLEANED:
        return cell, []
    if wanted in ADDRESSES and "@" not in cell:
        # Digits in a web address are no telephone number.
        return "".join(sign for sign in cell if sign.isprintable()), []
    lines = cell.replace("\n", ";") if wanted in (Field.THEMES, Field.NETWORKS) else cell
    text, notes = clean_text(lines, header)
    if wanted in _TEXTS:
        text, had_names = without_names(text)
        if had_names:
            notes.append(
                message(Problem.PERSONAL_REMOVED, column=header, details={"what": phrase(Phrase.A_PERSONS_NAME)})
            )
    return text, notes


# Lists hold the same places, themes and years again and again. The language is that of the notes.
@lru_cache(maxsize=1 << 15)
def _remembered(wanted: Field, header: str, cell: str, _: Language) -> tuple[str, list[Message]]:
    return _clean_cell(wanted, header, cell)


def at_most(parts: list[str]) -> list[str]:
    """The parts of a cell that say something; more than a hundred are no list but a text, of which the start will do."""
    return [part for part in parts[:_MOST_PARTS] if fold(part)]
