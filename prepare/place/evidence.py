"""Collects what the cells of one row say about its location; `prepare.place.locate` decides what to believe.

Names of places and quarters often occur in several municipalities, so they are looked up inside the municipality that
the row names. `Evidence.homes` holds the order in which evidence counts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.folding import fold
from geo.codes import Candidate, Gazetteer
from geo.locate import Land, Locator
from geo.names import PROVINCE_SUFFIXES
from prepare.clean.cells import Cells
from prepare.clean.words import Words
from prepare.columns.field import Field
from prepare.place.names import NamedPlace, NameSearch
from prepare.place.point import Position, read_point

LOCATING = (
    Field.PLACE, Field.NEIGHBOURHOOD, Field.MUNICIPALITY, Field.PROVINCE, Field.COUNTRY, Field.POSTCODE, Field.ADDRESS
)  # fmt: skip
"""Fields other than coordinates that say where a row is."""
NEAR_METRES = 1_000.0
"""How far outside its municipality a point may lie, because published borders are simplified."""
BORDER_SHARE = 0.9
"""A postcode with a smaller share of its area in its municipality counts as lying in several municipalities."""

_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)(?:\s?[A-Za-z]{2}(?![A-Za-z]))?")
_FULL_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3}\s?[A-Z]{2})\b[\s,]*(.*)")
_AT = re.compile(r"(?<=\d)\s*[a-z]?\s+(?:te|[-–|])\s+(?=\S)", re.I)
"""Separator between house and town: "Dorpsstraat 5 te Loenersloot", "Markt 1 - Coevorden"."""
_PO_BOX = re.compile(r"\b(?:postbus|p\.?\s?o\.?\s?box|po box|antwoordnummer)\b", re.I)


@dataclass(frozen=True)
class Atlas:
    """The names and boundaries with which rows are located."""

    gazetteer: Gazetteer
    locator: Locator
    names: Mapping[str, str] = field(default_factory=dict)
    """Folded name to name, of municipalities and places; used to suggest a correction for a misspelt name."""
    abroad: Land | None = None
    """Land of other countries; it tells a point abroad from a point at sea."""

    @classmethod
    def load(
        cls, tables: Mapping[str, pl.DataFrame], municipalities: bytes, surroundings: bytes | None = None
    ) -> "Atlas":
        """The atlas from the five geography tables by name, and GeoJSON of the municipalities and the surroundings."""
        municipalities_only = tables["regions"].filter(level=RegionLevel.MUNICIPALITY)
        named = pl.concat([municipalities_only["name"], tables["places"]["name"]])
        return cls(
            Gazetteer.from_tables(tables),
            Locator(municipalities),
            {fold(name): name for name in named},
            Land(surroundings, "land") if surroundings else None,
        )


@dataclass
class Evidence:
    """What the cells of one row say about its location."""

    stated: frozenset[str] = frozenset()
    """Codes of the municipalities that the municipality column can mean."""
    point: Position | None = None
    point_field: Field = Field.POINT
    point_codes: tuple[str, ...] = ()
    """Codes of the municipalities that hold the point or lie within `NEAR_METRES` of it, nearest first."""
    postcode: Candidate | None = None
    is_po_box: bool = False
    """Whether the address is a post office box, which says little about where the initiative is."""
    region: frozenset[str] = frozenset()
    """For an unlisted postcode: codes of the municipalities whose postcodes begin with the same digits."""
    named: NamedPlace | None = None
    named_by: Field = Field.PLACE
    quarter: NamedPlace | None = None

    @property
    def is_sure_postcode(self) -> bool:
        """Whether nearly all of the postcode's area lies in one municipality."""
        return self.postcode is not None and (self.postcode.share or 1.0) >= BORDER_SHARE

    def homes(self) -> frozenset[str]:
        """Codes of the municipalities that the row can lie in.

        Each kind of evidence narrows the set, in the order of `_in_order`. Evidence that would leave nothing is skipped.
        """
        homes: frozenset[str] = frozenset()
        for codes in self._in_order():
            homes = (homes & codes or homes) if homes else codes
        nearest = next((code for code in self.point_codes if code in homes), None)
        return frozenset({nearest}) if nearest else homes

    def _in_order(self) -> Iterator[frozenset[str]]:
        postcode = frozenset({self.postcode.municipality_code}) if self.postcode else frozenset()
        yield frozenset(self.point_codes)
        if self.is_sure_postcode and not self.is_po_box:
            yield postcode
        yield self.stated
        yield self.named.codes if self.named else frozenset()
        yield postcode
        yield self.quarter.codes if self.quarter else frozenset()
        if self.stated or self.named or self.quarter:
            yield self.region


