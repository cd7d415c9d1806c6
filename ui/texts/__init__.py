"""Everything readers see, in Dutch and English: `ui/texts/<language>/<part>.toml`."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from data_loaders.schema import Language
from ui.numbers import number

LANGUAGES: tuple[Language, ...] = ("nl", "en")

Texts = Callable[..., str]
"""`t("part.key", name=value)`: the text with its values filled in."""


@cache
def _parts(language: Language) -> dict[str, Any]:
    folder = Path(__file__).parent / language
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def keys(language: Language) -> set[str]:
    """Every text key of a language, dotted."""

    def walk(prefix: str, node: Any) -> set[str]:
        if not isinstance(node, dict):
            return {prefix}
        return {key for name, child in node.items() for key in walk(f"{prefix}.{name}" if prefix else name, child)}

    return walk("", _parts(language))


def text(language: Language, key: str, **values: Any) -> str:
    """One text.

    Numbers are written the way the language writes them; give a year as a string. A text with the forms `one` and
    `other` is chosen by the value `count`.

    Raises:
        KeyError: no such text, or a value that the text asks for was not given.
    """
    node: Any = _parts(language)
    for step in key.split("."):
        node = node[step]
    if isinstance(node, dict):
        node = node["one" if values["count"] == 1 else "other"]
    shown = {
        name: number(value, language) if isinstance(value, int | float) else value for name, value in values.items()
    }
    return str(node).format_map(shown)


def texts(language: Language) -> Texts:
    """`text` for one language."""
    return lambda key, **values: text(language, key, **values)
