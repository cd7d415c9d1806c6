"""Shows a story inside Streamlit: the server's own HTML, and beside it what only a live page can have."""

from ui.live.show import fragment, show

__all__ = ["fragment", "show"]
