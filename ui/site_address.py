"""Where the site lives, for whoever meets it outside the browser: canonical links, previews, files, feeds."""

import os
import re
from html import escape
from urllib.parse import urlsplit

SETTING = "SAMENKAART_SITE"
"""Environment variable: the public address of the site (`https://…`). Never taken from the Host header: anybody can send any."""
AT_HOME = "http://localhost:8501"
"""Where `make run` serves it."""

MAIL = "SAMENKAART_EMAIL"
"""Environment variable: whom readers and makers of programs can write to. It is of whoever runs the site, so we have none to give."""
NOBODY = "niet-ingesteld@samenkaart.example"
"""An address that can never exist (RFC 2606), and says why: the description of an API must have one. Stands nowhere else."""
CODE = "SAMENKAART_CODE"
"""Environment variable: the address (`https://…`) of the repository that the site runs from, where weaknesses can be reported."""


def contact_email() -> str:
    """The address of whoever runs the site; empty when none was set."""
    return os.environ.get(MAIL, "").strip()


def source_code() -> str:
    """Where the source code is; empty when that was not set, or is no web address."""
    address = os.environ.get(CODE, "").strip()
    return address if address.startswith("https://") else ""


def public_address() -> str:
    """The address that was set, if any."""
    return os.environ.get(SETTING, "").rstrip("/")


def site_address() -> str:
    """The address without a slash at the end."""
    return public_address() or AT_HOME


def base_path() -> str:
    """The path that the site lives under (`/samenkaart`), that of its address; empty at the root of its host."""
    return urlsplit(site_address()).path


def live_under(path: str) -> None:
    """Let the site live under Streamlit's own setting for that (`server.baseUrlPath`), unless its address has a path."""
    if path.strip("/") and not base_path():
        os.environ[SETTING] = f"{site_address()}/{path.strip('/')}"


def outward(html: str) -> str:
    """`html` with the addresses in it that begin at the root of the site as they are outside: under `base_path`.

    Everything within the site is written as if it lived at the root. Words from data have their quotes escaped, so they cannot
    look like an attribute.
    """
    base = base_path()
    return (
        re.sub(r'((?:\s)(?:href|action|src)=")(?=/(?!/))', lambda attribute: attribute[1] + escape(base), html)
        if base
        else html
    )


# Of any number of frames on a page, and whatever an editor puts between frame and script: only the frame that speaks, only from our site.
_LISTENS = (
    '<script>addEventListener("message",e=>{{for(const f of document.getElementsByTagName("iframe"))'
    'if(e.origin==="{origin}"&&e.source===f.contentWindow&&e.data.samenkaart>0)f.style.height=e.data.samenkaart+"px"}})</script>'
)


def embed_code(title: str, address: str, height_px: int = 640) -> str:
    """HTML that shows the view at `address` on another site: first `height_px` high, then as high as what it holds."""
    source = f"{address}{'&' if '?' in address else '?'}embed=1"
    style = f"width:100%;height:{height_px}px;border:0"
    parts = urlsplit(address)
    listens = _LISTENS.format(origin=f"{parts.scheme}://{parts.netloc}")
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>{listens}'
