"""The list of initiatives under the map: the same rows, page by page, and as files."""

from dataclasses import replace

import polars as pl
import streamlit as st

from measures.nearest import nearest_municipalities
from ui import plain
from ui.age import initiatives_age
from ui.figure import Figure, source_line
from ui.filter_bar import go, tell_notes
from ui.grid import grid
from ui.initiative_rows import (
    Order,
    export_table,
    header,
    list_notes,
    order,
    order_words,
    ordered,
    page_table,
    pages,
    range_words,
)
from ui.numbers import number
from ui.session import View


def _order_box(view: View) -> None:
    st.session_state["kies_sorteer"] = order(view)
    st.selectbox(
        view.t("list.order"),
        list(Order),
        format_func=lambda by: order_words(view, by),
        key="kies_sorteer",
        on_change=_to_order,
        width=420,
    )


def _to_order() -> None:
    st.query_params.pop("pagina", None)
    st.query_params["sorteer"] = st.session_state["kies_sorteer"].value


def nearest(view: View) -> None:
    """The nearest municipalities where something is known, where nothing is in the chosen one."""
    near = nearest_municipalities(view.catalogue, view.selection)
    if near.is_empty():
        return
    plain.paragraph(view.t("list.nearest"))
    with st.container(horizontal=True, gap="small", key="dichtbij"):
        for code, name, count in near.iter_rows():
            st.button(
                plain.label(f"{name} ({number(count, view.language)})"),
                key=f"dichtbij_{code}",
                on_click=go,
                args=(replace(view.selection, province=None, municipality=code, place=None), view.names),
            )


def _to_page(page: int) -> None:
    if page == 1:
        st.query_params.pop("pagina", None)
    else:
        st.query_params["pagina"] = str(page)


def initiative_list(view: View, chosen: pl.DataFrame, sentence: str, *, with_nearest: bool = True) -> None:
    """Show one page of the initiatives in `chosen`, with files of all of them; of none, where the nearest ones are."""
    t = view.t
    plain.paragraph(t("list.title", count=chosen.height), "h2")
    if chosen.is_empty():
        plain.paragraph(t("list.empty"))
        if with_nearest:
            nearest(view)
        return
    by = order(view)
    _order_box(view)
    page, last = pages(view, chosen)
    tell_notes(view, list_notes(view, last), key="list_notes")
    shown = page_table(view, chosen)
    link = st.column_config.LinkColumn
    grid(
        shown,
        alt=t("list.alt", sentence=sentence),
        key="initiatives",
        column_config={
            t("list.open"): link(display_text=t("list.open_link"), width="small"),
            header(view, "website"): link(display_text=t("list.site_link"), width="small"),
            header(view, "sources"): link(display_text=t("list.source_link"), width="small"),
        },
    )
    _pager(view, page, last, chosen.height)
    figure = Figure(
        name="initiatieven",
        title=t("list.title", count=chosen.height),
        sentence=sentence,
        table=shown,
        source=t("kaart.source"),
        age=initiatives_age(view, chosen),
    )
    source_line(view, figure, file_table=lambda: _whole_table(view, chosen, by))


def _whole_table(view: View, chosen: pl.DataFrame, by: Order) -> pl.DataFrame:
    return export_table(view, view.catalogue.rows(ordered(chosen, by), 0, chosen.height))


def _pager(view: View, page: int, last: int, total: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bladeren"):
        st.button(view.t("list.previous"), disabled=page == 1, on_click=_to_page, args=(page - 1,), key="previous")
        plain.paragraph(range_words(view, page, total))
        st.button(view.t("list.next"), disabled=page == last, on_click=_to_page, args=(page + 1,), key="next")
