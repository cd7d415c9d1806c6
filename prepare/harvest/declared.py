"""The declared addresses (`harvest.toml`), and notes about the last good copy (a small file beside each source)."""

import json
import tomllib
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from data_loaders.documents import Document
from prepare.problems import SourceError

HARVEST = "harvest.toml"


class Form(StrEnum):
    """Format of the list at an address."""

    CSV = "csv"
    GEOJSON = "geojson"
    OGC = "ogc"
    """A collection of OGC API Features; all items are fetched, page by page."""


@dataclass(frozen=True)
class Harvest:
    """One declared address."""

    file: str
    """Path of the copy below `data/sources`; it must be a source in `sources.toml`, with holder and licence."""
    address: str
    form: Form


@dataclass(frozen=True)
class Fetched:
    """What the last good copy came with."""

    etag: str = ""
    modified: str = ""


def read_declared(sources: Path) -> tuple[Harvest, ...]:
    """The addresses in `harvest.toml`; none when there is no such file.

    Raises:
        SourceError: the file cannot be read or an entry is not complete.
    """
    try:
        plain = tomllib.loads((sources / HARVEST).read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise SourceError(HARVEST, f"is niet te lezen ({error}).", "Herstel het bestand.") from error
    return tuple(_declared(entry) for entry in plain.get("harvest", []))


def _declared(entry: Document) -> Harvest:
    try:
        harvest = Harvest(str(entry["file"]), str(entry["address"]), Form(entry["form"]))
    except (KeyError, ValueError, TypeError) as error:
        remedy = f"Geef file, address en form ({', '.join(Form)})."
        raise SourceError(HARVEST, f"heeft een adres dat niet volledig is ({error}).", remedy) from error
    parts = Path(harvest.file).parts
    if (
        len(parts) != 2
        or parts[0] != "initiatives"
        or ".." in parts
        or urlsplit(harvest.address).scheme not in {"http", "https"}
    ):
        raise SourceError(
            HARVEST,
            f"noemt {harvest.file} en {harvest.address}.",
            "Het bestand staat in initiatives/, het adres begint met https.",
        )
    return harvest


def last_fetched(copy: Path) -> Fetched:
    """The note about the last good copy; empty when the address was never fetched."""
    try:
        noted = json.loads(_note(copy).read_text("utf-8"))
        return Fetched(str(noted["etag"]), str(noted["modified"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Fetched()


def remember(copy: Path, fetched: Fetched) -> None:
    """Write the note that the next conditional request needs. Its name begins with a dot, so it is not read as a source."""
    _note(copy).write_text(json.dumps(asdict(fetched), indent=1) + "\n", "utf-8")


def _note(copy: Path) -> Path:
    return copy.with_name(f".{copy.name}.harvest.json")
