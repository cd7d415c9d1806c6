"""What Samenkaart is, where its data comes from, how it counts, and how accessible it is."""

import streamlit as st

from geo import base_map
from ui.session import open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    st.title(view.t("over.title"))
    for part in ("what", "counts", "data", "own_file", "privacy", "accessibility"):
        st.header(view.t(f"over.{part}.title"))
        st.markdown(view.t(f"over.{part}.text"))
        if part == "privacy":
            for host in base_map.hosts():
                st.markdown(view.t("over.privacy.base_map", host=host.removeprefix("https://")))


if __name__ == "__main__":
    show()
