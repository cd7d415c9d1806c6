"""Lists in HTML: lines of words, and names that lead somewhere, in columns."""

from collections.abc import Iterable

from markupsafe import Markup


def listed(lines: Iterable[str], element: str = "ul", css: str = "") -> Markup:
    """Lines as a list; nothing when there are none."""
    items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<{0} class="{2}">{1}</{0}>').format(element, items, css) if items else Markup()


def linked(names: Iterable[tuple[str, str, str]]) -> Markup:
    """Address, name and what is said behind it, in as many columns as fit."""
    item = Markup('<li><a href="{}">{}</a> <span class="vaag">{}</span></li>')
    return Markup('<ul class="kolommen">{}</ul>').format(Markup().join(item.format(*each) for each in names))


def folded(title: str, body: Markup) -> Markup:
    """What is there for who asks for it."""
    return Markup("<details><summary>{}</summary>{}</details>").format(title, body)
