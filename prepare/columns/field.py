"""What a column of a partner's file can hold, and how sure that is."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from data_loaders.schema.folding import fold

_INITIATIVE = re.compile(r"initiati|project|collectief")

TICKS = frozenset({"x", "v", "ja", "j", "yes", "y", "true", "waar", "1", "✓", "✔", "☑"})
NOES = frozenset({"nee", "n", "no", "false", "onwaar", "0"})
CROSSES = NOES | {"-", "☐"}

_LEGEND = re.compile(r"(?<!\d)(\d{1,2})\s*[=:]\s*([^\d,;/()=]+)")
_NUMBER = re.compile(r"\d{1,2}")
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[,;/ +&]\s*\d{1,2})*")


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    PLACE = "place"
    NEIGHBOURHOOD = "neighbourhood"
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    COUNTRY = "country"
    POSTCODE = "postcode"
    ADDRESS = "address"
    """Used only to find a postcode and a place; never published."""
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
    SCOPE = "scope"
    WEBSITE = "website"
    NETWORKS = "networks"
    SUMMARY = "summary"
    SOURCE_URL = "source_url"
    SOURCE_TITLE = "source_title"
    SOURCE_YEAR = "source_year"
    CONSENT = "consent"
    """Whether the row may be shown; a row that says no is rejected."""
    PERSONAL = "personal"
    """Data of a person; never published."""
    UNUSED = "unused"


class How(StrEnum):
    """How a column was recognised, surest first."""

    SETTINGS = "settings"
    NAME = "name"
    PART_OF_NAME = "part_of_name"
    NAME_AND_CONTENT = "name_and_content"
    """The name can mean several things; the cells decide which."""
    SPELLING = "spelling"
    CONTENT = "content"


class AddressKind(IntEnum):
    """Which address of an initiative a column holds, by its name; the first says best where the initiative is."""

    VISITING = 0
    ANY = 1
    POSTAL = 2


@dataclass(frozen=True)
class Column:
    """One column of a file."""

    position: int
    header: str
    """The header as written; a repeated or empty one gets its column letter: "Naam (kolom C)"."""
    field: Field | None = None
    how: How | None = None
    address: AddressKind = AddressKind.ANY
    ticked: str = ""
    """For a column with ticks: the one category that a tick stands for."""

    @cached_property
    def legend(self) -> dict[str, str]:
        """Number to meaning, read from a header such as "Thema (1=wonen, 2=zorg)"."""
        return {number: meaning.strip() for number, meaning in _LEGEND.findall(self.header)}

    def text_of(self, cell: str) -> str:
        """The text that a cell stands for: a number becomes its meaning, a tick its category."""
        if len(self.legend) > 1 and _NUMBERS.fullmatch(cell):
            return "; ".join(self.legend.get(number, number) for number in _NUMBER.findall(cell))
        if not self.ticked or cell.lower() not in TICKS | CROSSES:
            return cell
        return self.ticked if cell.lower() in TICKS else ""


def letter(position: int) -> str:
    """The letter a spreadsheet shows above column `position` (0 is A)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def names_initiative(header: str) -> bool:
    """Whether a header such as "Naam initiatief" says that its names are those of initiatives."""
    return _INITIATIVE.search(fold(header)) is not None


def by_field(columns: Sequence[Column], headers: Mapping[str, str]) -> dict[Field, list[Column]]:
    """Columns per field, the surest first; of equally sure ones in the order of the list of column names.

    So "Naam initiatief" goes before "Organisatie", wherever they stand in the file.
    """
    sureness = {how: rank for rank, how in enumerate(How)}
    listed = {word: rank for rank, word in enumerate(headers)}

    def rank(column: Column) -> tuple[int, bool, int, int, int]:
        sure = sureness[column.how or How.CONTENT]
        is_other = column.field is Field.NAME and not names_initiative(column.header)
        return column.address, is_other, sure, listed.get(fold(column.header), len(listed)), column.position

    grouped: dict[Field, list[Column]] = defaultdict(list)
    for column in sorted(columns, key=rank):
        if column.field:
            grouped[column.field].append(column)
    return dict(grouped)
