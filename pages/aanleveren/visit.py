"""One visit to the page: its place on the shelf, its file, and the choices for that file."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import streamlit as st

from pages.aanleveren.choices import Choices
from pages.aanleveren.shelf import LARGEST, SHELF, Sent, UploadRefusal
from ui.view import View

KEY = "aanleveren"
"""Key of the visit in Streamlit's session. The file itself is only on the shelf."""
REFUSED = "aanleveren_geweigerd"
"""Key in the session of the reason why an example was refused, until the page has shown it."""
EXAMPLES = {"net": "voorbeeld-net.csv", "eigen": "voorbeeld-eigen-woorden.csv", "formulier": "voorbeeld-formulier.csv"}
"""Key of its text → file with an example."""
LOOKED_AFTER_SECONDS = 60
_HERE = Path(__file__).parent
_HTML, _CSS, _JS = ((_HERE / f"upload.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))


@dataclass(frozen=True)
class Visit:
    """What a session remembers of a visit."""

    ticket: str
    had_file: bool = False
    number: int = 0
    """Number of the file for which `choices` were made."""
    choices: Choices = field(default_factory=Choices)


def open_visit() -> tuple[Visit, Sent | None, bool]:
    """The visit of this session, its file, and whether it had a file that has been deleted."""
    visit: Visit | None = st.session_state.get(KEY)
    is_gone = visit is not None and not SHELF.touch(visit.ticket)
    if visit is None or is_gone:
        lost = visit is not None and visit.had_file
        visit = keep(Visit(SHELF.ticket()))
        return visit, None, lost
    sent = SHELF.sent(visit.ticket)
    if sent and sent.number != visit.number:
        visit = keep(Visit(visit.ticket, had_file=True, number=sent.number))
    return visit, sent, False


def keep(visit: Visit) -> Visit:
    """Remember `visit` in this session."""
    st.session_state[KEY] = visit
    return visit


def choose(change: Callable[[Choices], Choices]) -> None:
    """Change the choices for the file of this session."""
    visit: Visit = st.session_state[KEY]
    keep(replace(visit, choices=change(visit.choices)))


def throw_away() -> None:
    """Delete the file of this session; the page may send another one."""
    visit: Visit = st.session_state[KEY]
    SHELF.empty(visit.ticket)
    keep(Visit(visit.ticket))
    _first_page()


def leave() -> None:
    """Delete everything of this session, because the visitor opened another page."""
    visit: Visit | None = st.session_state.pop(KEY, None)
    if visit:
        SHELF.forget(visit.ticket)


def examples(view: View, visit: Visit) -> None:
    """Show buttons for three example files."""
    with st.container(horizontal=True, key="voorbeelden"):
        for name in EXAMPLES:
            words = view.t(f"aanleveren.example.{name}")
            st.button(words, on_click=take_example, args=(visit.ticket, name), key=f"voorbeeld_{name}")
    if refused := st.session_state.pop(REFUSED, None):
        st.html(
            f'<p role="status">{escape(view.t(f"aanleveren.drop.refused_{refused}", megabytes=LARGEST // 1_000_000))}</p>'
        )


def take_example(ticket: str, which: str) -> None:
    """Use an example file as if the visitor had sent it."""
    name = EXAMPLES[which]
    st.session_state[REFUSED] = SHELF.put(ticket, name, (_HERE / "examples" / name).read_bytes())
    _first_page()


def _first_page() -> None:
    for name in ("pagina", "uitkomst"):
        st.query_params.pop(name, None)


@st.fragment(run_every=LOOKED_AFTER_SECONDS)
def look_after(ticket: str) -> None:
    """Tell the shelf once a minute that the page is still open."""
    SHELF.touch(ticket)


def drop_box(view: View, visit: Visit, *, is_small: bool) -> None:
    """Show the box for a file; a small one if there is a file already."""
    words = {name: view.t(f"aanleveren.drop.{name}") for name in ("label", "button", "other", "busy")}
    words["done"] = view.t("aanleveren.drop.done", name="{name}")
    megabytes = LARGEST // 1_000_000
    for why in [*UploadRefusal, "slow", "failed"]:
        words[f"refused_{why}"] = view.t(f"aanleveren.drop.refused_{why}", megabytes=megabytes)
    box = st.components.v2.component("bestand", html=_HTML, css=_CSS, js=_JS)
    box(
        data={
            "words": words,
            "address": f"aanleveren/bestand/{visit.ticket}",
            "largest": LARGEST,
            "small": is_small,
        },
        key="bestand",
        width="content" if is_small else "stretch",
        on_sent_change=_first_page,
    )
