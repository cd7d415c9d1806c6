"""Looks up names of places as people write them: "Zuilen, Utrecht", "Zeeland (Noord-Brabant)", "Goes en omgeving"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from data_loaders.schema import LocationPrecision
from geo.codes import Candidate, Gazetteer, MatchKind, Resolution
from geo.names import split_suffix

_SURROUNDINGS = re.compile(
    r"\s*(?:,|\ben\b|&)?\s*(?:\be\.?o\.?(?=\s|$)|\b(?:directe )?omgeving\b|\bomliggende (?:dorpen|kernen)\b|\bomstreken\b)\s*$"
    r"|^(?:de\s+)?(?:regio|omgeving|gemeente|gem\.|heel|kantoor|dorp|stad|wijk|buurt|stadsdeel|bij|nabij)\s+",
    re.I,
)
_BRACKETS = re.compile(r"^(?P<outside>.+?)\s*\((?P<inside>[^()]+)\)\s*$")
_PROVINCE = frozenset({"provincie", "prov", "province"})
"""Words in brackets after which the name does not mean a place: "Utrecht (provincie)"."""
_LIST = re.compile(r"\s*(?:[,;/&+]|\ben\b)\s*")
_IN_TOWN = re.compile(r"\s+te\s+(?=[^\W\d_a-z])")
"""Separator between a quarter and its town: "Veldhuizen te Ede"."""
_BETWEEN_WORDS = re.compile(r"[\s-]+")
_SIDE = re.compile(
    r"(?:nieuw[\s-])?(?:noord|oost|zuid|west|centrum|midden)(?:[\s-]?(?:oost|west))?|binnenstad|buitengebied", re.I
)
"""Names of quarters that occur in many towns."""
_QUARTERS = frozenset({MatchKind.SECTION, MatchKind.DISTRICT})
_LONGEST = 120
"""Longest text that is split into parts; a longer one is prose, not a name."""


@dataclass(frozen=True)
class NamedPlace:
    """The candidates for a name, and how precise a location it gives."""

    resolution: Resolution
    precision: LocationPrecision

    @property
    def codes(self) -> frozenset[str]:
        """Codes of today's municipalities that it can lie in."""
        return self.resolution.municipality_codes

    @property
    def is_quarter(self) -> bool:
        """Whether it is a part of a place: a quarter or a district."""
        return self.precision is LocationPrecision.DISTRICT

    @property
    def is_town(self) -> bool:
        """Whether it is a place or a municipality, and not a hamlet or a quarter."""
        return self.resolution.candidates[0].kind not in (*_QUARTERS, MatchKind.SETTLEMENT, MatchKind.LOCALITY)


