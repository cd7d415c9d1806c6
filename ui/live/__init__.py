"""Shows a story inside Streamlit: the same HTML as the server's, plus parts that only a live page can have."""

from ui.live.show import show, show_page

__all__ = ["show", "show_page"]
