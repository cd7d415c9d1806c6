"""Which column of a partner's file holds what: by its name, by its content, or as the settings say."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from data_loaders.schema.folding import fold
from geo.codes import Gazetteer
from prepare.clean.words import Words
from prepare.messages import quote
from prepare.read.limits import MOST_COLUMNS_BY_CONTENT

_SURE_SPELLING = 88
_SHORTEST_FUZZY = 5
_MOST = 0.8
_MOST_SCORED = 1_000
_LONGEST_SCORED = 60


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    PLACE = "place"
    NEIGHBOURHOOD = "neighbourhood"
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    POSTCODE = "postcode"
    ADDRESS = "address"
    """Only looked into for a postcode and a place; never kept."""
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    X = "x"
    Y = "y"
    POINT = "point"
    """Both coordinates in one cell."""
    SHAPE = "shape"
    """What kind of geometry the point was taken from."""
    THEMES = "themes"
    LEGAL_FORM = "legal_form"
    STARTED_YEAR = "started_year"
    STATUS = "status"
    WEBSITE = "website"
    NETWORKS = "networks"
    SUMMARY = "summary"
    SOURCE_URL = "source_url"
    SOURCE_TITLE = "source_title"
    SOURCE_YEAR = "source_year"
    PERSONAL = "personal"
    """About a person; never taken over."""
    UNUSED = "unused"


class How(StrEnum):
    """How a column was recognised, surest first."""

    SETTINGS = "settings"
    NAME = "name"
    PART_OF_NAME = "part_of_name"
    SPELLING = "spelling"
    CONTENT = "content"


_WEAK = frozenset({Field.NAME, Field.UNUSED})
"""A header such as "Naam gemeente" or "Aantal leden gemeente" is about its other word, or about none."""

_COUNTING = frozenset({"aantal", "percentage", "bedrag", "budget", "number", "count", "amount"})


@dataclass(frozen=True)
class Column:
    """One column of a file."""

    position: int
    header: str
    """As written; a repeated or empty header gets its letter: "Naam (kolom C)"."""
    field: Field | None = None
    how: How | None = None


def letter(position: int) -> str:
    """The letter a spreadsheet shows above column `position` (0 is A)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def by_name(header: str, headers: Mapping[str, str]) -> tuple[Field, How] | None:
    """The field that a column name stands for: the whole name, a part of it, or all but its spelling."""
    folded = fold(header)
    if folded in headers:
        return Field(headers[folded]), How.NAME
    inside = _part_of_name(folded, headers)
    if inside:
        return inside, How.PART_OF_NAME
    if len(folded) >= _SHORTEST_FUZZY:
        likely = [word for word in headers if len(word) >= _SHORTEST_FUZZY]
        found = process.extractOne(folded, likely, scorer=fuzz.ratio, score_cutoff=_SURE_SPELLING)
        if found:
            return Field(headers[found[0]]), How.SPELLING
    return None


def _part_of_name(folded: str, headers: Mapping[str, str]) -> Field | None:
    """The longest known word inside the name; words for a name or for nothing only if there is no other."""
    words = folded.split()
    if _COUNTING & set(words):
        return Field.UNUSED
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 5) + 1)]
    known = [run for run in runs if len(run) > 2 and run in headers]
    best = max(
        known, key=lambda run: (headers[run] not in _WEAK, headers[run] == Field.PERSONAL, len(run)), default=None
    )
    return Field(headers[best]) if best else None


def header_score(cells: Sequence[str], words: Words) -> int:
    """How much a row looks like a row of column names: two for each field named in full, one for a part of a name."""
    scores: dict[str, int] = {}
    for folded in {fold(cell) for cell in cells[:_MOST_SCORED] if len(cell) < _LONGEST_SCORED}:
        field, score = words.headers.get(folded), 2
        if field is None:
            field, score = _part_of_name(folded, words.headers), 1
        if field and field != Field.UNUSED:
            scores[field] = max(score, scores.get(field, 0))
    return sum(scores.values())


def name_columns(header: Sequence[str], words: Words, stated: Mapping[str, str]) -> list[Column]:
    """All columns with the field that their name, or `stated` (header to field), gives them."""
    seen: set[str] = set()
    columns = []
    asked = {fold(name): field for name, field in stated.items()}
    for position, cell in enumerate(header):
        title = quote(" ".join(cell.split()))
        label = title if title and title not in seen else f"{title} (kolom {letter(position)})".strip()
        seen.add(label)
        named = by_name(title, words.headers) if title and len(title) < 200 else None
        chosen = asked.get(fold(title)) or asked.get(fold(label)) if title else asked.get(fold(label))
        field, how = (Field(chosen), How.SETTINGS) if chosen else named or (None, None)
        columns.append(Column(position, label, field, how))
    return columns


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
        if column.field is None and looked < MOST_COLUMNS_BY_CONTENT:
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


def by_field(columns: Sequence[Column], headers: Mapping[str, str]) -> dict[Field, list[Column]]:
    """Columns per field, the surest first; of equally sure ones in the order of the list of column names.

    So "Naam initiatief" goes before "Organisatie", wherever they stand in the file.
    """
    sureness = {how: rank for rank, how in enumerate(How)}
    listed = {word: rank for rank, word in enumerate(headers)}

    def rank(column: Column) -> tuple[int, int, int]:
        return sureness[column.how or How.CONTENT], listed.get(fold(column.header), len(listed)), column.position

    grouped: dict[Field, list[Column]] = defaultdict(list)
    for column in sorted(columns, key=rank):
        if column.field:
            grouped[column.field].append(column)
    return dict(grouped)
