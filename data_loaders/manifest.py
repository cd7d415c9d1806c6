"""The manifest of a release: its files with their checksums, and its sources."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from data_loaders.documents import Document
from data_loaders.problems import DataFault, DataProblem
from data_loaders.schema import SCHEMA_VERSION

MANIFEST = "manifest.json"
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
_FILE = re.compile(r"[a-z][a-z0-9_]*\.[a-z]+")


@dataclass(frozen=True)
class FileEntry:
    """One file of the release."""

    sha256: str
    bytes: int
    rows: int
    """Rows of a table, features of a GeoJSON file."""


@dataclass(frozen=True)
class SourceEntry:
    """One source file with its row counts: `read` = `accepted` + `merged` + `rejected`."""

    file: str
    kind: str
    """One of `prepare.sources.SourceKind`, such as `initiatives`, `programme` or `geography`."""
    title: str
    holder: str
    licence: str
    date_read: str
    """ISO date on which the source was read."""
    read: int
    accepted: int
    """Rows that started a new entry."""
    merged: int
    """Rows that joined the entry of another row."""
    rejected: int


@dataclass(frozen=True)
class Manifest:
    """Contents of `manifest.json`."""

    schema_version: int
    data_version: str
    date: date
    """The newest day on which a source was read."""
    content_sha256: str
    """Checksum of all files except the list of changes; releases with equal contents have equal values."""
    files: dict[str, FileEntry]
    sources: tuple[SourceEntry, ...]
    attribution: dict[str, str]
    """Source and licence line, by language (nl, en)."""

    def to_json(self) -> bytes:
        """The file's bytes; equal manifests give equal bytes."""
        plain = {**asdict(self), "date": self.date.isoformat()}
        return json.dumps(plain, ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(folder: Path, *, any_schema: bool = False) -> Manifest:
    """The manifest of the release in `folder`.

    Raises:
        DataProblem: the manifest is missing or damaged, names a version or a file that `prepare` never writes, or
            has another schema version (not checked with `any_schema`).
    """
    try:
        plain = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        fault = DataFault.MISSING if folder.is_dir() else DataFault.NO_DATA
        raise DataProblem(fault, MANIFEST, str(error)) from error
    except (OSError, ValueError) as error:
        raise DataProblem(DataFault.UNREADABLE, MANIFEST, str(error)) from error
    try:
        manifest = _parse(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataProblem(DataFault.UNREADABLE, MANIFEST, repr(error)) from error
    if manifest.schema_version != SCHEMA_VERSION and not any_schema:
        detail = f"schema {manifest.schema_version}, expected {SCHEMA_VERSION}"
        raise DataProblem(DataFault.SCHEMA_VERSION, MANIFEST, detail)
    return manifest


def _parse(plain: Document) -> Manifest:
    return Manifest(
        schema_version=int(plain["schema_version"]),
        data_version=_matching(_VERSION, plain["data_version"]),
        date=date.fromisoformat(plain["date"]),
        content_sha256=str(plain["content_sha256"]),
        files={_matching(_FILE, name): FileEntry(**entry) for name, entry in plain["files"].items()},
        sources=tuple(SourceEntry(**entry) for entry in plain["sources"]),
        attribution={language: str(plain["attribution"][language]) for language in ("nl", "en")},
    )


def is_version(name: str) -> bool:
    """Whether `name` has the form of a data version."""
    return _VERSION.fullmatch(name) is not None


def _matching(pattern: re.Pattern[str], given: object) -> str:
    """`given`, checked against `pattern`, because it is used in addresses, pages and paths."""
    text = str(given)
    if not pattern.fullmatch(text):
        raise ValueError(f"{text[:60]!r} is no name of ours")
    return text
