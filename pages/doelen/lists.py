"""Lists in HTML: lines of words, linked names in columns, and folded blocks."""

from collections.abc import Iterable

from markupsafe import Markup


def listed(lines: Iterable[str], element: str = "ul", css: str = "") -> Markup:
    """`lines` as a list; empty if there are none."""
    items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<{0} class="{2}">{1}</{0}>').format(element, items, css) if items else Markup()


def linked(names: Iterable[tuple[str, str, str]]) -> Markup:
    """A list of links in columns, from address, name and the words that follow the name."""
    item = Markup('<li><a href="{}">{}</a> <span class="vaag">{}</span></li>')
    return Markup('<ul class="kolommen">{}</ul>').format(Markup().join(item.format(*each) for each in names))


def folded(title: str, body: Markup) -> Markup:
    """A block that opens when the reader presses its title."""
    return Markup("<details><summary>{}</summary>{}</details>").format(title, body)
