"""Whether the page stands on another site."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def embedded() -> bool:
    """Whether the address asks for the map and its sentence only (`embed=1`); Streamlit hides that parameter from pages."""
    context = get_script_run_ctx()
    return context is not None and "embed=1" in context.query_string.lstrip("?").split("&")
