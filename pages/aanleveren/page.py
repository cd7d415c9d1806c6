"""The page that checks a partner's list, and keeps nothing of it.

Questions it answers, with steps from the home page: what of my list can come on the map, and what is known already (2: this
page, a file); what is wrong with the rest and what do I do about it (2); the list with my corrections as a file (4).
"""

from html import escape

import streamlit as st

from data_loaders.checked import CheckReport
from pages.aanleveren.checking import checked
from pages.aanleveren.columns import recognition_part
from pages.aanleveren.rows import remarks_part, rows_part
from pages.aanleveren.shelf import Sent
from pages.aanleveren.story import BOX, FILES, RECOGNISED, ROWS, limits, problem_story, report_story, story
from pages.aanleveren.style import STYLE
from pages.aanleveren.take import take_part
from pages.aanleveren.visit import Visit, drop_box, examples, look_after, open_visit, throw_away
from pages.aanleveren.worker import CheckProblemError
from ui import plain
from ui.live import show as show_story
from ui.session import open_view
from ui.view import View


def show() -> None:
    """Draw the page."""
    view = open_view()
    visit, sent, is_gone = open_visit()
    st.html(STYLE)
    look_after(visit.ticket)
    if sent is None:
        show_story(view, story(view, is_gone=is_gone), {BOX: lambda _: _box(view, visit)})
        return
    try:
        report = checked(view, visit, sent)
    except CheckProblemError as problem:
        show_story(view, problem_story(view, problem.key), {BOX: lambda _: _file_line(view, visit, sent)})
    else:
        _answer(view, visit, sent, report)


def _box(view: View, visit: Visit) -> None:
    """Show what can be sent, the box for a file, and examples."""
    st.html(str(limits(view)))
    drop_box(view, visit, is_small=False)
    plain.paragraph(view.t("aanleveren.example.title"))
    examples(view, visit)


def _answer(view: View, visit: Visit, sent: Sent, report: CheckReport) -> None:
    def recognition() -> None:
        recognition_part(view, report, visit)
        remarks_part(view, report)

    show_story(
        view,
        report_story(view, report),
        {
            BOX: lambda _: _file_line(view, visit, sent),
            RECOGNISED: lambda _: recognition(),
            ROWS: lambda _: rows_part(view, report),
            FILES: lambda _: take_part(view, report, visit),
        },
    )


def _file_line(view: View, visit: Visit, sent: Sent) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bestandsregel"):
        st.html(f"<p>{escape(sent.name)}</p>", width="content")
        drop_box(view, visit, is_small=True)
        st.button(view.t("aanleveren.file.away"), icon=":material/delete:", on_click=throw_away, key="weg")


if __name__ == "__main__":
    show()
