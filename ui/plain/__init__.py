"""Ways to show words that come from data or from readers: always as text, never as markup."""

import re
from html import escape

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
WORD_JOINER = "\u2060"


def label(words: str) -> str:
    """`words` for a place where Streamlit reads Markdown (button and chip labels).

    Every ASCII punctuation mark is escaped as CommonMark allows; the word joiner behind a colon keeps Streamlit's own
    `:icon:` and `:colour[]` shorthands from seeing one, since they are read after the escapes are gone.
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(words.split())).replace(":", f":{WORD_JOINER}")


def paragraph(words: str, role: str = "p", name: str = "") -> None:
    """Show `words` in the HTML element `role`; `name` becomes its class, for the print style sheet."""
    import streamlit as st  # noqa: PLC0415 - only the live page has it; what is made by the server does without

    css = f' class="{escape(name)}"' if name else ""
    st.html(f"<{role}{css}>{escape(words)}</{role}>")


def link(words: str, address: str) -> str:
    """An HTML link with `words` as text; addresses other than http(s) and own pages stay plain text."""
    if not re.match(r"^(https?://|/(?!/)|\?)", address):
        return escape(words)
    return f'<a href="{escape(address, quote=True)}" rel="noopener">{escape(words)}</a>'
