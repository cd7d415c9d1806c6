"""What Samenkaart is, where its data comes from, how it counts, and how accessible it is.

Questions it answers, with steps from the home page: who makes this and how is it counted (1: this page); how does my
network send its own list (2: this page, the guide; `?deel=partners` opens it at once); what is kept of me (1).
"""

import streamlit as st

from geo import base_map
from pages.over.guide import guide
from ui.sending import has_sending
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    st.title(view.t("over.title"))
    for part in ("what", "counts", "data", "own_file", "privacy", "accessibility"):
        st.header(view.t(f"over.{part}.title"))
        st.markdown(view.t(f"over.{part}.text"))
        if part == "own_file":
            if has_sending():
                st.page_link(
                    "pages/aanleveren/page.py", label=view.t("over.own_file.check"), icon=":material/upload_file:"
                )
            with st.expander(view.t("over.own_file.guide"), expanded=st.query_params.get("deel") == "partners"):
                st.markdown(guide(view.language))
        if part == "privacy":
            for host in base_map.hosts():
                st.markdown(view.t("over.privacy.base_map", host=host.removeprefix("https://")))


if __name__ == "__main__":
    show()
