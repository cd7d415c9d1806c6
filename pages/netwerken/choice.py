"""The reader's choice on this page, read from the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from data_loaders.schema import PartnerKind, PartnerRole, RegionLevel, RelationKind, Theme
from measures.filters import BY_FIELD, FILTERS, About, Filter, FilterValue
from measures.networks import Axis
from ui.address import LONGEST_SHOWN, Note, write, written
from ui.filter_words import chip_words, option_values, value_words
from ui.story import Choice, Control, ControlKind, ControlPlace
from ui.view import View

Member = TypeVar("Member", bound=StrEnum)


class NetworkSection(StrEnum):
    """Parts of the page: the values of the parameter `deel`."""

    WHO = "tekening"
    HERE = "hier"
    TABLE = "tabel"
    PARTNER = "partner"


OLD_PARTS = {"lijst": NetworkSection.WHO, "kaart": NetworkSection.HERE}
"""Earlier values of `deel` → the part that has their content now."""


class Layout(StrEnum):
    """The two sides of the cross table: the values of the parameter `opzet`."""

    NETWORK_REGION = "netwerk-regio"
    NETWORK_THEME = "netwerk-thema"
    REGION_THEME = "regio-thema"


class Level(StrEnum):
    """Levels of regions: the values of the parameter `niveau`."""

    PROVINCE = "provincie"
    COROP = "corop"
    MUNICIPALITY = "gemeente"


AXES = {
    Layout.NETWORK_REGION: (Axis.NETWORK, Axis.REGION),
    Layout.NETWORK_THEME: (Axis.NETWORK, Axis.THEME),
    Layout.REGION_THEME: (Axis.REGION, Axis.THEME),
}
REGION_LEVELS = {
    Level.PROVINCE: RegionLevel.PROVINCE,
    Level.COROP: RegionLevel.COROP,
    Level.MUNICIPALITY: RegionLevel.MUNICIPALITY,
}
BETWEEN = "~"
"""Separates the keys of a cell's row and column in the address."""


@dataclass(frozen=True)
class NetworkChoice:
    """A reader's choice on the page of networks."""

    part: NetworkSection
    network: str | None
    """Partner id: the subject of the page, the highlighted partner in the drawing, or the filter of the table."""
    other: str | None
    """Partner id at the other end of the path that the reader asks for."""
    roles: tuple[PartnerRole, ...]
    kinds: tuple[PartnerKind, ...]
    relations: tuple[RelationKind, ...]
    layout: Layout
    level: Level
    """Level of regions. By default municipalities if a region is chosen, else provinces."""
    every_network: bool
    """Whether networks without known initiatives also have a row."""
    cell: tuple[str, str] | None
    """Keys of the chosen cell, in the order of `AXES`; an empty key means a whole row or column."""
    theme: Theme | None
    region: str | None
    """Code of the chosen municipality, or else of the chosen province."""
    notes: tuple[Note, ...] = ()
    """What in the address could not be used."""

    def note_words(self, view: View) -> tuple[str, ...]:
        """The notes in words."""
        return tuple(view.t(note.key, parameter=note.parameter, value=note.value) for note in self.notes)


def _several(view: View, name: str, kind: type[Member], notes: list[Note]) -> tuple[Member, ...]:
    given = set(view.params.get(name, []))
    known = {member.value for member in kind}
    notes += [Note("address.unknown_value", name, value[:LONGEST_SHOWN]) for value in sorted(given - known)[:3]]
    return tuple(member for member in kind if member.value in given)


def _partner(view: View, name: str, notes: list[Note]) -> str | None:
    typed = view.typed(name)
    if typed and typed not in view.names.partners:
        notes.append(Note("address.unknown_value", name, typed[:LONGEST_SHOWN]))
        return None
    return typed or None


def _part(view: View, notes: list[Note]) -> NetworkSection:
    chosen = view.selection.network
    if view.typed("deel") in OLD_PARTS:
        return OLD_PARTS[view.typed("deel")]
    part = next(
        iter(_several(view, "deel", NetworkSection, notes)), NetworkSection.PARTNER if chosen else NetworkSection.WHO
    )
    return NetworkSection.WHO if part is NetworkSection.PARTNER and not chosen else part


def read_choice(view: View) -> NetworkChoice:
    """The choice that the address makes."""
    chosen, notes = view.selection, list(view.notes)
    part = _part(view, notes)
    if len(chosen.themes) > 1 and part in (NetworkSection.HERE, NetworkSection.TABLE):
        notes.append(Note("netwerken.one_theme", "thema", view.t(f"theme.{chosen.themes[0]}")))
    every = view.typed("alle")
    if every not in ("", "ja"):
        notes.append(Note("address.unknown_value", "alle", every[:LONGEST_SHOWN]))
    if chosen.together:
        notes.append(Note("filters.together.only_here", "gemeenten", ""))
    region = chosen.municipality or chosen.province
    row, _, column = view.typed("vak").partition(BETWEEN)
    return NetworkChoice(
        part=part,
        network=chosen.network,
        other=_partner(view, "naar", notes),
        roles=_several(view, "rol", PartnerRole, notes),
        kinds=_several(view, "soort", PartnerKind, notes),
        relations=_several(view, "relatie", RelationKind, notes),
        layout=next(iter(_several(view, "opzet", Layout, notes)), Layout.NETWORK_REGION),
        level=next(iter(_several(view, "niveau", Level, notes)), Level.MUNICIPALITY if region else Level.PROVINCE),
        every_network=every == "ja",
        cell=(row, column) if view.typed("vak") else None,
        theme=next(iter(chosen.themes), None),
        region=region,
        notes=tuple(notes),
    )


