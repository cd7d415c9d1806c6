"""Our own longer texts from Markdown to HTML. Never use it for words from data or readers."""

from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from data_loaders.schema import Language

DOCUMENTS = Path(__file__).parents[2] / "docs"


@cache
def _reader() -> MarkdownIt:
    # HTML is off: a tag in a text is shown as text.
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def prose(text: str) -> Markup:
    """`text` (Markdown) as HTML. A wide table scrolls inside its own box."""
    html = str(_reader().render(text.strip()))
    # `tabindex` lets keyboard users scroll the table to its last column.
    html = html.replace("<table>", '<div class="schuif" tabindex="0"><table>').replace("</table>", "</table></div>")
    return Markup(html)  # noqa: S704 - the Markdown reader escapes HTML; see `_reader`


@cache
def documented(name: str, language: Language) -> str:
    """One of our documents in one language, as Markdown: Dutch, a line of dashes, English, for readers of the site and of the software."""
    dutch, english = (DOCUMENTS / name).read_text("utf-8").split("\n---\n")
    return dutch.replace("*English below.*\n", "") if language == "nl" else english
