"""Recognises columns by their names, before any cell is looked at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from data_loaders.schema.folding import fold
from prepare.clean.stems import stem, words_key
from prepare.clean.words import Words
from prepare.columns.field import AddressKind, Field, How, letter
from prepare.messages import quote

_SURE_SPELLING = 88
_SHORTEST_FUZZY = 5
_LONGEST_PHRASE = 5
_MOST_SCORED = 1_000
_LONGEST_SCORED = 60
_LONGEST_HEADER = 200

LOCATION = frozenset({Field.PLACE, Field.NEIGHBOURHOOD, Field.MUNICIPALITY, Field.PROVINCE, Field.POSTCODE})
LOCATING = LOCATION | {Field.ADDRESS, Field.LONGITUDE, Field.X, Field.POINT}
"""Fields that say where a row is."""
LISTED = LOCATION | {Field.ADDRESS, Field.THEMES, Field.LEGAL_FORM, Field.STATUS, Field.SCOPE}
"""Fields whose cells can be recognised by a list or a pattern."""
_ONLY_WHEN_SURE = frozenset({Field.NAME, Field.STARTED_YEAR, Field.WEBSITE, Field.SOURCE_URL, Field.SOURCE_YEAR})
"""Fields for which an unknown word in the header changes the meaning: "Startdatum subsidie", "Naam ouder"."""
_DEGREES = frozenset({Field.LATITUDE, Field.LONGITUDE})
"""Fields that count whatever else the header says: "locatie.lat", "_Waar is het?_longitude"."""
_PARTS_OF_ADDRESS = frozenset({Field.PLACE, Field.MUNICIPALITY, Field.POSTCODE, Field.PROVINCE, Field.COUNTRY})
_STREET = frozenset({"straat", "straatnaam", "street"})
_AND = frozenset({"en", "and", "met", "of"})
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_YOUR = {"je": "uw", "jouw": "uw", "your": "uw", "mijn": "uw", "my": "uw", "name": "naam", "names": "naam"}


@dataclass(frozen=True)
class Reading:
    """What a column name can mean."""

    how: How
    if_it_fits: tuple[Field, ...] = ()
    """Possible fields, likeliest first; the first whose test the cells pass is taken."""
    otherwise: Field | None = None

    @property
    def likeliest(self) -> Field | None:
        """The field that the name alone points to."""
        return self.if_it_fits[0] if self.if_it_fits else self.otherwise


@dataclass(frozen=True)
class Header:
    """One column as its name describes it, before its cells are looked at."""

    position: int
    label: str
    """The header as written; a repeated or empty one gets its column letter: "Naam (kolom C)"."""
    reading: Reading | None
    address: AddressKind = AddressKind.ANY


def read_headers(cells: Sequence[str], words: Words, stated: Mapping[str, str]) -> list[Header]:
    """All columns with the meaning of their name.

    Args:
        cells: the row of column names.
        words: the word lists.
        stated: header to field, from the settings file; goes before what the name means.
    """
    seen: set[str] = set()
    headers = []
    settings = {fold(name): Field(field) for name, field in stated.items()}
    for position, cell in enumerate(cells):
        title = quote(" ".join(cell.split()))
        label = title if title and title not in seen else f"{title} (kolom {letter(position)})".strip()
        seen.add(label)
        named = by_name(title, words) if title and len(title) < _LONGEST_HEADER else None
        field = settings.get(fold(title)) or settings.get(fold(label)) if title else settings.get(fold(label))
        reading = Reading(How.SETTINGS, otherwise=field) if field else named
        headers.append(Header(position, label, reading, _address_kind(title, words)))
    return headers


def _address_kind(title: str, words: Words) -> AddressKind:
    parts = fold(title).split()
    if not words.header_words["postal"].isdisjoint(parts):
        return AddressKind.POSTAL
    return AddressKind.ANY if words.header_words["visiting"].isdisjoint(parts) else AddressKind.VISITING


def header_score(cells: Sequence[str], words: Words) -> int:
    """How much a row looks like a header row: two points per field named in full, one per field named in part."""
    scores: dict[str, int] = {}
    for cell in {cell for cell in cells[:_MOST_SCORED] if len(cell) < _LONGEST_SCORED}:
        reading = _as_written(cell, words)
        field = reading.likeliest if reading else None
        if reading and field and field is not Field.UNUSED:
            scores[field] = max(2 if reading.how is How.NAME else 1, scores.get(field, 0))
    return sum(scores.values())


def by_name(header: str, words: Words) -> Reading | None:
    """The meaning of a column name: by the whole name, by a part of it, or by a name spelt nearly the same."""
    return _as_written(header, words) or _misspelt(fold(header), words)


def _as_written(header: str, words: Words) -> Reading | None:
    split = fold(_CAMEL_CASE.sub(" ", header))
    parts = split.split()
    if words.header_stems.isdisjoint(map(stem, parts)) and not any(
        p.endswith(words.header_ends["person"]) for p in parts
    ):
        return None
    whole = _listed(fold(header), words) or _listed(split, words)
    return whole or _NameParts(split, words).reading()


def _listed(phrase: str, words: Words) -> Reading | None:
    """The meaning of a phrase that is on a list as a whole, in singular or plural."""
    phrase = words.header_forms.get(words_key(phrase), phrase)
    field = words.headers.get(phrase)
    vague = tuple(map(Field, words.vague_headers.get(phrase, ())))
    how = How.NAME_AND_CONTENT if vague else How.NAME
    return Reading(how, vague, Field(field) if field else None) if field or vague else None


def _misspelt(folded: str, words: Words) -> Reading | None:
    """The meaning of a listed name with the same number of words and a letter or two of difference."""
    if len(folded) < _SHORTEST_FUZZY:
        return None
    likely = _names_by_length(tuple(words.headers)).get(folded.count(" "), [])
    nearest = process.extractOne(folded, likely, scorer=fuzz.ratio, score_cutoff=_SURE_SPELLING)
    if not nearest:
        return None
    field = Field(words.headers[nearest[0]])
    return Reading(How.SPELLING, (field,)) if field in LISTED else Reading(How.SPELLING, otherwise=field)


@lru_cache(maxsize=4)
def _names_by_length(names: tuple[str, ...]) -> dict[int, list[str]]:
    sorted_names: dict[int, list[str]] = {}
    for name in names:
        if len(name) >= _SHORTEST_FUZZY:
            sorted_names.setdefault(name.count(" "), []).append(name)
    return sorted_names


class _NameParts:
    """A column name taken apart: the listed names inside it, and the words around them."""

    def __init__(self, folded: str, words: Words) -> None:
        self.words = words
        self.parts = folded.split()
        self._addresses = words.header_words["postal"] | words.header_words["visiting"]
        self.sure: list[Field] = []
        self.vague: list[tuple[Field, ...]] = []
        self.unknown: list[str] = []
        self.has_thing = False
        position = 0
        while position < len(self.parts):
            position += self._take(position)

    def _take(self, start: int) -> int:
        """Interpret the longest known phrase from word `start`; returns its number of words."""
        if len(self.parts) > 1 and self.parts[start] in self._addresses:
            return 1
        for length in range(min(_LONGEST_PHRASE, len(self.parts) - start), 0, -1):
            phrase = " ".join(self.parts[start : start + length])
            reading = _listed(phrase, self.words) if len(phrase) > 1 else None
            if reading:
                self.has_thing |= self._is_thing(phrase)
                if reading.if_it_fits:
                    self.vague.append(reading.if_it_fits)
                elif reading.otherwise:
                    self.sure.append(reading.otherwise)
                return length
        part = self.parts[start]
        if self._is_thing(part):
            self.has_thing = True
        elif not self._is("harmless", part) and not self._is("question", part):
            self.unknown.append(part)
        return 1

    def _is(self, kind: str, part: str) -> bool:
        return part in self.words.header_words[kind] or part.isdigit()

    def _is_thing(self, part: str) -> bool:
        """Whether a word names a kind of initiative: "collectief", "buurttuin"."""
        ends = self.words.header_ends["thing"]
        is_listed = part in self.words.header_words["thing"] or part in self.words.themes
        return is_listed or (part.endswith(ends) and part not in ends)

    def _has(self, kind: str) -> bool:
        return not self.words.header_words[kind].isdisjoint(self.parts)

    def reading(self) -> Reading | None:
        """What the name as a whole means."""
        if not self.parts:
            return None
        whole = self._but_for_its_end()
        if whole:
            return whole
        settled = self._settled()
        if settled:
            return Reading(How.PART_OF_NAME, otherwise=settled)
        core = " ".join(part for part in self.parts if not self._is("harmless", part))
        whole = _listed(core, self.words)
        if whole:
            return Reading(whole.how if whole.if_it_fits else How.PART_OF_NAME, whole.if_it_fits, whole.otherwise)
        return self._of_fields()

    def _but_for_its_end(self) -> Reading | None:
        """The meaning of a listed name followed by words that add nothing: "Jaar bron (indien bekend)"."""
        end = len(self.parts)
        while end > 1 and self._is("harmless", self.parts[end - 1]):
            end -= 1
            whole = _listed(" ".join(self.parts[:end]), self.words)
            if whole:
                return whole if whole.if_it_fits else replace(whole, how=How.PART_OF_NAME)
        return None

    def _settled(self) -> Field | None:
        """The field of a column with an address, a person, a count or a picture; the other words do not matter then."""
        if self._is_address_in_parts():
            return Field.ADDRESS
        if self._is_about_person():
            return Field.PERSONAL
        return Field.UNUSED if self._has("counting") or self._has("picture") else None

    def _is_address_in_parts(self) -> bool:
        """Whether a name lists a street with its town, as "Locatie (straat, plaats)"; a street alone may be a home."""
        located = {*self.sure, *(field for fields in self.vague for field in fields)} & {Field.PLACE, Field.POSTCODE}
        return bool(located) and not _STREET.isdisjoint(self.parts) and not self._has("person")

    def _is_about_person(self) -> bool:
        if self._has("person") or any(part.endswith(self.words.header_ends["person"]) for part in self.parts):
            return True
        if Field.PERSONAL in self.sure:
            return Field.ADDRESS not in self.sure
        if self.has_thing:
            return False
        plain = [_YOUR.get(part, part) for part in self.parts]
        bare = [part for part in plain if part == "uw" or not self._is("harmless", part)]
        return not {" ".join(plain), " ".join(bare)}.isdisjoint(self.words.header_words["own_name"])

    def _of_fields(self) -> Reading | None:
        strong = [field for field in dict.fromkeys(self.sure) if field not in (Field.NAME, Field.UNUSED)]
        whole = self._leading(strong)
        if whole:
            return Reading(How.PART_OF_NAME, otherwise=whole)
        if self._must_fit(strong):
            fields = [*strong, *(field for fields in self.vague for field in fields)]
            # Nearly every text passes the test for neighbourhood, so that field comes last.
            fields.sort(key=lambda field: field is Field.NEIGHBOURHOOD)
            fitting = tuple(field for field in dict.fromkeys(fields) if field in LISTED)
            if strong == [Field.WEBSITE] and not self.unknown:
                fitting = (Field.WEBSITE,)
            unfit = Field.UNUSED if self._has("id") else None
            return Reading(How.NAME_AND_CONTENT, fitting, unfit) if fitting or unfit else None
        if strong:
            return Reading(How.PART_OF_NAME, otherwise=strong[0])
        if Field.UNUSED in self.sure:
            return Reading(How.PART_OF_NAME, otherwise=Field.UNUSED)
        is_asked = Field.NAME in self.sure or (self.has_thing and self._has("asks_name"))
        is_name = is_asked and not self.unknown and self._addresses.isdisjoint(self.parts)
        return Reading(How.PART_OF_NAME, otherwise=Field.NAME) if is_name else None

    def _leading(self, strong: Sequence[Field]) -> Field | None:
        """The field that outweighs all others in the name, if there is one."""
        degrees = [field for field in strong if field in _DEGREES]
        if len(degrees) == 1:
            return degrees[0]
        if Field.ADDRESS in strong:
            return self._part_of_address(strong) or Field.ADDRESS
        return Field.SUMMARY if strong[:1] == [Field.SUMMARY] else None

    def _part_of_address(self, strong: Sequence[Field]) -> Field | None:
        """The part of an address that the column holds: the place in "Adres (Plaats)"; None for "Adres en plaats"."""
        others = [field for field in strong if field is not Field.ADDRESS]
        is_part = len(others) == 1 and others[0] in _PARTS_OF_ADDRESS and _AND.isdisjoint(self.parts)
        return others[0] if is_part else None

    def _must_fit(self, strong: Sequence[Field]) -> bool:
        """Whether the name leaves open what the column is about, so that the cells must decide."""
        if (
            self._has("sort")
            or self._has("id")
            or self._has("consent")
            or self.parts[0] in self.words.header_words["question"]
        ):
            return True
        if self.vague or len(strong) > 1:
            return True
        is_alone = not self.unknown and Field.UNUSED not in self.sure
        return bool(strong) and not is_alone and (strong[0] in LISTED or strong[0] in _ONLY_WHEN_SURE)
