"""Where the site lives, for whoever meets it outside the browser: canonical links, previews, files, feeds."""

import os
from html import escape

SETTING = "SAMENKAART_SITE"
"""Environment variable: the public address of the site (`https://…`). Never taken from the Host header: anybody can send any."""
AT_HOME = "http://localhost:8501"
"""Where `make run` serves it."""

MAIL = "SAMENKAART_EMAIL"
"""Environment variable: whom makers of programs can write to. It is of whoever runs the site, so we have none to give."""
NOBODY = "beheer@samenkaart.example"
"""An address that can never exist (RFC 2606), since the description of an API must have one."""


def contact_email() -> str:
    """The address of whoever runs the site."""
    return os.environ.get(MAIL) or NOBODY


def site_address() -> str:
    """The address without a slash at the end."""
    return (os.environ.get(SETTING) or AT_HOME).rstrip("/")


def embed_code(title: str, address: str, height_px: int = 640) -> str:
    """HTML that shows the view at `address` on another site."""
    source = f"{address}{'&' if '?' in address else '?'}embed=1"
    style = f"width:100%;height:{height_px}px;border:0"
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>'
