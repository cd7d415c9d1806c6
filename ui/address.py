"""Reads the query of an address into a `Selection`, and writes it back.

Parameters are Dutch and the same on every page. A value that cannot be understood is left out, and a note says so. Nothing
that a reader types into the address makes a page fail.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from data_loaders.schema import Reach, RegionLevel, Status, Theme
from geo.names import name_key, names_islands
from measures.filters import BY_FIELD, FILTERS, Filter, FilterKind, FilterValue, Together
from measures.region.own import FEWEST, MOST
from measures.seen import Period
from measures.selection import Selection
from measures.word_index import query_words
from ui.names import Names
from ui.seen import period_words, read_period
from ui.texts import LANGUAGES, text

Params = dict[str, list[str]]

LONGEST_TEXT = 100
LONGEST_SHOWN = 40
MOST_PERIODS = 6
"""Periods of one filter that are used. An address may name any number of them, and each has to be counted."""
LONGEST_NAME, MOST_READ = 60, 3 * MOST
"""For an own region: characters of its name, and names of municipalities that are looked up."""
YEARS = range(1800, 2101)


@dataclass(frozen=True)
class Note:
    """Something in the address that was not used. A line above the result tells the reader."""

    key: str
    """Key of its text."""
    parameter: str
    value: str


def _shown(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"


@cache
def _as_shown(filter_: Filter) -> dict[str, str]:
    """Word on the screen, in either language → value of the filter. Readers who type an address use the words they saw."""
    values: list[Theme | Status | Reach] = list(filter_.values or ())
    return {
        text(language, f"{filter_.words}.{member}").casefold(): member.value
        for language in LANGUAGES
        for member in values
    }


def _note_unknown(name: str, unknown: list[str], notes: list[Note]) -> None:
    notes += [Note("address.unknown_value", name, _shown(value)) for value in unknown[:3]]
    if len(unknown) > 3:
        notes.append(Note("address.more_unknown", name, str(len(unknown) - 3)))


def _choices(params: Params, filter_: Filter, _: Names, notes: list[Note]) -> tuple[Theme | Status | Reach, ...]:
    members: list[Theme | Status | Reach] = list(filter_.values or ())
    known = {member.value for member in members}
    typed = params.get(filter_.parameter, [])
    given = list(dict.fromkeys(_as_shown(filter_).get(value.casefold(), value) for value in typed))
    _note_unknown(filter_.parameter, [value for value in given if value not in known], notes)
    return tuple(member for member in members if member.value in given)


def _periods(params: Params, filter_: Filter, _: Names, notes: list[Note]) -> tuple[Period, ...]:
    """The chosen periods, the newest first and the unknown one last; at most `MOST_PERIODS`."""
    typed = list(dict.fromkeys(params.get(filter_.parameter, [])))
    read_ones = {value: read_period(value[:LONGEST_SHOWN]) for value in typed}
    _note_unknown(filter_.parameter, [value for value, period in read_ones.items() if period is None], notes)
    known = {period for period in read_ones.values() if period}
    newest_first = sorted(known, key=lambda period: (period.last or 0, period.first or 0), reverse=True)
    ordered = sorted(newest_first, key=lambda period: (period == Period(), period.last is not None))
    if len(ordered) > MOST_PERIODS:
        notes.append(Note("address.too_many", filter_.parameter, str(MOST_PERIODS)))
    return tuple(ordered[:MOST_PERIODS])


def _one(params: Params, name: str) -> str:
    return next((value.strip() for value in params.get(name, []) if value.strip()), "")


def _text(params: Params, filter_: Filter, _: Names, notes: list[Note]) -> str:
    name = filter_.parameter
    typed = _one(params, name)
    if typed and not query_words(typed[:LONGEST_TEXT]):
        notes.append(Note("address.no_words", name, _shown(typed)))
        return ""
    if len(typed) > LONGEST_TEXT:
        notes.append(Note("address.cut_text", name, str(LONGEST_TEXT)))
    return typed[:LONGEST_TEXT]


def _region(params: Params, filter_: Filter, names: Names, notes: list[Note]) -> str | None:
    name = filter_.parameter
    typed = _one(params, name)
    if not typed or filter_.level is None:
        return None
    codes = names.region_codes(filter_.level, typed[:LONGEST_TEXT])
    if len(codes) == 1:
        return codes[0]
    if codes:
        notes.append(Note("address.split_municipality", _shown(typed), _listed(codes, names)))
        return None
    is_municipality = filter_.level is RegionLevel.MUNICIPALITY
    around = names.places.get(name_key(typed), []) if is_municipality else []
    if len(around) == 1:
        notes.append(Note("address.place", _shown(typed), _listed(around, names)))
        return around[0]
    if around:
        notes.append(Note("address.several_places", _shown(typed), _listed(around, names)))
        return None
    key = "address.outside" if names_islands(typed) else "address.unknown_value"
    notes.append(Note(key, name, _shown(typed)))
    return None


def _listed(codes: list[str], names: Names) -> str:
    return ", ".join(names.municipalities.get(code, code) for code in codes)


def _year(params: Params, filter_: Filter, _: Names, notes: list[Note]) -> int | None:
    name = filter_.parameter
    typed = _one(params, name)
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and len(typed) == 4 and int(typed) in YEARS:
        return int(typed)
    notes.append(Note("address.unknown_value", name, _shown(typed)))
    return None


def _together(params: Params, filter_: Filter, names: Names, notes: list[Note]) -> Together | None:
    """The own region of the address: two to forty municipalities, each by name, former name, code or postcode.

    A municipality that cannot be used is left out, with a note.
    """
    words = typed_together(params, filter_.parameter)
    codes: set[str] = set()
    unused = []
    for word in words[:MOST_READ]:
        matches = names.region_codes(RegionLevel.MUNICIPALITY, word)
        codes |= set(matches[:1]) if len(matches) == 1 else set()
        if len(matches) > 1:
            unused.append(Note("address.split_municipality", _shown(word), _listed(matches, names)))
        elif not matches:
            unused.append(Note("address.unknown_value", filter_.parameter, _shown(word)))
    is_whole = FEWEST <= len(codes) <= MOST
    if words and not is_whole:
        notes.append(Note("address.own_size", filter_.parameter, str(MOST)))
    notes += unused[:MOST_PERIODS]
    return Together(tuple(sorted(codes)), one_line(_one(params, filter_.named_by))) if is_whole else None


def typed_together(params: Params, name: str) -> list[str]:
    """The municipalities of an own region as the reader typed them: one per parameter, or with commas between them."""
    return [
        each.strip()[:LONGEST_TEXT]
        for typed in params.get(name, [])
        for each in re.split(r"[,;\n]", typed)
        if each.strip()
    ]


def own_params(chosen: Together) -> dict[str, str]:
    """The parameters that name an own region: its municipalities and its name."""
    filter_ = BY_FIELD["together"]
    return {filter_.parameter: ",".join(chosen.codes), filter_.named_by: chosen.name}


def one_line(typed: str) -> str:
    """A name typed by a reader, on one line, without invisible characters, and cut at `LONGEST_NAME`."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed[:500]).split())[:LONGEST_NAME].strip()


