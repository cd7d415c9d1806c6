"""Small complete releases for tests: a country of one square municipality."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from data_loaders.snapshot import SHAPES
from prepare.publish import ManifestParts, Published, write_release
from tests import frames

PARTS = ManifestParts(date(2026, 11, 23), attribution_nl="Bron: test", attribution_en="Source: test")
SQUARE = {"type": "Polygon", "coordinates": [[[6.0, 52.4], [6.2, 52.4], [6.2, 52.6], [6.0, 52.6], [6.0, 52.4]]]}
FEATURE = {"type": "Feature", "properties": {"code": "GM0193", "name": "Zwolle", "i": 0}, "geometry": SQUARE}
GEOJSON = json.dumps({"type": "FeatureCollection", "features": [FEATURE]}).encode()


def tables(*initiatives: Mapping[str, object]) -> Mapping[str, pl.DataFrame]:
    """Initiatives (one per argument) in Zwolle."""
    return {"initiatives": frames.initiatives(*initiatives), "regions": frames.regions({})}


def publish(root: Path, *initiatives: Mapping[str, object], parts: ManifestParts = PARTS) -> Published:
    """Publish a release with these initiatives; `root` is the link to it."""
    return write_release(root, tables(*initiatives), dict.fromkeys(SHAPES, GEOJSON), parts)
