"""The files in which a whole release can be taken along, and where they are kept.

They say nothing that the release does not say, so they are no part of it: `prepare` makes them from it, once, into a folder
beside the releases, and nobody keeps them under version control.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from data_loaders.remote import cache_folder
from data_loaders.snapshot import Snapshot

SETTING = "SAMENKAART_BULK"
"""Environment variable: another folder for the files, for instance where the releases cannot be written beside."""
LISTING = "files.json"
"""What was made, written last: where it stands, everything stands."""


@dataclass(frozen=True)
class BulkFile:
    """One file of a release."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    rows: int | None
    """Rows of a table or features of a layer; None: it holds several, or none."""
    format: str
    """As readers call it: CSV, Parquet, GeoPackage."""


def bulk_folder(snapshot: Snapshot) -> Path:
    """Where the files of this release are, or will be."""
    beside = snapshot.folder.parent.parent if snapshot.folder.name == snapshot.version else snapshot.folder.parent
    # A container may have its data where nothing can be written.
    own = beside if os.access(beside, os.W_OK) else cache_folder()
    return Path(os.environ.get(SETTING) or own / "bulk") / snapshot.version


def bulk_files(snapshot: Snapshot) -> dict[str, BulkFile]:
    """The files by name; none while they were not made yet."""
    try:
        listing = (bulk_folder(snapshot) / LISTING).read_bytes()
    except OSError:
        return {}
    return {each["name"]: BulkFile(**each) for each in json.loads(listing)}


def bulk_path(snapshot: Snapshot, name: str) -> Path:
    """Where a file of the listing stands: in the release itself, or among what was made of it."""
    return (snapshot.folder if name in snapshot.manifest.files else bulk_folder(snapshot)) / name


def write_listing(folder: Path, files: list[BulkFile]) -> None:
    """Say that all of them were made; `folder` is still aside."""
    (folder / LISTING).write_text(json.dumps([asdict(each) for each in files], indent=1), "utf-8")


def put_in_place(aside: Path, target: Path) -> None:
    """Let a whole folder appear at once; the files that somebody else just put there are as good."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside.rename(target)
    except OSError:
        if not (target / LISTING).exists():
            raise


def folder_aside(target: Path) -> Path:
    """An empty folder on the same disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    aside.chmod(0o755)
    return aside
