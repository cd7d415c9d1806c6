"""Cells in the colour of their state, with the number and a sign in each."""

from collections.abc import Callable

import altair as alt
import polars as pl
import streamlit as st

from measures.networks import CellState
from pages.netwerken.words import SIGNS, state_word
from ui.charts import AnyChart, ground, styled
from ui.palette import GROUND, Ground
from ui.session import View

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

ROW_PX, HEAD_PX = 26, 190
WIDTH_PX, LEAST_PX = 640, 34
"""Width of all columns together, and the least of one; where that does not fit, the picture is slid sideways."""


def heat_map(  # noqa: PLR0913 - one chart with its words
    view: View, cells: pl.DataFrame, alt_text: str, *, key: str, name: str, on_press: Callable[[str, str], None] | None
) -> None:
    """Draw cells.

    Args:
        view: language.
        cells: `row`, `column` (what a reader sees, in order of first appearance), `row_key`, `column_key`, `state`
            (`CellState`), `shown` (number in the cell).
        alt_text: the same in words.
        key: key of the chart.
        name: what a number in a cell counts.
        on_press: called with the keys of the row and column of a pressed cell.
    """
    with st.container(key=f"schuif_{key}"):
        _show(view, _chart(view, cells, name), alt_text, key, on_press)


def _show(view: View, chart: AnyChart, alt_text: str, key: str, on_press: Callable[[str, str], None] | None) -> None:
    if on_press is None:
        st.altair_chart(styled(chart, view.language, ground()), width="content", theme=None, alt=alt_text, key=key)
        return

    def pressed() -> None:
        if points := st.session_state[key].selection.get("vak"):
            on_press(points[0]["row_key"], points[0]["column_key"])

    chosen = alt.selection_point(name="vak", fields=["row_key", "column_key"])
    st.altair_chart(
        styled(chart.add_params(chosen), view.language, ground()),
        width="content",
        theme=None,
        alt=alt_text,
        key=key,
        on_select=pressed,
    )


def _chart(view: View, cells: pl.DataFrame, name: str) -> AnyChart:
    on = ground()
    present = [state for state in CellState if state in set(cells["state"].to_list())]
    words = {state: state_word(view, state) for state in present}
    drawn = cells.with_columns(
        word=pl.col("state").cast(pl.String).replace(words),
        text=pl.when(pl.col("shown") > 0).then(pl.col("shown").cast(pl.String) + " ").otherwise(pl.lit(""))
        + pl.col("state").cast(pl.String).replace_strict(SIGNS, return_dtype=pl.String),
        ink=pl.col("state")
        .cast(pl.String)
        .replace_strict({state: ink for state, (_, ink) in STATE_COLOURS[on].items()}, return_dtype=pl.String),
    )
    rows, columns = (drawn[side].unique(maintain_order=True).to_list() for side in ("row", "column"))
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "column:N",
            sort=columns,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-50, labelLimit=HEAD_PX - 30, labelOverlap=False, ticks=False),
        ),
        y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=220, ticks=False)),
        tooltip=[
            alt.Tooltip("row:N", title=view.t("netwerken.row")),
            alt.Tooltip("column:N", title=view.t("netwerken.column")),
            alt.Tooltip("shown:Q", title=name),
            alt.Tooltip("word:N", title=view.t("netwerken.state_title")),
        ],
    )
    scale = alt.Scale(domain=[words[state] for state in present], range=[STATE_COLOURS[on][s][0] for s in present])
    legend = alt.Legend(orient="bottom", columns=4, title=None, symbolType="square", symbolSize=180)
    boxes = base.mark_rect(stroke=GROUND[on], strokeWidth=2).encode(
        color=alt.Color("word:N", scale=scale, legend=legend)
    )
    numbers = base.mark_text(fontSize=12).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    return alt.layer(boxes, numbers).properties(
        width=max(WIDTH_PX, LEAST_PX * len(columns)) if len(columns) > 6 else 90 * len(columns),
        height=ROW_PX * len(rows),
    )
