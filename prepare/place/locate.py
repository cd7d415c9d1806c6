"""Decides where an initiative is, by the surest evidence in its row and never by a guess.

`Evidence.homes` gives the municipality. The point shown is that of the surest evidence inside that municipality.
Cells that contradict the chosen municipality are reported.
"""

import re
from dataclasses import dataclass

from data_loaders.schema import LocationPrecision
from data_loaders.schema.folding import fold
from geo.codes import Candidate
from prepare.clean.cells import Cells
from prepare.clean.words import Words, hint
from prepare.columns.field import Field
from prepare.language import Phrase, phrase
from prepare.messages import Problem
from prepare.place.abroad import abroad, may_be_belgian
from prepare.place.evidence import NEAR_METRES, Atlas, Evidence, gather, location_text
from prepare.place.names import NamedPlace, NameSearch
from prepare.place.point import Position

_MOST_CANDIDATES = 6
_NAMING = (Field.PLACE, Field.NEIGHBOURHOOD, Field.MUNICIPALITY, Field.ADDRESS)
_BEFORE_COMMA = re.compile(r"(?P<building>[^,]+),(?P<place>.*\S.*)")
_IN_BRACKETS = re.compile(r"(?P<place>[^(]*[^(\s])\s*\((?P<building>[^)]+)\)")


@dataclass(frozen=True)
class Location:
    """The location of a row; coordinates are WGS84 degrees."""

    place: str | None
    municipality_code: str | None
    longitude: float | None
    latitude: float | None
    location_precision: LocationPrecision | None


def locate(cells: Cells, words: Words, atlas: Atlas) -> Location | None:
    """The location of the row; None, with the reason in `cells.messages`, when it cannot be determined."""
    return locate_by(gather(cells, words, atlas), cells, words, atlas)


def locate_by(evidence: Evidence, cells: Cells, words: Words, atlas: Atlas) -> Location | None:
    """The same as `locate`, for evidence that was collected before."""
    elsewhere = abroad(cells, words, atlas, evidence)
    if elsewhere:
        cells.tell(elsewhere.problem, elsewhere.about, rejects=True, value=elsewhere.value)
        return None
    homes = evidence.homes()
    if len(homes) != 1:
        _tell_unplaced(cells, words, atlas, evidence, homes)
        return None
    (home,) = homes
    if may_be_belgian(cells, words, evidence):
        # "Leuven" is only a hamlet here, so the writer means Belgium. "Hasselt" may well be the town in Overijssel.
        is_town = evidence.named is not None and evidence.named.is_town
        cells.tell(Problem.COUNTRY_ABSENT, Field.PLACE, rejects=not is_town, municipality=_name(atlas, home))
        if not is_town:
            return None
    _tell_contradictions(cells, words, atlas, evidence, home)
    point, precision = _best_point(cells, atlas, evidence, home)
    place = _place(cells, words, atlas, evidence, home)
    return Location(place, home, point.longitude if point else None, point.latitude if point else None, precision)


def _best_point(
    cells: Cells, atlas: Atlas, evidence: Evidence, home: str
) -> tuple[Position | Candidate | None, LocationPrecision]:
    if evidence.point and _fits(cells, atlas, evidence, home):
        is_area = cells.texts.get(Field.SHAPE, "Point") != "Point"
        return evidence.point, LocationPrecision.DISTRICT if is_area else LocationPrecision.ADDRESS
    postcode = evidence.postcode
    is_useful = postcode is not None and postcode.municipality_code == home and postcode.longitude is not None
    if is_useful and not evidence.is_po_box:
        return postcode, LocationPrecision.POSTCODE
    for named in filter(None, (evidence.named, evidence.quarter)):
        here = named.resolution.within({home}).candidates
        if len(here) == 1:
            return here[0], named.precision
    return atlas.gazetteer.municipality_by_code(home), LocationPrecision.MUNICIPALITY


