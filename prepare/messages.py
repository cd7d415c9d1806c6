"""Messages for the maker of a file: a reason and a remedy per problem, in plain Dutch or English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import polars as pl

from data_loaders.schema import Language
from prepare.clean.personal import without_personal
from prepare.language import spoken
from prepare.tables import Rejects

_TEXTS: dict[Language, Path] = {
    "nl": Path(__file__).with_name("messages.toml"),
    "en": Path(__file__).with_name("messages.en.toml"),
}
_LONGEST_QUOTE = 120


class Problem(StrEnum):
    """Stable code of every problem; the sentences are in `messages.toml`."""

    FILE_MISSING = "file_missing"
    FILE_IS_LINK = "file_is_link"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_BOMB = "file_bomb"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_IS_WEB_PAGE = "file_is_web_page"
    FILE_UNKNOWN_KIND = "file_unknown_kind"
    FILE_HAS_PROGRAMS = "file_has_programs"
    COLUMNS_TOO_MANY = "columns_too_many"
    JSON_NOT_READ = "json_not_read"
    FILE_DAMAGED = "file_damaged"
    FILE_TOO_SLOW = "file_too_slow"
    ANSWER_TOO_LONG = "answer_too_long"
    NO_HEADER = "no_header"
    NO_NAME_COLUMN = "no_name_column"
    NO_ROWS = "no_rows"
    ROWS_TOO_MANY = "rows_too_many"
    SETTINGS_INVALID = "settings_invalid"
    ENCODING_MIXED = "encoding_mixed"
    ENCODING_REPAIRED = "encoding_repaired"
    QUOTE_STRAY = "quote_stray"
    QUOTE_DOUBTFUL = "quote_doubtful"
    MACROS_IGNORED = "macros_ignored"
    SHEETS_IGNORED = "sheets_ignored"
    SHEETS_JOINED = "sheets_joined"
    TOTALS_ROW = "totals_row"
    COLUMNS_UNKNOWN = "columns_unknown"
    NO_THEME_COLUMN = "no_theme_column"
    NO_LOCATION_COLUMN = "no_location_column"
    COLUMN_PERSONAL = "column_personal"
    COLUMN_DUPLICATE = "column_duplicate"
    COLUMN_ABSENT = "column_absent"
    NETWORK_UNKNOWN = "network_unknown"
    SOURCE_ABSENT = "source_absent"
    NAME_ABSENT = "name_absent"
    NOT_SHARED = "not_shared"
    NAME_TOO_LONG = "name_too_long"
    CELL_TOO_LONG = "cell_too_long"
    CELLS_TOO_MANY = "cells_too_many"
    DELIMITER_OTHER = "delimiter_other"
    THEME_ABSENT = "theme_absent"
    THEME_UNKNOWN = "theme_unknown"
    STARTED_INVALID = "started_invalid"
    STARTED_FUTURE = "started_future"
    STARTED_TOO_EARLY = "started_too_early"
    SOURCE_YEAR_INVALID = "source_year_invalid"
    STATUS_UNKNOWN = "status_unknown"
    SCOPE_UNKNOWN = "scope_unknown"
    LEGAL_FORM_UNKNOWN = "legal_form_unknown"
    WEBSITE_INVALID = "website_invalid"
    PERSONAL_REMOVED = "personal_removed"
    CHARACTERS_REMOVED = "characters_removed"
    FORMULA_AS_TEXT = "formula_as_text"
    MARKUP_AS_TEXT = "markup_as_text"
    VALUE_NESTED = "value_nested"
    FIELD_CONFLICT = "field_conflict"
    LOCATION_ABSENT = "location_absent"
    LOCATION_UNKNOWN = "location_unknown"
    LOCATION_AMBIGUOUS = "location_ambiguous"
    MUNICIPALITY_UNKNOWN = "municipality_unknown"
    MUNICIPALITY_CONFLICT = "municipality_conflict"
    MUNICIPALITY_OVERRULED = "municipality_overruled"
    PLACE_NOT_FOUND = "place_not_found"
    POSTCODE_INVALID = "postcode_invalid"
    POSTCODE_UNLISTED = "postcode_unlisted"
    PO_BOX = "po_box"
    QUARTER_UNKNOWN = "quarter_unknown"
    ABROAD = "abroad"
    COUNTRY_ABSENT = "country_absent"
    OUTSIDE_MAP = "outside_map"
    POINT_INVALID = "point_invalid"
    POINT_ZERO = "point_zero"
    POINT_SWAPPED = "point_swapped"
    POINT_OUTSIDE = "point_outside"
    ANSWER_ID_ABSENT = "answer_id_absent"
    ANSWER_ID_UNKNOWN = "answer_id_unknown"
    ANSWER_ID_FORWARDED = "answer_id_forwarded"
    ANSWER_ABSENT = "answer_absent"
    ANSWER_UNCLEAR = "answer_unclear"
    ANSWER_BOTH = "answer_both"
    ANSWER_ADDRESS_INVALID = "answer_address_invalid"
    ANSWER_SOURCE_ABSENT = "answer_source_absent"
    ANSWER_YEAR_INVALID = "answer_year_invalid"
    IN_MANY_ROWS = "in_many_rows"


_CONFLICTS = frozenset(
    {
        Problem.FIELD_CONFLICT,
        Problem.MUNICIPALITY_CONFLICT,
        Problem.MUNICIPALITY_OVERRULED,
        Problem.POINT_OUTSIDE,
        Problem.POINT_SWAPPED,
        Problem.POINT_ZERO,
    }
)
"""Contradictions that one wrong column causes in every row."""
_FEW = 5


@cache
def texts(language: Language) -> dict[str, dict[str, str]]:
    """`reason` and `remedy` per problem, with gaps to fill in."""
    return tomllib.loads(_TEXTS[language].read_text(encoding="utf-8"))


def quote(text: str) -> str:
    """`text` made safe for use in a sentence: short, printable, and without contact data of persons."""
    head = "".join(character if character.isprintable() else " " for character in text[: 2 * _LONGEST_QUOTE])
    bare = without_personal(head)[0]
    return bare if len(bare) <= _LONGEST_QUOTE else bare[: _LONGEST_QUOTE - 1] + "…"


@dataclass(frozen=True)
class Message:
    """One problem in one file, row or cell, with its sentences filled in."""

    problem: Problem
    reason: str
    remedy: str
    column: str | None = None
    value: str | None = None
    rejects: bool = False
    """Whether this message causes the row (or file) to be left out."""


def message(
    problem: Problem,
    *,
    column: str | None = None,
    value: str | None = None,
    rejects: bool = False,
    details: Mapping[str, object] | None = None,
) -> Message:
    """A message about `problem`, with `details` and `value` filled in.

    Raises:
        KeyError: the sentences have a gap that `details` does not fill.
    """
    filled = {"value": quote(value or ""), **(details or {})}
    words = {part: text.format_map(filled) for part, text in texts(spoken())[problem].items()}
    return Message(problem, words["reason"], words["remedy"], column, quote(value) if value else None, rejects)


class UnusableFileError(Exception):
    """A file of which nothing can be taken."""

    def __init__(self, problem: Problem, **details: object) -> None:
        self.message = message(problem, rejects=True, details=details)
        super().__init__(self.message.reason)


@dataclass
class Notes:
    """Collects the messages about one file, in the order of its rows."""

    file: str
    entries: list[tuple[int | None, Message]] = field(default_factory=list)

    def add(self, row: int | None, *messages: Message) -> None:
        """Keep `messages` about `row` (None: about the file)."""
        self.entries.extend((row, entry) for entry in messages)

    def tell_once(self, rows: int) -> None:
        """Replace a contradiction in at least half of the `rows` by one message about the file, with an example."""
        places: dict[tuple[Problem, str | None], list[tuple[int, Message]]] = {}
        for row, entry in self.entries:
            if row is not None and entry.problem in _CONFLICTS and not entry.rejects:
                places.setdefault((entry.problem, entry.column), []).append((row, entry))
        for key, cells in places.items():
            if len(cells) >= max(_FEW, rows / 2):
                self.entries = [e for e in self.entries if e[0] is None or (e[1].problem, e[1].column) != key]
                row, first = cells[0]
                details = {
                    "count": len(cells),
                    "rows": rows,
                    "row": row,
                    "reason": first.reason,
                    "remedy": first.remedy,
                }
                whole = message(Problem.IN_MANY_ROWS, details=details)
                self.add(None, replace(first, reason=whole.reason, remedy=whole.remedy, value=None))

    def frame(self) -> pl.DataFrame:
        """All messages as `Rejects`."""
        of_rows, entries = [row for row, _ in self.entries], [entry for _, entry in self.entries]
        columns = {
            "file": [self.file] * len(entries),
            "row": of_rows,
            "column": [entry.column for entry in entries],
            "value": [entry.value for entry in entries],
            "code": [entry.problem.value for entry in entries],
            "reason": [entry.reason for entry in entries],
            "remedy": [entry.remedy for entry in entries],
            "rejected": [entry.rejects for entry in entries],
        }
        return Rejects.validate(pl.DataFrame(columns, schema=Rejects.create_empty().schema))
