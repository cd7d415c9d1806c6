"""A region that a reader puts together: what the address asks for, its controls, and what its page says about its municipalities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import polars as pl

from data_loaders.schema import RegionLevel
from measures.region.own import FEWEST, MOST
from ui.address import LONGEST_SHOWN, Note
from ui.region.find import LONGEST
from ui.region.region_view import RegionView
from ui.story import Choice, Control, ControlKind, Field, Part
from ui.view import View

MUNICIPALITIES, NAME = "gemeenten", "naam"
"""Parameters: the municipalities, repeated or with commas between them, and what the reader calls them together."""
LONGEST_NAME = 60
MOST_READ, MOST_NOTES = 3 * MOST, 6


@dataclass(frozen=True)
class OwnRegion:
    """What the address asks for."""

    codes: tuple[str, ...]
    """In the order of the codes, so that the order in the address does not matter."""
    name: str
    """Text of the reader: data, never markup."""
    notes: tuple[Note, ...]
    typed: str
    """The municipalities as they were typed, for the form."""

    @property
    def is_whole(self) -> bool:
        """Whether it can be shown."""
        return FEWEST <= len(self.codes) <= MOST

    @property
    def address(self) -> str:
        """The one address of this region, in Dutch."""
        return f"/regio?{urlencode({MUNICIPALITIES: self.codes, NAME: self.name}, doseq=True)}"


def own_region(view: View) -> OwnRegion | None:
    """The own region that the address asks for; None when it asks for none."""
    given = view.params.get(MUNICIPALITIES, [])
    words = [each.strip()[:LONGEST] for typed in given for each in re.split(r"[,;\n]", typed) if each.strip()]
    if not words:
        return None
    codes: set[str] = set()
    notes = []
    for word in words[:MOST_READ]:
        matches = view.names.region_codes(RegionLevel.MUNICIPALITY, word)
        codes |= set(matches[:1]) if len(matches) == 1 else set()
        if len(matches) > 1:
            options = ", ".join(view.names.municipalities[code] for code in matches)
            notes.append(Note("address.split_municipality", word[:LONGEST_SHOWN], options))
        elif not matches:
            notes.append(Note("address.unknown_value", MUNICIPALITIES, word[:LONGEST_SHOWN]))
    if not FEWEST <= len(codes) <= MOST:
        notes.insert(0, Note("regio.own_size", str(FEWEST), str(MOST)))
    name = own_name(view.typed(NAME)) or view.t("regio.own_unnamed")
    return OwnRegion(tuple(sorted(codes)), name, tuple(notes[:MOST_NOTES]), ", ".join(words[:MOST_READ]))


def own_name(typed: str) -> str:
    """A name that a reader typed, on one line, without signs that cannot be seen, and of bounded length."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed[:500]).split())[:LONGEST_NAME].strip()


def own_controls(view: View, own: OwnRegion) -> tuple[Control, ...]:
    """A chip per municipality to take it out, a menu to add one, and a form for the name."""
    named = view.names.municipalities
    typed_name = view.typed(NAME)

    def of(codes: Sequence[str]) -> str:
        return view.link("regio", **{MUNICIPALITIES: codes, NAME: typed_name})

    out = tuple(
        Choice(named[code], of([other for other in own.codes if other != code]), is_on=True, value=code)
        for code in own.codes
    )
    taken = Control(MUNICIPALITIES, view.t("regio.own_out"), out, ControlKind.CHIPS)
    language = (("taal", "en"),) if view.language == "en" else ()
    inside = tuple((MUNICIPALITIES, code) for code in own.codes)
    options = tuple(Choice(view.names.with_aliases(code), "", value=code) for code in named if code not in own.codes)
    hint = Choice(view.t("regio.own_hint"), "")
    keeps = (*inside, *(((NAME, typed_name),) if typed_name else ()), *language)
    add = Control(MUNICIPALITIES, view.t("regio.own_add"), (hint, *options), ControlKind.MENU, keeps)
    field = Field(NAME, view.t("regio.own_name"), own_name(typed_name), view.t("regio.own_unnamed"))
    name = Control(NAME, field.label, (), ControlKind.FORM, (*inside, *language), fields=(field,))
    return (taken, *([add] if len(own.codes) < MOST else []), name)


def members_part(region: RegionView, codes: Sequence[str]) -> Part:
    """The municipalities of an own region, with what is known in each."""
    p, rows = region.part, region.tables.rates.filter(pl.col("code").is_in(list(codes))).sort("name")
    table = rows.select(
        pl.col("name").alias(region.t("list.municipality")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
        pl.Series(
            region.t("marge.name"), [region.margin(*ends) for ends in rows.select("per_10k_low", "per_10k_high").rows()]
        ),
    )
    none = rows.filter(known=0).height
    sentence = region.t("regio.own_members", total=rows.height, name=region.name, known=int(rows["known"].sum()))
    rest = region.t("regio.own_none", count=none) if none else ""
    title = region.t("regio.own_members_title")
    return region.piece("gemeenten", title, f"{sentence} {rest}".strip(), table, codes=rows["code"].to_list())
