"""A figure that is missing: who could supply it, and a message ready to send."""

import polars as pl
import streamlit as st

from measures.goals.availability import wanted
from pages.doelen.board import Board
from ui import plain
from ui.share import page_address


def know_button(board: Board, indicator_id: str, region_code: str | None, year: int | None = None) -> None:
    """The button "I know this figure", with a message that names indicator, region and year."""
    t = board.view.t
    with st.popover(t("doelen_cijfer.know"), icon=":material/edit_note:", key=f"know_{indicator_id}"):
        st.caption(t("doelen_cijfer.know_how", organisation=_holder(board, indicator_id)))
        if source := _newest_source(board, indicator_id):
            st.link_button(plain.label(t("doelen_cijfer.to_source", title=source[0])), source[1], type="tertiary")
        st.code(message(board, indicator_id, region_code, year), language=None, wrap_lines=True)


def message(board: Board, indicator_id: str, region_code: str | None, year: int | None = None) -> str:
    """The message: what is known, and open places for what only its writer knows."""
    found = wanted_year(board, indicator_id) if year is None else year
    return board.view.t(
        "doelen_cijfer.message",
        indicator=board.indicator_name(indicator_id),
        id=indicator_id,
        region=board.region_name(region_code),
        code=region_code or "…",
        year=str(found or "…"),
        address=page_address(),
        version=board.view.snapshot.version,
    )


def wanted_year(board: Board, indicator_id: str) -> int | None:
    """The year that would help most; None when no newer figure can be expected."""
    years = wanted(board.programme, board.progress, board.today).filter(pl.col("indicator_id") == indicator_id)["year"]
    return next(iter(years), None)


def _newest_source(board: Board, indicator_id: str) -> tuple[str, str] | None:
    """Title and address of the page that gave the newest figure: the place to look for a newer one."""
    values = board.programme.indicator_values.filter(indicator_id=indicator_id).sort("year")
    title, address = values.select("source_title", "source_url").row(-1) if values.height else (None, None)
    return (title, address) if title and address else None


def _holder(board: Board, indicator_id: str) -> str:
    return board.indicator(indicator_id)["source_org"] or board.view.t("doelen_cijfer.no_holder")
