"""All texts of the site in Dutch and English, from `ui/texts/<language>/<part>.toml`."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from data_loaders.documents import Document
from data_loaders.schema import Language
from ui.numbers import number

LANGUAGES: tuple[Language, ...] = ("nl", "en")

Texts = Callable[..., str]
"""`t("part.key", name=value)`: the text with its values filled in."""


@cache
def _parts(language: Language) -> Document:
    folder = Path(__file__).parent / language
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


@cache
def _flat(language: Language) -> dict[str, str]:
    """Dotted key → text, for one language."""

    def walk(prefix: str, node: object) -> dict[str, str]:
        if not isinstance(node, dict):
            return {prefix: str(node)}
        return {
            key: text
            for name, child in node.items()
            for key, text in walk(f"{prefix}.{name}" if prefix else name, child).items()
        }

    return walk("", _parts(language))


def keys(language: Language) -> set[str]:
    """Every text key of a language, dotted."""
    return set(_flat(language))


def text(language: Language, key: str, **values: object) -> str:
    """One text.

    Numbers are written the way the language writes them; give a year as a string. A text with the forms `one` and
    `other` is chosen by the value `count`, or by the value that the text names with `by`.

    Raises:
        KeyError: no such text, or a value that the text asks for was not given.
    """
    known = _flat(language)
    template = known.get(key)
    if template is None:
        deciding = known.get(f"{key}.by", "count")
        template = known[f"{key}.{'one' if values[deciding] == 1 else 'other'}"]
    shown = {
        name: number(value, language) if isinstance(value, int | float) else value for name, value in values.items()
    }
    return template.format_map(shown)


def first_upper(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]


def first_lower(words: str) -> str:
    """`words` with a small first letter, for use inside a sentence."""
    return words[:1].lower() + words[1:]


def texts(language: Language) -> Texts:
    """`text` for one language."""
    return lambda key, **values: text(language, key, **values)
