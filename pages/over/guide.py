"""The guide for partners, as it stands in the documentation: one text for readers of the site and of the software."""

import re
from functools import cache
from pathlib import Path

from data_loaders.schema import Language

GUIDE = Path(__file__).parents[2] / "docs" / "partners.md"
"""Dutch, a line of dashes, English; our own text, so its Markdown may be shown as it is."""


@cache
def guide(language: Language) -> str:
    """The guide in one language as Markdown, to stand under a heading: without its title and links into the software."""
    dutch, english = GUIDE.read_text("utf-8").split("\n---\n")
    markdown = dutch.replace("*English below.*\n", "") if language == "nl" else english
    markdown = re.sub(r"\[([^]]*)\]\(\.\./[^)]*\)", r"\1", markdown)
    return re.sub(r"^## ", "### ", re.sub(r"^# .*\n", "", markdown, flags=re.MULTILINE), flags=re.MULTILINE).strip()
