"""The gazetteer finds the municipality, place, postcode or district that a text means.

It is built from the prepared tables. It never guesses: for a text that fits more than one region it gives all
candidates, and the caller decides by other evidence or reports the ambiguity.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import RegionRow, rows_of
from geo.listed import DistrictRow, NamedRow, PlaceRow, postcode_rows
from geo.names import district_key, name_key, split_suffix
from geo.towns import Towns


class MatchKind(StrEnum):
    """The list in which a text was found, most official first."""

    CODE = "code"
    OFFICIAL_NAME = "official_name"
    OTHER_NAME = "other_name"
    FORMER_NAME = "former_name"
    POSTCODE = "postcode"
    PLACE = "place"
    PLACE_OTHER_NAME = "place_other_name"
    SECTION = "section"
    SETTLEMENT = "settlement"
    LOCALITY = "locality"
    DISTRICT = "district"
    PLACE_PART = "place_part"


class PlaceKind(StrEnum):
    """Values of `places.kind`."""

    PLACE = "place"
    PLACE_PART = "place_part"
    """The part of an official place that lies in another municipality than the rest."""
    SECTION = "section"
    SETTLEMENT = "settlement"
    LOCALITY = "locality"


@dataclass(frozen=True)
class Candidate:
    """One region or point that a text can mean."""

    code: str
    """Code of the region or point: a GM, WP, GN or WK code, or the four digits of a postcode."""
    name: str
    """Its name in today's lists; for a former municipality, the name of the present one."""
    municipality_code: str
    """Name of today's municipality."""
    municipality: str
    kind: MatchKind
    longitude: float | None = None
    latitude: float | None = None
    """Coordinates of the point (WGS84, degrees); both are None for a postcode without a point in the sources."""
    share: float | None = None
    """For a former municipality: the share of its places that lie here. For a postcode: the share of its area."""


@dataclass(frozen=True)
class Resolution:
    """The candidates for a text: none, one, or several (ambiguous)."""

    text: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def chosen(self) -> Candidate | None:
        """The only candidate; None when there is none or more than one."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def municipality_codes(self) -> frozenset[str]:
        """Codes of today's municipalities of all candidates."""
        return frozenset(candidate.municipality_code for candidate in self.candidates)

    def within(self, municipality_codes: Iterable[str]) -> "Resolution":
        """The same resolution with only the candidates in `municipality_codes`."""
        allowed = frozenset(municipality_codes)
        return Resolution(self.text, tuple(c for c in self.candidates if c.municipality_code in allowed))


@dataclass(frozen=True)
class _Entry:
    candidate: Candidate
    province_code: str | None
    rank: int
    """The lowest rank wins; all entries of that rank are candidates."""


_PLACE_RANKS: dict[PlaceKind, tuple[int, MatchKind]] = {
    PlaceKind.PLACE: (0, MatchKind.PLACE),
    PlaceKind.SECTION: (2, MatchKind.SECTION),
    PlaceKind.SETTLEMENT: (2, MatchKind.SETTLEMENT),
    PlaceKind.LOCALITY: (2, MatchKind.LOCALITY),
    PlaceKind.PLACE_PART: (2, MatchKind.PLACE_PART),
}
_PLACE_OTHER_NAME_RANK = 1
_MUNICIPALITY_RANKS = {MatchKind.OFFICIAL_NAME: 0, MatchKind.OTHER_NAME: 1, MatchKind.FORMER_NAME: 2}


