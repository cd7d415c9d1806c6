"""Text with the marks of a web page or of uMap in it, as plain text: what a reader sees, and where its links lead."""

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|small|sup|sub|ul|ol|li|h[1-6]|img|table|thead|tbody|tr|td|th|font|hr|blockquote"
    r"|center|iframe|script|style)\b[^<>]*>",
    re.I,
)
_BLOCKS = frozenset(
    ["p", "br", "div", "ul", "ol", "li", "tr", "table", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_UNSEEN = frozenset(["script", "style", "iframe"])
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.I)
_LINK = re.compile(r"\[\[\s*(?P<address>[^\]|\s]+)\s*(?:\|\s*(?P<words>[^\]]*?)\s*)?\]\]")
_EMBEDDED = re.compile(r"\{\{\{?[^{}]*\}?\}\}")
_EMPHASIS = re.compile(r"(?<![*\w])(\*{1,2})(?=\S)([^*\n]+?)(?<=\S)\1(?![*\w])")
_TITLE = re.compile(r"^\s*(?:#{1,4}\s+|---+\s*$|\*\s+)", re.M)


def has_tags(text: str) -> bool:
    """Whether `text` was written for a web page."""
    return _TAG.search(text) is not None


def without_tags(text: str) -> str:
    """The text of a piece of a web page; the address of a link stands in brackets behind its words."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.text()


def without_entities(text: str) -> str:
    """ "Zorg & welzijn" for "Zorg &amp; welzijn"."""
    return unescape(text) if _ENTITY.search(text) else text


def without_umap_marks(text: str) -> str:
    """The text of a description in uMap: without **bold**, titles, pictures and frames, with links as in `without_tags`."""
    bare = _LINK.sub(lambda link: _with_address(link["words"] or "", link["address"]), _EMBEDDED.sub(" ", text))
    return _TITLE.sub("", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", bare))).strip()


def _with_address(words: str, address: str) -> str:
    words = words.strip()
    is_web = address.lower().startswith(("http://", "https://"))
    if not is_web:
        return words
    return address if words.rstrip("/") in address else f"{words} ({address})"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._links: list[tuple[int, str]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a link or something that no reader sees."""
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS or tag in ("td", "th"):
            self._parts.append("\n" if tag in _BLOCKS else " ")
        if tag == "a":
            self._links.append((len(self._parts), dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self._parts.append("\n")
        if tag == "a" and self._links:
            start, address = self._links.pop()
            self._parts[start:] = [_with_address("".join(self._parts[start:]), address)]

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        if not self._unseen:
            self._parts.append(data)

    def text(self) -> str:
        """Everything that was kept."""
        return re.sub(r"\s*\n\s*", "\n", "".join(self._parts)).strip()
