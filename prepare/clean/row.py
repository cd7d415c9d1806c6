"""One row of a partner's file made into clean values, with a message for everything that was changed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from data_loaders.schema import LegalForm, Status, Theme
from data_loaders.schema.columns import WEB_ADDRESS
from data_loaders.schema.folding import fold
from prepare.clean.numbers import YearFault, parse_year
from prepare.clean.text import clean_text
from prepare.clean.words import Words, hint
from prepare.messages import Message, Problem, message
from prepare.read.limits import LONGEST_CELL, LONGEST_NAME
from prepare.recognise import Column, Field

COMBINED = frozenset({Field.THEMES, Field.NETWORKS, Field.SUMMARY})
"""Fields of which every column counts; of the others the first filled cell does."""
_ADDRESSES = frozenset({Field.WEBSITE, Field.SOURCE_URL})
_NOT_CLEANED = frozenset({Field.LONGITUDE, Field.LATITUDE, Field.X, Field.Y, Field.POINT, Field.SHAPE})
_MOST_PARTS = 100
_BETWEEN = {Field.SUMMARY: " "}

_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_WEAK_SEPARATORS = re.compile(r"\s*[,/&+]\s*|\s+(?:en|and)\s+", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"';,]+|(?:www\.)?(?:[\w-]+\.)+[a-z]{2,24}(?:/[^\s<>\"';,]*)?", re.I)
_VALID_ADDRESS = re.compile(WEB_ADDRESS)

_YEAR_PROBLEMS = {
    YearFault.NOT_A_YEAR: Problem.STARTED_INVALID,
    YearFault.TOO_EARLY: Problem.STARTED_TOO_EARLY,
    YearFault.IN_FUTURE: Problem.STARTED_FUTURE,
}

Value = TypeVar("Value")


@dataclass
class Cells:
    """The cells of one row by field, as clean text, and the name of the column each came from."""

    texts: dict[Field, str] = field(default_factory=dict)
    columns: dict[Field, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def get(self, wanted: Field, words: Words) -> str | None:
        """The text for a field; None when the cell is empty or says that there is nothing."""
        text = self.texts.get(wanted, "")
        return None if words.is_absent(text) else text

    def tell(
        self, problem: Problem, about: Field, *, rejects: bool = False, value: str | None = None, **details: object
    ) -> None:
        """Add a message about the cell of a field."""
        said = value or self.texts.get(about)
        self.messages.append(
            message(problem, column=self.columns.get(about), value=said, rejects=rejects, details=details)
        )


@dataclass(frozen=True)
class Row:
    """The clean values of one row that do not concern its location."""

    name: str
    themes: list[Theme]
    legal_form: LegalForm
    status: Status
    started_year: int | None
    website: str | None
    networks: list[str]
    networks_unlisted: list[str]
    summary: str | None
    source_url: str | None
    source_title: str | None
    source_year: int | None


def gather(row: Sequence[str], columns: Mapping[Field, Sequence[Column]]) -> Cells:
    """The cells of a row by field."""
    cells = Cells()
    for wanted, found in columns.items():
        if wanted in (Field.PERSONAL, Field.UNUSED):
            continue
        for column in found:
            cell = row[column.position].strip() if column.position < len(row) else ""
            if cell:
                _take(cells, wanted, column.header, cell)
    return cells


def _take(cells: Cells, wanted: Field, header: str, cell: str) -> None:
    if len(cell) > LONGEST_CELL:
        details = {"limit": LONGEST_CELL, "length": len(cell)}
        cells.messages.append(
            message(Problem.CELL_TOO_LONG, column=header, value=cell[:80], rejects=True, details=details)
        )
        return
    text, notes = _clean_cell(wanted, header, cell)
    cells.messages += notes
    kept = cells.texts.get(wanted)
    if not kept:
        cells.texts[wanted], cells.columns[wanted] = text, header
    elif wanted in COMBINED and text != kept:
        cells.texts[wanted] = kept + _BETWEEN.get(wanted, "; ") + text
    elif fold(text) != fold(kept) and wanted != Field.NAME:
        cells.messages.append(message(Problem.FIELD_CONFLICT, column=header, value=text, details={"kept": kept}))


def _clean_cell(wanted: Field, header: str, cell: str) -> tuple[str, list[Message]]:
    if wanted in _NOT_CLEANED:
        return cell, []
    if wanted in _ADDRESSES and "@" not in cell:
        # Digits in a web address are no telephone number.
        return "".join(sign for sign in cell if sign.isprintable()), []
    lines = cell.replace("\n", ";") if wanted in (Field.THEMES, Field.NETWORKS) else cell
    return clean_text(lines, header)


def clean(cells: Cells, words: Words, this_year: int) -> Row:
    """The values of a row; `cells.messages` tells what could not be used, and whether the row is lost."""
    networks, unlisted = clean_networks(cells, words)
    return Row(
        name=clean_name(cells),
        themes=clean_themes(cells, words),
        legal_form=_listed(cells, Field.LEGAL_FORM, words.legal_forms, Problem.LEGAL_FORM_UNKNOWN) or LegalForm.UNKNOWN,
        status=_listed(cells, Field.STATUS, words.statuses, Problem.STATUS_UNKNOWN) or Status.UNKNOWN,
        started_year=_year(cells, Field.STARTED_YEAR, words, this_year, lambda fault: _YEAR_PROBLEMS[fault]),
        website=_address(cells, Field.WEBSITE, words),
        networks=networks,
        networks_unlisted=unlisted,
        summary=cells.get(Field.SUMMARY, words),
        source_url=_address(cells, Field.SOURCE_URL, words),
        source_title=cells.get(Field.SOURCE_TITLE, words),
        source_year=_year(cells, Field.SOURCE_YEAR, words, this_year, lambda _: Problem.SOURCE_YEAR_INVALID),
    )


def clean_name(cells: Cells) -> str:
    """The name; a row without one, or with a whole text for one, is lost."""
    name = cells.texts.get(Field.NAME, "")
    if not fold(name):
        cells.tell(Problem.NAME_ABSENT, Field.NAME, rejects=True)
    elif len(name) > LONGEST_NAME:
        cells.tell(Problem.NAME_TOO_LONG, Field.NAME, rejects=True, limit=LONGEST_NAME)
    return name


def clean_themes(cells: Cells, words: Words) -> list[Theme]:
    """Our themes for the categories of a row, in their order; a row without any is lost."""
    parts = _at_most(_SEPARATORS.split(cells.get(Field.THEMES, words) or ""))
    if not parts:
        cells.tell(Problem.THEME_ABSENT, Field.THEMES, rejects=True, themes=words.theme_names)
        return []
    themes: list[Theme] = []
    unknown: list[str] = []
    for part in parts:
        found, rest = _themes_of(part, words)
        themes += found
        unknown += rest
    for part in unknown:
        advice = {"themes": words.theme_names, "hint": hint(part, words.themes)}
        cells.tell(Problem.THEME_UNKNOWN, Field.THEMES, rejects=not themes, value=part, **advice)
    return list(dict.fromkeys(themes))


def _themes_of(part: str, words: Words) -> tuple[list[Theme], list[str]]:
    """Themes of one category, and what of it is unknown: first as a whole, then word by word."""
    whole = words.themes.get(fold(part))
    if whole:
        return list(whole), []
    pieces = _at_most(_WEAK_SEPARATORS.split(part))
    if len(pieces) < 2:
        return [], [part]
    known = {piece: words.themes.get(fold(piece), ()) for piece in pieces}
    return [theme for found in known.values() for theme in found], [piece for piece in pieces if not known[piece]]


def clean_networks(cells: Cells, words: Words) -> tuple[list[str], list[str]]:
    """Partner ids of the networks that a row names, and the names of those that are not partners."""
    stated = cells.get(Field.NETWORKS, words)
    listed: list[str] = []
    unlisted: list[str] = []
    for part in _network_parts(stated or "", words):
        partner = words.networks.get(fold(part))
        (listed if partner else unlisted).append(partner or part)
        if not partner:
            cells.tell(Problem.NETWORK_UNKNOWN, Field.NETWORKS, value=part, hint=hint(part, words.network_names))
    return list(dict.fromkeys(listed)), list(dict.fromkeys(unlisted))


def _network_parts(stated: str, words: Words) -> list[str]:
    """The names in a cell; a comma, slash or bar separates only where a known name stands beside it."""
    parts: list[str] = []
    for part in _at_most(re.split(r"\s*[;\n]\s*", stated)):
        pieces = _at_most(re.split(r"\s*[,/|]\s*", part))
        is_list = fold(part) not in words.networks and any(fold(piece) in words.networks for piece in pieces)
        parts += pieces if is_list else [part]
    return parts


def _at_most(parts: list[str]) -> list[str]:
    """The parts of a cell that say something; more than a hundred are no list but a text, of which the start will do."""
    return [part for part in parts[:_MOST_PARTS] if fold(part)]


def _listed(cells: Cells, about: Field, known: Mapping[str, Value], problem: Problem) -> Value | None:
    text = cells.texts.get(about, "")
    value = known.get(fold(text))
    if value is None and fold(text):
        cells.tell(problem, about)
    return value


def _year(
    cells: Cells, about: Field, words: Words, this_year: int, problem: Callable[[YearFault], Problem]
) -> int | None:
    text = cells.get(about, words)
    year = parse_year(text, this_year) if text else None
    if isinstance(year, YearFault):
        cells.tell(problem(year), about)
        return None
    return year


def _address(cells: Cells, about: Field, words: Words) -> str | None:
    text = cells.get(about, words)
    if text is None:
        return None
    found = _ADDRESS.match(text)
    address = found[0].rstrip(".)") if found else ""
    whole = address if address.lower().startswith("http") else f"https://{address}"
    if not address or not _VALID_ADDRESS.match(whole):
        cells.tell(Problem.WEBSITE_INVALID, about)
        return None
    return whole
