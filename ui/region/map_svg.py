"""The small map of a region and its neighbours as a drawing in lines, for paper and for files."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.store import Snapshot
from ui.palette import ABROAD, ACCENT, BORDER, GROUND, INK, LAND, NOT_A_VALUE, WATER
from ui.region.charts import FONT
from ui.region.told import Told

WIDTH, HEIGHT = 320, 260
AROUND = 0.55
"""Part of the region's own size that is shown on each side of it."""
LEAST_DEGREES = 0.12
LETTER_PX, LINE_PX = 5.4, 12
FILES = {RegionLevel.MUNICIPALITY: "municipalities", RegionLevel.COROP: "corops"}

Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]


@lru_cache(maxsize=4)
def _polygons(_version: str, shapes: bytes) -> dict[str, list[list[Ring]]]:
    """Rings per polygon, per code of a region or kind of surroundings."""
    found = {}
    for feature in json.loads(shapes)["features"]:
        geometry: Mapping[str, Any] = feature["geometry"]
        several = geometry["type"] == "MultiPolygon"
        told = feature["properties"]
        found[told.get("code") or told["kind"]] = geometry["coordinates"] if several else [geometry["coordinates"]]
    return found


def region_svg(snapshot: Snapshot, told: Told, words: str) -> str:
    """The map as SVG; `words` are its text alternative. Names are text, never markup."""
    row = told.tables.regions.row(by_predicate=pl.col("code") == told.profile.code, named=True)
    frame = _Frame.around(row)
    name = FILES.get(told.profile.level, "provinces")
    shapes = _polygons(snapshot.version, snapshot.shapes(name))
    beside = set(row["neighbours"] or [])
    fills = dict.fromkeys(beside, NOT_A_VALUE["light"]["unknown"]) | {told.profile.code: ACCENT["light"]}  # type: ignore[index]
    paths = [
        f'<path d="{d}" fill="{fills.get(code, LAND["light"])}" fill-rule="evenodd"/>'
        for code, polygons in shapes.items()
        if (d := "".join(frame.path(ring) for polygon in polygons for ring in polygon))
    ]
    land = _polygons(snapshot.version, snapshot.shapes("surroundings")).get("land", [])
    abroad = "".join(frame.path(ring) for polygon in land for ring in polygon)
    labels = _labels(frame, told, beside)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label={quoteattr(words)}>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{WATER["light"]}"/><path d="{abroad}" fill="{ABROAD["light"]}"/>'
        f'<g stroke="{BORDER["light"]}" stroke-width="0.6">{"".join(paths)}</g>{"".join(labels)}</svg>'
    )


def _labels(frame: "_Frame", told: Told, beside: set[str]) -> list[str]:
    """The region's own name, then those of neighbours where there is room; the text beside the map names all."""
    own = told.profile.code
    if told.profile.level == RegionLevel.COUNTRY:
        return []
    rows = told.tables.regions.filter(pl.col("code").is_in([own, *beside])).sort(pl.col("code") != own, "code")
    taken: list[tuple[float, float, float]] = []
    labels = []
    for row in rows.iter_rows(named=True):
        x, y = frame.point(row["longitude"], row["latitude"])
        half = len(row["name"]) * LETTER_PX / 2
        x = min(max(x, half), WIDTH - half)
        is_clear = all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > LINE_PX for other_x, other_y, other_half in taken
        )
        if is_clear and LINE_PX < y < HEIGHT - LINE_PX / 2:
            taken.append((x, y, half))
            labels.append(_label(x, y, row["name"], is_own=row["code"] == own))
    return labels


def _label(x: float, y: float, name: str, *, is_own: bool) -> str:
    ink, weight, halo = (GROUND, "bold", ACCENT) if is_own else (INK, "normal", GROUND)
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="{FONT}" font-size="10" font-weight="{weight}" text-anchor="middle" '
        f'fill="{ink["light"]}" stroke="{halo["light"]}" stroke-width="2.4" paint-order="stroke" '
        f'stroke-linejoin="round">{escape(name)}</text>'
    )


class _Frame:
    """From degrees to the drawing: equal scale both ways at the middle of the region."""

    def __init__(self, box: Box) -> None:
        self.west, self.south, self.east, self.north = box
        self.squeeze = math.cos(math.radians((self.south + self.north) / 2))
        wide, high = (self.east - self.west) * self.squeeze, self.north - self.south
        self.scale = min(WIDTH / wide, HEIGHT / high)
        self.left = (WIDTH - wide * self.scale) / 2
        self.top = (HEIGHT - high * self.scale) / 2

    @classmethod
    def around(cls, row: Mapping[str, Any]) -> "_Frame":
        wide = max(row["east"] - row["west"], LEAST_DEGREES)
        high = max(row["north"] - row["south"], LEAST_DEGREES)
        more = 0.03 if row["level"] == RegionLevel.COUNTRY else AROUND
        return cls(
            (
                row["west"] - more * wide,
                row["south"] - more * high,
                row["east"] + more * wide,
                row["north"] + more * high,
            )
        )

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self.left + (longitude - self.west) * self.squeeze * self.scale
        return x, self.top + (self.north - latitude) * self.scale

    def path(self, ring: Sequence[Sequence[float]]) -> str:
        """`ring` in the drawing; empty when it lies wholly outside."""
        points = [self.point(*each[:2]) for each in ring]
        xs, ys = zip(*points, strict=True)
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
            return ""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
