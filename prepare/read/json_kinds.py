"""Finds the rows in a JSON file; programs write them in many structures.

We read GeoJSON (a collection, a single feature, one feature per line, a text sequence), uMap, Overpass, Esri, and lists
of records. A list may stand inside an envelope such as {"results": [...]}, or be a list of lists.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from prepare.clean.markup import without_umap_marks
from prepare.language import Phrase, phrase
from prepare.messages import Problem, UnusableFileError
from prepare.place.shape import is_shape

_SEQUENCE_MARK = "\x1e"
_DEEPEST_LIST = 4
_LAYER_OPTIONS = ("_umap_options", "_storage")
_MOST_SHOWN = 8

Record = Mapping[str, object]


@dataclass(frozen=True)
class Feature:
    """One row: a record with its geometry as GeoJSON, if the file has one."""

    record: Record
    geometry: object = None
    layer: str = ""


@dataclass
class Features:
    """All rows of a file."""

    features: list[Feature] = field(default_factory=list)
    crs: str | None = None
    """The coordinate system, as the file states it."""


def read_features(path: Path) -> Features:
    """The rows of a JSON file.

    Raises:
        UnusableFileError: the file is not valid JSON, or has no list of records.
    """
    try:
        return _features(_document(path.read_text(encoding="utf-8-sig")))
    except RecursionError as error:
        # Valid JSON may still be nested too deeply for Python.
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NESTED_TOO_DEEP)) from error
    except UnicodeDecodeError as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_JSON)) from error


def _document(text: str) -> object:
    if not text.lstrip().startswith(_SEQUENCE_MARK):
        try:
            return _parsed(text)
        except ValueError as error:
            if len(text.split("\n", 2)) < 2 or not _is_whole(text.lstrip().split("\n", 1)[0]):
                raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_JSON)) from error
    separator = _SEQUENCE_MARK if _SEQUENCE_MARK in text else "\n"
    return [_line(number, line) for number, line in enumerate(text.split(separator), start=1) if line.strip()]


def _parsed(text: str) -> object:
    return json.loads(text, parse_constant=lambda _: None)


def _is_whole(text: str) -> bool:
    try:
        _parsed(text)
    except ValueError:
        return False
    return True


def _line(number: int, line: str) -> object:
    try:
        return _parsed(line)
    except ValueError as error:
        raise UnusableFileError(Problem.FILE_DAMAGED, detail=phrase(Phrase.NO_VALID_JSON_LINE, line=number)) from error


def _features(document: object) -> Features:
    if isinstance(document, dict):
        kind = document.get("type")
        if kind == "umap":
            return _of_layers(document)
        if isinstance(document.get("features"), list):
            return Features([_feature(feature) for feature in document["features"]], _stated_crs(document))
        if kind == "Feature":
            return Features([_feature(document)], _stated_crs(document))
        if "elements" in document and isinstance(document["elements"], list):
            return Features([_element(element) for element in document["elements"] if _has_tags(element)])
        if kind == "Topology":
            raise UnusableFileError(Problem.JSON_NOT_READ, kind="TopoJSON", seen=_seen(document))
    records = _records(document)
    if not records:
        raise UnusableFileError(Problem.JSON_NOT_READ, kind="JSON", seen=_seen(document))
    return Features([_feature(record) for record in records])


def _feature(value: object) -> Feature:
    """A GeoJSON feature, an Esri feature or a plain record as a `Feature`."""
    parts = cast(Record, value) if isinstance(value, dict) else {}  # in JSON every key is a text
    for member in ("properties", "attributes"):
        inner = parts.get(member)
        if isinstance(inner, dict) and ("geometry" in parts or parts.get("type") == "Feature"):
            return Feature(cast(Record, inner), _geometry(parts.get("geometry")))  # as above
    if parts.get("type") == "Feature":
        return Feature({}, _geometry(parts.get("geometry")))
    if is_shape(parts.get("geometry")):
        return Feature({name: inner for name, inner in parts.items() if name != "geometry"}, parts["geometry"])
    return Feature(parts)


def _geometry(value: object) -> object:
    """A geometry as GeoJSON; Esri's points and polygons are converted."""
    if not isinstance(value, dict) or "type" in value:
        return value
    if "x" in value and "y" in value:
        return {"type": "Point", "coordinates": [value["x"], value["y"]]}
    return {"type": "Polygon", "coordinates": value["rings"]} if "rings" in value else None


def _of_layers(document: Record) -> Features:
    layers = document.get("layers")
    features = []
    for layer in layers if isinstance(layers, list) else []:
        named = layer if isinstance(layer, dict) else {}
        options: Record = next((named[key] for key in _LAYER_OPTIONS if isinstance(named.get(key), dict)), {})
        inside = named.get("features")
        for feature in map(_feature, inside if isinstance(inside, list) else []):
            plain = {name: _without_marks(value) for name, value in feature.record.items()}
            features.append(Feature(plain, feature.geometry, str(options.get("name") or "")))
    return Features(features)


def _without_marks(value: object) -> object:
    return without_umap_marks(value) if isinstance(value, str) else value


def _has_tags(element: object) -> bool:
    """Whether an Overpass element is an object; the corners of shapes are elements without tags."""
    return isinstance(element, dict) and isinstance(element.get("tags"), dict) and bool(element["tags"])


def _element(element: dict[str, object]) -> Feature:
    """A node, way or relation of OpenStreetMap; ways and relations are located by their centre, or else by their corners."""
    middle = element.get("center")
    at = middle if isinstance(middle, dict) else element
    line = element.get("geometry")
    geometry: object = None
    if "lon" in at and "lat" in at:
        geometry = {"type": "Point", "coordinates": [at["lon"], at["lat"]]}
    elif isinstance(line, list):
        corners = [
            [corner["lon"], corner["lat"]]
            for corner in line
            if isinstance(corner, dict) and {"lon", "lat"} <= set(corner)
        ]
        geometry = {"type": "MultiPoint", "coordinates": corners}
    return Feature(cast(Record, element["tags"]), geometry)  # in JSON every key is a text


def _records(document: object) -> list[object]:
    """The longest list of records in a document, or the values of an object whose values are all records."""
    lists = sorted(_lists(document, 0), key=len, reverse=True)
    return lists[0] if lists else []


def _lists(value: object, depth: int) -> Iterable[list[object]]:
    if depth > _DEEPEST_LIST:
        return
    if isinstance(value, list):
        if value and all(isinstance(part, dict) for part in value):
            yield value
        elif len(value) > 1 and all(isinstance(part, list) for part in value):
            header, *rows = value
            yield [dict(zip(map(str, header), row, strict=False)) for row in rows]
    elif isinstance(value, dict):
        inside = list(value.values())
        if (
            len(inside) > 1
            and all(isinstance(part, dict) for part in inside)
            and len({frozenset(part) for part in inside}) == 1
        ):
            yield inside
        for part in inside:
            yield from _lists(part, depth + 1)


def _seen(document: object) -> str:
    """The top-level names of a document, to show its maker what we found."""
    names = list(document) if isinstance(document, dict) else []
    return ", ".join(str(name)[:40] for name in names[:_MOST_SHOWN])


def _stated_crs(document: Record) -> str | None:
    member = document.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str):
        return name
    spatial = document.get("spatialReference")
    wkid = (spatial.get("latestWkid") or spatial.get("wkid")) if isinstance(spatial, dict) else None
    return f"EPSG:{wkid}" if isinstance(wkid, int) else None
