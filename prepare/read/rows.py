"""Reads the rows below the header: each is cleaned, located, and then accepted or rejected with a reason."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

import numpy as np

from data_loaders.checked import Category
from data_loaders.schema import Reach
from data_loaders.schema.folding import fold
from prepare.clean.cells import ADDRESSES, NOT_CLEANED, Cells
from prepare.clean.gathering import Gatherer
from prepare.clean.personal import may_hold_contact, without_personal
from prepare.clean.row import Row, RowCleaner
from prepare.clean.words import Words
from prepare.columns.field import Column, Field, by_field
from prepare.limits import LIMITS, Limits
from prepare.messages import Message, Notes, Problem, UnusableFileError, message, quote
from prepare.place.evidence import NEAR_METRES, Atlas
from prepare.place.locate import Location
from prepare.place.placer import Placer
from prepare.place.point import read_point
from prepare.read.settings import Settings
from prepare.read.text import Row as RawRow
from prepare.tables import Candidates

_NOT_A_NUMBER = re.compile(r"[^\d.,%€\s-]")
_NOT_SEARCHED = ADDRESSES | NOT_CLEANED | {Field.PERSONAL}
_in_order = itemgetter(*Candidates.column_names())
TELL_EVERY = 10_000
_NO_MUNICIPALITY = frozenset({Problem.LOCATION_ABSENT, Problem.LOCATION_UNKNOWN, Problem.LOCATION_AMBIGUOUS})
_AT_ONCE = 1_000
"""Rows per batch in which points are looked up."""
_COALITION = "wdhs"
_COALITION_SITE = "https://coalitie.wedoenhetsamen.nu"


@dataclass(frozen=True)
class ReadConfig:
    """What is needed to read any file."""

    words: Words
    atlas: Atlas
    this_year: int
    """The year of the check; later years are rejected as future."""
    network: str | None = None
    """Name of the network that sent the file; it is added to every row."""
    on_rows: Callable[[int], None] = lambda _: None
    """Called with the number of rows read, every `TELL_EVERY` rows."""
    limits: Limits = LIMITS
    keeps_cells: bool = False
    """Whether the result also holds the cells as written in the file."""


@dataclass(frozen=True)
class Layout:
    """The structure of one file."""

    source: str
    """Name of the file."""
    columns: list[Column]
    delimiter: str | None
    """Separator of a text file; None for other files."""


class RowReader:
    """Reads the rows of one file.

    Attributes:
        read: rows of initiatives so far; titles, empty rows and totals do not count.
        records: accepted rows, in the order of the columns of `prepare.tables.Candidates`.
        names: name per row, also of rejected rows.
        personal: filled cells per column about persons.
        cells: the cells of each row, without those about persons, if the configuration asks for them.
        default_source: the address used for rows without a source; None while no row needed it.
    """

    def __init__(self, layout: Layout, settings: Settings, config: ReadConfig, notes: Notes) -> None:
        self.layout, self.settings, self.config, self.notes = layout, settings, config, notes
        self.fields = by_field(layout.columns, config.words.headers)
        self.read = 0
        self.records: list[tuple[object, ...]] = []
        self.names: dict[int, str] = {}
        self.personal: dict[str, int] = {}
        self.cells: dict[int, list[str]] = {}
        self.default_source: str | None = None
        self.networks = _file_networks(settings, config, notes)
        self._categories: dict[str, Category] = {}
        self._rows_of: Counter[str] = Counter()
        self._column_fields = {column.position: column.field for column in layout.columns}
        self._personal = {at for at, field in self._column_fields.items() if field is Field.PERSONAL}
        self._unsearched = {at for at, field in self._column_fields.items() if field in _NOT_SEARCHED}
        defaults = {Field.THEMES: ";".join(settings.themes), Field.MUNICIPALITY: settings.municipality}
        self._defaults = {wanted: text for wanted, text in defaults.items() if text}
        self._names_countries = False
        """Whether any row so far names its country; then a row that does not may be abroad."""
        self._gatherer = Gatherer(self.fields)
        self._cleaner = RowCleaner(config.words, config.this_year)
        self._placer = Placer(config.words, config.atlas)

    @property
    def categories(self) -> list[Category]:
        """Every category in the theme columns so far, most used first."""
        counted = (replace(category, rows=self._rows_of[key]) for key, category in self._categories.items())
        return sorted(counted, key=lambda category: -category.rows)

    def take(self, rows: Iterable[RawRow]) -> None:
        """Read all `rows`.

        Raises:
            UnusableFileError: there are more rows than `limits.rows`.
        """
        waiting = iter(rows)
        while block := list(islice(waiting, _AT_ONCE)):
            self._names_countries |= any(
                column.position < len(row) and row[column.position].strip()
                for column in self.fields.get(Field.COUNTRY, ())
                for _, row in block
            )
            fitting = [(number, row) for number, row in block if self._fits(number, row)]
            gathered = self._gatherer.gather([row for _, row in fitting])
            for cells in gathered:
                self._add_defaults(cells)
            self._look_up_points(gathered)
            for (number, _), cells in zip(fitting, gathered, strict=True):
                self._take_row(number, cells)

    def _fits(self, number: int, row: list[str]) -> bool:
        """Whether a row is about an initiative and has the columns of the header. Counts the row if it is."""
        if self._is_total(row):
            self.notes.add(number, message(Problem.TOTALS_ROW, value=next(filter(None, row))))
            return False
        self.read += 1
        if self.read > self.config.limits.rows:
            raise UnusableFileError(Problem.ROWS_TOO_MANY, limit=self.config.limits.rows)
        if self.read % TELL_EVERY == 0:
            self.config.on_rows(self.read)
        self._count_personal(row)
        if self.config.keeps_cells:
            self.cells[number] = self._shown(row)
        misfit = self._misfit(row)
        if misfit:
            self.names[number] = self._name_of_misfit(row)
            self.notes.add(number, misfit)
        return misfit is None

    def _shown(self, row: list[str]) -> list[str]:
        """The cells as written in the file, without those about persons."""
        doubtful = "\0".join(cell for at, cell in enumerate(row) if at not in self._unsearched)
        if len(doubtful) <= LIMITS.cell and not may_hold_contact(doubtful):
            blank = self._personal
            return ["" if at in blank else cell[: LIMITS.cell] for at, cell in enumerate(row)]
        return [_without_persons(cell, self._column_fields.get(at)) for at, cell in enumerate(row)]

    def _look_up_points(self, block: list[Cells]) -> None:
        """Look up the municipalities of many points in one batch, which is ten times as fast."""
        points = list({(point.longitude, point.latitude) for cells in block if (point := read_point(cells))})
        if points:
            longitudes, latitudes = np.array(points).T
            self.config.atlas.locator.look_up(longitudes, latitudes, NEAR_METRES)

    def _take_row(self, number: int, cells: Cells) -> None:
        values = self._cleaner.clean(cells)
        self.names[number] = quote(values.name)
        self._count_categories(cells)
        location = self._located(cells, values.scope)
        self.notes.add(number, *cells.messages)
        if location and not any(entry.rejects for entry in cells.messages):
            self.records.append(self._record(number, values, location))

    def _located(self, cells: Cells, scope: Reach | None) -> Location | None:
        """The location of the row; a regional or national initiative is accepted without one."""
        location = self._placer.place(cells)
        if location is None and scope in (Reach.REGIONAL, Reach.NATIONAL):
            cells.messages[:] = [entry for entry in cells.messages if entry.problem not in _NO_MUNICIPALITY]
            return Location(cells.get(Field.PLACE, self.config.words), None, None, None, None)
        return location

    def _add_defaults(self, cells: Cells) -> None:
        for wanted, text in self._defaults.items():
            if not cells.texts.get(wanted):
                cells.texts[wanted] = text
        if self._names_countries:
            cells.texts.setdefault(Field.COUNTRY, "")

    def _misfit(self, row: list[str]) -> Message | None:
        """The message about a row of a text file with other columns than the header; None when it fits."""
        if self.layout.delimiter is None or 1 < len(row) <= len(self.layout.columns):
            return None
        filled = len(row) - next((i for i, cell in enumerate(reversed(row)) if cell.strip()), 0)
        details = {"found": filled, "expected": len(self.layout.columns), "delimiter": self.layout.delimiter}
        if filled > len(self.layout.columns):
            return message(Problem.CELLS_TOO_MANY, value=self._name_of_misfit(row), rejects=True, details=details)
        is_whole = len(row) == 1 and len(self.layout.columns) > 2 and any(character in row[0] for character in ",;\t|")
        return (
            message(Problem.DELIMITER_OTHER, value=self._name_of_misfit(row), rejects=True, details=details)
            if is_whole
            else None
        )

    def _name_of_misfit(self, row: Sequence[str]) -> str:
        """The name in a row whose cells may have shifted; empty when data of a person may have shifted into its place."""
        (name, *_), persons = self.fields[Field.NAME], self.fields.get(Field.PERSONAL, [])
        is_safe = name.position < len(row) and all(person.position > name.position for person in persons)
        return quote(row[name.position].strip()) if is_safe else ""

    def _is_total(self, row: Sequence[str]) -> bool:
        """Whether a row begins with a word such as "Totaal" and has only numbers after it."""
        first = fold(next(text for cell in row if (text := cell.strip()))[:60])
        totals = self.config.words.totals
        if first not in totals and (first.partition(" ")[0] not in totals or len(first.split()) > 3):
            return False
        filled = [text for cell in row if (text := cell.strip())]
        return not any(_NOT_A_NUMBER.search(cell) for cell in filled[1:])

    def _count_categories(self, cells: Cells) -> None:
        for word, themes in cells.categories.items():
            key = fold(word)
            self._rows_of[key] += 1
            if key not in self._categories:
                self._categories[key] = Category(quote(word), themes, 1)

    def _count_personal(self, row: Sequence[str]) -> None:
        for column in self.fields.get(Field.PERSONAL, ()):
            if column.position < len(row) and row[column.position].strip():
                self.personal[column.header] = self.personal.get(column.header, 0) + 1

    def _record(self, number: int, values: Row, location: Location) -> tuple[object, ...]:
        record = {**vars(values), **vars(location), "source": self.layout.source, "row": max(number, 1)}
        listed, unlisted = self.networks
        if listed or unlisted:
            record["networks"] = list(dict.fromkeys([*values.networks, *listed]))
            record["networks_unlisted"] = list(dict.fromkeys([*values.networks_unlisted, *unlisted]))
        record |= self._source(values)
        ordered: tuple[object, ...] = _in_order(record)
        return ordered

    def _source(self, values: Row) -> dict[str, object]:
        """The source page of the row: its own, else that of the file."""
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
        """The source address of the file: from the settings, else the website of a network, else of the coalition."""
        if self.settings.source_url:
            return self.settings.source_url
        partners = self.config.words.partners
        known = [partners[name].website for name in (*self.networks[0], *networks, _COALITION) if name in partners]
        self.default_source = next(filter(None, known), None) or _COALITION_SITE
        return self.default_source


def without_persons(row: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The cells of a row as written in the file; cells about persons are empty and contact data is removed from texts."""
    fields = {column.position: column.field for column in columns}
    return [_without_persons(cell, fields.get(position)) for position, cell in enumerate(row)]


def _without_persons(cell: str, field: Field | None) -> str:
    if field is Field.PERSONAL:
        return ""
    whole = cell[: LIMITS.cell]
    # Digits in a web address or a coordinate are not a telephone number.
    return whole if field in ADDRESSES | NOT_CLEANED else without_personal(whole)[0]


def _file_networks(settings: Settings, config: ReadConfig, notes: Notes) -> tuple[list[str], list[str]]:
    """The network that sent the whole file: in the first list its partner id, or in the second its name."""
    name = config.network or settings.network
    if not name:
        return [], []
    partner = config.words.networks.get(fold(name))
    if partner:
        return [partner], []
    notes.add(None, message(Problem.NETWORK_UNKNOWN, value=name, details={"hint": ""}))
    return [], [name]
