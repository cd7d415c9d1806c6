"""Columns known by what stands in them."""

import re
from collections.abc import Callable, Mapping, Sequence

from data_loaders.schema.folding import fold
from geo.codes import Gazetteer
from prepare.clean.words import Words
from prepare.columns.field import Column, Field, How
from prepare.limits import LIMITS

_MOST = 0.8

Test = Callable[[str], bool]


def fill_by_content(
    columns: list[Column], rows: Sequence[Sequence[str]], words: Words, places: Gazetteer
) -> list[Column]:
    """Recognise the columns without a known name by what stands in them, as far as a field is still free.

    Args:
        columns: the columns as named.
        rows: the cells of the first rows.
        words: the word lists.
        places: names of places and municipalities.
    """
    taken = {column.field for column in columns}
    tests = _content_tests(words, places)
    result: list[Column] = []
    looked = 0
    for column in columns:
        field = None
        if column.field is None and looked < LIMITS.columns_by_content:
            looked += 1
            field = _by_content(
                [row[column.position].strip() for row in rows if column.position < len(row)], tests, taken
            )
        taken.add(field)
        result.append(Column(column.position, column.header, field, How.CONTENT) if field else column)
    return result


def _by_content(values: list[str], tests: Mapping[Field, Test], taken: set[Field | None]) -> Field | None:
    filled = [value for value in values if value]
    if not filled:
        return None
    for field, test in tests.items():
        is_free = field not in taken or field == Field.PERSONAL
        if is_free and sum(map(test, filled)) >= _MOST * len(filled):
            return field
    return None


def _content_tests(words: Words, places: Gazetteer) -> dict[Field, Test]:
    """Per field, in order: what a cell of it looks like."""
    return {
        **{field: _matches(pattern) for field, pattern in _PATTERNS.items()},
        Field.THEMES: lambda cell: fold(cell) in words.themes,
        Field.MUNICIPALITY: lambda cell: len(cell) < 60 and bool(places.municipality(cell).candidates),
        Field.PLACE: lambda cell: len(cell) < 60 and bool(places.place(cell).candidates),
        Field.STATUS: lambda cell: fold(cell) in words.statuses and not words.is_absent(cell),
        Field.LEGAL_FORM: lambda cell: fold(cell) in words.legal_forms and not words.is_absent(cell),
        Field.NAME: lambda cell: bool(_ORGANISATION.search(fold(cell))),
    }


def _matches(pattern: str) -> Test:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda cell: compiled.fullmatch(cell) is not None


_PATTERNS = {
    Field.PERSONAL: r"\S+@\S+\.\w+|(\+31|0031|0)[\d\s()-]{8,13}",
    Field.POSTCODE: r"[1-9]\d{3}\s?[A-Z]{2}",
    Field.WEBSITE: r"(https?://|www\.)\S+",
    Field.POINT: r"POINT\s*\(.*\)|\(?-?\d+[.,]\d+\s*[,;]\s*-?\d+[.,]\d+\)?",
}
_ORGANISATION = re.compile(
    r"stichting|vereniging|cooperatie|collectief|initiatief|dorpshuis|buurthuis|belangen|stadsdorp"
)
