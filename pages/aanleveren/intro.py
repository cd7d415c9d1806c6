"""What stands on the page before there is a file: limits and privacy in plain words, the command, and examples."""

from html import escape

import streamlit as st

from pages.aanleveren.shelf import LARGEST
from pages.aanleveren.visit import EXAMPLES, Visit, take_example
from pages.aanleveren.worker import AT_ONCE, MOST_ROWS
from ui import plain
from ui.view import View

COMMAND = "python -m prepare check lijst.xlsx --report verslag"


def limits(view: View) -> None:
    """What can be sent and what becomes of it, in three lines above the box."""
    t = view.t
    megabytes = LARGEST // 1_000_000
    _list([t(f"aanleveren.limits.{name}", megabytes=megabytes, all=MOST_ROWS) for name in ("kinds", "kept", "trial")])


def more(view: View) -> None:
    """The same at length, and the command that does without this page."""
    t = view.t
    plain.paragraph(t("aanleveren.more.title"), "h2")
    _list([t(f"aanleveren.more.{name}", places=AT_ONCE) for name in ("where", "gone", "personal", "sending", "busy")])
    plain.paragraph(t("aanleveren.more.command"))
    st.code(COMMAND, language=None, wrap_lines=True)
    spoken = {"taal": "en"} if view.language == "en" else {}
    st.page_link("pages/over/page.py", label=t("aanleveren.more.guide"), query_params={"deel": "partners"} | spoken)


def _list(lines: list[str]) -> None:
    st.html(f'<ul class="regels">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def examples(view: View, visit: Visit) -> None:
    """Three files of our own, to see what the page does."""
    plain.paragraph(view.t("aanleveren.example.title"))
    with st.container(horizontal=True, key="voorbeelden"):
        for name in EXAMPLES:
            st.button(
                view.t(f"aanleveren.example.{name}"),
                on_click=take_example,
                args=(visit.ticket, name),
                key=f"voorbeeld_{name}",
            )


def gone(view: View) -> None:
    """A file was thrown away because its page stood still."""
    st.info(plain.label(f"{view.t('aanleveren.gone.title')}. {view.t('aanleveren.gone.text')}"), icon=":material/info:")
