"""The method of judging goals. The text is docs/methode-doelen.md, so that the site and the documentation say the same."""

import re
from functools import cache

from markupsafe import Markup

from data_loaders.schema import Language
from pages.doelen.board import Board
from ui.plain.prose import documented, prose
from ui.story import Part, PartKind, Story


@cache
def chapters(language: Language) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, introduction, and the chapters, each with title and text."""
    head, *rest = re.split(r"^## ", documented("methode-doelen.md", language).strip(), flags=re.MULTILINE)
    title, _, introduction = head.removeprefix("# ").partition("\n")
    return title, introduction.strip(), [(name, text.strip()) for name, _, text in (each.partition("\n") for each in rest)]  # fmt: skip


def explained(board: Board) -> Story:
    """The page with the method, with a part for each chapter."""
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
