"""The rows one by one, with their outcome, remarks and the known initiative beside them; and filters by outcome."""

from collections.abc import Sequence
from html import escape

import polars as pl
import streamlit as st

from data_loaders.checked import CheckReport, ReportMessage, RowReport, State
from data_loaders.schema.rows import InitiativeRow, rows_of
from pages.aanleveren.words import (
    FILTER,
    Known,
    RowStory,
    Side,
    chosen_states,
    row_story,
    shown_rows,
)
from ui import plain
from ui.initiative_rows import ListPage, list_page
from ui.numbers import number
from ui.texts import Texts
from ui.view import View

MARKS = {State.REFUSED: "×", State.DOUBTFUL: "?", State.MERGED: "=", State.NEW: "+"}
"""Outcome → its sign, so that colour is not needed to see it."""


def rows_part(view: View, report: CheckReport) -> None:
    """Show the filters, the rows of this page of the list, and links to other pages."""
    plain.paragraph(view.t("aanleveren.rows.title"), "h2")
    _filter(view, report)
    rows = shown_rows(report, chosen_states(view))
    page = list_page(view, len(rows))
    here = rows[page.first : page.until]
    known = known_initiatives(view, here)
    others = {row.row: row for row in report.rows}
    st.html(rows_html(view.t, [row_story(view, row, known, others) for row in here]))
    if page.last > 1:
        _turn(view, page)


def remarks_part(view: View, report: CheckReport) -> None:
    """Show the remarks about the file as a whole. (If the file cannot be used, they are under the title already.)"""
    remarks = [remark for remark in report.about_file() if not remark.rejected]
    if remarks:
        with st.expander(plain.label(view.t("aanleveren.file.remarks", count=len(remarks))), key="opmerkingen"):
            st.html(f'<ul class="regels">{"".join(map(_remark, remarks))}</ul>')


def _remark(remark: ReportMessage) -> str:
    about = f"<strong>{escape(remark.column)}</strong>: " if remark.column else ""
    return f"<li>{about}{escape(remark.reason)} {escape(remark.remedy)}</li>"


def known_initiatives(view: View, rows: Sequence[RowReport]) -> Known:
    """The known initiatives that these rows are, or may be."""
    ids = [row.same_as for row in rows if row.same_as]
    known = view.snapshot.table("initiatives").filter(pl.col("id").is_in(ids))
    return {row["id"]: row for row in rows_of(known, InitiativeRow)}


def _filter(view: View, report: CheckReport) -> None:
    counts = report.counts()
    st.session_state["kies_uitkomst"] = list(chosen_states(view))
    st.pills(
        view.t("aanleveren.rows.filter"),
        list(State),
        selection_mode="multi",
        format_func=lambda state: f"{view.t(f'aanleveren.state.{state}')} {number(counts[state], view.language)}",
        key="kies_uitkomst",
        on_change=_to_states,
    )


def _to_states() -> None:
    st.query_params.pop("pagina", None)
    st.query_params[FILTER] = [state.value for state in st.session_state["kies_uitkomst"]]


def _turn(view: View, page: ListPage) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bladeren"):
        plain.paragraph(page.range_words(view, "aanleveren.rows.range"))
        steps = (("previous", page.number - 1, page.number > 1), ("next", page.number + 1, page.number < page.last))
        for key, to, is_there in steps:
            st.button(view.t(f"list.{key}"), disabled=not is_there, on_click=_to_page, args=(to,), key=f"blad_{key}")


def _to_page(page: int) -> None:
    st.query_params["pagina"] = str(page)


def rows_html(t: Texts, rows: Sequence[RowStory]) -> str:
    """The rows as an HTML list; every word in it is escaped."""
    if not rows:
        return f"<p>{escape(t('aanleveren.rows.none'))}</p>"
    return f'<ul class="nagekeken">{"".join(_item(t, row) for row in rows)}</ul>'


def _item(t: Texts, row: RowStory) -> str:
    where = f", {escape(row.where)}" if row.where else ""
    number_words = escape(t("aanleveren.rows.row", number=str(row.number)))
    pieces = [
        f'<p class="kop"><span class="uitkomst"><span class="teken" aria-hidden="true">{MARKS[row.state]}</span>{escape(t(f"aanleveren.state.{row.state}"))}</span>'
        f' <strong>{escape(row.name)}</strong>{where} <span class="nummer">{number_words}</span></p>'
    ]
    if row.reason:
        remedy = f" <strong>{escape(row.remedy)}</strong>" if row.remedy else ""
        pieces.append(f"<p>{escape(row.reason)}{remedy}</p>")
    if row.sides:
        pieces.append(_sides(t, row))
    return f'<li class="{row.state}">{"".join(pieces)}</li>'


def _sides(t: Texts, row: RowStory) -> str:
    heads = (t("aanleveren.rows.fact"), t("aanleveren.rows.yours"), row.beside)
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    body = "".join(_side(side) for side in row.sides)
    address = f"/initiatieven?id={escape(row.known_id, quote=True)}"
    link = f'<a href="{address}" target="_blank">{escape(t("aanleveren.rows.open"))}</a>' if row.known_id else ""
    return (
        f"<details><summary>{escape(t('aanleveren.rows.side'))}</summary>"
        f'<div class="schuif"><table class="regio"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{link}</details>'
    )


def _side(side: Side) -> str:
    return f'<tr><th scope="row">{escape(side.fact)}</th><td>{escape(side.yours)}</td><td>{escape(side.ours)}</td></tr>'
