"""Finds the regions of today for a name, code or postcode that a reader typed."""

from dataclasses import dataclass

from data_loaders.schema import RegionLevel
from data_loaders.store import Snapshot
from geo.names import name_key, split_suffix
from measures.search import NameKind, search_index
from ui.region.tables import region_tables
from ui.view import data_of

PARAMETERS = {
    "gemeente": RegionLevel.MUNICIPALITY,
    "provincie": RegionLevel.PROVINCE,
    "corop": RegionLevel.COROP,
}
"""Parameter → level of the region that it names."""

OWN_PARAMETERS = ("gemeenten", "naam")
"""Parameters of an own region: its municipalities (one per parameter, or with commas between them), and its name."""

GROUP, MEMBERS = "vergelijkgroep", "met"
"""Parameters for the group to compare with: the method to choose it, and the codes of a reader's own group."""
FIGURE = "cijfer"
"""Parameter for the figures by which likeness is measured."""

SMALLEST_FIRST = (RegionLevel.MUNICIPALITY, RegionLevel.COROP, RegionLevel.PROVINCE, RegionLevel.COUNTRY)
"""Utrecht is a municipality and a province; the smallest is meant unless the address says otherwise."""
MOST_SUGGESTIONS = 12
LONGEST = 100
_KINDS = (NameKind.MUNICIPALITY, NameKind.PROVINCE, NameKind.PLACE, NameKind.POSTCODE)


@dataclass(frozen=True)
class NamedRegion:
    """What one parameter of the address names."""

    typed: str
    level: RegionLevel | None
    """The level that the parameter asks for; None for any level."""
    codes: tuple[str, ...]
    """Codes of today. Empty: unknown. Several: the municipality was split, or several regions have the name."""
    former_code: str | None = None
    """Code of the former municipality, if the words name one."""


@dataclass(frozen=True)
class RegionSuggestion:
    """A region that a reader may mean."""

    code: str
    kind: NameKind
    label: str
    """The name or postcode that was found."""
    hint: str
    """The name of the region that it means, or in which it lies."""
    is_exact: bool


def ask(snapshot: Snapshot, typed: str, level: RegionLevel | None) -> NamedRegion:
    """Find the regions that `typed` (a code or name) can mean, on `level` or on any level."""
    words, names = typed.strip()[:LONGEST], data_of(snapshot).names
    levels = (level,) if level else SMALLEST_FIRST
    codes = next(filter(None, (names.region_codes(each, words) for each in levels)), [])
    is_municipal = level in {RegionLevel.MUNICIPALITY, None}
    return NamedRegion(words, level, tuple(codes), names.former_code(words) if is_municipal else None)


def suggest(snapshot: Snapshot, query: str) -> list[RegionSuggestion]:
    """Regions that `query` may mean, the best match first. If there are exact matches, only those."""
    tables = region_tables(snapshot)
    names = dict(tables.regions.select("code", "name").iter_rows())
    key = name_key(query)
    suggestions: dict[tuple[str, str], RegionSuggestion] = {}
    rows = search_index(snapshot).suggest(query[:LONGEST], 4 * MOST_SUGGESTIONS, _KINDS)
    for row in rows.iter_rows(named=True):
        code = row["municipality_code"] or row["id"]
        exact = name_key(split_suffix(row["label"])[0]) == key or row["kind"] == NameKind.POSTCODE
        suggestion = RegionSuggestion(code, NameKind(row["kind"]), row["label"], names[code], exact)
        suggestions.setdefault((code, "" if exact else row["label"]), suggestion)
    exact_ones = [each for each in suggestions.values() if each.is_exact]
    return (exact_ones or list(suggestions.values()))[:MOST_SUGGESTIONS]


def straight_to(snapshot: Snapshot, query: str) -> tuple[str, str] | None:
    """Parameter and value of the region, if `query` can mean only one; else None.

    A municipality of today goes before places and provinces of the same name.
    """
    named = ask(snapshot, query, None)
    if len(named.codes) == 1 and named.former_code is None:
        return data_of(snapshot).names.in_address(named.codes[0])
    suggestions = suggest(snapshot, query)
    codes = {each.code for each in suggestions if each.is_exact}
    if named.former_code and len(named.codes) > 1 and codes <= set(named.codes):
        return "gemeente", named.typed
    return data_of(snapshot).names.in_address(suggestions[0].code) if len(codes) == 1 else None
