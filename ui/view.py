"""What a page is made from: one data version, and one reader's choice in it. Knows nothing of the way it will be shown."""

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
from ui.texts import Texts, texts

Answer = TypeVar("Answer")
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """The day that a reader in the Netherlands has."""
    return datetime.now(DUTCH_TIME).date()


@dataclass(frozen=True)
class Data:
    """One data version with its indexes; shared between visitors, so never changed."""

    snapshot: Snapshot
    catalogue: Catalogue
    names: Names


@dataclass(frozen=True)
class View:
    """One reader's view of one data version. Taken once per request or run, and handed down."""

    data: Data
    language: Language
    selection: Selection = field(default_factory=Selection)
    notes: list[Note] = field(default_factory=list)
    """What of the address was not used."""
    params: Params = field(default_factory=dict)
    """All parameters of the address, also those that do not choose initiatives."""
    day: date = field(default_factory=today)
    """The reader's day: goals are judged on it."""

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
        """The initiatives, indexed."""
        return self.data.catalogue

    @property
    def names(self) -> Names:
        """Names of regions and partners."""
        return self.data.names

    def link(self, page: str, **choice: str | Sequence[str] | None) -> str:
        """The address of a page of ours with these parameters, in the reader's language."""
        given = {name: value for name, value in choice.items() if value}
        query = urlencode(given | ({"taal": "en"} if self.language == "en" else {}), doseq=True)
        return f"/{page}?{query}" if query else f"/{page}"

    def here(self, **changed: str | Sequence[str] | None) -> str:
        """This address with other values for these parameters; None takes one away."""
        return self.query({**self.params, **changed})

    @staticmethod
    def query(params: Mapping[str, str | Sequence[str] | None]) -> str:
        """An address on the page at hand with nothing but these parameters; empty ones are left out."""
        return f"?{urlencode({name: value for name, value in params.items() if value}, doseq=True)}"

    def typed(self, name: str) -> str:
        """The value of a parameter as the address has it, the last one of several; empty when it is not there."""
        return (self.params.get(name) or [""])[-1]

    def once(self, topic: Topic, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """`answer`, computed once per data version, language, choice and `about`; shared between visitors, so never changed."""
        return self.once_for_all(topic, answer, self.language, self.selection, *about)

    def once_for_all(self, topic: Topic, answer: Callable[[], Answer], *about: Hashable) -> Answer:
        """`answer`, computed once per data version and `about`, whatever a reader chose; never changed either."""
        return self.catalogue.memory.recall(Key(topic, about), answer)


def same(rows: pl.DataFrame) -> int:
    """A key for `View.once`: equal for tables with the same rows in the same order."""
    return hash(rows.hash_rows().to_numpy().tobytes())


@once_per_release(Topic.CATALOGUE)
def data_of(snapshot: Snapshot) -> Data:
    """`snapshot` with its indexes."""
    indexed = catalogue(snapshot.table("initiatives"), snapshot.table("regions"))
    return Data(snapshot, indexed, names(snapshot))


def language_of(params: Params) -> Language:
    """The language that an address asks for; Dutch unless it says English."""
    return "en" if params.get("taal", [])[-1:] == ["en"] else "nl"


def view_of(params: Params) -> View:
    """Read an address against the newest whole data version.

    Raises:
        DataProblem: there is no usable data at all.
    """
    data = data_of(current())
    selection, notes = read(params, data.names)
    return View(data, language_of(params), selection, notes, params)
