"""The typeface of the site, which browsers load before any script runs."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ui.site_address import base_path


@cache
def _file() -> str:
    """The path of the typeface in Streamlit's files, found without importing Streamlit."""
    spec = find_spec("streamlit")
    page = (Path(spec.origin).parent / "static" / "index.html").read_text("utf-8") if spec and spec.origin else ""
    link = re.search(r'href="\.(/static/media/SourceSans[\w.-]+\.woff2)"', page)
    return link[1] if link else ""


def typeface() -> str:
    """The `@font-face` rule, for pages with and without Streamlit."""
    address = f"{base_path()}{_file()}"
    return f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url("{address}") format("woff2")}}'
