"""Where an initiative is: the surest evidence in its row, never a guess.

The municipality is what the row states, made surer by its place, postcode and point; the point
is the address point when it fits, else that of the postcode, the place or quarter, or the
municipality. Two statements that contradict each other are reported, and the municipality that
is named wins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from data_loaders.schema import LocationPrecision, RegionLevel
from data_loaders.schema.folding import fold
from geo.codes import Candidate, Gazetteer
from geo.locate import Locator
from geo.names import PROVINCE_SUFFIXES
from prepare.clean.cells import Cells
from prepare.clean.words import Words, hint
from prepare.columns.field import Field
from prepare.messages import Problem
from prepare.place.names import Found, NameSearch
from prepare.place.point import Point, read_point

NEAR_METRES = 1_000.0
"""How far outside a municipality a point may lie: published borders are simplified."""
_BORDER_SHARE = 0.9
"""Below this share a postcode is known to lie in more than one municipality."""
_MOST_CANDIDATES = 6

_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)(?:\s?[A-Za-z]{2}(?![A-Za-z]))?")
_FULL_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3}\s?[A-Z]{2})\b[\s,]*(.*)")


@dataclass(frozen=True)
class Atlas:
    """Names and boundaries."""

    gazetteer: Gazetteer
    locator: Locator
    names: Mapping[str, str] = field(default_factory=dict)
    """Folded name to name of municipalities and places, for advice about a misspelt one."""

    @classmethod
    def load(cls, tables: Mapping[str, pl.DataFrame], municipalities: bytes) -> "Atlas":
        """From the five geography tables by name, and the boundaries of the municipalities (GeoJSON)."""
        municipalities_only = tables["regions"].filter(level=RegionLevel.MUNICIPALITY)
        named = pl.concat([municipalities_only["name"], tables["places"]["name"]])
        return cls(Gazetteer.from_tables(tables), Locator(municipalities), {fold(name): name for name in named})


@dataclass(frozen=True)
class Location:
    """Where a row is placed; degrees in WGS84."""

    place: str | None
    municipality_code: str
    longitude: float | None
    latitude: float | None
    location_precision: LocationPrecision


@dataclass
class _Evidence:
    """What the cells of one row say about its location."""

    stated: frozenset[str] = frozenset()
    """Municipalities that the municipality column can mean."""
    postcode: Candidate | None = None
    named: Found | None = None
    named_by: Field = Field.PLACE
    point: Point | None = None
    point_code: str | None = None
    place: str | None = None
    homes: frozenset[str] = field(default_factory=frozenset)

    def narrow(self) -> None:
        """Let each kind of evidence in turn leave out municipalities, as long as one remains."""
        kinds = (
            self.stated,
            self.named.codes if self.named else frozenset(),
            frozenset({self.postcode.municipality_code}) if self.postcode else frozenset(),
            frozenset({self.point_code}) if self.point_code else frozenset(),
        )
        for codes in kinds:
            self.homes = (self.homes & codes or self.homes) if self.homes else codes


def locate(cells: Cells, words: Words, atlas: Atlas) -> Location | None:
    """Where the row is; None, with the reason in `cells.messages`, when that cannot be told."""
    evidence = _gather(cells, words, atlas)
    evidence.narrow()
    if len(evidence.homes) != 1:
        _tell_unplaced(cells, words, atlas, evidence)
        return None
    (home,) = evidence.homes
    _tell_contradictions(cells, atlas, evidence, home)
    point, precision = _best_point(cells, atlas, evidence, home)
    return Location(
        evidence.place, home, point.longitude if point else None, point.latitude if point else None, precision
    )


def _gather(cells: Cells, words: Words, atlas: Atlas) -> _Evidence:
    gazetteer = atlas.gazetteer
    province = _province(cells.texts.get(Field.PROVINCE, ""), gazetteer)
    evidence = _Evidence(stated=_stated(cells, words, gazetteer, province))
    evidence.postcode = _postcode(cells, words, gazetteer)
    evidence.point = read_point(cells)
    if evidence.point:
        evidence.point_code = atlas.locator.municipality(evidence.point.longitude, evidence.point.latitude)
    evidence.place = _said(cells, Field.PLACE, words)
    for source in (Field.PLACE, Field.NEIGHBOURHOOD, Field.MUNICIPALITY, Field.ADDRESS):
        text = _said(cells, source, words)
        if text and evidence.named is None and not (source == Field.MUNICIPALITY and evidence.stated):
            evidence.named, evidence.named_by = _named(text, gazetteer, evidence, province), source
    if evidence.place is None and evidence.postcode and not evidence.postcode.name.isdigit():
        evidence.place = evidence.postcode.name
    return evidence


def _said(cells: Cells, about: Field, words: Words) -> str | None:
    """The text of a cell that tells where; None when it is empty or says something like "landelijk"."""
    text = cells.get(about, words)
    if text is None or fold(text) in words.nowhere:
        return None
    return (_FULL_POSTCODE.sub(r"\2", text) or None) if about == Field.PLACE else text


def _province(text: str, gazetteer: Gazetteer) -> str | None:
    """The province by its name, code or abbreviation ("NH")."""
    return gazetteer.province(text) or PROVINCE_SUFFIXES.get(text.lower().strip(". "))


def _stated(cells: Cells, words: Words, gazetteer: Gazetteer, province: str | None) -> frozenset[str]:
    text = cells.get(Field.MUNICIPALITY, words)
    if text is None:
        return frozenset()
    padded = f"GM{text.zfill(4)}" if text.isdigit() else text
    codes = gazetteer.municipality(padded).municipality_codes
    if not codes:
        parts = re.split(r"\s*[;,/&]\s*|\s+en\s+", text)
        codes = next(filter(None, (gazetteer.municipality(part).municipality_codes for part in parts)), frozenset())
    return frozenset(code for code in codes if province in (None, gazetteer.province_of(code))) or codes


def _postcode(cells: Cells, words: Words, gazetteer: Gazetteer) -> Candidate | None:
    text = cells.get(Field.POSTCODE, words)
    if text:
        found = _POSTCODE.search(text.upper())
        candidate = gazetteer.postcode(found[0]) if found else None
        if candidate is None:
            cells.tell(Problem.POSTCODE_INVALID, Field.POSTCODE)
        return candidate
    elsewhere = (_FULL_POSTCODE.search(cells.texts.get(about, "")) for about in (Field.ADDRESS, Field.PLACE))
    inside = next(filter(None, elsewhere), None)
    return gazetteer.postcode(inside[1]) if inside else None


def _named(text: str, gazetteer: Gazetteer, evidence: _Evidence, province: str | None) -> Found | None:
    """What a name means, looked for where the other evidence points first, and then everywhere."""
    everywhere = NameSearch(gazetteer)
    if evidence.stated:
        return everywhere.inside(evidence.stated).find(text)
    hints = [evidence.postcode.municipality_code] if evidence.postcode else []
    hints += [evidence.point_code] if evidence.point_code else []
    near = (everywhere.inside(frozenset({code})).find(text) for code in hints)
    found = next(filter(None, near), None) or NameSearch(gazetteer, province=province).find(text)
    named_province = gazetteer.province(text)
    if found and named_province and province is None:
        # "Zeeland" is a village in Noord-Brabant, but whoever writes it may mean the province.
        here = {gazetteer.province_of(code) for code in found.codes}
        return found if named_province in here else None
    return found


def _best_point(
    cells: Cells, atlas: Atlas, evidence: _Evidence, home: str
) -> tuple[Point | Candidate | None, LocationPrecision]:
    if evidence.point and _fits(cells, atlas, evidence, home):
        is_area = cells.texts.get(Field.SHAPE, "Point") != "Point"
        return evidence.point, LocationPrecision.DISTRICT if is_area else LocationPrecision.ADDRESS
    postcode = evidence.postcode
    if postcode and postcode.municipality_code == home and postcode.longitude is not None:
        return postcode, LocationPrecision.POSTCODE
    if evidence.named:
        here = evidence.named.resolution.within({home}).candidates
        if len(here) == 1:
            return here[0], evidence.named.precision
    return atlas.gazetteer.municipality_by_code(home), LocationPrecision.MUNICIPALITY


def _fits(cells: Cells, atlas: Atlas, evidence: _Evidence, home: str) -> bool:
    point = evidence.point
    if point is None or evidence.point_code == home:
        return point is not None
    if atlas.locator.distance(home, point.longitude, point.latitude) <= NEAR_METRES:
        return True
    found = _name(atlas, evidence.point_code) if evidence.point_code else None
    problem = Problem.POINT_ELSEWHERE if found else Problem.POINT_OUTSIDE
    _tell_point(cells, problem, point, found=found, stated=_name(atlas, home))
    return False


def _tell_point(cells: Cells, problem: Problem, point: Point, *, found: str | None = None, stated: str = "") -> None:
    about = next(about for about in (Field.LONGITUDE, Field.X, Field.POINT) if about in cells.columns)
    cells.tell(problem, about, value=f"{point.longitude:.5f}; {point.latitude:.5f}", found=found, stated=stated)


def _tell_contradictions(cells: Cells, atlas: Atlas, evidence: _Evidence, home: str) -> None:
    """Report what the row says that does not fit the municipality it was given."""
    stated = _name(atlas, home)
    if Field.MUNICIPALITY in cells.texts and not evidence.stated:
        cells.tell(
            Problem.MUNICIPALITY_UNKNOWN, Field.MUNICIPALITY, hint=hint(cells.texts[Field.MUNICIPALITY], atlas.names)
        )
    postcode = evidence.postcode
    if postcode and postcode.municipality_code != home and (postcode.share or 1.0) >= _BORDER_SHARE:
        about = Field.POSTCODE if Field.POSTCODE in cells.texts else Field.ADDRESS
        cells.tell(Problem.MUNICIPALITY_CONFLICT, about, what="Postcode", found=postcode.municipality, stated=stated)
    if evidence.stated and evidence.named is None and evidence.place and Field.PLACE in cells.texts:
        text = cells.texts[Field.PLACE]
        elsewhere = NameSearch(atlas.gazetteer).find(text)
        if elsewhere and len(elsewhere.codes) == 1 and text.startswith(elsewhere.resolution.asked):
            cells.tell(
                Problem.MUNICIPALITY_CONFLICT,
                Field.PLACE,
                what="De plaats",
                found=_name(atlas, *elsewhere.codes),
                stated=stated,
            )
        else:
            cells.tell(Problem.PLACE_NOT_FOUND, Field.PLACE, municipality=stated)


def _tell_unplaced(cells: Cells, words: Words, atlas: Atlas, evidence: _Evidence) -> None:
    if evidence.point and evidence.point_code is None:
        _tell_point(cells, Problem.POINT_OUTSIDE, evidence.point)
    if evidence.homes:
        about = Field.MUNICIPALITY if evidence.stated else evidence.named_by
        names = sorted(_candidate_name(atlas, code, evidence) for code in evidence.homes)
        shown = "; ".join(names[:_MOST_CANDIDATES]) + (" …" if len(names) > _MOST_CANDIDATES else "")
        cells.tell(Problem.LOCATION_AMBIGUOUS, about, rejects=True, candidates=shown)
        return
    asked = next((f for f in (Field.PLACE, Field.NEIGHBOURHOOD, Field.MUNICIPALITY) if _said(cells, f, words)), None)
    if asked is None:
        cells.tell(Problem.LOCATION_ABSENT, Field.PLACE, rejects=True)
        return
    if atlas.gazetteer.province(cells.texts[asked]):
        villages = NameSearch(atlas.gazetteer).find(cells.texts[asked])
        names = [
            f"{cells.texts[asked]} in de gemeente {_name(atlas, code)}"
            for code in sorted(villages.codes if villages else ())
        ]
        cells.tell(Problem.LOCATION_AMBIGUOUS, asked, rejects=True, candidates="; ".join([*names, "de hele provincie"]))
        return
    cells.tell(Problem.LOCATION_UNKNOWN, asked, rejects=True, hint=hint(cells.texts[asked], atlas.names))


def _candidate_name(atlas: Atlas, code: str, evidence: _Evidence) -> str:
    """A candidate in words: the place and its municipality, or the municipality alone."""
    municipality = _name(atlas, code)
    if evidence.stated or evidence.named is None:
        return f"gemeente {municipality}"
    here = evidence.named.resolution.within({code}).candidates
    return f"{here[0].name} in de gemeente {municipality}" if here else f"gemeente {municipality}"


def _name(atlas: Atlas, code: str | None) -> str:
    found = atlas.gazetteer.municipality_by_code(code) if code else None
    return found.municipality if found else "onbekend gebied"
