"""The filters in the side bar, the chips above the result, and how both write the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from data_loaders.schema import Status, Theme
from measures.counts import facet
from measures.selection import Selection
from ui import plain
from ui.address import FIELDS, YEARS, Note, write
from ui.names import Names
from ui.numbers import number
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
    changed = {field: value if value is not None else getattr(Selection(), field)}
    if field in ("municipality", "province"):
        changed["place"] = None
    if field == "province" and view.selection.municipality:
        stays = value is None or view.names.province_of[view.selection.municipality] == value
        changed["municipality"] = view.selection.municipality if stays else None
    go(replace(view.selection, **changed), view.names)


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
        st.text_input(
            view.t("filters.text"), placeholder=view.t("filters.text_hint"), max_chars=100, **_bind(view, "text")
        )
        _themes(view)
        _regions(view)
        _status(view)
        _network(view)
        _years(view)
        if not view.selection.is_empty:
            st.button(
                view.t("filters.clear"),
                icon=":material/close:",
                on_click=go,
                args=(Selection(), view.names),
                key="clear_side",
            )


def _themes(view: View) -> None:
    counts = facet(view.catalogue, view.selection, "themes")
    st.pills(
        view.t("filters.themes"),
        list(Theme),
        selection_mode="multi",
        format_func=lambda theme: f"{view.t(f'theme.{theme}')} {number(counts[theme], view.language)}",
        **_bind(view, "themes"),
    )
    left = facet(view.catalogue, view.selection, "without_themes")
    st.multiselect(
        view.t("filters.without_themes"),
        list(Theme),
        placeholder=view.t("filters.without_hint"),
        format_func=lambda theme: f"{view.t(f'theme.{theme}')} ({number(left[theme], view.language)})",
        **_bind(view, "without_themes"),
    )


def _regions(view: View) -> None:
    provinces = view.once("provinces", lambda: _province_words(view))
    st.selectbox(
        view.t("filters.province"),
        list(provinces),
        index=None,
        placeholder=view.t("filters.all"),
        format_func=provinces.__getitem__,
        **_bind(view, "province"),
    )
    municipalities = view.once("municipalities", lambda: _municipality_words(view))
    st.selectbox(
        view.t("filters.municipality"),
        list(municipalities),
        index=None,
        placeholder=view.t("filters.all"),
        format_func=municipalities.__getitem__,
        **_bind(view, "municipality"),
    )


def _province_words(view: View) -> dict[str, str]:
    """Per province code its name and count, as the other filters leave it."""
    counts = facet(view.catalogue, view.selection.without("municipality").without("place"), "province")
    return {
        code: f"{name} ({number(counts.get(code, 0), view.language)})" for code, name in view.names.provinces.items()
    }


def _municipality_words(view: View) -> dict[str, str]:
    """The same per municipality, inside the chosen province, with the other names that people look for.

    A chosen one elsewhere is among them too: the box must hold what the chip and the sentence say.
    """
    counts = facet(view.catalogue, view.selection.without("place"), "municipality")
    inside = view.selection.province
    return {
        code: f"{view.names.with_aliases(code)} ({number(counts.get(code, 0), view.language)})"
        for code in view.names.municipalities
        if not inside or view.names.province_of[code] == inside or code == view.selection.municipality
    }


def _status(view: View) -> None:
    counts = facet(view.catalogue, view.selection, "status")
    st.pills(
        view.t("filters.status"),
        list(Status),
        selection_mode="multi",
        format_func=lambda status: f"{view.t(f'status.{status}')} {number(counts[status], view.language)}",
        help=view.t("filters.status_help"),
        **_bind(view, "status"),
    )


def _network(view: View) -> None:
    counts = facet(view.catalogue, view.selection, "network")
    present = [partner for partner in view.names.partners if counts.get(partner) or partner == view.selection.network]
    st.selectbox(
        view.t("filters.network"),
        present,
        index=None,
        placeholder=view.t("filters.all"),
        format_func=lambda partner: f"{view.names.partners[partner]} ({number(counts.get(partner, 0), view.language)})",
        **_bind(view, "network"),
    )


def _years(view: View) -> None:
    first, last = st.columns(2)
    limits: dict[str, Any] = {
        "min_value": YEARS[0],
        "max_value": YEARS[-1],
        "step": 1,
        "value": None,
        "placeholder": view.t("filters.year_hint"),
    }
    with first:
        st.number_input(view.t("filters.year_from"), **limits, **_bind(view, "year_from"))
    with last:
        st.number_input(view.t("filters.year_to"), **limits, **_bind(view, "year_to"))


def chip_words(view: View, field: str, value: Any) -> str:
    """What a chip says about one chosen value."""
    shown = {
        "themes": lambda: view.t(f"theme.{value}"),
        "without_themes": lambda: view.t("filters.without", theme=view.t(f"theme.{value}")),
        "province": lambda: view.names.provinces[value],
        "municipality": lambda: view.names.municipalities[value],
        "place": lambda: view.t("filters.chip_place", place=value),
        "network": lambda: view.names.partners[value],
        "status": lambda: view.t(f"status.{value}"),
        "year_from": lambda: view.t("filters.chip_from", year=str(value)),
        "year_to": lambda: view.t("filters.chip_to", year=str(value)),
        "text": lambda: view.t("filters.chip_text", text=value),
    }
    return shown.get(field, lambda: str(value))()


@dataclass(frozen=True)
class Chip:
    """A chosen value of a filter that one page has for itself."""

    words: str
    parameter: str
    value: str


def chips(view: View, more: Sequence[Chip] = ()) -> None:
    """One removable chip per chosen value, and one that clears all; `more` are those of the page's own filters."""
    # The container is there without chips too: an element more or less above the map would make the browser build the map
    # anew and lose the reader's pan and zoom.
    with st.container(horizontal=True, gap="small", key="chips"):
        for field, value in view.selection.active():
            st.button(
                plain.label(chip_words(view, field, value)),
                icon=":material/close:",
                icon_position="right",
                help=view.t("filters.remove"),
                key=f"chip_{FIELDS[field]}_{value}",
                on_click=go,
                args=(taken_back(view.selection, field, value), view.names),
            )
        for chip in more:
            st.button(
                plain.label(chip.words),
                icon=":material/close:",
                icon_position="right",
                help=view.t("filters.remove"),
                key=f"chip_{chip.parameter}_{chip.value}",
                on_click=_drop,
                args=([chip],),
            )
        if more or not view.selection.is_empty:
            clear = view.t("filters.clear")
            st.button(clear, type="tertiary", on_click=_clear, args=(view.names, more), key="clear_chips")


def _drop(chosen: Sequence[Chip]) -> None:
    for chip in chosen:
        left = [value for value in st.query_params.get_all(chip.parameter) if value != chip.value]
        st.query_params.from_dict({**params(), chip.parameter: left})


def _clear(names: Names, more: Sequence[Chip]) -> None:
    go(Selection(), names)
    _drop(more)


def taken_back(selection: Selection, field: str, value: Any) -> Selection:
    """`selection` without one chosen value, and without what depends on it."""
    rest = selection.without(field, value)
    return rest.without("place") if field == "municipality" else rest


def phone_button(view: View, more: Sequence[Chip] = ()) -> None:
    """On a phone, where the side bar is folded away: one button that says how many filters are on."""
    st.button(
        view.t("filters.open", count=len(view.selection.active()) + len(more)),
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


def note_words(view: View, told: Sequence[Note]) -> list[str]:
    """The notes as a reader sees them."""
    return [view.t(note.key, parameter=note.parameter, value=note.value) for note in told]