@dataclass(frozen=True)
class NameSearch:
    """Looks up names, in the whole country or in a part of it."""

    gazetteer: Gazetteer
    within: frozenset[str] = frozenset()
    """Codes of the municipalities to search; empty for all."""
    province: str | None = None
    """Code of the province to search; None for all."""
    town: str | None = None
    """Name of the town whose quarters are meant; None for the town with the same name as its municipality."""

    def find(self, text: str) -> NamedPlace | None:
        """The place, hamlet, quarter, district or municipality that `text` names.

        The text is read as a whole first, then in parts; the first reading that is on a list counts. It may have
        several candidates. The result is None when no reading is on a list.
        """
        return _remembered(self, text.strip()) if len(text) <= _LONGEST else self._look(text.strip())

    def inside(self, codes: frozenset[str]) -> "NameSearch":
        """The same search in `codes` only. If some of them lie in the present area, only those are searched."""
        return replace(self, within=self.within & codes or codes, province=None)

    def _beside(self, town: NamedPlace) -> "NameSearch":
        """The same search for a name that is written beside the name of `town`."""
        return replace(self.inside(town.codes), town=_name(town))

    def _look(self, text: str) -> NamedPlace | None:
        """Look up `text` as a whole."""
        if not any(map(str.isalpha, text)):
            return None
        limits: list[str | None] = [*sorted(self.within)] or [None]
        for search in (self._places, self._districts):
            candidates = tuple(c for limit in limits for c in search(text, limit) if self._is_of_town(text, c))
            if candidates:
                is_quarter = candidates[0].kind in _QUARTERS
                return NamedPlace(
                    Resolution(text, candidates), LocationPrecision.DISTRICT if is_quarter else LocationPrecision.PLACE
                )
        homes = tuple(filter(self._is_here, self.gazetteer.municipality(text).candidates))
        return NamedPlace(Resolution(text, homes), LocationPrecision.MUNICIPALITY) if homes else None

    def _places(self, text: str, limit: str | None) -> tuple[Candidate, ...]:
        candidates = self.gazetteer.place(text, municipality_code=limit, province_code=self.province).candidates
        is_told_apart = len(candidates) == 1 and split_suffix(candidates[0].name)[1] and not split_suffix(text)[1]
        if limit or self.province or not is_told_apart:
            return candidates
        # "Loo Gld" has a suffix because other places are called Loo too, so those are candidates as well.
        codes = self.gazetteer.province_codes
        return tuple(c for code in codes for c in self.gazetteer.place(text, province_code=code).candidates)

    def _districts(self, text: str, limit: str | None) -> tuple[Candidate, ...]:
        return tuple(filter(self._is_here, self.gazetteer.district(text, municipality_code=limit).candidates))

    def _is_of_town(self, text: str, candidate: Candidate) -> bool:
        """Whether a quarter such as "Zuid" is that of the right town; a merged municipality can have one in each town."""
        longitude, latitude = candidate.longitude, candidate.latitude
        if candidate.kind not in _QUARTERS or not _SIDE.fullmatch(text) or longitude is None or latitude is None:
            return True
        town = self.town or candidate.municipality
        return self.gazetteer.towns.is_nearest(town, candidate.municipality_code, longitude, latitude)

    def _is_here(self, candidate: Candidate) -> bool:
        code = candidate.municipality_code
        is_within = not self.within or code in self.within
        return is_within and self.province in (None, self.gazetteer.province_of(code))

    def _readings(self, text: str) -> Iterator[NamedPlace]:
        """Other readings of a text that is on no list as a whole, likeliest first."""
        bare = _SURROUNDINGS.sub("", text).strip(" ,")
        brackets = _BRACKETS.match(text)
        if bare and bare != text:
            readings = iter([self.find(bare)])
        elif brackets:
            readings = self._in_brackets(brackets["outside"], brackets["inside"])
        else:
            readings = self._parts(text)
        yield from filter(None, readings)

    def _in_brackets(self, outside: str, inside: str) -> Iterator[NamedPlace | None]:
        """Readings of a name with its area in brackets: a province, a municipality or another place."""
        if inside.lower().strip(" .") in _PROVINCE:
            return
        province = self.gazetteer.province(inside)
        if province:
            yield replace(self, province=province).find(outside)
        town_around = self.find(inside)
        if town_around:
            yield self._beside(town_around).find(outside)
        anywhere = replace(self, town=_name(town_around)) if town_around else self
        yield anywhere.find(outside)
        yield town_around

    def _parts(self, text: str) -> Iterator[NamedPlace | None]:
        """Readings of a quarter with its town, or of several places; of those the first known one is taken."""
        text = _IN_TOWN.sub(", ", text)
        *quarters, town_name = [part.strip() for part in text.split(",") if part.strip()] or [""]
        town = self.find(town_name) if quarters else None
        if town:
            yield from map(self._beside(town).find, quarters)
            province = self.gazetteer.province(town_name)
            if province:
                yield from map(replace(self, province=province)._look, quarters)
            yield self._with_other_towns(text, town, quarters)
        pieces = [piece for piece in _LIST.split(text) if piece]
        if len(pieces) > 1:
            yield from map(self._look, pieces)
        yield from self._quarter_of(text)

    def _with_other_towns(self, text: str, town: NamedPlace, others: list[str]) -> NamedPlace:
        """Make both towns candidates for "Assen, Emmen", where neither is a quarter of the other."""
        matches = filter(None, map(self._look, others))
        towns = [c for other in matches for c in other.resolution.candidates if c.kind is MatchKind.PLACE]
        return NamedPlace(Resolution(text, (*town.resolution.candidates, *towns)), town.precision) if towns else town

    def _quarter_of(self, text: str) -> Iterator[NamedPlace | None]:
        """Readings of a town and its quarter without a comma: "Utrecht-Overvecht", "Rotterdam Zuid"."""
        for gap in reversed(list(_BETWEEN_WORDS.finditer(text))):
            town, rest = self._look(text[: gap.start()]), text[gap.end() :]
            if town and rest:
                yield self._beside(town)._look(rest)
                yield town if _SIDE.fullmatch(rest) else None


@lru_cache(maxsize=1 << 15)
def _remembered(search: NameSearch, text: str) -> NamedPlace | None:
    """`NameSearch.find` with its results remembered, because lists repeat the same places."""
    return search._look(text) or next(search._readings(text), None)


def _name(town: NamedPlace) -> str:
    return town.resolution.candidates[0].name
