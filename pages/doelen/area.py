"""Every indicator for one region: what is known there, and of what nothing is."""

import polars as pl
import streamlit as st

from pages.doelen import words
from pages.doelen.board import COUNTRY, Board, Part, Row, typed_region, write
from pages.doelen.indicator import newest_short
from pages.doelen.linked_table import linked_table
from ui import plain
from ui.age import judged_age
from ui.figure import Figure, source_line


def area(board: Board, region_code: str | None) -> None:
    """The figures of one region; the reader chooses it."""
    view, t = board.view, board.view.t
    code = region_code or view.selection.municipality or view.selection.province or COUNTRY
    st.html(plain.link(t("doelen.all_goals"), board.href() if view.language == "en" else "/doelen"))
    plain.paragraph(t("doelen_dekking.area_title", region=board.region_name(code)), "h1")
    judged = board.in_region(code)
    known = judged.filter(pl.col("observations") > 0)
    sentence = t(
        "doelen_dekking.area_sentence", known=known.height, total=judged.height, region=board.region_name(code)
    )
    plain.paragraph(sentence, name="zin")
    _choice(board, code)
    _known(board, code, known)
    unknown = judged.filter(observations=0)
    names = "".join(
        f"<li>{plain.link(board.indicator_name(indicator), board.href(indicator=indicator))}</li>"
        for indicator in unknown["indicator_id"]
    )
    with st.expander(t("doelen_dekking.area_unknown", count=unknown.height), key="area_unknown"):
        st.html(f'<ul class="doel">{names}</ul>')
    table = pl.DataFrame([_row(board, row) for row in judged.iter_rows(named=True)])
    source_line(
        view,
        Figure(
            name=f"doelen-{code}",
            title=t("doelen_dekking.area_title", region=board.region_name(code)),
            sentence=sentence,
            table=table,
            source=t("doelen_lijst.sources_per_row"),
            age=judged_age(view, board.today, judged["newest_year"]),
        ),
    )


def _row(board: Board, judged: Row) -> dict[str, str]:
    t = board.view.t
    return {
        t("doelen_lijst.goal"): str(judged["goal_id"]),
        t("doelen_lijst.indicator"): board.indicator_name(judged["indicator_id"]),
        t("doelen_cijfer.newest_figure"): newest_short(board, judged),
        t("doelen.head.status"): words.status(board.view, judged),
        t("doelen_lijst.trend"): words.movement(board.view, judged),
        t("doelen_cijfer.source"): board.indicator(judged["indicator_id"])["source_org"] or "",
    }


def _known(board: Board, code: str, known: pl.DataFrame) -> None:
    if known.is_empty():
        plain.paragraph(board.view.t("doelen_dekking.area_none"))
        return
    regio = typed_region(board.view.names, code)
    table = pl.DataFrame([_row(board, row) for row in known.iter_rows(named=True)])
    shown = table.drop(board.view.t("doelen_lijst.goal"))
    addresses = [board.href(indicator=indicator, regio=regio) for indicator in known["indicator_id"]]
    st.html(linked_table(shown.columns, shown.rows(), addresses))


def _choice(board: Board, code: str) -> None:
    names = board.view.names
    st.session_state["gebied"] = code
    st.selectbox(
        board.view.t("doelen_cijfer.region"),
        [COUNTRY, *names.provinces, *names.municipalities],
        format_func=lambda key: names.with_aliases(key) if key in names.municipalities else board.region_name(key),
        key="gebied",
        on_change=lambda: write(deel=Part.AREA, regio=typed_region(names, st.session_state["gebied"])),
        width=420,
    )
