"""Pieces of HTML that several pages have: lists, what opens at a press, words to copy."""

from collections.abc import Iterable

from markupsafe import Markup

from ui.texts import Texts


def listed(lines: Iterable[str], element: str = "ul", css: str = "") -> Markup:
    """`lines` as a list; empty if there are none."""
    items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<{0} class="{2}">{1}</{0}>').format(element, items, css) if items else Markup()


def linked(names: Iterable[tuple[str, str, str]]) -> Markup:
    """A list of links in columns, from address, name and the words that follow the name."""
    item = Markup('<li><a href="{}">{}</a> <span class="vaag">{}</span></li>')
    return Markup('<ul class="kolommen">{}</ul>').format(Markup().join(item.format(*each) for each in names))


def folded(title: str, body: Markup, *, is_open: bool = False) -> Markup:
    """A block that opens when the reader presses its title."""
    return Markup("<details{}><summary>{}</summary>{}</details>").format(" open" if is_open else "", title, body)


def link(address: str | None, words: str | Markup) -> Markup:
    """Words that lead to an address; without one they are words only."""
    return Markup('<a href="{}">{}</a>').format(address, words) if address else Markup("{}").format(words)


def to_copy(t: Texts, name: str, text: str, rows: int, texts: str = "share") -> Markup:
    """A text to take along; a script adds the button that copies it, with the words `copy` and `copied` of `texts`."""
    return Markup(
        '<textarea readonly rows="{}" aria-label="{}" data-kopieer="{}" data-gekopieerd="{}">{}</textarea>'
    ).format(rows, name, t(f"{texts}.copy"), t(f"{texts}.copied"), text)