def _fits(cells: Cells, atlas: Atlas, evidence: Evidence, home: str) -> bool:
    """Whether the point lies in the municipality or near it; adds a message when it does not."""
    point = evidence.point
    if point is None:
        return False
    if home in evidence.point_codes:
        return True
    if atlas.locator.distance(home, point.longitude, point.latitude) <= NEAR_METRES:
        return True
    cells.tell(Problem.POINT_OUTSIDE, evidence.point_field, value=str(point))
    return False


def _place(cells: Cells, words: Words, atlas: Atlas, evidence: Evidence, home: str) -> str | None:
    """The place to show: the written one if it lies in the municipality, else the place of the postcode."""
    text = location_text(cells, Field.PLACE, words)
    if text and home in words.local_names.get(fold(text), ()):
        return text
    if text and evidence.named_by is Field.PLACE and evidence.named and home in evidence.named.codes:
        return _without_building(text, words, atlas, home)
    postcode = evidence.postcode
    is_known = postcode is not None and postcode.municipality_code == home and not postcode.name.isdigit()
    return postcode.name if postcode and is_known else None


def _without_building(text: str, words: Words, atlas: Atlas, home: str) -> str:
    """The place without a building: "Zuidlaren" for "Dorpshuis De Brink, Zuidlaren" and for "Zuidlaren (dorpshuis)"."""
    for written in (_BEFORE_COMMA, _IN_BRACKETS):
        parts = written.fullmatch(text)
        if parts and any(word in words.themes for word in fold(parts["building"]).split()):
            is_place_itself = NameSearch(atlas.gazetteer, frozenset({home})).find(parts["building"]) is not None
            return text if is_place_itself else parts["place"].strip()
    return text


def _tell_contradictions(cells: Cells, words: Words, atlas: Atlas, evidence: Evidence, home: str) -> None:
    """Report every cell that does not fit the chosen municipality."""
    stated = _name(atlas, home)
    if Field.MUNICIPALITY in cells.texts and not evidence.stated:
        likely = hint(cells.texts[Field.MUNICIPALITY], atlas.names)
        cells.tell(Problem.MUNICIPALITY_UNKNOWN, Field.MUNICIPALITY, hint=likely)
    if evidence.stated and home not in evidence.stated:
        surest = Field.POSTCODE if evidence.point is None or home not in evidence.point_codes else evidence.point_field
        what = phrase(Phrase.THE_POSTCODE if surest is Field.POSTCODE else Phrase.THE_POINT)
        cells.tell(Problem.MUNICIPALITY_OVERRULED, Field.MUNICIPALITY, what=what.lower(), home=stated)
    _tell_postcode(cells, words, evidence, home, stated)
    _tell_place(cells, words, atlas, evidence, home)
    quarter = location_text(cells, Field.NEIGHBOURHOOD, words)
    if quarter and not (evidence.quarter and home in evidence.quarter.codes):
        cells.tell(Problem.QUARTER_UNKNOWN, Field.NEIGHBOURHOOD, municipality=stated)


def _tell_postcode(cells: Cells, words: Words, evidence: Evidence, home: str, stated: str) -> None:
    about = Field.POSTCODE if cells.get(Field.POSTCODE, words) else Field.ADDRESS
    postcode = evidence.postcode
    if evidence.is_po_box:
        cells.tell(Problem.PO_BOX, Field.ADDRESS if Field.ADDRESS in cells.texts else Field.PLACE)
    if postcode and postcode.municipality_code != home and evidence.is_sure_postcode:
        cells.tell(
            Problem.MUNICIPALITY_CONFLICT,
            about,
            what=phrase(Phrase.THE_POSTCODE),
            found=postcode.municipality,
            stated=stated,
        )
    if postcode is None and about is Field.POSTCODE and not evidence.is_po_box:
        is_likely = home in evidence.region
        cells.tell(Problem.POSTCODE_UNLISTED if is_likely else Problem.POSTCODE_INVALID, about)


