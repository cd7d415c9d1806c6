"""The address is the state: query parameters to a `Selection` and back.

Parameters are Dutch and the same on every page. What cannot be understood is left out and said so in a note; nothing a
reader can type into the address makes a page fail.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from data_loaders.schema import RegionLevel, Status, Theme
from measures.selection import Selection
from measures.word_index import query_words
from ui.names import Names
from ui.texts import LANGUAGES, text

Value = TypeVar("Value", Theme, Status)
Params = dict[str, list[str]]

FIELDS = {
    "themes": "thema",
    "without_themes": "zonder_thema",
    "province": "provincie",
    "municipality": "gemeente",
    "place": "plaats",
    "network": "netwerk",
    "status": "status",
    "year_from": "van",
    "year_to": "tot",
    "text": "q",
}
"""Field of `Selection` → parameter."""

LONGEST_TEXT = 100
LONGEST_SHOWN = 40
YEARS = range(1800, 2101)


@dataclass(frozen=True)
class Note:
    """Something in the address that was not used, for a friendly line above the result."""

    key: str
    """Text key."""
    parameter: str
    value: str


def _shown(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"


@cache
def _as_shown(kind: type[Value]) -> dict[str, str]:
    """Value per word that readers see for it, in either language: who types an address types what stood on the screen."""
    texts = {Theme: "theme", Status: "status"}[kind]
    return {text(language, f"{texts}.{member}").casefold(): member.value for language in LANGUAGES for member in kind}


def _several(params: Params, name: str, kind: type[Value], notes: list[Note]) -> tuple[Value, ...]:
    known = {member.value for member in kind}
    given = list(dict.fromkeys(_as_shown(kind).get(value.casefold(), value) for value in params.get(name, [])))
    unknown = [value for value in given if value not in known]
    notes += [Note("address.unknown_value", name, _shown(value)) for value in unknown[:3]]
    if len(unknown) > 3:
        notes.append(Note("address.more_unknown", name, str(len(unknown) - 3)))
    return tuple(member for member in kind if member.value in given)


def _one(params: Params, name: str) -> str:
    return next((value.strip() for value in params.get(name, []) if value.strip()), "")


def _text(params: Params, name: str, notes: list[Note]) -> str:
    typed = _one(params, name)
    if typed and not query_words(typed[:LONGEST_TEXT]):
        notes.append(Note("address.no_words", name, _shown(typed)))
        return ""
    if len(typed) > LONGEST_TEXT:
        notes.append(Note("address.cut_text", name, str(LONGEST_TEXT)))
    return typed[:LONGEST_TEXT]


def _region(params: Params, name: str, level: RegionLevel, names: Names, notes: list[Note]) -> str | None:
    typed = _one(params, name)
    if not typed:
        return None
    codes = names.region_codes(level, typed[:LONGEST_TEXT])
    if len(codes) == 1:
        return codes[0]
    if codes:
        options = ", ".join(names.municipalities.get(code, code) for code in codes)
        notes.append(Note("address.split_municipality", _shown(typed), options))
    else:
        notes.append(Note("address.unknown_value", name, _shown(typed)))
    return None


def _year(params: Params, name: str, notes: list[Note]) -> int | None:
    typed = _one(params, name)
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and len(typed) == 4 and int(typed) in YEARS:
        return int(typed)
    notes.append(Note("address.unknown_value", name, _shown(typed)))
    return None


def read(params: Params, names: Names) -> tuple[Selection, list[Note]]:
    """The choice that an address stands for, and what in it could not be used."""
    notes: list[Note] = []
    network = _one(params, FIELDS["network"])
    if network and network not in names.partners:
        notes.append(Note("address.unknown_value", FIELDS["network"], _shown(network)))
        network = ""
    municipality = _region(params, FIELDS["municipality"], RegionLevel.MUNICIPALITY, names, notes)
    first, last = (_year(params, FIELDS[name], notes) for name in ("year_from", "year_to"))
    if first and last and first > last:
        notes.append(Note("address.years_swapped", str(first), str(last)))
        first, last = last, first
    return (
        Selection(
            themes=_several(params, FIELDS["themes"], Theme, notes),
            without_themes=_several(params, FIELDS["without_themes"], Theme, notes),
            province=_region(params, FIELDS["province"], RegionLevel.PROVINCE, names, notes),
            municipality=municipality,
            place=_one(params, FIELDS["place"])[:LONGEST_TEXT] or None if municipality else None,
            network=network or None,
            status=_several(params, FIELDS["status"], Status, notes),
            year_from=first,
            year_to=last,
            text=_text(params, FIELDS["text"], notes),
        ),
        notes,
    )


def write(selection: Selection, names: Names) -> Params:
    """The parameters of `selection`; regions by name, because a reader can understand and type those."""
    params: Params = {}
    for field, value in selection.active():
        shown = str(value)
        if field == "municipality":
            shown = names.municipalities[value]
        elif field == "province":
            shown = names.provinces[value]
        params.setdefault(FIELDS[field], []).append(shown)
    return params
