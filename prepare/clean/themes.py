"""The categories of a row as our themes."""

import re

from data_loaders.schema import Theme
from data_loaders.schema.folding import fold
from prepare.clean.cells import Cells, at_most
from prepare.clean.words import Words, hint
from prepare.columns.field import Field
from prepare.messages import Problem

_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_WEAKER_SEPARATORS = (
    re.compile(r"\s*[,/\\#>:•·]\s*|\s+[-–—]\s+"),
    re.compile(r"\s*[&+]\s*|\s+(?:en|and)\s+", re.I),
)
"""Separators; the last ones also occur inside names of categories, so they are tried last."""
_BETWEEN_WORDS = re.compile(r"[\s-]+")
_BRACKETS = re.compile(r"(?P<outside>[^()]+)\((?P<inside>[^()]+)\)\s*")


def clean_themes(cells: Cells, words: Words) -> list[Theme]:
    """Our themes for the categories of a row, in their order; a row without any is rejected."""
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
    """Each category in a cell to the themes that it stands for; None for an unknown category."""
    parts = at_most(_SEPARATORS.split(cell))
    return {category: themes for part in parts for category, themes in _themes_of(part, words).items()}


def _themes_of(part: str, words: Words) -> dict[str, tuple[Theme, ...] | None]:
    """Themes of one category, understood as a whole or else piece by piece; None for what is unknown."""
    whole = words.themes_of(part)
    if whole is None:
        whole = _in_brackets(part, words)
    if whole is not None:
        return {part: whole}
    label, _, rest = part.partition(":")
    if fold(rest) and words.headers.get(fold(label)) == Field.THEMES:
        return _themes_of(rest.strip(), words)
    for separators in _WEAKER_SEPARATORS:
        pieces = at_most(separators.split(part))
        if pieces != [part]:
            return {piece: themes for text in pieces for piece, themes in _themes_of(text, words).items()}
    loose = {word: words.themes_of(word) for word in at_most(_BETWEEN_WORDS.split(part))}
    return loose if None not in loose.values() else {part: None}


def _in_brackets(part: str, words: Words) -> tuple[Theme, ...] | None:
    """Of "Energie (zon)" what stands before the brackets, else what stands in them."""
    written = _BRACKETS.fullmatch(part)
    meant = (words.themes_of(written[name]) for name in ("outside", "inside")) if written else ()
    return next((themes for themes in meant if themes is not None), None)
