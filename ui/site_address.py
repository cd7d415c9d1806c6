"""Where the site lives, for whoever meets it outside the browser: canonical links, previews, files, feeds."""

import os

SETTING = "SAMENKAART_SITE"
"""Environment variable: the public address of the site (`https://…`). Never taken from the Host header: anybody can send any."""
AT_HOME = "http://localhost:8501"
"""Where `make run` serves it."""


def site_address() -> str:
    """The address without a slash at the end."""
    return (os.environ.get(SETTING) or AT_HOME).rstrip("/")
