"""The categories of a row as our themes."""

import re
from dataclasses import dataclass

from data_loaders.schema import Theme
from data_loaders.schema.folding import fold
from prepare.clean.cells import Cells, at_most
from prepare.clean.words import Words, hint
from prepare.columns.field import Field
from prepare.messages import Problem

_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_WEAK_SEPARATORS = re.compile(r"\s*[,/&+]\s*|\s+(?:en|and)\s+", re.I)


@dataclass(frozen=True)
class Category:
    """A category of a file, and what it was understood as in every row that has it."""

    word: str
    """As first written."""
    themes: tuple[Theme, ...] | None
    """Empty: left out by the settings. None: the word is unknown."""
    rows: int


def clean_themes(cells: Cells, words: Words) -> list[Theme]:
    """Our themes for the categories of a row, in their order; a row without any is lost."""
    cells.categories = categories_of(cells.get(Field.THEMES, words) or "", words)
    if all(meant == () for meant in cells.categories.values()):
        cells.tell(Problem.THEME_ABSENT, Field.THEMES, rejects=True, themes=words.theme_names)
        return []
    themes = [theme for meant in cells.categories.values() for theme in meant or ()]
    for part in (category for category, meant in cells.categories.items() if meant is None):
        advice = {"themes": words.theme_names, "hint": hint(part, words.themes)}
        cells.tell(Problem.THEME_UNKNOWN, Field.THEMES, rejects=not themes, value=part, **advice)
    return list(dict.fromkeys(themes))


def categories_of(cell: str, words: Words) -> dict[str, tuple[Theme, ...] | None]:
    """Each category in a cell, and the themes that it stands for; None for one that is unknown."""
    parts = at_most(_SEPARATORS.split(cell))
    return {category: themes for part in parts for category, themes in _themes_of(part, words).items()}


def _themes_of(part: str, words: Words) -> dict[str, tuple[Theme, ...] | None]:
    """Themes of one category, understood as a whole or else piece by piece; None for what is unknown."""
    whole = words.themes.get(fold(part))
    pieces = at_most(_WEAK_SEPARATORS.split(part))
    if whole is not None or len(pieces) < 2:
        return {part: whole}
    return {piece: words.themes.get(fold(piece)) for piece in pieces}
