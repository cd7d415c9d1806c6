"""The present visit in Streamlit: its address, its language and its view."""

from contextlib import suppress
from importlib import import_module

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_loaders.schema import Language
from data_loaders.store import DataProblem, current
from ui.address import Params
from ui.parameters import known
from ui.view import View, data_of, language_of, view_of


def params() -> Params:
    """The parameters of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def language() -> Language:
    """The language that the address asks for."""
    return language_of({"taal": st.query_params.get_all("taal")})


def open_view() -> View:
    """The view for the address of this visit."""
    return view_of(known(params()))


def embedded() -> bool:
    """Whether the address has `embed=1`, which Streamlit hides from pages."""
    context = get_script_run_ctx()
    return context is not None and "embed=1" in context.query_string.lstrip("?").split("&")


def warm_up() -> None:
    """Import and load everything before the first visit. If the data are not usable, the pages will say so.

    Streamlit imports pandas and pyarrow for its first table. Importing them here lets `gc.freeze` include them (`api.server`).
    """
    for package in ("pandas", "pyarrow.compute", "pydeck"):
        import_module(package)

    with suppress(DataProblem):
        data_of(current())
