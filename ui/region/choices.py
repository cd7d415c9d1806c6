"""The controls on the page of a region: the group for comparison, and regions to compare with."""

from collections.abc import Sequence

from data_loaders.schema import RegionLevel
from measures.region.compare import MOST
from measures.region.enums import SimilarMethod
from measures.region.likeness import FIGURES, USUAL
from measures.region.own import CODE as OWN
from ui.address import LONGEST_SHOWN, Note, own_params
from ui.region.find import BESIDE, FIGURE, GROUP, MEMBERS, OWN_PARAMETERS, PARAMETERS
from ui.region.region_view import RegionView
from ui.region.tables import region_tables
from ui.story import Choice, Control, ControlKind
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
    named, together = view.names.municipalities | view.names.provinces, view.selection.together
    if OWN in codes and together:
        return view.link("regio", **own_params(together), **{BESIDE: [code for code in codes if code != OWN]})
    parameter = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}.get(codes[0][:2], BESIDE)
    others = list(codes[1:])
    regions: dict[str, list[str]] = {parameter: [named.get(codes[0], codes[0])]}
    if others:
        regions[BESIDE] = [*regions.get(BESIDE, []), *others]
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
