"""Columns of ticks, one per theme: "Zorg" or "Thema/zorg", with x, ja or 1 in the rows that have the theme."""

from collections.abc import Sequence
from dataclasses import replace

from prepare.clean.words import Words
from prepare.columns.field import CROSSES, TICKS, Column, Field, How

_ENDS = str.maketrans(dict.fromkeys("/([:.", "\n"))
"""Characters between a question and one of its answers: "Thema/zorg", "Thema's (Zorg)"."""


def with_ticks(columns: Sequence[Column], sample: Sequence[Sequence[str]], words: Words) -> list[Column]:
    """The columns, in which each column of ticks has its theme.

    A header that is only the name of a theme counts when several columns have one and no other column holds
    themes. Otherwise "Tuin: ja" may just mean that there is a garden.
    """
    ticked = [column if _has_ticks(cells) else None for column, cells in zip(columns, sample, strict=True)]
    named = {c.position: replace(c, ticked=_answer(c.header)) for c in ticked if c and c.field is Field.THEMES}
    bare = {
        c.position: replace(c, field=Field.THEMES, how=How.NAME_AND_CONTENT, ticked=c.header)
        for c in ticked
        if c and c.field is None and words.themes_of(c.header)
    }
    has_themes = any(column.field is Field.THEMES for column in columns)
    known = named if has_themes or len(bare) == 1 else bare
    return [known.get(column.position, column) for column in columns]


def _has_ticks(cells: Sequence[str]) -> bool:
    return bool(cells) and all(cell.lower() in TICKS | CROSSES for cell in cells)


def _answer(header: str) -> str:
    return header.translate(_ENDS).rsplit("\n", 1)[-1].strip(" )]_")