class _Index:
    """Entries by the key of their name, with and without the suffix of a province."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        # Cached, because lists repeat the same places.
        self.find = lru_cache(maxsize=1 << 16)(self._find)

    def add(self, name: str, entry: _Entry) -> None:
        for form in {self._key(name), self._key(split_suffix(name)[0])}:
            self._entries[form].append(entry)

    def _find(self, text: str, municipality_code: str | None = None, province_code: str | None = None) -> Resolution:
        base, suffix = split_suffix(text)
        by_suffix = [entry for entry in self._entries.get(self._key(base), []) if entry.province_code == suffix]
        entries = [
            entry
            for entry in by_suffix or self._entries.get(self._key(text), [])
            if municipality_code in (None, entry.candidate.municipality_code)
            and province_code in (None, entry.province_code)
        ]
        best = min((entry.rank for entry in entries), default=0)
        unique = {entry.candidate.code: entry.candidate for entry in entries if entry.rank == best}
        return Resolution(text, tuple(unique[code] for code in sorted(unique)))


class Gazetteer:
    """Looks up names and codes in the lists of today's 342 municipalities.

    Args:
        regions, places, postcodes, districts, municipality_changes: the prepared tables.

    Raises:
        KeyError: a place, postcode or district lies in a municipality that `regions` does not have.
    """

    def __init__(
        self,
        *,
        regions: pl.DataFrame,
        places: pl.DataFrame,
        postcodes: pl.DataFrame,
        districts: pl.DataFrame,
        municipality_changes: pl.DataFrame,
    ) -> None:
        rows = rows_of(regions, RegionRow)
        self._regions = {row["code"]: row for row in rows if row["level"] == RegionLevel.MUNICIPALITY}
        self._codes = frozenset(row["code"] for row in rows)
        self._provinces = _province_codes(row for row in rows if row["level"] == RegionLevel.PROVINCE)
        self._by_code: dict[str, list[Candidate]] = defaultdict(list)
        self._municipalities, self._places, self._districts = _Index(name_key), _Index(name_key), _Index(district_key)
        self._postcodes: dict[str, Candidate] = {}
        self._postcode_regions: dict[str, set[str]] = defaultdict(set)
        self.towns = Towns.of(places)
        self._add_municipalities()
        self._add_former_municipalities(municipality_changes)
        self._add_places(places)
        for row in rows_of(districts, DistrictRow):
            self._districts.add(row["name"], self._entry(row["district_code"], row, MatchKind.DISTRICT))
        for code, share, named in postcode_rows(postcodes):
            self._postcodes[code] = self._entry(code, named, MatchKind.POSTCODE, share=share).candidate
            for length in _REGION_DIGITS:
                self._postcode_regions[code[:length]].add(named["municipality_code"])

    @classmethod
    def from_tables(cls, tables: Mapping[str, pl.DataFrame]) -> "Gazetteer":
        """The gazetteer from the five geography tables by name."""
        names = ("regions", "places", "postcodes", "districts", "municipality_changes")
        return cls(**{name: tables[name] for name in names})

    def municipality(self, text: str) -> Resolution:
        """Today's municipality with a name or code.

        It knows official names, CBS's names with suffix, nicknames, Dutch and Frisian pairs, and names and codes of
        former municipalities. An official name goes before another present name, which goes before a former name. A
        municipality that was split, and an ambiguous name such as "Bergen", give several candidates.
        """
        by_code = self._by_code.get(text.strip().upper())
        return Resolution(text, tuple(by_code)) if by_code else self._municipalities.find(text)

    def place(self, text: str, *, municipality_code: str | None = None, province_code: str | None = None) -> Resolution:
        """The official place with this name or, if there is none, the hamlet or quarter.

        Args:
            text: a name, with or without suffix ("Loo Gld", "Rijswijk (NB)").
            municipality_code: if given, only places in this municipality of today.
            province_code: if given, only places in this province.

        The limits apply first, so a hamlet in the given municipality is found even if a town elsewhere has its name.
        Then an official place goes before a hamlet, a quarter and a part of a place across a municipal border. All
        entries of the best rank are candidates.
        """
        return self._places.find(text, municipality_code, province_code)

    def district(self, text: str, *, municipality_code: str | None = None) -> Resolution:
        """The CBS district (wijk) with this name; "Wijk 05" before the name is ignored."""
        return self._districts.find(text, municipality_code)

    def postcode(self, text: str) -> Candidate | None:
        """The four-digit area of a postcode ("3511 AB", "3511ab", "3511"); None if it is not on the list.

        The municipality is the one with most of the area (see `share`). Both coordinates are None for the few areas
        without a point.
        """
        digits = _POSTCODE.fullmatch(text.strip())
        return self._postcodes.get(digits[1]) if digits else None

    def postcode_region(self, text: str) -> frozenset[str]:
        """Codes of the municipalities whose postcodes begin with the same three digits, or else the same two.

        This is for postcodes of post office boxes, which are not on the list of areas.
        """
        digits = text.strip()[:4]
        regions = (self._postcode_regions.get(digits[:length], set()) for length in _REGION_DIGITS)
        return frozenset(next(filter(None, regions), set()))

    def province(self, text: str) -> str | None:
        """Code of the province with this name or code ("Friesland", "Fryslân", "PV21"); None if unknown."""
        return self._provinces.get(name_key(text).removeprefix("provincie "))

    @property
    def province_codes(self) -> list[str]:
        """Codes of all provinces, ascending."""
        return sorted(set(self._provinces.values()))

    def is_region(self, code: str) -> bool:
        """Whether this is a code of today's regions: a municipality, COROP region, province, or NL."""
        return code in self._codes

    def municipality_by_code(self, code: str) -> Candidate | None:
        """Today's municipality with this code, at its label point; None if there is none."""
        return self._home(code, MatchKind.CODE).candidate if code in self._regions else None

    def province_of(self, municipality_code: str) -> str | None:
        """Code of the province of one of today's municipalities; None when the code is unknown."""
        region = self._regions.get(municipality_code)
        return region["province_code"] if region else None

    def _entry(self, code: str, row: NamedRow, kind: MatchKind, rank: int = 0, share: float | None = None) -> _Entry:
        home = self._regions[row["municipality_code"]]
        candidate = Candidate(
            code, row["name"], home["code"], home["name"], kind, row["longitude"], row["latitude"], share
        )
        return _Entry(candidate, home["province_code"], rank)

    def _home(self, code: str, kind: MatchKind, share: float | None = None) -> _Entry:
        home = self._regions[code]
        named: NamedRow = {
            "name": home["name"],
            "municipality_code": code,
            "longitude": home["longitude"],
            "latitude": home["latitude"],
        }
        return self._entry(code, named, kind, _MUNICIPALITY_RANKS.get(kind, 0), share)

    def _add_municipalities(self) -> None:
        for code, row in self._regions.items():
            self._by_code[code].append(self._home(code, MatchKind.CODE).candidate)
            self._municipalities.add(row["name"], self._home(code, MatchKind.OFFICIAL_NAME))
            for other in row["other_names"]:
                self._municipalities.add(other, self._home(code, MatchKind.OTHER_NAME))

    def _add_former_municipalities(self, changes: pl.DataFrame) -> None:
        for row in changes.iter_rows(named=True):
            entry = self._home(row["code_today"], MatchKind.FORMER_NAME, row["share_of_places"])
            self._by_code[row["old_code"]].append(entry.candidate)
            self._municipalities.add(row["old_name"], entry)

    def _add_places(self, places: pl.DataFrame) -> None:
        for row in rows_of(places, PlaceRow):
            rank, kind = _PLACE_RANKS[PlaceKind(row["kind"])]
            self._places.add(row["name"], self._entry(row["place_code"], row, kind, rank))
            for other in row["other_names"]:
                entry = self._entry(row["place_code"], row, MatchKind.PLACE_OTHER_NAME, _PLACE_OTHER_NAME_RANK)
                self._places.add(other, entry)


_REGION_DIGITS = (3, 2)
_POSTCODE = re.compile(r"([1-9]\d{3})\s*(?:[A-Za-z]{2})?")


def _province_codes(provinces: Iterable[RegionRow]) -> dict[str, str]:
    return {
        name_key(name): row["code"] for row in provinces for name in (row["code"], row["name"], *row["other_names"])
    }