def _place(params: Params, filter_: Filter, _: Names, __: list[Note]) -> str | None:
    return _one(params, filter_.parameter)[:LONGEST_TEXT] or None


def _partner(params: Params, filter_: Filter, names: Names, notes: list[Note]) -> str | None:
    typed = _one(params, filter_.parameter)
    if typed and typed not in names.partners:
        notes.append(Note("address.unknown_value", filter_.parameter, _shown(typed)))
        return None
    return typed or None


# `Any`: each reader returns the type that `Selection` has for its kind of filter.
_READERS: dict[FilterKind, Callable[[Params, Filter, Names, list[Note]], Any]] = {
    FilterKind.CHOICES: _choices,
    FilterKind.PERIODS: _periods,
    FilterKind.REGION: _region,
    FilterKind.TOGETHER: _together,
    FilterKind.PLACE: _place,
    FilterKind.PARTNER: _partner,
    FilterKind.YEAR: _year,
    FilterKind.TEXT: _text,
}


def read(params: Params, names: Names) -> tuple[Selection, list[Note]]:
    """The choice in an address, and notes about the values that could not be used."""
    notes: list[Note] = []
    chosen = {each.field: _READERS[each.kind](params, each, names, notes) for each in FILTERS}
    for each in FILTERS:
        if each.inside and not chosen[each.inside]:
            chosen[each.field] = None
    first, last = chosen["year_from"], chosen["year_to"]
    if first and last and first > last:
        notes.append(Note("address.years_swapped", str(first), str(last)))
        chosen |= {"year_from": last, "year_to": first}
    return Selection(**chosen), notes


def written(field: str, value: FilterValue, names: Names) -> str:
    """One value of a filter as it stands in an address: regions by name and periods in Dutch words, so that people can type it."""
    match value:
        case Period():
            return period_words(value, "nl")
        case Together():
            return ",".join(value.codes)
        case str() if BY_FIELD[field].kind is FilterKind.REGION:
            # A region of COROP may have the name of a province; its code is what every page calls it by.
            return names.provinces.get(value) or names.municipalities.get(value) or value
        case _:
            return str(value)


def write(selection: Selection, names: Names) -> Params:
    """The parameters that stand for `selection`."""
    params: Params = {}
    for field, value in selection.active():
        filter_ = BY_FIELD[field]
        params.setdefault(filter_.parameter, []).append(written(field, value, names))
        if isinstance(value, Together) and value.name:
            params[filter_.named_by] = [value.name]
    return params
