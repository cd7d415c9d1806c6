"""What the site hands to its addresses for programs, since nothing here may know of pages and texts."""

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
        """Which kind of fault: the text of this name under `api.filter` tells it."""

    @property
    def parameter(self) -> str:
        """The parameter, or the first value in the text."""

    @property
    def value(self) -> str:
        """What was typed, cut off when it is long."""


class Question(Protocol):
    """What a request asks of the initiatives, in one data version."""

    @property
    def snapshot(self) -> Snapshot:
        """The tables."""

    @property
    def catalogue(self) -> Catalogue:
        """The initiatives, indexed."""

    @property
    def selection(self) -> Selection:
        """The filters."""

    @property
    def notes(self) -> Sequence[Unused]:
        """What of the filters could not be used."""


class Host(Protocol):
    """Words, addresses and filters of the site; `ui.machines` has them."""

    def text(self, language: Spoken, key: str, **values: object) -> str:
        """Words of the site."""

    def address(self) -> str:
        """Where the site lives, without a slash at the end; never taken from the request."""

    def email(self) -> str:
        """Whom makers of programs can write to."""

    def question(self, params: Params) -> Question:
        """The filters as the pages read them, from the same parameters."""

    def document(self, kind: str, content: Document, path: str, params: Params) -> str:
        """A page of our own look with what a program would get."""
