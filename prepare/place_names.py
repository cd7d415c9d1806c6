"""Names of places as people write them: "Zuilen, Utrecht", "Zeeland (Noord-Brabant)", "Goes en omgeving"."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data_loaders.schema import LocationPrecision
from geo.codes import Candidate, Gazetteer, MatchKind, Resolution

_SURROUNDINGS = re.compile(
    r"\s*(?:,|\ben\b|&)?\s*(?:\be\.?o\.?(?=\s|$)|\b(?:directe )?omgeving\b|\bomliggende (?:dorpen|kernen)\b|\bomstreken\b)\s*$"
    r"|^(?:de\s+)?(?:regio|omgeving|gemeente|heel|kantoor|dorp|stad|wijk|buurt|stadsdeel|bij|nabij)\s+",
    re.I,
)
_BRACKETS = re.compile(r"^(?P<outside>.+?)\s*\((?P<inside>[^()]+)\)\s*$")
_LIST = re.compile(r"\s*(?:[,;/&+]|\ben\b)\s*")
_QUARTERS = frozenset({MatchKind.SECTION, MatchKind.DISTRICT})


@dataclass(frozen=True)
class Found:
    """What a name was understood as."""

    resolution: Resolution
    precision: LocationPrecision

    @property
    def codes(self) -> frozenset[str]:
        """Today's municipalities it can lie in."""
        return self.resolution.municipality_codes


def precision_of(candidate: Candidate) -> LocationPrecision:
    """What the point of a candidate stands for."""
    return LocationPrecision.DISTRICT if candidate.kind in _QUARTERS else LocationPrecision.PLACE


def find(text: str, gazetteer: Gazetteer, within: frozenset[str], province: str | None) -> Found | None:
    """The place, hamlet, quarter, district or municipality that `text` names.

    Args:
        text: one cell.
        gazetteer: the lists of names.
        within: only in these municipalities; empty for all.
        province: only in this province; None for all.

    Returns:
        None when no reading of the text is on a list. Several candidates when the first reading
        that is on a list fits them all.
    """
    look = _looker(gazetteer, within, province)
    return look(text) or next(_readings(text, look, gazetteer, within), None)


Look = Callable[[str], Found | None]


def _looker(gazetteer: Gazetteer, within: frozenset[str], province: str | None) -> Look:
    limits: Iterable[str | None] = sorted(within) or [None]

    def look(text: str) -> Found | None:
        if not text or not any(sign.isalpha() for sign in text):
            return None
        for search in (_places, _districts):
            merged = [c for limit in limits for c in search(gazetteer, text, limit, province)]
            if merged:
                return Found(Resolution(text, tuple(merged)), precision_of(merged[0]))
        home = [c for c in gazetteer.municipality(text).candidates if not within or c.municipality_code in within]
        home = [c for c in home if province in (None, gazetteer.province_of(c.municipality_code))]
        return Found(Resolution(text, tuple(home)), LocationPrecision.MUNICIPALITY) if home else None

    return look


def _places(gazetteer: Gazetteer, text: str, limit: str | None, province: str | None) -> tuple[Candidate, ...]:
    return gazetteer.place(text, municipality_code=limit, province_code=province).candidates


def _districts(gazetteer: Gazetteer, text: str, limit: str | None, province: str | None) -> tuple[Candidate, ...]:
    found = gazetteer.district(text, municipality_code=limit).candidates
    return tuple(c for c in found if province in (None, gazetteer.province_of(c.municipality_code)))


def _readings(text: str, look: Look, gazetteer: Gazetteer, within: frozenset[str]) -> Iterator[Found]:
    """Other ways to read a text that is on no list as a whole, likeliest first."""
    bare = _SURROUNDINGS.sub("", text).strip(" ,")
    if bare and bare != text:
        yield from _found(find(bare, gazetteer, within, None))
        return
    brackets = _BRACKETS.match(text)
    if brackets:
        yield from _in_brackets(brackets["outside"], brackets["inside"], gazetteer, within)
        return
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) > 1:
        yield from _part_of(parts, gazetteer, within)
    # Several places in one cell: the first that is known stands for them all.
    pieces = [piece for piece in _LIST.split(text) if piece]
    if len(pieces) > 1:
        yield from _found(next(filter(None, map(look, pieces)), None))


def _in_brackets(outside: str, inside: str, gazetteer: Gazetteer, within: frozenset[str]) -> Iterator[Found]:
    """A name with in brackets where it is: a province, a municipality or another place."""
    province = gazetteer.province(inside)
    if province:
        yield from _found(find(outside, gazetteer, within, province))
    around = find(inside, gazetteer, within, None)
    if around:
        yield from _found(find(outside, gazetteer, within & around.codes or around.codes, None))
    yield from _found(find(outside, gazetteer, within, None))
    yield from _found(around)


def _part_of(parts: list[str], gazetteer: Gazetteer, within: frozenset[str]) -> Iterator[Found]:
    """ "Quarter, town": the quarter in the town's municipality, or else the town itself."""
    town = find(parts[-1].strip(), gazetteer, within, None)
    if town is None:
        return
    inside = within & town.codes or town.codes
    for part in parts[:-1]:
        yield from _found(find(part.strip(), gazetteer, inside, None))
    yield town


def _found(found: Found | None) -> Iterator[Found]:
    if found:
        yield found
