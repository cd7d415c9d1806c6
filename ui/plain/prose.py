"""Our own longer texts, written in Markdown, as HTML. Never words from data or readers."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _reader() -> MarkdownIt:
    # Without HTML: a tag in a text is shown as it is written.
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def prose(text: str) -> Markup:
    """Paragraphs, lists, tables, headings and links of `text`; tables scroll by themselves."""
    html = str(_reader().render(text.strip()))
    # By keyboard too: who cannot swipe must be able to reach the last column.
    html = html.replace("<table>", '<div class="schuif" tabindex="0"><table>').replace("</table>", "</table></div>")
    return Markup(html)  # noqa: S704 - the reader escapes; see `_reader`
