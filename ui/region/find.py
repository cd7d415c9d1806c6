"""Finds the regions of today for a name, code or postcode that a reader typed."""

from dataclasses import dataclass

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.store import Snapshot
from geo.names import name_key, split_suffix
from measures.search import NameKind, search_index
from ui.region.tables import region_tables

PARAMETERS = {
    "gemeente": RegionLevel.MUNICIPALITY,
    "provincie": RegionLevel.PROVINCE,
    "corop": RegionLevel.COROP,
}
"""Parameter → level of the region that it names."""

OWN_PARAMETERS = ("gemeenten", "naam")
"""Parameters of an own region: its municipalities (one per parameter, or with commas between them), and its name."""

BESIDE = "vergelijk"
"""Parameter for regions to compare with, of any level, by code or name."""
GROUP, MEMBERS = "vergelijkgroep", "met"
"""Parameters for the group to compare with: the method to choose it, and the codes of a reader's own group."""
FIGURE = "cijfer"
"""Parameter for the figures by which likeness is measured."""

LEVEL_PARAMETER = {level: parameter for parameter, level in PARAMETERS.items()} | {RegionLevel.COUNTRY: BESIDE}
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
    regions = region_tables(snapshot).regions
    if level is not None:
        regions = regions.filter(pl.col("level") == level)
    words = typed.strip()[:LONGEST]
    by_code = regions.filter(pl.col("code") == words.upper())["code"].to_list()
    if by_code:
        return NamedRegion(words, level, tuple(by_code))
    key = name_key(words)
    names = regions.select("code", "name", others=pl.col("other_names")).iter_rows()
    matches = [code for code, name, others in names if key and key in {name_key(each) for each in (name, *others)}]
    if matches or level not in {RegionLevel.MUNICIPALITY, None}:
        # Utrecht is both a municipality and a province. Without a level, the smaller one is meant.
        return NamedRegion(words, level, tuple(matches[:1] if level is None else matches))
    return _former(snapshot, words, level)


def _former(snapshot: Snapshot, words: str, level: RegionLevel | None) -> NamedRegion:
    changes = region_tables(snapshot).municipality_changes
    key = name_key(words)
    names = changes.select("old_code", "old_name").unique().sort("old_code", descending=True).iter_rows()
    old = next((code for code, name in names if words.upper() == code or (key and key == name_key(name))), None)
    if old is None:
        return NamedRegion(words, level, ())
    today = changes.filter(pl.col("old_code") == old).sort("share_of_places", "code_today", descending=[True, False])
    return NamedRegion(words, level, tuple(today["code_today"]), old)


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
        return address_of(snapshot, named.codes[0])
    suggestions = suggest(snapshot, query)
    codes = {each.code for each in suggestions if each.is_exact}
    if len(named.codes) > 1 and codes <= set(named.codes):
        return "gemeente", named.typed
    return address_of(snapshot, suggestions[0].code) if len(codes) == 1 else None


def address_of(snapshot: Snapshot, code: str) -> tuple[str, str]:
    """Parameter and value for region `code` in an address; by name if possible, so that people can read it."""
    row = region_tables(snapshot).regions.row(by_predicate=pl.col("code") == code, named=True)
    level = RegionLevel(row["level"])
    by_name = level in {RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE}
    return LEVEL_PARAMETER[level], row["name"] if by_name else code
