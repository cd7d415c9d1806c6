"""The guide for partners. The text is docs/partners.md, so that the site and the documentation say the same."""

import re
from functools import cache
from pathlib import Path

from data_loaders.schema import Language

GUIDE = Path(__file__).parents[2] / "docs" / "partners.md"
"""The Dutch text, a line of dashes, and the English text. It is our own, so its Markdown may become HTML."""


@cache
def guide(language: Language) -> str:
    """The guide in one language as Markdown, without its title and without links to other documentation."""
    dutch, english = GUIDE.read_text("utf-8").split("\n---\n")
    markdown = dutch.replace("*English below.*\n", "") if language == "nl" else english
    markdown = re.sub(r"\[([^]]*)\]\(\.\./[^)]*\)", r"\1", markdown)
    return re.sub(r"^## ", "### ", re.sub(r"^# .*\n", "", markdown, flags=re.MULTILINE), flags=re.MULTILINE).strip()
