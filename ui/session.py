"""What a page knows when it starts: language, data and the reader's choice from the address."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeVar, cast

import polars as pl
import streamlit as st

from data_loaders.schema import Language
from data_loaders.store import DataProblem, Snapshot, current
from measures.catalogue import Catalogue, catalogue
from measures.selection import Selection
from ui.address import Note, Params, read
from ui.names import Names, names
from ui.texts import Texts, texts

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class View:
    """One reader's view of one data version."""

    language: Language
    t: Texts
    snapshot: Snapshot
    catalogue: Catalogue
    names: Names
    selection: Selection
    notes: list[Note] = field(default_factory=list)
    params: Params = field(default_factory=dict)
    """The address as it was read, with what is no part of the choice of initiatives."""

    def typed(self, name: str) -> str:
        """The value of a parameter as the address has it, the last one of several; empty when it is not there."""
        return (self.params.get(name) or [""])[-1]

    def once(self, what: str, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """`answer`, computed once per data version, language, choice and `about`; shared between visitors, so never changed."""
        return self.once_for_all(what, answer, self.language, self.selection, *about)

    def once_for_all(self, what: str, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """`answer`, computed once per data version and `about`, whatever a reader chose; never changed either."""
        return cast("Answer", self.catalogue.memory.recall((what, about), answer))


def same(rows: pl.DataFrame) -> int:
    """A number that is the same for tables with the same rows in the same order, to ask `View.once` for what is made of them."""
    return hash(rows.hash_rows().to_numpy().tobytes())


def params() -> Params:
    """The query part of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def language() -> Language:
    """The language that the address asks for; Dutch unless it says English."""
    return "en" if st.query_params.get("taal") == "en" else "nl"


@st.cache_resource(max_entries=2, show_spinner=False)
def _indexed(version: str, _snapshot: Snapshot) -> tuple[Catalogue, Names]:  # noqa: ARG001 - the version is the key
    regions = _snapshot.table("regions")
    return catalogue(_snapshot.table("initiatives"), regions), names(_snapshot)


def open_view() -> View:
    """`view_of` the address of this visit."""
    return view_of(params())


def view_of(asked: Params) -> View:
    """Read an address against the newest whole data version.

    Raises:
        DataProblem: there is no usable data at all.
    """
    snapshot = current()
    indexed, known = _indexed(snapshot.version, snapshot)
    spoken: Language = "en" if asked.get("taal", [])[-1:] == ["en"] else "nl"
    selection, notes = read(asked, known)
    return View(spoken, texts(spoken), snapshot, indexed, known, selection, notes, asked)


def warm_up() -> None:
    """Import and load before the first visitor comes; a problem with the data is told by the pages.

    Streamlit imports pandas and pyarrow for the first table it shows: early here, so that they are frozen with the rest.
    """
    for package in ("altair", "pandas", "pyarrow.compute", "pydeck"):
        import_module(package)

    with suppress(DataProblem):
        snapshot = current()
        _indexed(snapshot.version, snapshot)
