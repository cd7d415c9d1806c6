"""The filters in the side bar, the chips above the result, and how both write the address."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from measures.filters import BY_FIELD, About, Filter, FilterKind
from measures.selection import Selection
from ui import plain
from ui.address import YEARS, Note, write
from ui.filter_words import chip_words, is_open, label_words, note_words, offered, options
from ui.names import Names
from ui.parameters import NO_FILTER
from ui.session import View, params

SIDE_BAR = "side_bar_turn"
"""Counts the phone's presses to open (odd) and to close (even) the side bar; the frame does so when it goes up."""


def go(selection: Selection, names: Names) -> None:
    """Make `selection` the state: write it to the address, which every run starts from."""
    kept = {key: values for key, values in params().items() if key in NO_FILTER}
    st.query_params.from_dict(write(selection, names) | kept)


def _changed(view: View, field: str, key: str) -> None:
    value: Any = st.session_state[key]
    if isinstance(value, list):
        value = tuple(value)
    freed = view.selection.without(field)
    if field == "province" and freed.municipality and value not in (None, view.names.province_of[freed.municipality]):
        freed = freed.without("municipality")
    go(freed if value is None else replace(freed, **{field: value}), view.names)


def _bind(view: View, field: str) -> dict[str, Any]:
    """Arguments that tie a widget to one field of the selection; the address stays the only state."""
    key = f"filter_{field}"
    value = getattr(view.selection, field)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _changed, "args": (view, field, key)}


def filter_bar(view: View) -> None:
    """Every filter, in the side bar, with counts that follow the other filters."""
    with st.sidebar:
        st.button(
            view.t("filters.close", count=view.catalogue.chosen(view.selection).height),
            key="sluitknop",
            type="primary",
            on_click=_turn_side_bar,
            args=(0,),
        )
        filter_widgets(view, offered())
        if not view.selection.is_empty:
            st.button(
                view.t("filters.clear"),
                icon=":material/close:",
                on_click=go,
                args=(Selection(), view.names),
                key="clear_side",
            )


def filter_widgets(view: View, filters: Sequence[Filter], *, counted: bool = True) -> None:
    """One widget per filter, in their order; years stand beside each other.

    Args:
        view: the reader's choice.
        filters: which.
        counted: whether initiatives are counted beside each value.
    """
    years = [filter_ for filter_ in filters if filter_.kind is FilterKind.YEAR]
    for filter_ in filters:
        if filter_ in years[:1]:
            for column, year in zip(st.columns(2), years, strict=False):
                column.number_input(_label(view, year), **_limits(view), **_bind(view, year.field))
        elif filter_.kind is FilterKind.TEXT:
            hint = view.t(f"filters.{filter_.field}.hint")
            st.text_input(_label(view, filter_), placeholder=hint, max_chars=100, **_bind(view, filter_.field))
        elif filter_.kind is not FilterKind.YEAR:
            _options(view, filter_, counted=counted)


def _label(view: View, filter_: Filter) -> str:
    return view.t(f"filters.{filter_.field}.label")


def _limits(view: View) -> dict[str, Any]:
    words = view.t("filters.year_hint")
    return {"min_value": YEARS[0], "max_value": YEARS[-1], "step": 1, "value": None, "placeholder": words}


def _options(view: View, filter_: Filter, *, counted: bool) -> None:
    offered_ones = view.once("options", lambda: options(view, filter_, counted=counted), filter_, counted)
    words = {option.value: option.words for option in offered_ones}
    tied = {"format_func": words.__getitem__, **_bind(view, filter_.field)}
    if is_open(filter_):
        about = view.t(f"filters.{filter_.field}.help") if filter_.about is About.WHEN else None
        label = label_words(view, filter_) if counted else _label(view, filter_)
        st.pills(label, list(words), selection_mode="multi", help=about, **tied)
    elif filter_.excludes:
        hint = view.t(f"filters.{filter_.field}.hint")
        st.multiselect(_label(view, filter_), list(words), placeholder=hint, **tied)
    else:
        st.selectbox(_label(view, filter_), list(words), index=None, placeholder=view.t("filters.all"), **tied)


def chips(view: View) -> None:
    """One removable chip per chosen value, and one that clears all."""
    # The container is there without chips too: an element more or less above the map would make the browser build the map
    # anew and lose the reader's pan and zoom.
    with st.container(horizontal=True, gap="small", key="chips"):
        for field, value in view.selection.active():
            st.button(
                plain.label(chip_words(view, field, value)),
                icon=":material/close:",
                icon_position="right",
                help=view.t("filters.remove"),
                key=f"chip_{BY_FIELD[field].parameter}_{value}",
                on_click=go,
                args=(view.selection.without(field, value), view.names),
            )
        if not view.selection.is_empty:
            clear = view.t("filters.clear")
            st.button(clear, type="tertiary", on_click=go, args=(Selection(), view.names), key="clear_chips")


def phone_button(view: View) -> None:
    """On a phone, where the side bar is folded away: one button that says how many filters are on."""
    st.button(
        view.t("filters.open", count=len(view.selection.active())),
        icon=":material/tune:",
        key="filterknop",
        on_click=_turn_side_bar,
        args=(1,),
    )


def _turn_side_bar(remainder: int) -> None:
    """The next number that opens (1) or closes (0): a reader may have used Streamlit's own button in between."""
    now = int(st.session_state.get(SIDE_BAR, 0))
    st.session_state[SIDE_BAR] = now + (2 if now % 2 == remainder else 1)


def notes(view: View, more: Sequence[Note] = ()) -> None:
    """Friendly lines about what in the address could not be used; `more` are those of the page's own parameters."""
    tell_notes(view, [*view.notes, *more])


def tell_notes(view: View, told: Sequence[Note], key: str = "notes") -> None:
    """A friendly line per note; `key` tells two places on one page apart."""
    with st.container(key=key):
        if told:
            st.info("\n\n".join(plain.label(words) for words in note_words(view, told)), icon=":material/info:")
