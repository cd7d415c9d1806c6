"""Checks that a list can be read and counts its rows and columns, with the same readers as the build."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from data_loaders.documents import Document
from prepare.harvest.declared import Form
from prepare.harvest.problems import FetchError
from prepare.messages import UnusableFileError
from prepare.read.kind import FileKind, kind_of
from prepare.read.text import read_text

SELDOM = 0.1
"""Share of the features below which the absence of a property says nothing."""


@dataclass(frozen=True)
class Judged:
    """How much is in a list."""

    rows: int = 0
    columns: frozenset[str] = frozenset()


def judged(path: Path, form: Form) -> Judged:
    """What is in the list at `path`.

    Raises:
        FetchError: it is no list of this form, or has no rows.
    """
    try:
        kind = kind_of(path)
        wanted = FileKind.TEXT if form is Form.CSV else FileKind.JSON
        if kind is not wanted:
            raise FetchError(f"er staat geen {'CSV' if form is Form.CSV else 'GeoJSON'}")
        contents = _table(path) if form is Form.CSV else _features(path)
    except UnusableFileError as error:
        raise FetchError(f"er staat niets bruikbaars ({error})") from error
    if not contents.rows:
        raise FetchError("er staan geen rijen in")
    return contents


def _table(path: Path) -> Judged:
    rows = [cells for _, cells in read_text(path, lambda _: 0).rows]
    head = {cell.strip() for cell in rows[0] if cell.strip()} if rows else set()
    return Judged(max(len(rows) - 1, 0), frozenset(head))


def _features(path: Path) -> Judged:
    features = features_in(path.read_bytes())["features"]
    times = Counter(name for feature in features for name in feature.get("properties") or {})
    # Some programs leave out what is empty: a name that few features have may be gone for that reason.
    return Judged(len(features), frozenset(name for name, count in times.items() if count > len(features) * SELDOM))


def features_in(content: bytes) -> Document:
    """The collection of features that `content` is.

    Raises:
        FetchError: it is none.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FetchError("er staat geen GeoJSON") from error
    features = document.get("features") if isinstance(document, dict) else None
    is_whole = isinstance(features, list) and all(
        isinstance(each, dict) and isinstance(each.get("properties") or {}, dict) for each in features
    )
    if not is_whole:
        raise FetchError("er staat geen GeoJSON met features")
    whole: Document = document
    return whole
