"""Link and citation of what is on screen, and whether it stands on another site."""

from datetime import datetime
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.citation import Cited, Style, cite
from ui.session import View, params
from ui.site_address import embed_code
from ui.view import DUTCH_TIME

__all__ = ["DUTCH_TIME", "EMBED_STYLE", "citation_box", "embed_code", "embedded", "page_address"]

EMBED_STYLE = """<style>
[data-testid="stSidebar"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 0.5rem 1rem 0 !important; }
</style>"""


def embedded() -> bool:
    """Whether the address asks for the map and its sentence only (`embed=1`); Streamlit hides that parameter from pages."""
    context = get_script_run_ctx()
    return context is not None and "embed=1" in context.query_string.lstrip("?").split("&")


def page_address() -> str:
    """The full address of this view; only the path where Streamlit does not know the host (in tests)."""
    query = urlencode(params(), doseq=True)
    return f"{st.context.url or ''}{'?' + query if query else ''}"


def citation_box(view: View, title: str, age: str) -> None:
    """The link and the citation in three forms, each with a button to copy it."""
    address = page_address()
    st.caption(view.t("share.link"))
    st.code(address, language=None, wrap_lines=True)
    cited = Cited(
        title=title,
        address=address,
        version=view.snapshot.version,
        age=age,
        published=view.snapshot.date,
        read=datetime.now(DUTCH_TIME).date(),
    )
    for style in Style:
        st.caption(view.t(f"share.{style}"))
        st.code(cite(cited, style, view.language), language=None, wrap_lines=True)
