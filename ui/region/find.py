"""From what a reader typed, or an address says, to regions of today."""

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
"""Parameter of the address → level of region that it names."""

OWN_PARAMETERS = ("gemeenten", "naam")
"""Parameters: the municipalities of an own region, repeated or with commas between them, and what the reader calls them together."""

BESIDE = "vergelijk"
"""Parameter for further regions of any level, by code or name."""
GROUP, MEMBERS = "vergelijkgroep", "met"
"""Parameters for the group that a municipality is compared with: how it is chosen, and the codes of an own one."""
FIGURE = "cijfer"
"""Parameter for the figures in which likeness is measured."""

LEVEL_PARAMETER = {level: parameter for parameter, level in PARAMETERS.items()} | {RegionLevel.COUNTRY: BESIDE}
MOST_SUGGESTIONS = 12
LONGEST = 100
_KINDS = (NameKind.MUNICIPALITY, NameKind.PROVINCE, NameKind.PLACE, NameKind.POSTCODE)


@dataclass(frozen=True)
class NamedRegion:
    """What one parameter of the address asks for."""

    typed: str
    level: RegionLevel | None
    """None where any level will do."""
    codes: tuple[str, ...]
    """None: unknown. One: found. Several: a municipality that was split, or a name that several regions have."""
    former_code: str | None = None
    """Code of the former municipality that was meant, if one was."""


@dataclass(frozen=True)
class Suggestion:
    """A region that a reader may mean."""

    code: str
    kind: NameKind
    label: str
    """The name that was found: of a place, a former municipality, a postcode."""
    hint: str
    """Name of the municipality or province it stands for, or lies in."""
    is_exact: bool


def ask(snapshot: Snapshot, typed: str, level: RegionLevel | None) -> NamedRegion:
    """Find the region that `typed` (code or name) names, on `level` or on any."""
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
        # Utrecht is a municipality and a province; the smallest is meant unless the address says otherwise.
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


def suggest(snapshot: Snapshot, query: str) -> list[Suggestion]:
    """Regions that `query` may mean, closest first; only the exact ones when there are any."""
    tables = region_tables(snapshot)
    names = dict(tables.regions.select("code", "name").iter_rows())
    key = name_key(query)
    suggestions: dict[tuple[str, str], Suggestion] = {}
    rows = search_index(snapshot).suggest(query[:LONGEST], 4 * MOST_SUGGESTIONS, _KINDS)
    for row in rows.iter_rows(named=True):
        code = row["municipality_code"] or row["id"]
        exact = name_key(split_suffix(row["label"])[0]) == key or row["kind"] == NameKind.POSTCODE
        suggestion = Suggestion(code, NameKind(row["kind"]), row["label"], names[code], exact)
        suggestions.setdefault((code, "" if exact else row["label"]), suggestion)
    exact_ones = [each for each in suggestions.values() if each.is_exact]
    return (exact_ones or list(suggestions.values()))[:MOST_SUGGESTIONS]


def straight_to(snapshot: Snapshot, query: str) -> tuple[str, str] | None:
    """The parameter and value of the one region that `query` can only mean; None when there is a choice.

    A municipality of today goes before its namesakes among places and provinces.
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
    """Parameter and value that name region `code` in an address a reader can understand."""
    row = region_tables(snapshot).regions.row(by_predicate=pl.col("code") == code, named=True)
    level = RegionLevel(row["level"])
    by_name = level in {RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE}
    return LEVEL_PARAMETER[level], row["name"] if by_name else code