TABS = (NetworkSection.WHO, NetworkSection.HERE, NetworkSection.TABLE)
MENUS = {
    NetworkSection.WHO: ("thema", "provincie", "soort"),
    NetworkSection.HERE: ("provincie", "gemeente", "netwerk", "thema", "gezien"),
    NetworkSection.TABLE: ("provincie", "thema", "netwerk", "gezien"),
    NetworkSection.PARTNER: (),
}
OTHERS = {
    NetworkSection.WHO: {"q", "gemeente", "rol", "relatie"},
    NetworkSection.HERE: set[str](),
    NetworkSection.TABLE: {"gemeente", "rol", "soort"},
    NetworkSection.PARTNER: {"thema", "provincie", "gemeente", "gezien"},
}
"""Part → parameters that change it, besides its menus and the filters on status and age (which change every count)."""


def tabs(view: View, choice: NetworkChoice) -> Control:
    """The switch between parts of the page; each link keeps the choice."""
    parts = [
        Choice(
            view.t(f"netwerken.part.{part}"),
            view.here(deel=part, vak=None, naar=None, pagina=None),
            part is choice.part,
        )
        for part in TABS
    ]
    return Control("deel", view.t("netwerken.parts"), tuple(parts))


def menus(view: View, choice: NetworkChoice) -> Iterable[Control]:
    """The menus of this part. (The menus of the part with the drawing are in its directory.)"""
    place = ControlPlace.PANE if choice.part is NetworkSection.WHO else ControlPlace.HEAD
    for name in MENUS[choice.part]:
        if name == "soort":
            kinds = [(kind.value, view.t(f"netwerken.kind.{kind}"), kind in choice.kinds) for kind in PartnerKind]
            yield _menu(view, name, kinds, place)
            continue
        filter_ = next(each for each in FILTERS if each.parameter == name)
        values, on = option_values(view, filter_, counted=False), view.selection.values(filter_.field)
        offered = [
            (written(filter_.field, each, view.names), _name(view, filter_, each), each in on) for each in values
        ]
        yield _menu(view, name, offered, place)


def _name(view: View, filter_: Filter, value: FilterValue) -> str:
    """The name of a value; for a municipality with the other names by which people know it."""
    is_municipality = filter_.level is RegionLevel.MUNICIPALITY
    return view.names.with_aliases(str(value)) if is_municipality else value_words(view, filter_.field, value)


def _menu(view: View, name: str, offered: Sequence[tuple[str, str, bool]], place: ControlPlace) -> Control:
    """A menu from triples: a value for the address, its words, and whether it is on."""
    is_free = not any(is_on for *_, is_on in offered)
    # The first choice names the subject of the menu, so that the menu needs no label on screen.
    every = Choice(view.t(f"netwerken.every.{name}"), view.here(**{name: None}), is_free)
    listed = [Choice(words, view.here(**{name: value}), is_on, value=value) for value, words, is_on in offered]
    dropped = {name, "pagina", "vak", *(("gemeente", "plaats") if name == "provincie" else ())}
    keeps = [(key, value) for key, values in view.params.items() if key not in dropped for value in values]
    return Control(name, view.t(f"netwerken.menu.{name}"), (every, *listed), ControlKind.MENU, tuple(keeps), place)


def levels(view: View, choice: NetworkChoice) -> Control:
    """The switch between levels of regions."""
    offered = [
        Choice(
            view.t(f"netwerken.level_name.{level}"),
            view.here(niveau=level, vak=None),
            level is choice.level,
        )
        for level in Level
    ]
    return Control("niveau", view.t("netwerken.level"), tuple(offered))


def chips(view: View, choice: NetworkChoice) -> Control:
    """A chip for every filter that is on, changes this part, and has no menu here. A press takes the filter away."""
    chosen, part = [], choice.part
    for field, value in view.selection.active():
        filter_ = BY_FIELD[field]
        works = filter_.parameter in OTHERS[part] or (filter_.about is About.WHEN and part is not NetworkSection.WHO)
        if works and filter_.parameter not in MENUS[part]:
            left = write(view.selection.without(field, value), view.names)
            address = view.here(**{each.parameter: left.get(each.parameter) for each in BY_FIELD.values()}, vak=None)
            chosen.append(Choice(chip_words(view, field, value), address, True, value=f"{field}-{value}"))
    closed = {"rol": ("role", choice.roles), "soort": ("kind", choice.kinds), "relatie": ("relation", choice.relations)}
    for name, (words, values) in closed.items():
        for value in values if name in OTHERS[part] else ():
            others = [each.value for each in values if each is not value]
            address = view.here(**{name: others})
            chosen.append(Choice(view.t(f"netwerken.{words}.{value}"), address, True, value=str(value)))
    return Control("filters", view.t("netwerken.chosen"), tuple(chosen), ControlKind.CHIPS)
