"""Recognises rows about initiatives abroad, so that they do not land in a Dutch place of the same name."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from data_loaders.schema.folding import fold
from geo.crs import is_in_europe, is_in_islands
from geo.names import names_islands
from prepare.clean.cells import Cells
from prepare.clean.words import Words
from prepare.columns.field import Field
from prepare.messages import Problem
from prepare.place.evidence import Atlas, Evidence

_LAST_PART = re.compile(r"^.*\S\s*(?:,|\(|\s[/-]\s)\s*(?P<country>[^,()/]+)\)?\s*$")
_FOREIGN_POSTCODE = re.compile(
    r"(?!NL)[A-Z]{1,3}\s?-\s?\d{4,5}|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|(?!NL)(?:BE|DE|FR|LU|[BDFL])\s?\d{4,5}"
)
_LONG_POSTCODE = re.compile(r"[1-9]\d{4}")
_MARKED_POSTCODE = re.compile(r"(?<!\w)(?:BE?|DE?|FR?|LU?)\s?-\s?\d{4,5}(?!\w)")
_POSTCODE_AND_PLACE = re.compile(r"(?<!\d)(\d{4})\s+([^\W\d][^\d,;(]*)")
_SEVERAL = re.compile(r"\s*[/,;&]\s*|\s+en\s+")
_MISSPELT = 85
_SHORT = 4
_LONGEST = 200
"""Characters of a cell that are examined."""


@dataclass(frozen=True)
class Abroad:
    """The cell that shows that a row lies abroad."""

    about: Field
    problem: Problem = Problem.ABROAD
    value: str | None = None
    """The text to quote, when that is not the whole cell."""


def abroad(cells: Cells, words: Words, atlas: Atlas, evidence: Evidence) -> Abroad | None:
    """The evidence that a row lies outside the European Netherlands; None when there is none."""
    return (
        _on_islands(cells, evidence)
        or _by_country(cells, words, atlas)
        or _by_name(cells, words)
        or _by_postcode(cells, words, evidence)
        or _by_point(atlas, evidence)
    )


def may_be_belgian(cells: Cells, words: Words, evidence: Evidence) -> bool:
    """Whether a row may lie in Belgium: its country is empty, and its only location is a place name that Belgium has too."""
    if Field.COUNTRY not in cells.texts or cells.get(Field.COUNTRY, words):
        return False
    elsewhere = evidence.stated or evidence.point_codes or evidence.postcode or evidence.region or evidence.quarter
    is_bare = not elsewhere and not cells.get(Field.PROVINCE, words)
    return is_bare and fold(cells.texts.get(Field.PLACE, "")) in words.namesakes


def _on_islands(cells: Cells, evidence: Evidence) -> Abroad | None:
    """Bonaire, Sint Eustatius and Saba are Dutch, but not on this map."""
    for about in (Field.COUNTRY, Field.PROVINCE, Field.MUNICIPALITY, Field.PLACE):
        text = cells.texts.get(about)
        if text and names_islands(text):
            return Abroad(about, Problem.OUTSIDE_MAP)
    point = evidence.point
    is_there = point is not None and is_in_islands(point.longitude, point.latitude)
    return Abroad(evidence.point_field, Problem.OUTSIDE_MAP, str(point)) if is_there else None


def _by_country(cells: Cells, words: Words, atlas: Atlas) -> Abroad | None:
    """A country column with anything but the Netherlands, a Dutch province or a Dutch municipality."""
    text = cells.get(Field.COUNTRY, words)
    folded = fold(text or "")
    if not text or not any(map(str.isalpha, folded)) or folded in words.yes or folded in words.nowhere:
        return None
    parts = [folded, *map(fold, _SEVERAL.split(text))]
    if any(_is_nearly(part, name) for part in parts for name in words.home):
        return None
    is_dutch = atlas.gazetteer.province(text) or atlas.gazetteer.municipality(text).candidates
    return None if is_dutch and folded not in words.countries else Abroad(Field.COUNTRY)


def _is_nearly(text: str, name: str) -> bool:
    return text == name or (len(text) > _SHORT and fuzz.ratio(text, name) >= _MISSPELT)


def _by_name(cells: Cells, words: Words) -> Abroad | None:
    """A foreign region in the province column, or a country after the name of a place: "Hasselt (België)"."""
    if fold(cells.texts.get(Field.PROVINCE, "")) in words.countries:
        return Abroad(Field.PROVINCE)
    for about in (Field.PLACE, Field.MUNICIPALITY, Field.ADDRESS):
        behind = _LAST_PART.match(cells.texts.get(about, "")[:_LONGEST])
        if behind and fold(behind["country"]) in words.countries:
            return Abroad(about)
    return None


def _by_postcode(cells: Cells, words: Words, evidence: Evidence) -> Abroad | None:
    text = (cells.get(Field.POSTCODE, words) or "").upper().strip()
    if _FOREIGN_POSTCODE.fullmatch(text):
        return Abroad(Field.POSTCODE)
    if _LONG_POSTCODE.fullmatch(text) and not evidence.stated and not evidence.point_codes:
        return Abroad(Field.POSTCODE)
    place = cells.texts.get(Field.PLACE) or cells.texts.get(Field.MUNICIPALITY, "")
    if _is_belgian(text, place, words) and not evidence.point_codes:
        return Abroad(Field.POSTCODE)
    return next(filter(None, (_in_address(cells, about, words) for about in (Field.ADDRESS, Field.PLACE))), None)


def _in_address(cells: Cells, about: Field, words: Words) -> Abroad | None:
    """A foreign postcode inside an address: "Grote Markt 1, B-2800 Mechelen"."""
    text = cells.texts.get(about, "")[:_LONGEST]
    is_belgian = any(_is_belgian(matched[1], matched[2], words) for matched in _POSTCODE_AND_PLACE.finditer(text))
    return Abroad(about) if is_belgian or _MARKED_POSTCODE.search(text) else None


def _is_belgian(postcode: str, place: str, words: Words) -> bool:
    """Whether the postcode belongs to a Belgian place of that name; the four digits alone could be Dutch."""
    ranges = words.namesakes.get(fold(place), ()) if postcode.isdigit() else ()
    return any(first <= int(postcode) <= last for first, last in ranges)


def _by_point(atlas: Atlas, evidence: Evidence) -> Abroad | None:
    """A point on foreign land, too far from the border to be explained by simplified boundaries."""
    point = evidence.point
    if point is None or evidence.point_codes or not is_in_europe(point.longitude, point.latitude):
        return None
    is_land = atlas.abroad is None or atlas.abroad.covers(point.longitude, point.latitude)
    return Abroad(evidence.point_field, value=str(point)) if is_land else None
