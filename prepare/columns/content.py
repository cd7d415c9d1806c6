"""Recognises columns by their cells: where the name can mean several things, is unknown, or is missing."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from data_loaders.schema.folding import fold
from geo.codes import Gazetteer
from prepare.clean.cells import COMBINED
from prepare.clean.themes import categories_of
from prepare.clean.words import Words
from prepare.columns.field import Column, Field, How, names_initiative
from prepare.columns.names import LOCATING, LOCATION, Header
from prepare.columns.ticks import with_ticks
from prepare.limits import LIMITS
from prepare.place.evidence import as_code
from prepare.place.names import NamedPlace, NameSearch

_MOST = 0.8
"""Share of the filled cells that must look like a field when the name of the column gives no clue."""
_HALF = 0.5
"""The same share when the name of the column does point to the field."""
_SOME = 0.2
"""A column called just "Naam" is about persons from this share of person-like cells; of 1,331 initiatives 3 look like one."""
_LONGEST_NAMED = 60
_MOST_SURNAMES = 4
_BARE = frozenset(["naam", "namen", "name", "names"])
_SURNAME = r"(?:(?:van|de|der|den|ten|ter|te|'t|el|von|v\.d\.)\s+)*[A-ZÀ-Þ][\w'’-]+(?:\s*-\s*[A-ZÀ-Þ][\w'’-]+)?"
_INITIALS = re.compile(
    rf"(?!(?:[A-Z]\.\s?)*V\.\s)(?:[A-ZÀ-Þ]\.\s?){{1,5}}{_SURNAME}|{_SURNAME},\s*(?:[A-ZÀ-Þ]\.\s?){{1,5}}(?:van|de|der|den|\s)*"
)
"""A surname with initials: "A. Jansen", "J.P. de Vries", "Vries, J. de", but no club such as "S.V. Oranje"."""
_NAMED = frozenset({Field.NAME, Field.NETWORKS})
_SALUTATIONS = frozenset(
    ["dhr", "mevr", "mw", "mr", "mrs", "ms", "miss", "mevrouw", "meneer", "heer", "drs", "ing", "ir", "prof"]
)
_GIVEN = frozenset(["voornaam", "voornamen", "voorletters", "roepnaam", "tussenvoegsel", "firstname", "first", "given"])
_FAMILY = frozenset(["achternaam", "familienaam", "lastname", "last", "surname"])
_PERSON = _GIVEN | _FAMILY | {"naam", "name", "contactpersoon", "persoon", "person", "voor"}
"""Words in column names that announce the name of a person."""
_OF_PERSON = (_PERSON - {"voor"}) | {
    "email",
    "mail",
    "mailadres",
    "telefoon",
    "telefoonnummer",
    "adres",
    "contactgegevens",
}
"""Words in a question about showing data of a person; the answer says nothing about showing the initiative."""

Test = Callable[[str], bool]

_MOMENT = re.compile(r"[T ](?!0?0:00)\d{1,2}:[0-5]\d")
_NO_NAME = re.compile(r"(?:kolom|column|col|veld|field|unnamed|f|c)?(?: ?\w| ?\d+)?(?: level \d)?")
"""A column name that says nothing: "Kolom1", "Unnamed: 3", "F2"."""
_UNMISTAKABLE = frozenset({Field.PERSONAL, Field.POINT, Field.THEMES, Field.LEGAL_FORM})
"""Fields with such typical cells that they are recognised even below an unknown column name."""


def settle_columns(
    headers: Sequence[Header], rows: Sequence[Sequence[str]], words: Words, places: Gazetteer
) -> list[Column]:
    """What each column holds, by its name and the cells below it.

    Args:
        headers: the columns as named.
        rows: the cells of the first rows.
        words: the word lists.
        places: names of places and municipalities.
    """
    sample = [_filled(rows, header.position) for header in headers]
    fitting, tests = _fitting_tests(words, places), _content_tests(words, places)
    columns = [_by_name(header, cells, fitting) for header, cells in zip(headers, sample, strict=True)]
    columns = [
        _if_consent(column, header, cells, words)
        for column, header, cells in zip(columns, headers, sample, strict=True)
    ]
    columns = _without_vague_doubles(columns)
    columns = _named_after_thing(columns, sample, words)
    columns = [_unless_persons(column, cells, words) for column, cells in zip(columns, sample, strict=True)]
    columns = _without_doubtful_names(columns, sample, words)
    taken = {column.field for column in columns}
    examined = 0
    for position, (header, cells) in enumerate(zip(headers, sample, strict=True)):
        if header.reading is None and examined < LIMITS.columns_by_content:
            examined += 1
            field = _by_content(fold(header.label), cells, tests, taken)
            if field:
                taken.add(field)
                columns[position] = Column(header.position, header.label, field, How.CONTENT)
    return with_ticks(columns, sample, words)


def _filled(rows: Sequence[Sequence[str]], position: int) -> list[str]:
    return [cell for row in rows if position < len(row) and (cell := row[position].strip())]


def _by_name(header: Header, cells: list[str], tests: Mapping[Field, Test]) -> Column:
    reading = header.reading
    if reading is None:
        return Column(header.position, header.label)
    fitting = next((field for field in reading.if_it_fits if _share(cells, tests[field]) >= _HALF), None)
    field = fitting or reading.otherwise
    if field is Field.STARTED_YEAR and reading.how is not How.SETTINGS and _share(cells, _is_moment) > _HALF:
        field = Field.UNUSED
    return Column(header.position, header.label, field, reading.how if field else None, header.address)


def _if_consent(column: Column, header: Header, cells: list[str], words: Words) -> Column:
    """Make a column the consent field when its cells say whether a row may be shown.

    Examples: "Mogen we dit delen?" with yes and no, or a state such as "draft".
    """
    if column.how is How.SETTINGS or not cells:
        return column
    answers, parts = {fold(cell) for cell in cells}, set(fold(header.label).split())
    states = words.shown | words.hidden
    is_state = answers <= states and not answers.isdisjoint(words.shown) and not answers.isdisjoint(words.hidden)
    is_named = not parts.isdisjoint(words.header_words["sharing"]) or parts <= words.header_words["consent"]
    is_asked = is_named and answers <= words.yes | states
    is_about_person = not parts.isdisjoint(_OF_PERSON | words.header_words["person"] | words.header_words["picture"])
    is_consent = is_state or (is_asked and not is_about_person)
    return replace(column, field=Field.CONSENT, how=How.NAME_AND_CONTENT) if is_consent else column


def _named_after_thing(columns: list[Column], sample: Sequence[list[str]], words: Words) -> list[Column]:
    """If no column is the name, take the one that is called after the kind of initiative: "Broodfonds", "Coöperatie"."""
    if any(column.field is Field.NAME for column in columns):
        return columns
    named = [
        column.position
        for column, cells in zip(columns, sample, strict=True)
        if column.field is None and _is_kind(fold(column.header), words) and _are_names(cells, words)
    ]
    return [
        replace(column, field=Field.NAME, how=How.NAME_AND_CONTENT) if [column.position] == named else column
        for column in columns
    ]


def _is_kind(header: str, words: Words) -> bool:
    is_listed = header in words.header_words["listed"]
    return is_listed or (header.endswith(words.header_ends["listed"]) and " " not in header)


def _are_names(cells: list[str], words: Words) -> bool:
    """Whether the cells look like names: nearly all different, with letters, and mostly not answers, themes or legal forms."""
    if len(set(cells)) < _MOST * len(cells) or len(cells) < 2:
        return False
    known = sum(
        fold(cell) in words.yes or fold(cell) in words.legal_forms or words.themes_of(cell) is not None
        for cell in cells
    )
    return known < _HALF * len(cells) and _share(cells, lambda cell: sum(map(str.isalpha, cell)) > 2) >= _MOST


def _is_moment(cell: str) -> bool:
    """Whether a cell holds a time of day. Then the column says when a form was filled in, not when an initiative began."""
    return _MOMENT.search(cell) is not None


def _share(cells: list[str], test: Test) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _without_vague_doubles(columns: list[Column]) -> list[Column]:
    """Drop the field of a column with an ambiguous name when another column surely has that field."""
    sure = {column.field for column in columns if column.how is not How.NAME_AND_CONTENT} - COMBINED
    is_double = [column.how is How.NAME_AND_CONTENT and column.field in sure for column in columns]
    return [Column(c.position, c.header) if double else c for c, double in zip(columns, is_double, strict=True)]


def _unless_persons(column: Column, cells: list[str], words: Words) -> Column:
    """Make a column of names personal when most of its cells look like names of persons."""
    if column.field not in _NAMED or column.how is How.SETTINGS:
        return column
    persons = sum(_is_like_person(cell, words) for cell in cells)
    most = _SOME if fold(column.header) in _BARE else _HALF
    is_personal = persons > most * len(cells) and persons > 1
    return replace(column, field=Field.PERSONAL, how=How.NAME_AND_CONTENT) if is_personal else column


def _is_like_person(cell: str, words: Words) -> bool:
    """Whether a cell looks like a person's name.

    True for "Jan de Vries", "J.P. Vos", "Bakker, Joke", "Mevr. Vos" and "Dhr."; False for "Anna Hoeve
    Zorgboerderij" and for a single word.
    """
    if _INITIALS.fullmatch(cell):
        return True
    surname, comma, given = cell.partition(",")
    if comma and fold(given) in words.given_names and len(surname.split()) <= _MOST_SURNAMES:
        return True
    first, *others = fold(cell).split() or [""]
    if first in _SALUTATIONS:
        return len(others) <= _MOST_SURNAMES
    return first in words.given_names and 1 <= len(others) <= _MOST_SURNAMES and not words.themes.keys() & set(others)


def _without_doubtful_names(columns: list[Column], sample: Sequence[list[str]], words: Words) -> list[Column]:
    """Do not trust a column called just "Naam" where it may hold the name of the person who filled in the form.

    Beside only "Voornaam", or only "Achternaam", it is the other half of a person's name and becomes personal. If
    another column can be the name of the initiative, "Naam" loses its field in four cases: that other column is
    certain, the file has contact data without a person's name, a neighbouring column is personal, or a cell looks
    like a person.
    """
    names = [column for column in columns if column.field is Field.NAME]
    bare = [column for column in names if fold(column.header) in _BARE and column.how is not How.SETTINGS]
    persons = {c.position: set(fold(c.header).split()) for c in columns if c.field is Field.PERSONAL}
    header_words = set().union(*persons.values())
    if header_words.isdisjoint(_GIVEN) != header_words.isdisjoint(_FAMILY):
        parts = {column.position for column in bare}
        return [replace(c, field=Field.PERSONAL) if c.position in parts else c for c in columns]
    if not bare or len(bare) == len(names):
        return columns
    is_explicit = any(names_initiative(column.header) for column in names)
    is_of_contact = bool(persons) and header_words.isdisjoint(_PERSON)
    doubtful = {
        column.position
        for column in bare
        if is_explicit
        or is_of_contact
        or not persons.keys().isdisjoint({column.position - 1, column.position + 1})
        or any(_is_like_person(cell, words) for cell in sample[column.position])
    }
    return [Column(c.position, c.header) if c.position in doubtful else c for c in columns]


def _by_content(label: str, cells: list[str], tests: Mapping[Field, Test], taken: set[Field | None]) -> Field | None:
    # If another column gives the location, "Gemeente Assen" may be the funder and not a location.
    known = _UNMISTAKABLE if taken & LOCATING else _UNMISTAKABLE | LOCATION
    allowed = tests if _NO_NAME.fullmatch(label) or label.startswith("kolom ") else known
    for field, test in tests.items():
        is_free = field not in taken or field is Field.PERSONAL
        if field in allowed and is_free and _share(cells, test) >= _MOST:
            return field
    return None


def _fitting_tests(words: Words, places: Gazetteer) -> dict[Field, Test]:
    """Per field a test on a cell, for columns whose name points to that field."""
    search = NameSearch(places)

    def named_place(cell: str) -> NamedPlace | None:
        return search.find(cell) if len(cell) < _LONGEST_NAMED else None

    return {
        Field.MUNICIPALITY: lambda cell: bool(places.municipality(as_code(cell)).candidates),
        Field.PROVINCE: lambda cell: places.province(cell) is not None,
        Field.PLACE: lambda cell: (place := named_place(cell)) is not None and not place.is_quarter,
        Field.NEIGHBOURHOOD: lambda cell: named_place(cell) is not None,
        Field.POSTCODE: lambda cell: _POSTCODE.search(cell) is not None,
        Field.ADDRESS: lambda cell: _ADDRESS.search(cell) is not None,
        Field.THEMES: lambda cell: _is_mostly_known(cell, words),
        Field.STATUS: lambda cell: fold(cell) in words.statuses and fold(cell) not in words.yes,
        Field.LEGAL_FORM: lambda cell: fold(cell) in words.legal_forms and not words.is_absent(cell),
        Field.WEBSITE: _matches(rf"{_PATTERNS[Field.WEBSITE]}|(?:[\w-]+\.)+[a-z]{{2,24}}"),
        Field.SCOPE: lambda cell: fold(cell) in words.scopes,
    }


def _content_tests(words: Words, places: Gazetteer) -> dict[Field, Test]:
    """Per field a stricter test, for columns whose name gives no clue; in the order in which they are tried."""
    fitting = _fitting_tests(words, places)
    return {
        **{field: _matches(pattern) for field, pattern in _PATTERNS.items()},
        Field.THEMES: fitting[Field.THEMES],
        Field.MUNICIPALITY: lambda cell: len(cell) < _LONGEST_NAMED and bool(places.municipality(cell).candidates),
        Field.PLACE: lambda cell: len(cell) < _LONGEST_NAMED and bool(places.place(cell).candidates),
        Field.STATUS: fitting[Field.STATUS],
        Field.LEGAL_FORM: fitting[Field.LEGAL_FORM],
        Field.NAME: lambda cell: " " in cell and bool(_ORGANISATION.search(fold(cell))),
    }


def _is_mostly_known(cell: str, words: Words) -> bool:
    meant = categories_of(cell, words).values()
    return 0 < len(meant) <= 2 * sum(themes is not None for themes in meant)


def _matches(pattern: str) -> Test:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda cell: compiled.fullmatch(cell) is not None


_PATTERNS = {
    Field.PERSONAL: r"\S+@\S+\.\w+|(\+31|0031|0)[\d\s()-]{8,13}",
    Field.POSTCODE: r"[1-9]\d{3}\s?[A-Z]{2}",
    Field.WEBSITE: r"(https?://|www\.)\S+(?<!\.jpg)(?<!\.jpeg)(?<!\.png)(?<!\.gif)(?<!\.svg)(?<!\.webp)(?<!\.pdf)",
    Field.POINT: r"POINT\s*\(.*\)|\(?-?\d+[.,]\d+\s*[,;]\s*-?\d+[.,]\d+\)?",
}
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")
_ADDRESS = re.compile(r"[a-z]{3,}[ .]+\d{1,4}\b|(?<!\d)[1-9]\d{3}\s?[A-Z]{2}\b", re.I)
_ORGANISATION = re.compile(
    r"stichting|vereniging|cooperatie|collectief|initiatief|dorpshuis|buurthuis|belangen|stadsdorp"
)
