"""Pages as HTML. This file shows words from data and readers as text, never as markup."""

import re
from html import escape

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
WORD_JOINER = "\u2060"


def label(words: str) -> str:
    """`words` for a place where Streamlit reads Markdown, such as the label of a button.

    Every ASCII punctuation mark is escaped, as CommonMark allows. A word joiner after each colon hides it from Streamlit's
    shorthands (`:icon:`, `:colour[]`), which are read after the escapes are removed.
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(words.split())).replace(":", f":{WORD_JOINER}")


def paragraph(words: str, role: str = "p", name: str = "") -> None:
    """Show `words` in the HTML element `role`; `name` becomes its class."""
    import streamlit as st  # noqa: PLC0415 - only live pages call this; the server's pages need no Streamlit

    css = f' class="{escape(name)}"' if name else ""
    st.html(f"<{role}{css}>{escape(words)}</{role}>")


def link(words: str, address: str) -> str:
    """An HTML link. Only http(s) addresses and our own pages become a link; with others, `words` stay plain text."""
    if not re.match(r"^(https?://|/(?!/)|\?)", address):
        return escape(words)
    return f'<a href="{escape(address, quote=True)}" rel="noopener">{escape(words)}</a>'
