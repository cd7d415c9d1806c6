"""The reader's choice on this page, read from the address."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from data_loaders.schema import PartnerKind, PartnerRole, RegionLevel, RelationKind, Theme
from measures.networks import Axis
from ui.address import LONGEST_SHOWN, Note
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
