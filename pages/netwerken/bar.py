"""The filters of this page in the side bar, and the row of buttons that opens its parts."""

from dataclasses import replace

import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Status, Theme
from pages.netwerken.choice import Choice, Level, Part, bound
from pages.netwerken.words import group_name
from ui.address import YEARS
from ui.filter_bar import Chip
from ui.session import View

WORKS = {
    Part.PARTNER: {"themes", "province", "municipality", "status", "year_from", "year_to"},
    Part.LIST: {"text", "themes", "province", "municipality", "role", "kind"},
    Part.CROSS: {"themes", "province", "municipality", "role", "kind", "status", "year_from", "year_to"},
    Part.HERE: {"themes", "province", "municipality", "status", "year_from", "year_to"},
    Part.GRAPH: {"themes", "province", "role", "kind", "relation"},
    Part.MAP: {"themes", "province", "role", "kind", "relation"},
}
"""Filters that change something per part; no other is offered, and no other has a chip."""


def network_bar(view: View, choice: Choice) -> None:
    """Every filter that works on this part, in the side bar; parameters are those of the other pages."""
    works = WORKS[choice.part]
    with st.sidebar:
        _network_and_theme(view, choice)
        _province(view)
        if "municipality" in works:
            _municipality(view)
        if "role" in works:
            _closed(view, "rol", "role", PartnerRole, choice.roles)
            _closed(view, "soort", "kind", PartnerKind, choice.kinds)
        if "relation" in works:
            _closed(view, "relatie", "relation", RelationKind, choice.relations)
        if "status" in works:
            _status(view)
            _years(view)


def working(view: View, choice: Choice) -> View:
    """`view` with only the filters that work on this part, for the chips."""
    selection = view.selection
    for field, _ in view.selection.active():
        if field not in WORKS[choice.part] | {"network"}:
            selection = selection.without(field)
    return replace(view, selection=selection)


def own_chips(view: View, choice: Choice) -> list[Chip]:
    """A chip for each value of the filters that only this page has, where they work on this part."""
    works = WORKS[choice.part]
    closed = {"role": ("rol", choice.roles), "kind": ("soort", choice.kinds), "relation": ("relatie", choice.relations)}
    chosen = [
        Chip(view.t(f"netwerken.{words}.{value}"), parameter, value)
        for words, (parameter, values) in closed.items()
        if words in works
        for value in values
    ]
    if choice.part is Part.GRAPH and choice.group:
        chosen.append(Chip(group_name(view, choice.group), "groep", choice.group))
    return chosen


def _network_and_theme(view: View, choice: Choice) -> None:
    t = view.t
    st.selectbox(
        t("netwerken.network"),
        list(view.names.partners),
        index=None,
        placeholder=t("filters.all"),
        format_func=view.names.partners.__getitem__,
        **bound("netwerk", choice.network, "vak", "naar"),
    )
    st.selectbox(
        t("filters.themes"),
        list(Theme),
        index=None,
        placeholder=t("filters.all"),
        format_func=lambda theme: t(f"theme.{theme}"),
        **bound("thema", choice.theme, "vak"),
    )


def _status(view: View) -> None:
    t = view.t
    st.pills(
        t("filters.status"),
        list(Status),
        selection_mode="multi",
        format_func=lambda status: t(f"status.{status}"),
        help=t("filters.status_help"),
        **bound("status", view.selection.status),
    )


def _years(view: View) -> None:
    """First and last start year, as on the other pages."""
    for column, name, field in zip(st.columns(2), ("van", "tot"), ("year_from", "year_to"), strict=True):
        column.number_input(
            view.t(f"filters.{field}"),
            min_value=YEARS[0],
            max_value=YEARS[-1],
            step=1,
            value=None,
            placeholder=view.t("filters.year_hint"),
            **bound(name, getattr(view.selection, field), "vak"),
        )


def _province(view: View) -> None:
    names, chosen = view.names, view.selection
    st.selectbox(
        view.t("filters.province"),
        list(names.provinces.values()),
        index=None,
        placeholder=view.t("filters.all"),
        **bound("provincie", names.provinces.get(chosen.province or ""), "gemeente", "vak"),
    )


def _municipality(view: View) -> None:
    names, chosen = view.names, view.selection
    inside = [
        code for code in names.municipalities if not chosen.province or names.province_of[code] == chosen.province
    ]
    if chosen.municipality and chosen.municipality not in inside:
        inside.append(chosen.municipality)
    spoken = {names.municipalities[code]: names.with_aliases(code) for code in inside}
    st.selectbox(
        view.t("filters.municipality"),
        list(spoken),
        index=None,
        placeholder=view.t("filters.all"),
        format_func=spoken.__getitem__,
        **bound("gemeente", names.municipalities.get(chosen.municipality or ""), "plaats", "vak"),
    )


def _closed(
    view: View,
    parameter: str,
    words: str,
    kind: type[PartnerRole | PartnerKind | RelationKind],
    value: tuple[PartnerRole | PartnerKind | RelationKind, ...],
) -> None:
    st.pills(
        view.t(f"netwerken.filter_{words}"),
        list(kind),
        selection_mode="multi",
        format_func=lambda member: view.t(f"netwerken.{words}.{member}"),
        **bound(parameter, value),
    )


def parts(view: View, choice: Choice) -> None:
    """One button per part of the page."""
    offered = [part for part in Part if choice.network or part is not Part.PARTNER]
    default = Part.PARTNER if choice.network else Part.LIST
    st.segmented_control(
        view.t("netwerken.parts"),
        offered,
        required=True,
        format_func=lambda part: view.t(f"netwerken.part.{part}"),
        label_visibility="collapsed",
        **bound("deel", choice.part, "vak", default=default),
    )


def level_control(view: View, choice: Choice) -> None:
    """Which regions."""
    st.segmented_control(
        view.t("netwerken.level"),
        list(Level),
        required=True,
        format_func=lambda level: view.t(f"netwerken.level_name.{level}"),
        **bound("niveau", choice.level, "vak", default=Level.PROVINCE),
    )
