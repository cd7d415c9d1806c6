"""Cells in the colour of their state, with the number and a sign in each; a press opens what a cell counts."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from measures.networks import CellState
from pages.netwerken.choice import put
from pages.netwerken.words import SIGNS
from ui.charts import ground
from ui.numbers import number
from ui.palette import BORDER, Ground
from ui.session import View, params

STATE_COLOURS: dict[Ground, dict[CellState, tuple[str, str]]] = {
    "light": {
        CellState.OVERLAP: ("#115376", "#ffffff"),
        CellState.SINGLE: ("#70b9d7", "#0c1a24"),
        CellState.OTHERS: ("#dbe9ef", "#1b2a36"),
        CellState.UNNAMED: ("#f6e9bd", "#1b2a36"),
        CellState.GAP: ("#f2a65e", "#1b1206"),
        CellState.OUTSIDE: ("#ffffff", "#51606b"),
        CellState.NOTHING_KNOWN: ("#c8ccce", "#1b2a36"),
        CellState.REST: ("#eef1f3", "#1b2a36"),
    },
    "dark": {
        CellState.OVERLAP: ("#84cee5", "#0c1a24"),
        CellState.SINGLE: ("#2d6a8e", "#ffffff"),
        CellState.OTHERS: ("#1f3f52", "#e8eef2"),
        CellState.UNNAMED: ("#57481c", "#f3ead0"),
        CellState.GAP: ("#c96f1e", "#0c0a06"),
        CellState.OUTSIDE: ("#12202b", "#9fb0bc"),
        CellState.NOTHING_KNOWN: ("#434c52", "#e8eef2"),
        CellState.REST: ("#1c2d3a", "#e8eef2"),
    },
}
"""Colour of each state and of the words on it; these stand out from it by 4.5:1 (WCAG 2.2, criterion 1.4.3)."""

_HERE = Path(__file__).parent
_JS, _CSS = ((_HERE / name).read_text("utf-8") for name in ("cells.js", "cells.css"))


def heat_map(  # noqa: PLR0913 - one table with its words
    view: View, cells: pl.DataFrame, alt_text: str, *, key: str, corner: str, parameter: str, **also: str
) -> None:
    """Draw cells as a table of links.

    Args:
        view: language.
        cells: `row`, `column` (what a reader sees, in order of first appearance), `opens` (what `parameter` becomes
            when the cell is pressed), `state` (`CellState`; its sign stands for zero), `shown` (number in the cell), `more` (words
            that go with it when it is pointed at; null for none).
        alt_text: the same in words.
        key: key of the component.
        corner: what the rows are.
        parameter: of the address, written by a press.
        also: parameters that a press writes as well.
    """
    columns = cells["column"].unique(maintain_order=True).to_list()
    by_place = {(row, column): told for row, column, *told in _told(view, cells)}
    kept = {name: value for name, value in params().items() if name not in {parameter, "pagina", *also}}
    table = st.components.v2.component("vakken", html='<div class="vakken"></div>', css=_CSS, js=_JS)
    table(
        data={
            "label": alt_text,
            "corner": corner,
            "columns": columns,
            "rows": [
                {"name": row, "cells": [by_place.get((row, column)) for column in columns]}
                for row in cells["row"].unique(maintain_order=True)
            ],
            "states": _states(view),
            "here": st.query_params.get(parameter),
            "address": f"?{urlencode({**kept, **also}, doseq=True)}&{parameter}=",
        },
        key=key,
        on_pressed_change=lambda: _pressed(key, set(cells["opens"]), parameter, also),
    )


def _told(view: View, cells: pl.DataFrame) -> list[tuple[str, ...]]:
    return [
        (row, column, number(shown, view.language) if shown or state == CellState.REST else "", state, opens, more)
        for row, column, shown, state, opens, more in cells.select(
            "row", "column", "shown", "state", "opens", pl.col("more").fill_null("")
        ).iter_rows()
    ]


def _states(view: View) -> dict[str, dict[str, str]]:
    """Colours, sign and word of each state; the rest has no word."""
    words: dict[CellState, str] = {
        state: view.t(f"netwerken.state.{state}") for state in CellState if state is not CellState.REST
    }
    return {
        state.value: {"ground": colour, "ink": ink, "sign": SIGNS[state], "word": words.get(state, "")}
        for state, (colour, ink) in STATE_COLOURS[ground()].items()
    }


def _pressed(key: str, known: set[str], parameter: str, also: dict[str, str]) -> None:
    # A message from a browser can be made by anyone: only what stands in the table is opened.
    if (opens := st.session_state[key].pressed) in known:
        put(**also, **{parameter: opens})


def state_key(view: View, states: list[CellState]) -> None:
    """What colours and signs mean, with the explanation of each state."""
    items = "".join(
        f'<li style="display:flex;gap:0.5em;margin:0 0 0.2rem">{_patch(state)}<span>'
        f"<strong>{escape(view.t(f'netwerken.state.{state}'))}</strong>: "
        f"{escape(view.t(f'netwerken.state_about.{state}'))}</span></li>"
        for state in states
        if state is not CellState.REST
    )
    st.html(f'<ul style="list-style:none;padding:0;margin:0;font-size:0.95rem">{items}</ul>')


def _patch(state: CellState) -> str:
    colour, ink = STATE_COLOURS[ground()][state]
    return (
        f'<span style="flex:none;width:2em;height:1.5em;text-align:center;border:1px solid {BORDER[ground()]};'
        f'background:{colour};color:{ink}">{SIGNS[state]}</span>'
    )
