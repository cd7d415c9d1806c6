"""An own region: how it is read from the address, its controls, and the part about its municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import polars as pl

from measures.filters import Together
from measures.region.own import CODE as OWN
from measures.region.own import MOST
from ui.address import MOST_READ, Params, one_line, read, typed_together
from ui.filter_words import value_words
from ui.region.choices import add_region
from ui.region.find import OWN_PARAMETERS
from ui.region.region_view import RegionView, own_region_view
from ui.story import Choice, Control, ControlKind, Field, Part
from ui.view import View

MUNICIPALITIES, NAME = OWN_PARAMETERS


@dataclass(frozen=True)
class OwnRegion:
    """The own region that an address asks for."""

    codes: tuple[str, ...]
    """Codes of its municipalities, sorted; empty if the address cannot be used."""
    name: str
    """Its name, typed by the reader: it is data, never markup."""
    typed: str
    """The municipalities as the reader typed them, for the form."""

    @property
    def is_whole(self) -> bool:
        """Whether the address names enough municipalities to show the region."""
        return bool(self.codes)

    @property
    def address(self) -> str:
        """The canonical address of this region, without the language."""
        return f"/regio?{urlencode(self.params, doseq=True, safe=',')}"

    @property
    def params(self) -> Params:
        """The parameters that name this region."""
        return {MUNICIPALITIES: [",".join(self.codes)], NAME: [self.name]}

    def region_view(self, view: View, *, is_beside: bool = False) -> RegionView:
        """Its figures in the reader's language. With `is_beside` the other regions stay, so that it can be compared with them."""
        return own_region_view(view.snapshot, self.name, self.codes, self.address, view.language, is_beside=is_beside)


def own_region(view: View) -> OwnRegion | None:
    """The own region that the address asks for; None if it asks for none."""
    words = typed_together(view.params, MUNICIPALITIES)
    if not words:
        return None
    chosen = view.selection.together or read(view.params, view.names)[0].together or Together(())
    name = value_words(view, "together", chosen)
    return OwnRegion(chosen.codes, name, ", ".join(words[:MOST_READ]))


def own_controls(view: View, own: OwnRegion) -> tuple[Control, ...]:
    """Chips to remove a municipality, a menu to add one, a form for the name, and a menu to compare with another region."""
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
    field = Field(NAME, view.t("regio.own_name"), one_line(typed_name), view.t("filters.together.unnamed"))
    name = Control(NAME, field.label, (), ControlKind.FORM, (*inside, *language), fields=(field,))
    return (taken, *([add] if len(own.codes) < MOST else []), name, add_region(view, [OWN]))


def members_part(region: RegionView, codes: Sequence[str]) -> Part:
    """The municipalities of an own region, each with its known initiatives and rate."""
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
