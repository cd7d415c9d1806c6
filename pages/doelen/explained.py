"""How goals are judged, in the words of the documentation: one text for readers of the site and of the software."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from data_loaders.schema import Language
from pages.doelen.board import Board
from ui.plain.prose import prose
from ui.story import Part, PartKind, Story

METHOD = Path(__file__).parents[2] / "docs" / "methode-doelen.md"
"""Dutch, a line of dashes, English; our own text, so its Markdown may be shown as it is."""


@cache
def chapters(language: Language) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, introduction, and title and text of each chapter."""
    dutch, english = METHOD.read_text("utf-8").split("\n---\n")
    written = dutch.replace("*English below.*\n", "") if language == "nl" else english
    head, *rest = re.split(r"^## ", written.strip(), flags=re.MULTILINE)
    title, _, introduction = head.removeprefix("# ").partition("\n")
    return title, introduction.strip(), [(name, text.strip()) for name, _, text in (each.partition("\n") for each in rest)]  # fmt: skip


def explained(board: Board) -> Story:
    """The method, a part per chapter."""
    title, introduction, read_chapters = chapters(board.view.language)
    parts = [_part("inleiding", title, introduction, is_first=True)]
    parts += [_part(f"hoofdstuk-{number}", name, text) for number, (name, text) in enumerate(read_chapters, start=1)]
    return Story(
        page="doelen",
        title=title,
        answer=title,
        address="/doelen?deel=methode",
        crumbs=board.crumbs(),
        parts=tuple(parts),
    )


def _part(name: str, title: str, text: str, *, is_first: bool = False) -> Part:
    body = Markup('<div class="proza">{}</div>').format(prose(text))
    return Part(name, title, kind=PartKind.TEXT, body=body, is_title_quiet=is_first)
