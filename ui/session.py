"""The visit that Streamlit is running: its address, its language, its view."""

from contextlib import suppress
from importlib import import_module

import streamlit as st

from data_loaders.schema import Language
from data_loaders.store import DataProblem, current
from ui.address import Params
from ui.view import View, data_of, language_of, same, view_of

__all__ = ["View", "language", "open_view", "params", "same", "view_of", "warm_up"]


def params() -> Params:
    """The query part of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def language() -> Language:
    """The language that the address asks for."""
    return language_of({"taal": st.query_params.get_all("taal")})


def open_view() -> View:
    """`view_of` the address of this visit."""
    return view_of(params())


def warm_up() -> None:
    """Import and load before the first visitor comes; a problem with the data is told by the pages.

    Streamlit imports pandas and pyarrow for the first table it shows: early here, so that they are frozen with the rest.
    """
    for package in ("pandas", "pyarrow.compute", "pydeck"):
        import_module(package)

    with suppress(DataProblem):
        data_of(current())
