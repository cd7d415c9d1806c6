"""A release with a few initiatives on the real geography, for tests that need the position of a bubble."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

from data_loaders.snapshot import SHAPES
from data_loaders.store import current
from measures.goals.programme import Programme
from prepare.publish import ManifestParts, write_release
from tests.frames import initiatives

GEOGRAPHY = ("regions", "places", "postcodes", "districts", "municipality_changes", "partners", "relations")
CONTEXT = ("context_indicators", "context_values")
PROGRAMME = tuple(field.name for field in fields(Programme) if field.name not in GEOGRAPHY)


def small_release(folder: Path, *rows: Mapping[str, object]) -> Path:
    """Make a release with these initiatives in `folder`; returns the value for `SAMENKAART_DATA`."""
    real = current()
    tables = {name: real.table(name) for name in (*GEOGRAPHY, *CONTEXT, *PROGRAMME)}
    shapes = {name: real.shapes(name) for name in SHAPES}
    root = folder / "prepared"
    write_release(root, {**tables, "initiatives": initiatives(*rows)}, shapes, ManifestParts(date(2026, 1, 1)))
    return root
