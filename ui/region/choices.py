"""The controls on the page of a region: the group for comparison, and regions to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import polars as pl

from data_loaders.schema import RegionLevel
from measures.filters import Together
from measures.region.compare import MOST
from measures.region.enums import SimilarMethod
from measures.region.likeness import FIGURES, USUAL
from measures.region.own import CODE as OWN
from measures.region.own import MOST as MOST_TOGETHER
from ui.address import LONGEST_SHOWN, MOST_READ, Note, Params, one_line, own_params, read, typed_together
from ui.filter_words import value_words
from ui.names import BESIDE
from ui.region.find import FIGURE, GROUP, MEMBERS, OWN_PARAMETERS, PARAMETERS
from ui.region.region_view import RegionView, own_region_view
from ui.region.tables import region_tables
from ui.story import Choice, Control, ControlKind, Field, Part
from ui.view import View

METHODS = [method for method in SimilarMethod if method != SimilarMethod.SAME_LEVEL]
MOST_MEMBERS = 50
"""Regions of a reader's own group that are read from the address."""


def chosen_method(view: View) -> SimilarMethod:
    """The method that the address asks for to choose the group; else the default."""
    typed = view.typed(GROUP)
    if typed in set(METHODS):
        return SimilarMethod(typed)
    return SimilarMethod.NEAREST if view.params.get(FIGURE) else SimilarMethod.SIZE_AND_URBANITY


def chosen_figures(view: View) -> tuple[str, ...]:
    """The figures that the address asks for to measure likeness, in our order; else the usual ones."""
    typed = set(view.params.get(FIGURE, []))
    return tuple(name for name in FIGURES if name in typed) or USUAL


def members(view: View) -> tuple[str, ...]:
    """Codes of the regions in a reader's own group."""
    return tuple(code.upper() for code in view.params.get(MEMBERS, [])[:MOST_MEMBERS])


def group_notes(view: View) -> list[Note]:
    """Notes about values for the group that cannot be used."""
    method, typed = view.typed(GROUP), view.params.get(MEMBERS, [])
    notes = (
        [Note("address.unknown_value", GROUP, method[:LONGEST_SHOWN])] if method and method not in set(METHODS) else []
    )
    strange = [name for name in view.params.get(FIGURE, []) if name not in FIGURES]
    notes += [Note("address.unknown_value", FIGURE, name[:LONGEST_SHOWN]) for name in strange[:3]]
    unknown = [code for code in typed[:MOST_MEMBERS] if code.upper() not in view.names.municipalities]
    notes += [Note("address.unknown_value", MEMBERS, code[:LONGEST_SHOWN]) for code in unknown[:3]]
    if len(unknown) > 3:
        notes.append(Note("address.more_unknown", MEMBERS, str(len(unknown) - 3)))
    if len(typed) > MOST_MEMBERS:
        notes.append(Note("address.too_many", MEMBERS, str(MOST_MEMBERS)))
    return notes


def regions_address(view: View, codes: Sequence[str]) -> str:
    """The address of a page with these regions: the first as its subject, the others beside it. It keeps the chosen group."""
    together = view.selection.together
    if OWN in codes and together:
        return view.link("regio", **own_params(together), **{BESIDE: [code for code in codes if code != OWN]})
    parameter, first = view.names.in_address(codes[0])
    others = list(codes[1:])
    regions = {BESIDE: [first, *others]} if parameter == BESIDE else {parameter: [first], BESIDE: others}
    other_choices = {name: view.params[name] for name in (GROUP, MEMBERS, FIGURE) if name in view.params}
    return view.link("regio", **regions, **other_choices)


def controls(view: View, region: RegionView) -> tuple[Control, ...]:
    """The controls to choose the group for comparison, and to put a region beside this one."""
    return (*_group(view, region), add_region(view, [region.profile.code]))


def _group(view: View, region: RegionView) -> list[Control]:
    if region.profile.level != RegionLevel.MUNICIPALITY:
        return []
    requested = region.profile.similar.requested
    choices = tuple(Choice(view.t(f"regio.method.{each}"), "", each == requested, value=each.value) for each in METHODS)
    menus = [Control(GROUP, view.t("regio.group"), choices, ControlKind.MENU, _hidden(view, without=(GROUP,)))]
    if requested != SimilarMethod.CHOSEN:
        return menus
    chosen = [code for code in members(view) if code in view.names.municipalities]
    out = tuple(
        Choice(
            view.names.municipalities[code],
            view.here(**{MEMBERS: [each for each in chosen if each != code]}),
            is_on=True,
            value=code,
        )
        for code in chosen
    )
    others = (
        Choice(view.names.with_aliases(code), "", value=code)
        for code in view.names.municipalities
        if code not in {region.profile.code, *chosen}
    )
    options = (Choice(view.t("regio.compare_hint"), ""), *others)
    add = Control(MEMBERS, view.t("regio.add_member"), options, ControlKind.MENU, _hidden(view))
    return [*menus, *([Control(MEMBERS, view.t("regio.method.gekozen"), out, ControlKind.CHIPS)] if out else []), add]


def add_region(view: View, codes: Sequence[str]) -> Control:
    """A menu of all regions of all levels, to put one of them beside `codes`."""
    if len(codes) >= MOST:
        return Control(BESIDE, view.t("regio.compare_with"), (), ControlKind.MENU)
    regions = region_tables(view.snapshot).regions.sort("level", "name")
    options = [Choice(view.t("regio.compare_hint"), "")]
    for code, name, level in regions.select("code", "name", "level").iter_rows():
        if code not in codes:
            words = name if level == RegionLevel.MUNICIPALITY else f"{name} ({view.t(f'regio.level.{level}')})"
            options.append(Choice(words, "", value=code))
    return Control(BESIDE, view.t("regio.compare_with"), tuple(options), ControlKind.MENU, _hidden(view))


def _hidden(view: View, without: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """The other parameters of the address, which a form sends as well."""
    names = (*PARAMETERS, *OWN_PARAMETERS, BESIDE, GROUP, MEMBERS, FIGURE, "thema", "taal")
    return tuple((name, value) for name in names if name not in without for value in view.params.get(name, []))


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
    return (taken, *([add] if len(own.codes) < MOST_TOGETHER else []), name, add_region(view, [OWN]))


def members_part(region: RegionView, codes: Sequence[str]) -> Part:
    """The municipalities of an own region, each with its known initiatives and rate."""
    p, rows = region.part, region.tables.rates.filter(pl.col("code").is_in(list(codes))).sort("name")
    table = rows.select(
        pl.col("name").alias(region.t("list.municipality")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
        region.margins(rows),
    )
    none = rows.filter(known=0).height
    sentence = region.t("regio.own_members", total=rows.height, name=region.name, known=int(rows["known"].sum()))
    rest = region.t("regio.own_none", count=none) if none else ""
    title = region.t("regio.own_members_title")
    return region.piece("gemeenten", title, f"{sentence} {rest}".strip(), table, codes=rows["code"].to_list())
