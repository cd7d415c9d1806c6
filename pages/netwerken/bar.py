"""The filters of this page in the side bar, and the row of buttons that opens its parts."""

from dataclasses import replace

import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Theme
from measures.filters import FILTERS, About
from pages.netwerken.choice import Choice, Level, Part, bound
from pages.netwerken.words import group_name
from ui.filter_bar import Chip, filter_widgets
from ui.filter_words import offered
from ui.session import View

WHERE = {"province", "municipality"}
LIFE = {each.field for each in FILTERS if each.about is About.WHEN}
WORKS = {
    Part.PARTNER: {"themes"} | WHERE | LIFE,
    Part.LIST: {"text", "themes", "role", "kind"} | WHERE,
    Part.CROSS: {"themes", "role", "kind"} | WHERE | LIFE,
    Part.HERE: {"themes"} | WHERE | LIFE,
    Part.GRAPH: {"themes", "province", "role", "kind", "relation"},
    Part.MAP: {"themes", "province", "role", "kind", "relation"},
}
"""Filters that change something per part; no other is offered, and no other has a chip."""


def network_bar(view: View, choice: Choice) -> None:
    """Every filter that works on this part, in the side bar; parameters are those of the other pages."""
    works = WORKS[choice.part]
    shared = works - {"themes", "text"}
    with st.sidebar:
        _network_and_theme(view, choice)
        filter_widgets(view, [each for each in offered() if each.field in shared & WHERE], counted=False)
        if "role" in works:
            _closed(view, "rol", "role", PartnerRole, choice.roles)
            _closed(view, "soort", "kind", PartnerKind, choice.kinds)
        if "relation" in works:
            _closed(view, "relatie", "relation", RelationKind, choice.relations)
        filter_widgets(view, [each for each in offered() if each.field in shared & LIFE], counted=False)


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
        t("filters.themes.label"),
        list(Theme),
        index=None,
        placeholder=t("filters.all"),
        format_func=lambda theme: t(f"theme.{theme}"),
        **bound("thema", choice.theme, "vak"),
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
