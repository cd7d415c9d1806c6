"""Reads the list of sources: which files we prepare, who holds them, and when they were read."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from data_loaders.documents import Document
from data_loaders.manifest import SourceEntry
from prepare.counts import FileCounts
from prepare.problems import SourceError

SOURCES = "sources.toml"


class SourceKind(StrEnum):
    """Groups of sources, as in `sources.toml`."""

    INITIATIVES = "initiatives"
    ANSWERS = "answers"
    """Lists of answers (see `prepare.read.answers`); there may be none."""
    PROGRAMME = "programme"
    CONTEXT = "context"
    GEOGRAPHY = "geography"
    SURROUNDINGS = "surroundings"


@dataclass(frozen=True, order=True)
class Source:
    """One file that is prepared."""

    kind: SourceKind
    file: str
    """Path below `data/sources`, or below the raw geography folder."""
    title: str
    holder: str
    licence: str
    date_read: date

    @property
    def name(self) -> str:
        """The file without its folder."""
        return Path(self.file).name

    def entry(self, counts: FileCounts) -> SourceEntry:
        """The source as it stands in the manifest."""
        about = (self.file, self.kind.value, self.title, self.holder, self.licence, self.date_read.isoformat())
        return SourceEntry(*about, counts.read, counts.accepted, counts.merged, counts.rejected)


@dataclass(frozen=True)
class SourceList:
    """Everything in `sources.toml`."""

    sources: tuple[Source, ...]
    attribution_nl: str
    attribution_en: str

    @property
    def date(self) -> date:
        """The newest day on which a source was read: the day of the data."""
        return max(source.date_read for source in self.sources)

    def of(self, kind: SourceKind) -> tuple[Source, ...]:
        """Sources of one kind, by name."""
        return tuple(source for source in self.sources if source.kind is kind)


def read_sources(folder: Path) -> SourceList:
    """The list of sources in `folder`.

    Raises:
        SourceError: the list is missing or incomplete, or a file of initiatives or the programme is not on it.
    """
    try:
        plain = tomllib.loads((folder / SOURCES).read_text(encoding="utf-8"))
        # Sorted by name, so that the order in the list does not matter.
        sources = tuple(
            source for kind in SourceKind for source in sorted(_source(kind, entry) for entry in _listed(plain, kind))
        )
        listed = SourceList(sources, plain["attribution_nl"], plain["attribution_en"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"is niet te lezen of niet volledig ({error})."
        remedy = "Geef elke bron file, title, holder, licence en date_read (als 2026-11-23)."
        raise SourceError(SOURCES, reason, remedy) from error
    _check_unlisted(folder, listed)
    return listed


def _listed(plain: Document, kind: SourceKind) -> list[Document]:
    entries: list[Document] = plain.get(kind, []) if kind is SourceKind.ANSWERS else plain[kind]
    return entries


def _source(kind: SourceKind, entry: Document) -> Source:
    file, title, holder, licence = texts = [str(entry[key]) for key in ("file", "title", "holder", "licence")]
    if not all(texts) or not isinstance(entry["date_read"], date):
        raise ValueError(f"{entry}")
    return Source(kind, file, title, holder, licence, entry["date_read"])


def _check_unlisted(folder: Path, listed: SourceList) -> None:
    known = {source.file for source in listed.sources}
    checked = (
        path
        for kind in (SourceKind.INITIATIVES, SourceKind.ANSWERS, SourceKind.PROGRAMME)
        for path in (folder / kind).glob("*")
    )
    for path in sorted(checked):
        file = f"{path.parent.name}/{path.name}"
        if path.suffix != ".toml" and not path.name.startswith(".") and file not in known:
            remedy = "Zet het bestand met houder, licentie en leesdatum in sources.toml."
            raise SourceError(file, "staat niet in de lijst van bronnen.", remedy)
