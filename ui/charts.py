"""The ground that a live drawing stands on."""

import streamlit as st

from ui.palette import Ground


def ground() -> Ground:
    """Whether the reader sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"
