"""What the address asks of this page beside the choice that every page knows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, RegionLevel, RelationKind, Theme
from measures.networks import Axis
from ui.address import Note
from ui.session import View

Member = TypeVar("Member", bound=StrEnum)
LONGEST_SHOWN = 40


class Part(StrEnum):
    """Parts of the page; the value stands in the address as `deel`."""

    PARTNER = "partner"
    LIST = "lijst"
    CROSS = "tabel"
    HERE = "hier"
    GRAPH = "tekening"
    MAP = "kaart"


class Layout(StrEnum):
    """Which two of the three sides the cross table has; the value stands in the address as `opzet`."""

    NETWORK_REGION = "netwerk-regio"
    NETWORK_THEME = "netwerk-thema"
    REGION_THEME = "regio-thema"


class Layer(StrEnum):
    """What the map shows; the values stand in the address as `laag`."""

    SEATS = "vestigingen"
    ARCS = "relaties"
    AREAS = "werkgebieden"


class Level(StrEnum):
    """Level of the regions; the value stands in the address as `niveau`."""

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
"""Between the keys of a cell's row and column in the address."""
EVERYONE = "alle"
STEPS = ("1", "2", EVERYONE)


@dataclass(frozen=True)
class Choice:
    """The state of this page."""

    part: Part
    network: str | None
    """Partner id: the page's subject, the focus of the drawing, or the filter of the table."""
    other: str | None
    """Partner id at the other end of the way that is asked for."""
    steps: str | None
    """How far around the focus: one of `STEPS`; None leaves it to the number of partners."""
    roles: tuple[PartnerRole, ...]
    kinds: tuple[PartnerKind, ...]
    relations: tuple[RelationKind, ...]
    layers: tuple[Layer, ...]
    layout: Layout
    turned: bool
    """Rows and columns change places."""
    level: Level
    every_network: bool
    """Networks without known initiatives have a row too."""
    by_group: bool | None
    """Draw groups instead of partners; None leaves it to the number of partners."""
    group: str | None
    """Partner id in the middle of the one group that is drawn."""
    cell: tuple[str, str] | None
    """Keys of the chosen cell, in the order of `AXES`; an empty one stands for the whole row or column."""
    theme: Theme | None
    region: str | None
    """Code of the chosen municipality or else province."""


def _several(name: str, kind: type[Member], notes: list[Note]) -> tuple[Member, ...]:
    given = set(st.query_params.get_all(name))
    known = {member.value for member in kind}
    notes += [Note("address.unknown_value", name, value[:LONGEST_SHOWN]) for value in sorted(given - known)[:3]]
    return tuple(member for member in kind if member.value in given)


def _one(name: str, kind: type[Member], otherwise: Member, notes: list[Note]) -> Member:
    return next(iter(_several(name, kind, notes)), otherwise)


def _word(name: str, known: tuple[str, ...], notes: list[Note]) -> str | None:
    typed = st.query_params.get(name, "")
    if typed and typed not in known:
        notes.append(Note("address.unknown_value", name, typed[:LONGEST_SHOWN]))
    return typed if typed in known else None


def _partner(view: View, name: str, notes: list[Note]) -> str | None:
    typed = st.query_params.get(name, "")
    if typed and typed not in view.names.partners:
        notes.append(Note("address.unknown_value", name, typed[:LONGEST_SHOWN]))
        return None
    return typed or None


def read_choice(view: View) -> Choice:
    """The state that the address stands for; what cannot be understood becomes a note of `view`."""
    notes, chosen = view.notes, view.selection
    if len(chosen.themes) > 1:
        notes.append(Note("netwerken.one_theme", "thema", view.t(f"theme.{chosen.themes[0]}")))
    part = _one("deel", Part, Part.PARTNER if chosen.network else Part.LIST, notes)
    grouping = _word("per", ("groep", "partner"), notes)
    row, _, column = st.query_params.get("vak", "").partition(BETWEEN)
    return Choice(
        part=Part.LIST if part is Part.PARTNER and not chosen.network else part,
        network=chosen.network,
        other=_partner(view, "naar", notes),
        steps=_word("stappen", STEPS, notes),
        roles=_several("rol", PartnerRole, notes),
        kinds=_several("soort", PartnerKind, notes),
        relations=_several("relatie", RelationKind, notes),
        layers=_several("laag", Layer, notes) or (Layer.SEATS, Layer.ARCS),
        layout=_one("opzet", Layout, Layout.NETWORK_REGION, notes),
        turned=_word("gedraaid", ("ja",), notes) is not None,
        level=_one("niveau", Level, Level.PROVINCE, notes),
        every_network=_word("alle", ("ja",), notes) is not None,
        by_group={"groep": True, "partner": False}.get(grouping or ""),
        group=_partner(view, "groep", notes),
        cell=(row, column) if "vak" in st.query_params else None,
        theme=next(iter(chosen.themes), None),
        region=chosen.municipality or chosen.province,
    )


def put(**values: Any) -> None:
    """Write parameters to the address; an empty value takes its parameter away. The list starts at its first page."""
    for name, value in {**values, "pagina": None}.items():
        shown = [str(one) for one in value] if isinstance(value, list | tuple) else value
        if shown in (None, "", []):
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = shown


def bound(name: str, value: Any, *drops: str, default: Any = None, place: str = "bar") -> dict[str, Any]:
    """Arguments that tie a widget to one parameter.

    Args:
        name: the parameter.
        value: what the address says now.
        drops: parameters that lose their meaning when this one changes.
        default: the value that needs no parameter.
        place: tells two widgets for one parameter apart.
    """
    key = f"net_{place}_{name}"
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _changed, "args": (name, key, default, drops)}


def _changed(name: str, key: str, default: Any, drops: tuple[str, ...]) -> None:
    value = st.session_state[key]
    if isinstance(value, bool):
        value = "ja" if value else None
    put(**dict.fromkeys(drops), **{name: None if value == default else value})