def gather(cells: Cells, words: Words, atlas: Atlas) -> Evidence:
    """The evidence in a row; problems with unreadable cells go to `cells.messages`."""
    gazetteer = atlas.gazetteer
    province = _province(cells.texts.get(Field.PROVINCE, ""), gazetteer)
    evidence = Evidence(stated=_stated(cells, words, gazetteer, province), point=read_point(cells))
    evidence.point_field = next((f for f in (Field.LONGITUDE, Field.X) if f in cells.texts), Field.POINT)
    if evidence.point:
        evidence.point_codes = atlas.locator.near(evidence.point.longitude, evidence.point.latitude, NEAR_METRES)
    _add_postcode(evidence, cells, words, gazetteer)
    search = NameSearch(gazetteer, province=province)
    for source in (Field.PLACE, Field.MUNICIPALITY, Field.ADDRESS):
        text = location_text(cells, source, words)
        if text and evidence.named is None and not (source is Field.MUNICIPALITY and evidence.stated):
            evidence.named, evidence.named_by = _named(text, search, evidence), source
    quarter = location_text(cells, Field.NEIGHBOURHOOD, words)
    if quarter:
        evidence.quarter = _quarter(quarter, search, evidence)
    return evidence


def location_text(cells: Cells, about: Field, words: Words) -> str | None:
    """The text of a cell with a location; None when it is empty or not a location, such as "landelijk"."""
    text = cells.get(about, words)
    if text is None or fold(text) in words.nowhere:
        return None
    text = words.short_places.get(fold(text), text)
    place, _, country = text.rpartition(",")
    if place and fold(country) in words.home:
        text = place.strip()
    if about is Field.PLACE:
        return _FULL_POSTCODE.sub(r"\2", text) or None
    behind = _FULL_POSTCODE.search(text) if about is Field.ADDRESS else None
    town = behind[2].split(",")[0].strip() if behind else ""
    return town or (_AT.sub(", ", text) if about is Field.ADDRESS else text)


def _province(text: str, gazetteer: Gazetteer) -> str | None:
    """Code of the province with this name, code or abbreviation ("NH")."""
    return gazetteer.province(text) or PROVINCE_SUFFIXES.get(text.lower().strip(". "))


def as_code(municipality: str) -> str:
    """A municipal code from a bare number: "344" becomes "GM0344". A name stays as it is."""
    return f"GM{municipality.zfill(4)}" if municipality.isdigit() else municipality


def _stated(cells: Cells, words: Words, gazetteer: Gazetteer, province: str | None) -> frozenset[str]:
    text = cells.get(Field.MUNICIPALITY, words)
    if text is None:
        return frozenset()
    text = words.short_places.get(fold(text), text)
    codes = gazetteer.municipality(as_code(text)).municipality_codes
    if not codes:
        parts = re.split(r"\s*[;,/&]\s*|\s+en\s+", text)
        codes = next(filter(None, (gazetteer.municipality(part).municipality_codes for part in parts)), frozenset())
    return frozenset(code for code in codes if province in (None, gazetteer.province_of(code))) or codes


def _add_postcode(evidence: Evidence, cells: Cells, words: Words, gazetteer: Gazetteer) -> None:
    evidence.is_po_box = any(_PO_BOX.search(cells.texts.get(about, "")) for about in (Field.ADDRESS, Field.PLACE))
    text = cells.get(Field.POSTCODE, words)
    if text:
        written = _POSTCODE.search(text.upper())
    else:
        elsewhere = (_FULL_POSTCODE.search(cells.texts.get(about, "")) for about in (Field.ADDRESS, Field.PLACE))
        written = next(filter(None, elsewhere), None)
    if written:
        evidence.postcode = gazetteer.postcode(written[0] if text else written[1])
        if evidence.postcode is None:
            evidence.region = gazetteer.postcode_region(written[0])


def _named(text: str, search: NameSearch, evidence: Evidence) -> NamedPlace | None:
    """The place that a name means: first near the other evidence, then in the whole country."""
    everywhere = NameSearch(search.gazetteer)
    if evidence.stated:
        return everywhere.inside(evidence.stated).find(text)
    near = (everywhere.inside(codes).find(text) for codes in _pointed_at(evidence))
    named = next(filter(None, near), None) or search.find(text)
    named_province = search.gazetteer.province(text)
    if named and named_province and search.province is None:
        # "Zeeland" is also a village in Noord-Brabant, but the writer may mean the province.
        here = {search.gazetteer.province_of(code) for code in named.codes}
        return named if named_province in here else None
    return named


def _quarter(text: str, search: NameSearch, evidence: Evidence) -> NamedPlace | None:
    """The quarter inside the municipalities of the surer evidence, or anywhere when there is no such evidence."""
    homes = evidence.homes()
    near = search.inside(homes) if homes else search
    return next(filter(None, map(near.find, text.split("; "))), None)


def _pointed_at(evidence: Evidence) -> Iterator[frozenset[str]]:
    """Municipalities of the point and of the postcode, the surest first."""
    if evidence.point_codes:
        yield frozenset(evidence.point_codes)
    if evidence.postcode:
        yield frozenset({evidence.postcode.municipality_code})
    if evidence.region:
        yield evidence.region
