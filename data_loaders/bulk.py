"""The files in which a whole release can be downloaded, and where they are stored.

They only repeat the release, so they are not part of it and not under version control. `prepare` makes them once per
release, in a folder beside the releases.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from data_loaders.remote import cache_folder
from data_loaders.snapshot import REGION_SHAPES, Snapshot

SETTING = "SAMENKAART_BULK"
"""Environment variable: another folder for the files, for instance when the data folder is read-only."""
LISTING = "files.json"
"""The list of files. It is written last, so if it exists, all files exist."""


@dataclass(frozen=True)
class BulkFile:
    """One file of a release."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    rows: int | None
    """Rows of the table or features of the layer; None for a file with several tables, or with none."""
    format: str
    """The format under its usual name: CSV, Parquet, GeoPackage."""


FORMATS = {
    ".csv": ("text/csv; charset=utf-8", "CSV"),
    ".parquet": ("application/vnd.apache.parquet", "Parquet"),
    "-geo.parquet": ("application/vnd.apache.parquet", "GeoParquet"),
    ".geojson": ("application/geo+json", "GeoJSON"),
    ".gpkg": ("application/geopackage+sqlite3", "GeoPackage"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".json": ("application/json", "JSON"),
    "SHA256SUMS": ("text/plain; charset=utf-8", "SHA-256"),
}
"""Ending, media type and name of each kind of file; the longest ending that fits counts."""
AS_RELEASED = (".parquet", ".geojson")
"""Endings of the files that are taken along as the release has them."""


def made_names(snapshot: Snapshot) -> set[str]:
    """Names of the files that are made from a release."""
    tables = {name.removesuffix(".parquet") for name in snapshot.manifest.files if name.endswith(".parquet")}
    shapes = {f"{name}-geo.parquet" for name in (*REGION_SHAPES, "initiatives")}
    about = {"SHA256SUMS", "csv-metadata.json", "datapackage.json"}
    whole = {"initiatives.geojson", "samenkaart.gpkg", "samenkaart.xlsx"}
    return {f"{name}.csv" for name in tables} | shapes | about | whole


def ending_of(name: str) -> str:
    """Of `FORMATS`."""
    return max((each for each in FORMATS if name.endswith(each)), key=len)


def released_file(snapshot: Snapshot, name: str) -> BulkFile | None:
    """A file that is part of the release itself, so that nobody has to wait for it; None for other files."""
    listed = snapshot.manifest.files.get(name)
    if listed is None or not name.endswith(AS_RELEASED):
        return None
    media_type, form = FORMATS[ending_of(name)]
    size = (snapshot.folder / name).stat().st_size
    return BulkFile(name, media_type, size, listed.sha256, listed.rows, form)


def bulk_folder(snapshot: Snapshot) -> Path:
    """The folder for the files of this release; it need not exist yet."""
    beside = snapshot.folder.parent.parent if snapshot.folder.name == snapshot.version else snapshot.folder.parent
    # In a container the data may be read-only.
    own = beside if os.access(beside, os.W_OK) else cache_folder()
    return Path(os.environ.get(SETTING) or own / "bulk") / snapshot.version


def bulk_files(snapshot: Snapshot) -> dict[str, BulkFile]:
    """The files by name; empty as long as they are not made."""
    try:
        listing = (bulk_folder(snapshot) / LISTING).read_bytes()
    except OSError:
        return {}
    return {each["name"]: BulkFile(**each) for each in json.loads(listing)}


def bulk_path(snapshot: Snapshot, name: str) -> Path:
    """Path of a listed file: in the release itself, or in `bulk_folder`."""
    return (snapshot.folder if name in snapshot.manifest.files else bulk_folder(snapshot)) / name


def write_listing(folder: Path, files: list[BulkFile]) -> None:
    """Write the list of files into `folder`, the temporary folder in which they were made."""
    (folder / LISTING).write_text(json.dumps([asdict(each) for each in files], indent=1), "utf-8")


def put_in_place(aside: Path, target: Path) -> None:
    """Rename `aside` to `target` in one step. If another process was first, its files stay, because they are equal."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside.rename(target)
    except OSError:
        if not (target / LISTING).exists():
            raise


def folder_aside(target: Path) -> Path:
    """A new empty folder beside `target`, so that it can be renamed to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    aside.chmod(0o755)
    return aside
