"""Link and citation of what is on screen."""

from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

from ui.session import View, params

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def page_address() -> str:
    """The full address of this view; only the path where Streamlit does not know the host (in tests)."""
    query = urlencode(params(), doseq=True)
    return f"{st.context.url or ''}{'?' + query if query else ''}"


def citation(view: View, title: str, address: str) -> str:
    """One line that names this view, its data version and the day it was read."""
    return view.t(
        "share.citation",
        title=title,
        version=view.snapshot.version,
        year=str(view.snapshot.date.year),
        address=address,
        read=datetime.now(DUTCH_TIME).date().isoformat(),
    )


def citation_box(view: View, title: str) -> None:
    """The link and the citation, each with a button to copy it."""
    address = page_address()
    st.caption(view.t("share.link"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(view.t("share.cite"))
    st.code(citation(view, title, address), language=None, wrap_lines=True)
