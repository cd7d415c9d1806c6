"""Makes cells of nested values, as in JSON, without ever writing brackets and quotes into a cell."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence

from prepare.place.shape import is_shape, shape_of_json

_WRAPPERS = frozenset(
    {"tags", "properties", "attributes", "attrs", "fields", "data", "values", "record", "item", "node", "acf"}
)
"""Names of objects that only wrap other values; they are left out of column names."""
_ONE_TEXT = ("@value", "#text", "rendered", "nl", "value", "label", "text")
"""Members that hold the text of a whole object: {"rendered": "De Hof"}, {"nl": "De Hof", "en": "The Court"}."""
_DEEPEST = 8
_MOST_PARTS = 1_000
_LONGEST = 4_000


def as_text(value: object) -> str:
    """A single value or a list as the text of a cell; empty for an object."""
    if value is None or value != value:  # noqa: PLR0124 - the one test that finds every kind of not-a-number
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return ";".join(filter(None, map(as_text, value)))
    # JSON can hold lone surrogates, which cannot be encoded; they become question marks.
    return str(value).encode("utf-8", errors="replace").decode()


def written_value(cell: str) -> object:
    """The list or object that a cell holds in JSON or Python notation; None for any other text."""
    bare = cell.strip()
    if len(bare) > _LONGEST or (bare[:1], bare[-1:]) not in (("[", "]"), ("{", "}")):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            value: object = read(bare)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return value if isinstance(value, list | dict | set) else None
    return None


def flattened(record: Mapping[str, object]) -> dict[str, str]:
    """One cell per value, named by its path, such as "contact.naam".

    A list of objects gives one list per property. If two values have the same path, the first filled one counts.
    """
    cells: dict[str, str] = {}
    for name, text in _pairs(record, "", 0):
        cells[name] = cells.get(name) or text
    return cells


def _pairs(record: Mapping[str, object], within: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        label = as_text(str(key))
        name = f"{within}.{label}" if within else label
        if isinstance(value, dict) and label.lower().strip("_") in _WRAPPERS:
            yield from _inside(value, within, depth)
        else:
            yield from _value(name, value, depth)


def _value(name: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if is_shape(value):
        shape = shape_of_json(value)
        yield f"{name}.geometry", "" if shape is None else shape.wkt
    elif isinstance(value, dict):
        text = next((value[key] for key in _ONE_TEXT if isinstance(value.get(key), str)), None)
        if text is not None and len(value) <= len(_ONE_TEXT):
            yield name, as_text(text)
        else:
            yield from _inside(value, name, depth)
    elif isinstance(value, list | tuple) and any(isinstance(part, dict | list) for part in value):
        if depth < _DEEPEST:
            yield from _joined(name, value[:_MOST_PARTS], depth + 1)
    else:
        yield name, as_text(value)


def _joined(name: str, values: Sequence[object], depth: int) -> Iterator[tuple[str, str]]:
    """A list of objects as one list per property: all names, then all addresses."""
    parts: dict[str, dict[str, None]] = {}
    for value in values:
        for label, text in _value(name, value, depth):
            parts.setdefault(label, {})[text] = None
    yield from ((label, ";".join(filter(None, texts))) for label, texts in parts.items())


def _inside(record: Mapping[str, object], within: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth < _DEEPEST:
        yield from _pairs(record, within, depth + 1)
