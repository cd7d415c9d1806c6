"""Tooltips of coloured regions, as a style sheet.

The browser keeps the shapes, so a tooltip knows no more of a region than its place in the order of the codes. The words
come from generated content: one short rule per region, text by nature, never markup.
"""

from collections.abc import Sequence

TIP = {"html": '<span class="tip tip-{i}"></span>'}
"""The tooltip of a layer whose features have the property `i`."""


def tip_style(words: Sequence[str]) -> str:
    """A style sheet with the words of each region, in the order of the codes."""
    rules = [f".tip-{i}::after{{content:{css_text(text)}}}" for i, text in enumerate(words)]
    return f"<style>.tip{{white-space:pre}}{''.join(rules)}</style>"


def css_text(words: str) -> str:
    """`words` as a CSS string; whatever could end it, or the style sheet, is written as a code."""
    return '"' + "".join(sign if sign.isalnum() or sign in " .,():%" else f"\\{ord(sign):x} " for sign in words) + '"'
