"""The rows below the header, one by one: cleaned, placed, and kept or rejected with a reason."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from data_loaders.schema import Reach
from data_loaders.schema.folding import fold
from prepare.clean.cells import ADDRESSES, NOT_CLEANED, Cells, gather
from prepare.clean.personal import without_personal
from prepare.clean.row import Row, clean
from prepare.clean.themes import Category
from prepare.clean.words import Words
from prepare.columns.field import Column, Field, by_field
from prepare.limits import LIMITS, Limits
from prepare.messages import Message, Notes, Problem, UnusableFileError, message, quote
from prepare.place.evidence import LOCATING, NEAR_METRES, Atlas
from prepare.place.locate import Location, locate
from prepare.place.point import read_point
from prepare.read.settings import Settings
from prepare.read.text import Row as RawRow
from prepare.tables import Candidates

_NOT_A_NUMBER = re.compile(r"[^\d.,%€\s-]")
_CANDIDATE_COLUMNS = Candidates.column_names()
TELL_EVERY = 10_000
_NO_MUNICIPALITY = frozenset({Problem.LOCATION_ABSENT, Problem.LOCATION_UNKNOWN, Problem.LOCATION_AMBIGUOUS})
_AT_ONCE = 1_000
"""Rows whose points are looked up together."""
_COALITION = "wdhs"
_COALITION_SITE = "https://coalitie.wedoenhetsamen.nu"


@dataclass(frozen=True)
class ReadConfig:
    """What the reading of every file needs."""

    words: Words
    atlas: Atlas
    this_year: int
    """Later years are in the future."""
    network: str | None = None
    """Name of the network that sent the file; every row belongs to it."""
    on_rows: Callable[[int], None] = lambda _: None
    """Told how many rows of the file were read, every `TELL_EVERY` rows."""
    limits: Limits = LIMITS
    keeps_cells: bool = False
    """Whether the result also holds the cells as they stand in the file."""


@dataclass(frozen=True)
class Layout:
    """How the rows of one file are laid out."""

    source: str
    """Name of the file."""
    columns: list[Column]
    delimiter: str | None
    """Of a text file; None for the others."""


class RowReader:
    """Takes the rows of one file one by one.

    Attributes:
        read: rows of initiatives so far; titles, empty rows and totals do not count.
        records: accepted rows, in the order of the columns of `prepare.tables.Candidates`.
        names: name per row, also of rejected rows.
        personal: filled cells per column about persons.
        cells: the cells of each row without those about persons, when asked for.
        default_source: the address that stands in for rows without a source, once it was needed.
    """

    def __init__(self, layout: Layout, settings: Settings, config: ReadConfig, notes: Notes) -> None:
        self.layout, self.settings, self.config, self.notes = layout, settings, config, notes
        self.fields = by_field(layout.columns, config.words.headers)
        self.read = 0
        self.records: list[tuple[Any, ...]] = []
        self.names: dict[int, str] = {}
        self.personal: dict[str, int] = {}
        self.cells: dict[int, list[str]] = {}
        self.default_source: str | None = None
        self.networks = _file_networks(settings, config, notes)
        self._categories: dict[str, Category] = {}
        self._column_fields = {column.position: column.field for column in layout.columns}
        self._places: dict[tuple[Any, ...], tuple[Location | None, list[Message]]] = {}

    @property
    def categories(self) -> list[Category]:
        """Every word in the columns with themes so far, most used first."""
        return sorted(self._categories.values(), key=lambda category: -category.rows)

    def take(self, rows: Iterable[RawRow]) -> None:
        """Read all `rows`.

        Raises:
            UnusableFileError: there are more than the limit.
        """
        waiting = iter(rows)
        while block := list(islice(waiting, _AT_ONCE)):
            gathered = [(number, cells) for number, row in block if (cells := self._gathered(number, row)) is not None]
            self._look_up_points([cells for _, cells in gathered])
            for number, cells in gathered:
                self._take_row(number, cells)

    def _gathered(self, number: int, row: list[str]) -> Cells | None:
        """The cells of a row by field; None for a row that is no initiative, or does not fit the columns."""
        if self._is_total(row):
            self.notes.add(number, message(Problem.TOTALS_ROW, value=next(filter(None, row))))
            return None
        self.read += 1
        if self.read > self.config.limits.rows:
            raise UnusableFileError(Problem.ROWS_TOO_MANY, limit=self.config.limits.rows)
        if self.read % TELL_EVERY == 0:
            self.config.on_rows(self.read)
        self._count_personal(row)
        if self.config.keeps_cells:
            self.cells[number] = [_without_persons(cell, self._column_fields.get(at)) for at, cell in enumerate(row)]
        misfit = self._misfit(row)
        if misfit:
            self.names[number] = self._name_of_misfit(row)
            self.notes.add(number, misfit)
            return None
        return self._with_defaults(gather(row, self.fields))

    def _look_up_points(self, block: list[Cells]) -> None:
        """Find the municipalities of many points at once, which takes a tenth of the time."""
        points = list({(point.longitude, point.latitude) for cells in block if (point := read_point(cells))})
        if points:
            longitudes, latitudes = np.array(points).T
            self.config.atlas.locator.look_up(longitudes, latitudes, NEAR_METRES)

    def _placed(self, cells: Cells) -> Location | None:
        """Where the row is; rows that say the same about it, without a point, are placed once."""
        if cells.point or any(message.problem.startswith("point") for message in cells.messages):
            return locate(cells, self.config.words, self.config.atlas)
        key = tuple((cells.texts.get(field), cells.columns.get(field)) for field in LOCATING)
        if key not in self._places:
            before = len(cells.messages)
            location = locate(cells, self.config.words, self.config.atlas)
            self._places[key] = location, cells.messages[before:]
            return location
        location, messages = self._places[key]
        cells.messages += messages
        return location

    def _take_row(self, number: int, cells: Cells) -> None:
        values = clean(cells, self.config.words, self.config.this_year)
        self.names[number] = quote(values.name)
        self._count_categories(cells)
        location = self._located(cells, values.scope)
        self.notes.add(number, *cells.messages)
        if location and not any(entry.rejects for entry in cells.messages):
            self.records.append(self._record(number, values, location))

    def _located(self, cells: Cells, scope: Reach | None) -> Location | None:
        """Where the row is; what works in more than one municipality need not be anywhere."""
        location = self._placed(cells)
        if location is None and scope in (Reach.REGIONAL, Reach.NATIONAL):
            cells.messages[:] = [entry for entry in cells.messages if entry.problem not in _NO_MUNICIPALITY]
            return Location(cells.get(Field.PLACE, self.config.words), None, None, None, None)
        return location

    def _with_defaults(self, cells: Cells) -> Cells:
        stated = {Field.THEMES: ";".join(self.settings.themes), Field.MUNICIPALITY: self.settings.municipality}
        for wanted, text in stated.items():
            if text and not cells.texts.get(wanted):
                cells.texts[wanted] = text
        return cells

    def _misfit(self, row: list[str]) -> Message | None:
        """A row of a text file that does not have the columns of the header."""
        if self.layout.delimiter is None:
            return None
        filled = len(row) - next((i for i, cell in enumerate(reversed(row)) if cell.strip()), 0)
        details = {"found": filled, "expected": len(self.layout.columns), "delimiter": self.layout.delimiter}
        if filled > len(self.layout.columns):
            return message(Problem.CELLS_TOO_MANY, value=self._name_of_misfit(row), rejects=True, details=details)
        is_whole = len(row) == 1 and len(self.layout.columns) > 2 and any(sign in row[0] for sign in ",;\t|")
        return (
            message(Problem.DELIMITER_OTHER, value=self._name_of_misfit(row), rejects=True, details=details)
            if is_whole
            else None
        )

    def _name_of_misfit(self, row: Sequence[str]) -> str:
        """The name in a row of which the cells may have moved; empty where a person's may have moved there."""
        (name, *_), persons = self.fields[Field.NAME], self.fields.get(Field.PERSONAL, [])
        is_safe = name.position < len(row) and all(person.position > name.position for person in persons)
        return quote(row[name.position].strip()) if is_safe else ""

    def _is_total(self, row: Sequence[str]) -> bool:
        """A row that begins with a word such as "Totaal" and holds only numbers besides."""
        filled = [cell.strip() for cell in row if cell.strip()]
        first = fold(filled[0][:60])
        totals = self.config.words.totals
        is_word = first in totals or (len(first.split()) <= 3 and first.partition(" ")[0] in totals)
        return is_word and not any(_NOT_A_NUMBER.search(cell) for cell in filled[1:])

    def _count_categories(self, cells: Cells) -> None:
        for word, themes in cells.categories.items():
            key = fold(word)
            known = self._categories.get(key)
            self._categories[key] = replace(known, rows=known.rows + 1) if known else Category(quote(word), themes, 1)

    def _count_personal(self, row: Sequence[str]) -> None:
        for column in self.fields.get(Field.PERSONAL, ()):
            if column.position < len(row) and row[column.position].strip():
                self.personal[column.header] = self.personal.get(column.header, 0) + 1

    def _record(self, number: int, values: Row, location: Location) -> tuple[Any, ...]:
        listed, unlisted = self.networks
        record = {
            "source": self.layout.source,
            "row": max(number, 1),
            **vars(location),
            **{name: value for name, value in vars(values).items() if not name.startswith("source_")},
            "networks": list(dict.fromkeys([*values.networks, *listed])),
            "networks_unlisted": list(dict.fromkeys([*values.networks_unlisted, *unlisted])),
            **self._source(values),
        }
        return tuple(record[column] for column in _CANDIDATE_COLUMNS)

    def _source(self, values: Row) -> dict[str, Any]:
        """The page that the row's facts are from: its own, else that of the file."""
        year = values.source_year or self.settings.source_year
        if values.source_url:
            title = values.source_title or values.source_url
            return {"source_url": values.source_url, "source_title": title, "source_year": year}
        title = values.source_title or self.settings.source_title or self._file_title()
        return {"source_url": self._file_url(values.networks), "source_title": title, "source_year": year}

    def _file_title(self) -> str:
        listed, unlisted = self.networks
        senders = [self.config.words.partners[partner_id].name for partner_id in listed] + unlisted
        return f"Lijst van {senders[0]} ({self.layout.source})" if senders else f"Bestand {self.layout.source}"

    def _file_url(self, networks: Sequence[str]) -> str:
        """As set, else the site of the network that sent the file or is named, else that of the coalition."""
        if self.settings.source_url:
            return self.settings.source_url
        partners = self.config.words.partners
        known = [partners[name].website for name in (*self.networks[0], *networks, _COALITION) if name in partners]
        self.default_source = next(filter(None, known), None) or _COALITION_SITE
        return self.default_source


def without_persons(row: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The cells of a row as they stand in the file: empty where they are about persons, texts without contact data."""
    fields = {column.position: column.field for column in columns}
    return [_without_persons(cell, fields.get(position)) for position, cell in enumerate(row)]


def _without_persons(cell: str, field: Field | None) -> str:
    if field is Field.PERSONAL:
        return ""
    whole = cell[: LIMITS.cell]
    # Digits in a web address or a coordinate are no telephone number.
    return whole if field in ADDRESSES | NOT_CLEANED else without_personal(whole)[0]


def _file_networks(settings: Settings, config: ReadConfig, notes: Notes) -> tuple[list[str], list[str]]:
    """Partner id, or name, of the network that sent the whole file."""
    name = config.network or settings.network
    if not name:
        return [], []
    partner = config.words.networks.get(fold(name))
    if partner:
        return [partner], []
    notes.add(None, message(Problem.NETWORK_UNKNOWN, value=name, details={"hint": ""}))
    return [], [name]
