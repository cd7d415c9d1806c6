"""Makes two different releases of the data, and switches between them."""

from pathlib import Path

from data_loaders.schema import TABLES
from data_loaders.snapshot import SHAPES
from data_loaders.store import current
from prepare.publish import ManifestParts, write_release

LEFT_OUT = 100
"""Number of initiatives missing in the second release, so that its figures differ."""


def two_releases(folder: Path) -> tuple[Path, Path, Path]:
    """The link to the release in use, and two releases with different figures."""
    root, snapshot = folder / "prepared", current()
    parts = ManifestParts(snapshot.date, snapshot.manifest.sources, "Bron: proef", "Source: trial")
    tables = {name: snapshot.table(name) for name in TABLES}
    shapes = {name: snapshot.shapes(name) for name in SHAPES}
    first = write_release(root, tables, shapes, parts).folder
    tables["initiatives"] = tables["initiatives"].head(-LEFT_OUT)
    second = write_release(root, tables, shapes, parts).folder
    switch(root, first)
    return root, first, second


def switch(root: Path, release: Path) -> None:
    """Let the link point to another release, in one atomic step."""
    aside = root.with_name(".switch")
    aside.symlink_to(release)
    aside.replace(root)
