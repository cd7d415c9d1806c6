"""What the addresses for programs need of the site. `dashboard.py` hands it in, because `api` may not import `ui`."""

from collections.abc import Sequence
from typing import Literal, Protocol

from data_loaders.documents import Document
from data_loaders.store import Snapshot
from measures.catalogue import Catalogue
from measures.selection import Selection

Spoken = Literal["nl", "en"]
Params = dict[str, list[str]]


class Unused(Protocol):
    """A value of a filter that could not be used."""

    @property
    def key(self) -> str:
        """The kind of fault. Its last part is the key of a text under `api.fault`."""

    @property
    def parameter(self) -> str:
        """The name of the parameter, or for some kinds the first value in the text."""

    @property
    def value(self) -> str:
        """The typed value; a long one is cut off."""


class Question(Protocol):
    """A choice of initiatives in one data version."""

    @property
    def snapshot(self) -> Snapshot:
        """The tables of the data version."""

    @property
    def catalogue(self) -> Catalogue:
        """The initiatives, indexed."""

    @property
    def selection(self) -> Selection:
        """The chosen filters."""

    @property
    def notes(self) -> Sequence[Unused]:
        """The values that could not be used."""


class Host(Protocol):
    """Texts, addresses and filters of the site; `ui.machines.Machines` gives them."""

    def text(self, language: Spoken, key: str, **values: object) -> str:
        """One text of the site."""

    def address(self) -> str:
        """The public address of the site, without a slash at the end; never taken from the request."""

    def email(self) -> str:
        """The e-mail address for makers of programs."""

    def question(self, params: Params) -> Question:
        """The parameters read as a page reads them."""

    def document(self, kind: str, content: Document, path: str, params: Params) -> str:
        """`content` as a page in the style of the site, for a person who opens the address in a browser."""
