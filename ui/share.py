"""Whether the page is shown inside another site."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def embedded() -> bool:
    """Whether the address has `embed=1`, which Streamlit hides from pages."""
    context = get_script_run_ctx()
    return context is not None and "embed=1" in context.query_string.lstrip("?").split("&")
