"""A partner's own list: checked before anything is sent, and nothing of it kept.

Questions it answers, with steps from the home page: what of my list can come on the map, and what is known already (2: this
page, a file); what is wrong with the rest and what do I do about it (2); the list with my corrections as a file (4).
"""

from html import escape

import streamlit as st

from pages.aanleveren.checking import checked
from pages.aanleveren.columns import recognition_part
from pages.aanleveren.intro import examples, gone, limits, more
from pages.aanleveren.report import FileReport
from pages.aanleveren.rows import remarks_part, rows_part
from pages.aanleveren.shelf import Sent
from pages.aanleveren.spots import map_part
from pages.aanleveren.story import sentence, title
from pages.aanleveren.style import STYLE
from pages.aanleveren.take import take_part
from pages.aanleveren.visit import Visit, drop_box, look_after, open_visit, throw_away
from ui import plain
from ui.session import open_view
from ui.view import View


def show() -> None:
    """Draw the page."""
    view = open_view()
    visit, sent, is_gone = open_visit()
    st.html(STYLE)
    look_after(visit.ticket)
    if sent is None:
        _before(view, visit, is_gone=is_gone)
        return
    report = checked(view, visit, sent)
    if report is None:
        _file_line(view, visit, sent)
        return
    _answer(view, visit, sent, report)


def _before(view: View, visit: Visit, *, is_gone: bool) -> None:
    plain.paragraph(view.t("aanleveren.title"), "h1")
    plain.paragraph(view.t("aanleveren.lead"), name="zin")
    if is_gone:
        gone(view)
    limits(view)
    drop_box(view, visit, is_small=False)
    examples(view, visit)
    more(view)


def _answer(view: View, visit: Visit, sent: Sent, report: FileReport) -> None:
    plain.paragraph(title(view.t, report), "h1")
    plain.paragraph(sentence(view.t, report), name="zin")
    _file_line(view, visit, sent)
    recognition_part(view, report, visit)
    remarks_part(view, report)
    if report.rows:
        rows, place = st.columns([3, 2], gap="large")
        with rows:
            rows_part(view, report)
        with place:
            map_part(view, report)
    take_part(view, report, visit)


def _file_line(view: View, visit: Visit, sent: Sent) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bestandsregel"):
        st.html(f"<p>{escape(sent.name)}</p>", width="content")
        drop_box(view, visit, is_small=True)
        st.button(view.t("aanleveren.file.away"), icon=":material/delete:", on_click=throw_away, key="weg")


if __name__ == "__main__":
    show()
