"""Values inside values, as JSON has them, made into cells; never the text that a program writes for them."""

import ast
import json
from collections.abc import Iterator, Mapping

_WRAPPERS = frozenset({"tags", "properties", "attributes", "attrs", "fields", "data", "values"})
"""Names that say nothing of what stands below them."""
_DEEPEST = 8
_LONGEST = 4_000


def flattened(properties: Mapping[str, object]) -> dict[str, str]:
    """One cell per value: what stands below "contact" gets its name before it, so that it stays about that.

    Of a list of objects each property becomes a list.
    """
    cells: dict[str, list[str]] = {}
    for name, text in _pairs("", properties, 0):
        cells.setdefault(name, []).append(text)
    return {name: ";".join(filter(None, texts)) for name, texts in cells.items()}


def as_text(value: object) -> str:
    """A single value, or a list of them, as the text of a cell; empty for what has parts with names."""
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
    # JSON can spell halves of characters that no other part of a program accepts.
    return str(value).encode("utf-8", errors="replace").decode()


def written_value(cell: str) -> object:
    """The list or object that a cell spells, in JSON or in Python; None when it is a text like any other."""
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


def _pairs(before: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = as_text(key)
            yield from _pairs(name if before.lower() in {"", *_WRAPPERS} else f"{before}.{name}", inner, depth + 1)
    elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        for item in value:
            yield from _pairs(before, item, depth + 1)
    else:
        yield before, as_text(value)
