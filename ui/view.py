"""A view: one data version and one reader's choice in it. Every page is made from a view."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import polars as pl

from data_loaders.memory import Key, once_per_release
from data_loaders.schema import Language
from data_loaders.store import Snapshot, current
from data_loaders.topics import Topic
from measures.catalogue import Catalogue, catalogue
from measures.selection import Selection
from ui.address import Note, Params, read
from ui.names import Names, names
from ui.parameters import with_query
from ui.texts import Texts, texts

Answer = TypeVar("Answer")
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """Today's date in the Netherlands."""
    return datetime.now(DUTCH_TIME).date()


@dataclass(frozen=True)
class Data:
    """One data version with its indexes. All visitors share it, so do not change it."""

    snapshot: Snapshot
    catalogue: Catalogue
    names: Names


@dataclass(frozen=True)
class View:
    """One reader's view of one data version. Make it once per request or run, and pass it on."""

    data: Data
    language: Language
    selection: Selection = field(default_factory=Selection)
    notes: list[Note] = field(default_factory=list)
    """What in the address could not be used."""
    params: Params = field(default_factory=dict)
    """All parameters of the address, also those that are not filters."""
    day: date = field(default_factory=today)
    """Today, on which goals are judged."""

    @property
    def t(self) -> Texts:
        """The texts of the reader's language."""
        return texts(self.language)

    @property
    def snapshot(self) -> Snapshot:
        """The tables and shapes."""
        return self.data.snapshot

    @property
    def catalogue(self) -> Catalogue:
        """The initiatives with their indexes."""
        return self.data.catalogue

    @property
    def names(self) -> Names:
        """Names of regions and partners."""
        return self.data.names

    def link(self, page: str, **choice: str | Sequence[str] | None) -> str:
        """The address of a page with these parameters, in the reader's language."""
        given = {name: value for name, value in choice.items() if value}
        return with_query(f"/{page}", given | ({"taal": "en"} if self.language == "en" else {}))

    def to_region(self, code: str, **choice: str | Sequence[str] | None) -> str:
        """The address of the page of a region."""
        parameter, value = self.names.in_address(code)
        return self.link("regio", **{parameter: value}, **choice)

    def here(self, **changed: str | Sequence[str] | None) -> str:
        """This address with `changed` parameters; None removes a parameter."""
        return self.query({**self.params, **changed})

    @staticmethod
    def query(params: Mapping[str, str | Sequence[str] | None]) -> str:
        """An address on the same page with only these parameters; empty ones are left out."""
        return f"?{urlencode({name: value for name, value in params.items() if value}, doseq=True)}"

    def typed(self, name: str) -> str:
        """The last value of a parameter in the address; empty if it is not there."""
        return (self.params.get(name) or [""])[-1]

    def once(self, topic: Topic, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """The result of `answer`, remembered by data version, language, choice and `about`. Visitors share it: do not change it."""
        return self.once_for_all(topic, answer, self.language, self.selection, *about)

    def once_alone(self, topic: Topic, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """The same for an answer that costs much: who asks for it while it is computed waits."""
        return self.catalogue.memory.recall(Key(topic, (self.language, self.selection, *about)), answer, alone=True)

    def once_for_all(self, topic: Topic, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """The result of `answer`, remembered by data version and `about`, for any choice. Visitors share it: do not change it."""
        return self.catalogue.memory.recall(Key(topic, about), answer)


def same(rows: pl.DataFrame) -> int:
    """A key for `View.once` that is equal for tables with the same rows in the same order."""
    return hash(rows.hash_rows().to_numpy().tobytes())


@once_per_release(Topic.CATALOGUE)
def data_of(snapshot: Snapshot) -> Data:
    """`snapshot` with its indexes."""
    indexed = catalogue(snapshot.table("initiatives"), snapshot.table("regions"))
    return Data(snapshot, indexed, names(snapshot))


def language_of(params: Params) -> Language:
    """The language that an address asks for; Dutch by default."""
    return "en" if params.get("taal", [])[-1:] == ["en"] else "nl"


def view_of(params: Params) -> View:
    """The view for the parameters of an address, in the newest data version that is usable.

    Raises:
        DataProblem: there is no usable data at all.
    """
    data = data_of(current())
    selection, notes = read(params, data.names)
    return View(data, language_of(params), selection, notes, params)
