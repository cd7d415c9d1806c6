"""The style and the typeface that stand inside a page, for its first paint."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ui.plain.needed import needed
from ui.plain.tokens import style
from ui.site_address import base_path

BY_SCRIPT = '<i class="scripts wacht huis knop noot stil wenk wijst begint beweegt wacht-op-lijn kan-bewegen st-key-beweegkaart st-key-beweging"></i>'
"""Classes that scripts add to a page; their rules are always included."""


def style_element(html: str) -> str:
    """A `<style>` element with the rules that `html` needs. With it in the page, the first paint waits for no other file."""
    return f"<style>{typeface()}{needed(style(), html + BY_SCRIPT)}</style>"


@cache
def _typeface_file() -> str:
    """The path of the typeface in Streamlit's files, found without importing Streamlit."""
    spec = find_spec("streamlit")
    page = (Path(spec.origin).parent / "static" / "index.html").read_text("utf-8") if spec and spec.origin else ""
    link = re.search(r'href="\.(/static/media/SourceSans[\w.-]+\.woff2)"', page)
    return link[1] if link else ""


def typeface() -> str:
    """The `@font-face` rule, for pages with and without Streamlit."""
    address = f"{base_path()}{_typeface_file()}"
    return f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url("{address}") format("woff2")}}'