def _tell_place(cells: Cells, words: Words, atlas: Atlas, evidence: Evidence, home: str) -> None:
    """Report why the written place is not shown."""
    text, named = location_text(cells, Field.PLACE, words), evidence.named
    if not text or (named and home in named.codes) or home in words.local_names.get(fold(text), ()):
        return
    elsewhere = named or NameSearch(atlas.gazetteer).find(text)
    # A match on only the end of the text is too weak: "Het Bos" is not the place Bos.
    is_whole = elsewhere is not None and text.startswith(elsewhere.resolution.text)
    stated = _name(atlas, home)
    if elsewhere and is_whole and len(elsewhere.codes) == 1:
        municipality = _name(atlas, *elsewhere.codes)
        cells.tell(
            Problem.MUNICIPALITY_CONFLICT, Field.PLACE, what=phrase(Phrase.THE_PLACE), found=municipality, stated=stated
        )
    else:
        cells.tell(Problem.PLACE_NOT_FOUND, Field.PLACE, municipality=stated)


def _tell_unplaced(cells: Cells, words: Words, atlas: Atlas, evidence: Evidence, homes: frozenset[str]) -> None:
    if evidence.point and not evidence.point_codes:
        cells.tell(Problem.POINT_OUTSIDE, evidence.point_field, value=str(evidence.point))
    if Field.POSTCODE in cells.texts and evidence.postcode is None:
        cells.tell(Problem.POSTCODE_INVALID, Field.POSTCODE)
    named = evidence.named or evidence.quarter
    if homes:
        by_name = evidence.named_by if evidence.named else Field.NEIGHBOURHOOD
        about = Field.MUNICIPALITY if evidence.stated else by_name
        names = sorted(_candidate_name(atlas, code, None if evidence.stated else named) for code in homes)
        shown = "; ".join(names[:_MOST_CANDIDATES]) + (" …" if len(names) > _MOST_CANDIDATES else "")
        cells.tell(Problem.LOCATION_AMBIGUOUS, about, rejects=True, candidates=shown)
        return
    naming = next((f for f in _NAMING if location_text(cells, f, words)), None)
    if naming is None:
        cells.tell(Problem.LOCATION_ABSENT, Field.PLACE, rejects=True)
    elif atlas.gazetteer.province(cells.texts[naming]):
        _tell_province(cells, atlas, naming)
    else:
        cells.tell(Problem.LOCATION_UNKNOWN, naming, rejects=True, hint=hint(cells.texts[naming], atlas.names))


def _tell_province(cells: Cells, atlas: Atlas, naming: Field) -> None:
    """Report a name that is a province and perhaps a village too, such as "Zeeland"."""
    text = cells.texts[naming]
    villages = NameSearch(atlas.gazetteer).find(text)
    codes = sorted(villages.codes if villages else ())
    names = [phrase(Phrase.IN_MUNICIPALITY, name=text, municipality=_name(atlas, code)) for code in codes]
    shown = "; ".join([*names, phrase(Phrase.WHOLE_PROVINCE)])
    cells.tell(Problem.LOCATION_AMBIGUOUS, naming, rejects=True, candidates=shown)


def _candidate_name(atlas: Atlas, code: str, named: NamedPlace | None) -> str:
    """A candidate in words: the place and its municipality, or the municipality alone."""
    municipality = _name(atlas, code)
    here = named.resolution.within({code}).candidates if named else ()
    if not here:
        return phrase(Phrase.A_MUNICIPALITY, name=municipality)
    return phrase(Phrase.IN_MUNICIPALITY, name=here[0].name, municipality=municipality)


def _name(atlas: Atlas, code: str | None) -> str:
    municipality = atlas.gazetteer.municipality_by_code(code) if code else None
    return municipality.municipality if municipality else phrase(Phrase.UNKNOWN_AREA)
