"""Columns that each stand for one theme, with a tick where it holds: "Zorg" or "Thema/zorg" with x, ja or 1 below it."""

from collections.abc import Sequence
from dataclasses import replace

from prepare.clean.words import Words
from prepare.columns.field import CROSSES, TICKS, Column, Field, How

_ENDS = str.maketrans(dict.fromkeys("/([:.", "\n"))
"""What stands between the name of a question and that of one answer: "Thema/zorg", "Thema's (Zorg)"."""


def with_ticks(columns: Sequence[Column], sample: Sequence[Sequence[str]], words: Words) -> list[Column]:
    """The columns, of which those with ticks know their theme.

    The bare name of a theme counts only where several columns have one and no other column holds themes: beside such a
    column "Tuin: ja" may tell that there is a garden.
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
